"""From published events about places to rows of the copy."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, assert_never

import psycopg

from shared.contracts.envelope import Contract
from shared.contracts.registry.places import (
    PlaceAlteredV1,
    PlaceChangesCancelledV1,
    PlaceEndedV1,
    PlaceEstablishedV1,
    PlaceSucceededV1,
    PlaceWithdrawnV1,
)
from shared.eventstore.read_models import OfOthersEvents
from shared.messaging.heard import Heard
from shared.messaging.listener.settings import Inapplicable
from shared.messaging.rebuilding.recipe import Filling, Recount
from shared.places.table import COPY, PlaceTable
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.places import Attributes, Change, Entry, How

MADE: Final = Path(__file__).parent / "migrations" / "0001_copy.sql"
PlaceContract = (
    PlaceEstablishedV1
    | PlaceAlteredV1
    | PlaceEndedV1
    | PlaceSucceededV1
    | PlaceChangesCancelledV1
    | PlaceWithdrawnV1
)


class PositionTaken(Inapplicable):
    """Another place's entry stands there: of the log that this one follows. What came of that log
    has to go before this one can be heard; see docs/runbooks/AnotherLog.md."""

    def __init__(self, position: int) -> None:
        super().__init__(f"position {position} is taken by another log's entry")


class PlacesProjection(OfOthersEvents):
    """The copy's table. An event naming a place not heard of is kept like any other."""

    name = "places"
    version = COPY.version
    tables = (COPY.name,)
    hears: tuple[type[Contract], ...] = (
        PlaceEstablishedV1,
        PlaceAlteredV1,
        PlaceEndedV1,
        PlaceSucceededV1,
        PlaceChangesCancelledV1,
        PlaceWithdrawnV1,
    )
    filling: Filling | None = None

    def __init__(self, table: PlaceTable = COPY) -> None:
        self._table = table
        self.recount = Recount(f"select count(*) from {table.written}")

    def make(self, cursor: psycopg.Cursor[Any]) -> None:
        cursor.execute(MADE.read_bytes())

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Heard]) -> None:
        lines = [
            (heard.stamp.sequence, entry_of(event, civil_day(heard.stamp.time)))
            for heard in batch
            if isinstance(event := heard.event, PlaceContract)
        ]
        self._table.insert(cursor, lines)
        there = self._table.standing(cursor, [position for position, _ in lines])
        for position, entry in lines:
            if there[position] != entry.place_id:
                raise PositionTaken(position)

    def applied(self, cursor: psycopg.Cursor[Any], batch: Sequence[Heard]) -> set[str]:
        there = self._table.standing(cursor, [heard.stamp.sequence for heard in batch])
        return {
            heard.stamp.id
            for heard in batch
            if there.get(heard.stamp.sequence) == heard.event.subject
        }


def entry_of(event: PlaceContract, recorded_on: date) -> Entry:
    """The line of the tree that a published event adds."""
    match event:
        case PlaceEstablishedV1():
            change, on = Change.ESTABLISHED, event.valid_from
            given = Attributes(event.level, event.kind, event.name, event.code, event.parent_id)
            return Entry(
                change, event.place_id, on, recorded_on, given, (), None, None,
                event.document_number,
            )  # fmt: skip
        case PlaceAlteredV1():
            change, on = Change.ALTERED, event.effective_on
            given = Attributes("", event.kind, event.name, event.code, event.parent_id)
            return Entry(
                change, event.place_id, on, recorded_on, given, event.changed, None, None,
                event.document_number,
            )  # fmt: skip
        case PlaceEndedV1():
            return Entry(
                Change.ENDED,
                event.place_id,
                event.ended_on,
                recorded_on,
                document_number=event.document_number,
            )
        case PlaceSucceededV1():
            return Entry(
                Change.SUCCEEDED,
                event.place_id,
                event.effective_on,
                recorded_on,
                successor_id=event.successor_id,
                how=How(event.how),
                document_number=event.document_number,
            )
        case PlaceChangesCancelledV1():
            return Entry(
                Change.CANCELLED,
                event.place_id,
                event.effective_on,
                recorded_on,
                document_number=event.document_number,
            )
        case PlaceWithdrawnV1():
            return Entry(Change.WITHDRAWN, event.place_id, event.valid_from, recorded_on)
        case _:
            assert_never(event)
