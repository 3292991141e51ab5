"""Citizens who were not on the books before."""

from typing import Final
from uuid import UUID

from services.registry.citizens.api import commands
from services.registry.citizens.api.knowing import Knowing
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenRegistered, CitizenWithdrawn
from services.registry.importing.undoing.things.part import Kind, Part, goes, named
from shared.importing.trail import Came, Thing
from shared.web.bulk import Rows

CITIZEN: Final = "citizen"


def _registered(citizen_ref: UUID, fact: CitizenRegistered) -> Came | None:
    """Whoever comes back is changed: a withdrawal takes what they were before, too."""
    return None if fact.again else Came(Thing(CITIZEN, citizen_ref), frozenset({fact.person_ref}))


CITIZENS: Final = Part(
    {
        CITIZEN: Kind(
            Citizen,
            Rows(
                "registry.citizen.withdraw",
                commands.CitizenWithdrawalForm,
                commands.withdraw,
                commands.Done,
                around=Knowing(),
            ),
            named("citizen_ref"),
        )
    },
    {CitizenRegistered: _registered, CitizenWithdrawn: goes(CITIZEN)},
)
