"""Establishments."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.establishments import api
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.importing.undoing.things.part import Kind, Part
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

ESTABLISHMENT: Final = "establishment"


def _registered(establishment_id: UUID, _: EstablishmentRegistered) -> Came:
    return Came(Thing(ESTABLISHMENT, establishment_id))


def _withdrawn(establishment_id: UUID, _: EstablishmentWithdrawn) -> Went:
    return Went(Thing(ESTABLISHMENT, establishment_id))


def _establishment(thing: Thing) -> Mapping[str, object]:
    return {"establishment_id": thing.thing_id}


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
            _establishment,
        )
    },
    {EstablishmentRegistered: _registered, EstablishmentWithdrawn: _withdrawn},
)
