"""Establishments, and of which kind a list said that those are which stood before."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.establishments import api
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentCorrected,
    EstablishmentEnded,
    EstablishmentMoved,
    EstablishmentNameCorrected,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.importing.undoing.things.part import Kind, Part, comes, goes, named
from shared.importing.trail import Changed, Thing, Went
from shared.web.bulk import Rows

ESTABLISHMENT: Final = "establishment"
CORRECTION: Final = "establishment-correction"
_Again = EstablishmentNameCorrected | EstablishmentMoved | EstablishmentEnded


def _corrected(id_: UUID, fact: EstablishmentCorrected) -> Changed | Went:
    if fact.gives_back:
        return Went(Thing(CORRECTION, id_, (fact.kind, fact.kind_was)), fact.TYPE)
    return Changed(Thing(CORRECTION, id_, (fact.kind_was, fact.kind)), id_)


def _again(id_: UUID, fact: _Again) -> Changed:
    return Changed(Thing(fact.TYPE, id_), id_)


def _named(thing: Thing) -> Mapping[str, object]:
    kind_was, kind = thing.said
    return {"establishment_id": thing.thing_id, "kind_was": kind_was, "kind": kind}


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
        ),
        CORRECTION: Kind(
            Establishment,
            Rows(
                "registry.establishment.correct",
                api.EstablishmentKindWithdrawalForm,
                api.give_back,
                api.Done,
            ),
            _named,
        ),
    },
    {
        EstablishmentRegistered: comes(ESTABLISHMENT),
        EstablishmentCorrected: _corrected,
        EstablishmentNameCorrected: _again,
        EstablishmentMoved: _again,
        EstablishmentEnded: _again,
        EstablishmentWithdrawn: goes(ESTABLISHMENT),
    },
)
