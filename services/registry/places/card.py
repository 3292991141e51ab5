"""All that belongs to places: everything that happens to one is told, the log being what the copies
are made of. The document it happened by is kept at home."""

from collections.abc import Mapping
from uuid import UUID

from services.registry.places.api.routes import routes
from services.registry.places.territory.facts import (
    TERRITORY_FACTS,
    PlaceAltered,
    PlaceChangesCancelled,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    PlaceWithdrawn,
)
from services.registry.places.territory.reorganisation.document import (
    ReorganisationAnnounced,
    ReorganisationCancelled,
)
from services.registry.places.views import PlacesView
from shared.contracts.fields import Succession
from shared.contracts.registry.places import (
    PlaceAlteredV1,
    PlaceChangesCancelledV1,
    PlaceEndedV1,
    PlaceEstablishedV1,
    PlaceSucceededV1,
    PlaceWithdrawnV1,
)
from shared.vocabulary.documents import document_number_if_any
from shared.vocabulary.places import How
from shared.web.card import Card

HOW: Mapping[How, Succession] = {
    How.WHOLE: "whole",
    How.PART: "part",
    How.RENAMED: "renamed",
    How.RETYPED: "retyped",
}


def _established(_territory: UUID, fact: PlaceEstablished) -> PlaceEstablishedV1:
    return PlaceEstablishedV1(
        place_id=fact.place_id,
        level=fact.level,
        kind=fact.kind,
        name=fact.name,
        code=fact.code,
        parent_id=fact.parent_id,
        valid_from=fact.valid_from,
        document_number=document_number_if_any(fact.document_number),
    )


def _altered(_territory: UUID, fact: PlaceAltered) -> PlaceAlteredV1:
    return PlaceAlteredV1(
        place_id=fact.place_id,
        changed=fact.changed,
        kind=fact.kind,
        name=fact.name,
        code=fact.code,
        parent_id=fact.parent_id,
        effective_on=fact.effective_on,
        document_number=document_number_if_any(fact.document_number),
    )


def _ended(_territory: UUID, fact: PlaceEnded) -> PlaceEndedV1:
    return PlaceEndedV1(
        place_id=fact.place_id,
        ended_on=fact.ended_on,
        document_number=document_number_if_any(fact.document_number),
    )


def _succeeded(_territory: UUID, fact: PlaceSucceeded) -> PlaceSucceededV1:
    return PlaceSucceededV1(
        place_id=fact.place_id,
        successor_id=fact.successor_id,
        how=HOW[fact.how],
        effective_on=fact.effective_on,
        document_number=document_number_if_any(fact.document_number),
    )


def _cancelled(_territory: UUID, fact: PlaceChangesCancelled) -> PlaceChangesCancelledV1:
    return PlaceChangesCancelledV1(
        place_id=fact.place_id,
        effective_on=fact.effective_on,
        document_number=fact.document_number,
    )


def _withdrawn(_territory: UUID, fact: PlaceWithdrawn) -> PlaceWithdrawnV1:
    return PlaceWithdrawnV1(
        place_id=fact.place_id, valid_from=fact.valid_from, ground_code=fact.ground_code
    )


CARD = Card(
    name="places",
    facts=(*TERRITORY_FACTS, ReorganisationAnnounced, ReorganisationCancelled),
    told=(_established, _altered, _ended, _succeeded, _cancelled, _withdrawn),
    kept=(ReorganisationAnnounced, ReorganisationCancelled),
    views=(PlacesView(),),
    routes=routes,
    actions=(
        "registry.place.establish",
        "registry.place.allocate",
        "registry.place.read",
        "registry.place.reorganise",
    ),
)
