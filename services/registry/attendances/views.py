"""What officers look up: who came to what was held, and what somebody came to (`attendees`).
`people_told`: how many who came are told to be named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.activities.activity.facts import ActivityCorrected, ActivityWithdrawn
from services.registry.attendances.attendance.facts import AttendeeNamed, AttendeeWithdrawn
from services.registry.classes.learning_class.facts import ClassCorrected, ClassWithdrawn
from services.registry.sessions.session.facts import SessionCorrected, SessionWithdrawn
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows

HELD_AT_ALL: Final = """
select 'session' as held_kind, session_id as held_id, place_id, day from sessions
where held_on is not null
union all select 'class', class_id, place_id, day from classes where held_on is not null
union all select 'activity', activity_id, place_id, day from activities where held_on is not null
"""
HELD: Final = f"""
select held_kind, held_id, place_id, day from ({HELD_AT_ALL}) held where held_id = %(held_id)s
"""
CAME: Final = """
select distinct coalesce(survivor_id, person_ref) as person_ref
from attendees left join aliases on alias_id = person_ref
where held_id = %(held_id)s and coalesce(survivor_id, person_ref) > %(after)s
order by 1 limit %(most)s
"""
"""Each once, as the person they are by now."""
CAME_TO: Final = f"""
select distinct held.held_kind, held.held_id, held.place_id, held.day
from attendees join ({HELD_AT_ALL}) held using (held_id)
left join aliases on alias_id = person_ref
where coalesce(survivor_id, person_ref) = coalesce(
    (select survivor_id from aliases where alias_id = %(person_ref)s), %(person_ref)s)
order by held.day desc, held.held_id limit %(most)s
"""
"""The last ones first, by whichever reference they were named."""
NAME: Final = """
insert into {table} (held_id, person_ref) values (%s, %s) on conflict do nothing
"""
WITHDRAW: Final = "delete from {table} where (held_id, person_ref) = (%s, %s)"


@dataclass(frozen=True)
class HeldRow:
    """A class, a session or an activity that was held, with its day, and where it counts."""

    held_kind: str
    held_id: UUID
    place_id: UUID
    day: date


@dataclass(frozen=True)
class AttendeeRow:
    """Somebody who came, by the reference they go by."""

    person_ref: UUID


class Attendees(OfOwnFacts):
    name = "attendees"
    version = 1
    hears = (AttendeeNamed, AttendeeWithdrawn)
    tables = ("attendees",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for recorded in batch:
            fact = recorded.fact
            statement = NAME if isinstance(fact, AttendeeNamed) else WITHDRAW
            asked = statement.format(table=table(self, self.name)).encode()
            cursor.execute(asked, (fact.held_id, fact.person_ref))


ATTENDEES: Final = Attendees()

TELL: Final = """
insert into {table} (held_id, people) select * from unnest(%s::uuid[], %s::bigint[])
on conflict (held_id) do update set people = excluded.people
"""


class PeopleTold(OfOwnFacts):
    """How many who came are told to be named; none where nobody ever was."""

    name = "people_told"
    version = 1
    hears = (
        SessionCorrected,
        SessionWithdrawn,
        ClassCorrected,
        ClassWithdrawn,
        ActivityCorrected,
        ActivityWithdrawn,
    )
    tables = ("people_told",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        last = {
            each.originator_id: _people(each.fact)
            for each in batch
            if isinstance(each.fact, self.hears)
        }
        write_rows(cursor, TELL.format(table=table(self, self.name)), [*last.items()])


def _people(fact: Any) -> int:
    match fact:
        case ActivityCorrected(held=held):
            return held.people
        case SessionCorrected(people=people) | ClassCorrected(people=people):
            return people
        case _:
            return 0


PEOPLE_TOLD: Final = PeopleTold()
