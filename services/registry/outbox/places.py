"""What leaves the books about places: everything, the log being what the copies are made of."""

from collections.abc import Mapping
from typing import assert_never

from services.registry.domain.territory import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from shared.contracts.fields import Succession
from shared.contracts.registry import (
    PlaceAlteredV1,
    PlaceEndedV1,
    PlaceEstablishedV1,
    PlaceEvent,
    PlaceSucceededV1,
)
from shared.eventstore.facts import Recorded
from shared.vocabulary.documents import document_number_if_any
from shared.vocabulary.places import How

HOW: Mapping[How, Succession] = {
    How.WHOLE: "whole",
    How.PART: "part",
    How.RENAMED: "renamed",
    How.RETYPED: "retyped",
}


def translate(recorded: Recorded[TerritoryFact]) -> PlaceEvent:
    match recorded.fact:
        case PlaceEstablished() as fact:
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
        case PlaceAltered() as fact:
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
        case PlaceEnded() as fact:
            return PlaceEndedV1(
                place_id=fact.place_id,
                ended_on=fact.ended_on,
                document_number=document_number_if_any(fact.document_number),
            )
        case PlaceSucceeded() as fact:
            return PlaceSucceededV1(
                place_id=fact.place_id,
                successor_id=fact.successor_id,
                how=HOW[fact.how],
                effective_on=fact.effective_on,
                document_number=document_number_if_any(fact.document_number),
            )
        case _:
            assert_never(recorded.fact)
