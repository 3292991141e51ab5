"""What officers look up: the classes of a place (`classes`), and what the centres held by day, for
whoever sees it until a day only (`classes_by_day`)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.registry.classes.learning_class.facts import (
    ClassCancelled,
    ClassCorrected,
    ClassHeld,
    ClassHeldByOrganiser,
    ClassPlanned,
    ClassWithdrawn,
)
from services.registry.classes.learning_class.of_centres import HELD, counted
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.things import Things
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
    hears = HELD
    tables = ("classes_by_day",)
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        added: dict[tuple[UUID, date], list[int]] = defaultdict(lambda: [0, 0])
        for recorded in batch:
            for centre_id, held, times in counted(recorded.fact):
                sums = added[centre_id, held.held_on]
                sums[0] += times
                sums[1] += times * held.attendances
        rows = [(*key, *sums) for key, sums in added.items()]
        write_rows(cursor, HOLD_ON_DAYS.format(table=table(self, self.name)), rows)


@dataclass(frozen=True)
class ClassRow:
    """A class (lớp) with its organiser: of the `day` on which it was held (`held_on`) or, until
    then, for which it is planned (`planned_on`); its attendances in lượt người, and what it cost
    in đồng, if anybody said. Held by nobody since it was cancelled (`cancelled_on`).
    `reported_as`: the id under which its centre reported it, and under which it is told.
    `people`: how many of those who came are named. `co_organiser_ids` are in the order of
    `co_organiser_kinds`."""

    class_id: UUID
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    topic_code: str
    day: date
    planned_on: date | None = None
    held_on: date | None = None
    attendances: int | None = None
    cost_dong: int | None = None
    cancelled_on: date | None = None
    reported_as: UUID | None = None
    programme_code: str | None = None
    co_organiser_kinds: Sequence[str] | None = None
    co_organiser_ids: Sequence[UUID] | None = None
    partner_kinds: Sequence[str] | None = None
    people: int | None = None


CLASSES = Things(
    "classes",
    2,
    ClassRow,
    (ClassPlanned, ClassHeldByOrganiser, ClassHeld),
    (ClassCorrected, ClassCancelled),
    "day",
    "cancelled_on",
    ClassWithdrawn,
)
