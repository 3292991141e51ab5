"""All that belongs to establishments. Their names are kept at home."""

from uuid import UUID

from services.registry.bearers.spells import Spells
from services.registry.establishments import api
from services.registry.establishments.establishment import (
    EstablishmentCorrected,
    EstablishmentEnded,
    EstablishmentMoved,
    EstablishmentNameCorrected,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.establishments.views import ESTABLISHMENTS
from shared.contracts.registry.establishments import (
    EstablishmentCorrectedV1,
    EstablishmentEndedV1,
    EstablishmentMovedV1,
    EstablishmentRegisteredV1,
    EstablishmentSpell,
    EstablishmentWithdrawnV1,
)
from shared.web.card import Card


def _registered(subject: UUID, fact: EstablishmentRegistered) -> EstablishmentRegisteredV1:
    return EstablishmentRegisteredV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        registered_on=fact.registered_on,
    )


def _corrected(subject: UUID, fact: EstablishmentCorrected) -> EstablishmentCorrectedV1:
    return EstablishmentCorrectedV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        registered_on=fact.registered_on,
        was=_told(fact.was, fact.kind_was),
        now=_told(fact.now, fact.kind),
    )


def _moved(subject: UUID, fact: EstablishmentMoved) -> EstablishmentMovedV1:
    return EstablishmentMovedV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        moved_on=fact.moved_on,
        was=_told(fact.was, fact.kind),
        now=_told(fact.now, fact.kind),
    )


def _ended(subject: UUID, fact: EstablishmentEnded) -> EstablishmentEndedV1:
    return EstablishmentEndedV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        ended_on=fact.ended_on,
        was=_told(fact.was, fact.kind),
        now=_told(fact.now, fact.kind),
    )


def _withdrawn(subject: UUID, fact: EstablishmentWithdrawn) -> EstablishmentWithdrawnV1:
    return EstablishmentWithdrawnV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        was=_told(fact.was, fact.kind),
        now=(),
        ground_code=fact.ground_code,
    )


def _told(spells: Spells, kind: str) -> tuple[EstablishmentSpell, ...]:
    return tuple(
        EstablishmentSpell(
            place_id=each.place_id, since=each.since, until=each.until, establishment_kind=kind
        )
        for each in spells
    )


CARD = Card(
    name="establishments",
    facts=(
        EstablishmentRegistered,
        EstablishmentNameCorrected,
        EstablishmentCorrected,
        EstablishmentMoved,
        EstablishmentEnded,
        EstablishmentWithdrawn,
    ),
    told=(_registered, _corrected, _moved, _ended, _withdrawn),
    kept=(EstablishmentNameCorrected,),
    views=(ESTABLISHMENTS,),
    routes=api.routes,
    actions=(
        "registry.establishment.register",
        "registry.establishment.call",
        "registry.establishment.correct",
        "registry.establishment.move",
        "registry.establishment.dissolve",
        "registry.establishment.withdraw",
        "registry.establishment.read",
    ),
)
