"""What the centres held by day, for whoever sees it until a day only (`classes_by_day`)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.registry.classes.centre_class import ClassHeld
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows

HOLD_ON_DAYS = """
insert into {table} as known (centre_id, held_on, classes, attendances)
select * from unnest(%s::uuid[], %s::date[], %s::bigint[], %s::bigint[])
on conflict (centre_id, held_on) do update
set classes = known.classes + excluded.classes,
    attendances = known.attendances + excluded.attendances
"""


class ClassesByDay(OfOwnFacts):
    name = "classes_by_day"
    version = 1
    hears = (ClassHeld,)
    tables = ("classes_by_day",)
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        held: dict[tuple[UUID, date], list[int]] = defaultdict(list)
        for recorded in batch:
            if isinstance(fact := recorded.fact, ClassHeld):
                held[fact.centre_id, fact.held_on].append(fact.attendances)
        rows = [(*key, len(each), sum(each)) for key, each in held.items()]
        write_rows(cursor, HOLD_ON_DAYS.format(table=table(self, self.name)), rows)
