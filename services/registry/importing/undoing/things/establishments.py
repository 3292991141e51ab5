"""Establishments."""

from typing import Final

from services.registry.establishments import api
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.importing.undoing.things.part import Kind, Part, comes, goes, named
from shared.web.bulk import Rows

ESTABLISHMENT: Final = "establishment"
ESTABLISHMENTS: Final = Part(
    {
        ESTABLISHMENT: Kind(
            Establishment,
            Rows(
                "registry.establishment.withdraw",
                api.EstablishmentWithdrawalForm,
                api.withdraw,
                api.Done,
            ),
            named("establishment_id"),
        )
    },
    {EstablishmentRegistered: comes(ESTABLISHMENT), EstablishmentWithdrawn: goes(ESTABLISHMENT)},
)
