"""The projection `populations`: what places state, as it was told."""

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor

from services.rollups.views import populations
from services.rollups.views.populations import Row
from shared.contracts.envelope import Contract
from shared.contracts.registry.populations import (
    PopulationCorrectedV1,
    PopulationEvent,
    PopulationSaid,
    PopulationStatedV1,
    PopulationWithdrawnV1,
)
from shared.eventstore.read_models import OfOthersEvents
from shared.messaging.heard import Heard
from shared.messaging.rebuilding.recipe import Filling, Recount
from shared.vocabulary.calendar import civil_day


class PopulationsProjection(OfOthersEvents):
    """Exact for any split into batches and any order: each event is a row of its own."""

    name = populations.NAME
    version = populations.VERSION
    tables = (populations.NAME,)
    hears: tuple[type[Contract], ...] = (
        PopulationStatedV1,
        PopulationCorrectedV1,
        PopulationWithdrawnV1,
    )
    filling: Filling | None = None
    recount = Recount(f"select count(*) from {populations.WRITTEN.as_string()}")

    def make(self, cursor: Cursor[Any]) -> None:
        cursor.execute("select make_population_tables()")

    def apply(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> None:
        if rows := [_row(each) for each in batch]:
            populations.append(cursor, rows)

    def applied(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> set[str]:
        there = populations.present(cursor, [each.stamp.sequence for each in batch])
        return {each.stamp.id for each in batch if each.stamp.sequence in there}


def _row(heard: Heard) -> Row:
    event, stamp = heard.event, heard.stamp
    assert isinstance(event, PopulationEvent)
    of = stamp.sequence, event.place_id, event.population_kind, event.counted_on
    recorded_on = civil_day(stamp.time)
    if isinstance(event, PopulationSaid):
        return (*of, event.number, event.source_code, event.document_number, recorded_on)
    return (*of, None, None, None, recorded_on)
