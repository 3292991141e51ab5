"""The centres of a place with what they held (`centres_by_place`), and how they were called
(`centre_names`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEstablished,
    CentreMerged,
    CentreMoved,
    CentreRenamed,
    CentreWithdrawn,
)
from services.registry.centres.views.spells import STOOD
from services.registry.classes.learning_class.of_centres import HELD, counted
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table

ESTABLISH: Final = """
insert into {centres} (centre_id, place_id, since, established_on) values (%s, %s, %s, %s)
"""
CORRECT: Final = """
update {centres} set place_id = %s, since = %s, established_on = %s, ended_on = %s
where centre_id = %s
"""
MOVE: Final = "update {centres} set place_id = %s, since = %s where centre_id = %s"
END: Final = "update {centres} set ended_on = %s where centre_id = %s"
HOLD: Final = """
update {centres}
set classes = classes + %s, attendances = attendances + %s where centre_id = %s
"""
CALL: Final = """
insert into {names} (centre_id, since, name) values (%s, %s, %s)
on conflict (centre_id, since) do update set name = excluded.name
"""
NEVER_WAS: Final = "delete from {centres} where centre_id = %s"
NEVER_CALLED: Final = "delete from {names} where centre_id = %s"

FROM_THE_FIRST: Final = date.min
"""Its first name is that of all days before it had another one, however they are corrected."""

_STANDING: Final = """(
    select centre_id, centre.place_id as books, seat.since as allocated_on,
        coalesce(seat.to_place_id, centre.place_id) as place_id,
        greatest(centre.since, seat.since) as since, established_on, ended_on, classes, attendances
    from centres_by_place centre {seats}) c"""
_THEN: Final = """left join lateral (
    select to_place_id, since from allocations said
    where (said.subject_id, said.place_id) = (centre.centre_id, centre.place_id)
        and since <= least(%(on)s::date, %(until)s) order by since desc limit 1) seat on true"""
"""Where it is now, or was last; an allocated one in its part."""
_EVER: Final = """join lateral (
    select to_place_id, since from allocations said
    where (said.subject_id, said.place_id) = (centre.centre_id, centre.place_id)
    union all select null, null) seat on true"""
_THAT_DAY: Final = _STANDING.format(seats=_THEN)
_HELD_UNTIL: Final = """
cross join lateral (
    select coalesce(sum(classes), 0)::bigint as classes,
        coalesce(sum(attendances), 0)::bigint as attendances
    from classes_by_day d where d.centre_id = c.centre_id and d.held_on <= %(until)s) held
"""
NAMED: Final = """left join lateral (
    select name from centre_names n
    where n.centre_id = c.centre_id and n.since <= least(%(on)s::date, %(until)s)
    order by n.since desc limit 1) named on true"""
_ROWS: Final = """
select c.centre_id, c.place_id, c.since, c.established_on, named.name,
    case when c.ended_on <= %(until)s then c.ended_on end as ended_on,
    held.classes, held.attendances
from {standing} {named}
"""
_ONE: Final = "where c.centre_id = %(centre_id)s"
OF_PLACE: Final = """c.books = any(array(
        select place_id from allocations where to_place_id = %(place_id)s) || %(place_id)s::uuid)
    and c.place_id = %(place_id)s and c.centre_id > %(after)s and c.since <= %(until)s"""
"""A page of those that stand at `%(place_id)s`."""
_PAGE: Final = f"""
where {OF_PLACE}
    and (%(on)s::date is null or (
        c.since <= %(on)s and coalesce(c.ended_on > least(%(on)s, %(until)s), true)))
order by c.centre_id limit %(most)s
"""

EVER: Final = f"""
{_ROWS.format(standing=_STANDING.format(seats=_EVER), named=NAMED)}
cross join lateral (select c.classes, c.attendances) held
{_ONE} order by c.allocated_on desc nulls last
"""
"""The query of `%(centre_id)s` where it stands; after that, where it stood before it was
allocated."""
ONE_UNTIL: Final = f"{_ROWS.format(standing=_THAT_DAY, named=NAMED)} {_HELD_UNTIL} {_ONE}"
"""The same, once, as it is shown `%(until)s` a day."""


def page(*, of_all: bool, of_day: bool) -> str:
    """The query of those of `%(place_id)s`; `of_day`: that were there and at work on the day
    `%(on)s`, wherever they went since; `of_all`: as they are shown for ever."""
    held = "cross join lateral (select c.classes, c.attendances) held"
    rows = _ROWS.format(standing=STOOD if of_day else _THAT_DAY, named=NAMED)
    return f"{rows} {held if of_all else _HELD_UNTIL} {_PAGE}"


class CentresByPlace(OfOwnFacts):
    """A class waits behind what cannot be told of its centre."""

    name = "centres_by_place"
    version = 2
    hears = (
        CentreEstablished,
        CentreRenamed,
        CentreCorrected,
        CentreMoved,
        CentreMerged,
        CentreEnded,
        CentreWithdrawn,
        *HELD,
    )
    tables = ("centres_by_place", "centre_names")
    subject = "centre_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        centres, names = table(self, "centres_by_place"), table(self, "centre_names")
        for recorded in batch:
            for statement, values in _told(recorded.originator_id, recorded.fact):
                said = statement.format(centres=centres, names=names)
                cursor.execute(said.encode(), values)


Statement = tuple[str, tuple[object, ...]]


def _told(centre_id: UUID, fact: object) -> list[Statement]:
    match fact:
        case CentreEstablished(place_id=place_id, established_on=day, name=name):
            begun = ESTABLISH, (centre_id, place_id, day, day)
            called = CALL, (centre_id, FROM_THE_FIRST, name)
            return [begun, called] if name is not None else [begun]
        case CentreRenamed(name=name, renamed_on=day):
            return [(CALL, (centre_id, day, name))]
        case CentreCorrected(place_id, since, established_on, ended_on=ended_on):
            return [(CORRECT, (place_id, since, established_on, ended_on, centre_id))]
        case CentreMoved(place_id, moved_on):
            return [(MOVE, (place_id, moved_on, centre_id))]
        case CentreMerged(merged_on=day) | CentreEnded(ended_on=day):
            return [(END, (day, centre_id))]
        case CentreWithdrawn():
            return [(NEVER_WAS, (centre_id,)), (NEVER_CALLED, (centre_id,))]
    return [
        (HOLD, (times, times * held.attendances, of_centre))
        for of_centre, held, times in counted(fact)
    ]


@dataclass(frozen=True)
class CentreRow:
    """At work in a place where it is `since` a day, or was last, until `ended_on`. `classes` are
    lớp, `attendances` lượt người, both since the centre was established and as far as whoever asks
    may see them."""

    centre_id: UUID
    place_id: UUID
    since: date
    established_on: date
    name: str | None
    ended_on: date | None
    classes: int
    attendances: int
