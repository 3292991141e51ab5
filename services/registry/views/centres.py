"""The centres of a place with what they held (`centres_by_place_v1`), and that by day, for whoever
sees it until a day only (`classes_by_day_v1`)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.registry.domain.centre import CentreEstablished
from services.registry.domain.centre_class import ClassHeld
from shared.eventstore.facts import Recorded

ESTABLISH = """
insert into centres_by_place_v1 (centre_id, place_id, established_on) values (%s, %s, %s)
"""
HOLD = """
update centres_by_place_v1
set classes = classes + 1, attendances = attendances + %s where centre_id = %s
"""
HOLD_ON_DAYS = """
insert into classes_by_day_v1 as known (centre_id, held_on, classes, attendances)
select * from unnest(%s::uuid[], %s::date[], %s::bigint[], %s::bigint[])
on conflict (centre_id, held_on) do update
set classes = known.classes + excluded.classes,
    attendances = known.attendances + excluded.attendances
"""
ONE = "select * from centres_by_place_v1 where centre_id = %s"
UNTIL = """
select coalesce(sum(classes), 0)::bigint, coalesce(sum(attendances), 0)::bigint
from classes_by_day_v1 where centre_id = %s and held_on <= %s
"""
PAGE = """
select * from centres_by_place_v1 where place_id = %(place_id)s and centre_id > %(after)s
order by centre_id limit %(most)s
"""
PAGE_UNTIL = """
select c.centre_id, c.place_id, c.established_on, h.classes, h.attendances
from centres_by_place_v1 c cross join lateral (
    select coalesce(sum(classes), 0)::bigint as classes,
        coalesce(sum(attendances), 0)::bigint as attendances
    from classes_by_day_v1 d where d.centre_id = c.centre_id and d.held_on <= %(until)s) h
where c.place_id = %(place_id)s and c.centre_id > %(after)s and c.established_on <= %(until)s
order by c.centre_id limit %(most)s
"""


class CentresByPlace:
    """A class waits behind what cannot be told of its centre."""

    name = "centres_by_place"
    version = 1
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for recorded in batch:
            match recorded.fact:
                case CentreEstablished(centre_id, place_id, established_on):
                    cursor.execute(ESTABLISH, (centre_id, place_id, established_on))
                case ClassHeld(centre_id=centre_id, attendances=attendances):
                    cursor.execute(HOLD, (attendances, centre_id))


class ClassesByDay:
    name = "classes_by_day"
    version = 1
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        held: dict[tuple[UUID, date], list[int]] = defaultdict(list)
        for recorded in batch:
            if isinstance(fact := recorded.fact, ClassHeld):
                held[fact.centre_id, fact.held_on].append(fact.attendances)
        rows = [(*key, len(each), sum(each)) for key, each in held.items()]
        if rows:
            cursor.execute(HOLD_ON_DAYS, [list(column) for column in zip(*rows, strict=True)])


@dataclass(frozen=True)
class CentreRow:
    """`classes` are lớp, `attendances` lượt người, both since the centre was established and as
    far as whoever asks may see them."""

    centre_id: UUID
    place_id: UUID
    established_on: date
    classes: int
    attendances: int


async def centre(connection: AsyncConnection, centre_id: UUID) -> CentreRow | None:
    async with connection.cursor(row_factory=class_row(CentreRow)) as cursor:
        return await (await cursor.execute(ONE, (centre_id,))).fetchone()


async def until(connection: AsyncConnection, centre: CentreRow, last: date) -> CentreRow:
    """The centre with what it had held by the end of the day; `date.max`: ever."""
    if last == date.max:
        return centre
    found = await connection.execute(UNTIL, (centre.centre_id, last))
    held = await found.fetchone() or (0, 0)
    return replace(centre, classes=held[0], attendances=held[1])


@dataclass(frozen=True)
class Asked:
    """The centres of a place with what they had held by the end of a day (`date.max`: ever):
    those whose ids follow `after`, at most `most`."""

    place_id: UUID
    until: date
    after: UUID
    most: int


async def centres_of(connection: AsyncConnection, asked: Asked) -> list[CentreRow]:
    """Those that were established by that day, in the order of their ids."""
    query = PAGE if asked.until == date.max else PAGE_UNTIL
    async with connection.cursor(row_factory=class_row(CentreRow)) as cursor:
        return await (await cursor.execute(query, vars(asked))).fetchall()
