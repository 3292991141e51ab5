"""The families on the books of a place: table `families_by_place_v1`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.registry.domain.family import FamilyRegistered
from shared.eventstore.facts import Recorded

INSERT = """
insert into families_by_place_v1 (family_id, place_id, head_ref, registered_on)
select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::date[])
"""
ONE = "select * from families_by_place_v1 where family_id = %s"
PAGE = """
select * from families_by_place_v1
where place_id = %(place_id)s and family_id > %(after)s and registered_on <= %(until)s
order by family_id limit %(most)s
"""
COUNT = """
select count(*) from families_by_place_v1
where place_id = %(place_id)s and registered_on <= %(until)s
"""


class FamiliesByPlace:
    name = "families_by_place"
    version = 1

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        rows = [
            (recorded.originator_id, fact.place_id, fact.head_ref, fact.registered_on)
            for recorded in batch
            if isinstance(fact := recorded.fact, FamilyRegistered)
        ]
        if rows:
            cursor.execute(INSERT, [list(column) for column in zip(*rows, strict=True)])


@dataclass(frozen=True)
class FamilyRow:
    family_id: UUID
    place_id: UUID
    head_ref: UUID
    registered_on: date


async def family(connection: AsyncConnection, family_id: UUID) -> FamilyRow | None:
    async with connection.cursor(row_factory=class_row(FamilyRow)) as cursor:
        return await (await cursor.execute(ONE, (family_id,))).fetchone()


@dataclass(frozen=True)
class Asked:
    """The families registered to a hamlet on or before a day: those whose ids follow `after`, at
    most `most`."""

    place_id: UUID
    until: date
    after: UUID
    most: int


async def families_of(connection: AsyncConnection, asked: Asked) -> list[FamilyRow]:
    """In the order of their ids."""
    async with connection.cursor(row_factory=class_row(FamilyRow)) as cursor:
        return await (await cursor.execute(PAGE, vars(asked))).fetchall()


async def number_of_families(connection: AsyncConnection, asked: Asked) -> int:
    """How many there are on all pages."""
    counted = await (await connection.execute(COUNT, vars(asked))).fetchone()
    return int(counted[0]) if counted else 0
