"""The projection `cells`: published events folded into contributions, cells and freshness."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg import Cursor

from services.rollups.measures.contributions import COUNTED, contributions
from services.rollups.views import cells, freshness
from services.rollups.views import contributions as written
from services.rollups.views.cells import CellKey
from services.rollups.views.contributions import ContributionRow
from services.rollups.views.tables import LIVE, Tables
from shared.contracts.envelope import Contract
from shared.messaging.heard import Heard
from shared.vocabulary.calendar import civil_day


@dataclass
class Folded:
    """A batch added up in memory, as text ready to be written."""

    rows: list[ContributionRow] = field(default_factory=list)
    sums: dict[CellKey, int] = field(default_factory=dict)
    latest: dict[str, datetime] = field(default_factory=dict)


def fold(batch: Sequence[Heard]) -> Folded:
    """What the events of a batch add. ValueError for an event that names what nobody knows."""
    folded = Folded()
    rows, sums, latest = folded.rows, folded.sums, folded.latest
    days: dict[int, str] = {}
    for heard in batch:
        event, stamp = heard.event, heard.stamp
        hour = int(stamp.time.timestamp()) // 3600  # lies within one civil day in Vietnam
        recorded_on = days.get(hour) or days.setdefault(hour, civil_day(stamp.time).isoformat())
        topic, position, subject = event.TOPIC, str(stamp.sequence), event.subject.hex
        for measure, place_id, effective_on, value in contributions(event):
            key = (measure, place_id.hex, effective_on.isoformat(), recorded_on)
            sums[key] = sums.get(key, 0) + value
            rows.append((topic, position, *key, str(value), subject))
        if topic not in latest or latest[topic] < stamp.time:
            latest[topic] = stamp.time
    return folded


@dataclass(frozen=True)
class CellsProjection:
    """Exact for any split into batches and any order between topics: it only ever adds."""

    tables: Tables = LIVE
    version: int = 1
    name: str = "cells"
    hears: tuple[type[Contract], ...] = COUNTED

    def apply(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> None:
        if not batch:
            return
        folded = fold(batch)
        written.append(cursor, self.tables, folded.rows)
        cells.add(cursor, self.tables, folded.sums)
        freshness.move(cursor, self.tables, folded.latest)
