"""What officers look up: the centres of a place with what they held (`centres_by_place`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.registry.centres.centre.facts import CentreEstablished
from services.registry.classes.centre_class import ClassHeld
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table

ESTABLISH = """
insert into {table} (centre_id, place_id, established_on) values (%s, %s, %s)
"""
HOLD = """
update {table}
set classes = classes + 1, attendances = attendances + %s where centre_id = %s
"""
UNTIL = """
select c.centre_id, c.place_id, c.established_on, h.classes, h.attendances
from centres_by_place c cross join lateral (
    select coalesce(sum(classes), 0)::bigint as classes,
        coalesce(sum(attendances), 0)::bigint as attendances
    from classes_by_day d where d.centre_id = c.centre_id and d.held_on <= %(until)s) h
"""
COLUMNS = "centre_id, place_id, established_on, classes, attendances"
ONE = f"select {COLUMNS} from centres_by_place where centre_id = %(centre_id)s"
ONE_UNTIL = f"{UNTIL} where c.centre_id = %(centre_id)s"
PAGE = f"""
select {COLUMNS} from centres_by_place where place_id = %(place_id)s and centre_id > %(after)s
order by centre_id limit %(most)s
"""
PAGE_UNTIL = f"""{UNTIL}
where c.place_id = %(place_id)s and c.centre_id > %(after)s and c.established_on <= %(until)s
order by c.centre_id limit %(most)s
"""


class CentresByPlace(OfOwnFacts):
    """A class waits behind what cannot be told of its centre."""

    name = "centres_by_place"
    version = 1
    hears = (CentreEstablished, ClassHeld)
    tables = ("centres_by_place",)
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        centres = table(self, "centres_by_place")
        establish, hold = ESTABLISH.format(table=centres), HOLD.format(table=centres)
        for recorded in batch:
            match recorded.fact:
                case CentreEstablished(centre_id, place_id, established_on):
                    cursor.execute(establish.encode(), (centre_id, place_id, established_on))
                case ClassHeld(centre_id=centre_id, attendances=attendances):
                    cursor.execute(hold.encode(), (attendances, centre_id))


@dataclass(frozen=True)
class CentreRow:
    """`classes` are lớp, `attendances` lượt người, both since the centre was established and as
    far as whoever asks may see them."""

    centre_id: UUID
    place_id: UUID
    established_on: date
    classes: int
    attendances: int
