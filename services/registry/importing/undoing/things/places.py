"""Hamlets."""

from typing import Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind, Part, named
from services.registry.places.api.routes import PlaceWithdrawalForm, Withdrawn, withdrawing
from services.registry.places.territory.facts import PlaceEstablished, PlaceWithdrawn
from services.registry.places.territory.territory import Territory
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

PLACE: Final = "place"


def _established(_territory: UUID, fact: PlaceEstablished) -> Came:
    return Came(Thing(PLACE, fact.place_id))


def _withdrawn(_territory: UUID, fact: PlaceWithdrawn) -> Went:
    return Went(Thing(PLACE, fact.place_id))


PLACES: Final = Part(
    {
        PLACE: Kind(
            Territory,
            Rows("registry.place.establish", PlaceWithdrawalForm, withdrawing, Withdrawn),
            named("place_id"),
            alone=False,
        )
    },
    {PlaceEstablished: _established, PlaceWithdrawn: _withdrawn},
)
