"""The centres of a place with what they held: table `centres_by_place_v1`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.registry.domain.centre import CentreEstablished, ClassHeld
from shared.eventstore.facts import Recorded

ESTABLISH = """
insert into centres_by_place_v1 (centre_id, place_id, established_on) values (%s, %s, %s)
"""
HOLD = """
update centres_by_place_v1
set classes = classes + 1, attendances = attendances + %s where centre_id = %s
"""
ONE = "select * from centres_by_place_v1 where centre_id = %s"
PAGE = """
select * from centres_by_place_v1 where place_id = %s and centre_id > %s
order by centre_id limit %s
"""


class CentresByPlace:
    name = "centres_by_place"
    version = 1

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for recorded in batch:
            match recorded.fact:
                case CentreEstablished(place_id, established_on):
                    cursor.execute(ESTABLISH, (recorded.originator_id, place_id, established_on))
                case ClassHeld(attendances=attendances):
                    cursor.execute(HOLD, (attendances, recorded.originator_id))


@dataclass(frozen=True)
class CentreRow:
    """`classes` are lớp, `attendances` lượt người, both since the centre was established."""

    centre_id: UUID
    place_id: UUID
    established_on: date
    classes: int
    attendances: int


async def centre(connection: AsyncConnection, centre_id: UUID) -> CentreRow | None:
    async with connection.cursor(row_factory=class_row(CentreRow)) as cursor:
        return await (await cursor.execute(ONE, (centre_id,))).fetchone()


async def centres_of(
    connection: AsyncConnection, place_id: UUID, after: UUID, most: int
) -> list[CentreRow]:
    """At most `most` centres that serve the place, those whose ids follow `after`."""
    async with connection.cursor(row_factory=class_row(CentreRow)) as cursor:
        return await (await cursor.execute(PAGE, (place_id, after, most))).fetchall()
