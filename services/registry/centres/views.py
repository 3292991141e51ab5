"""What officers look up: the centres of a place with what they held (`centres_by_place_v1`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.registry.centres.centre import CentreEstablished
from services.registry.classes.centre_class import ClassHeld
from shared.eventstore.facts import Recorded

ESTABLISH = """
insert into centres_by_place_v1 (centre_id, place_id, established_on) values (%s, %s, %s)
"""
HOLD = """
update centres_by_place_v1
set classes = classes + 1, attendances = attendances + %s where centre_id = %s
"""
UNTIL = """
select c.centre_id, c.place_id, c.established_on, h.classes, h.attendances
from centres_by_place_v1 c cross join lateral (
    select coalesce(sum(classes), 0)::bigint as classes,
        coalesce(sum(attendances), 0)::bigint as attendances
    from classes_by_day_v1 d where d.centre_id = c.centre_id and d.held_on <= %(until)s) h
"""
ONE = "select * from centres_by_place_v1 where centre_id = %(centre_id)s"
ONE_UNTIL = f"{UNTIL} where c.centre_id = %(centre_id)s"
PAGE = """
select * from centres_by_place_v1 where place_id = %(place_id)s and centre_id > %(after)s
order by centre_id limit %(most)s
"""
PAGE_UNTIL = f"""{UNTIL}
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


@dataclass(frozen=True)
class CentreRow:
    """`classes` are lớp, `attendances` lượt người, both since the centre was established and as
    far as whoever asks may see them."""

    centre_id: UUID
    place_id: UUID
    established_on: date
    classes: int
    attendances: int
