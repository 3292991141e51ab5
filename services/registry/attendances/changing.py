"""How many came who are named, each once: two references that turn out to be one person, or two
after all, change that within a minute. Who is merged is said of people; what was held is put right
on its own stream."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.registry.activities.activity.activity import Activity
from services.registry.attendances.attendance.attendance import Attendance
from services.registry.attendances.attendance.facts import attendance_id
from services.registry.classes.learning_class.learning_class import LearningClass
from services.registry.people.person import Person
from services.registry.sessions.session.session import Session
from shared.eventstore.commands import AlsoRead, Cause, Command, Decision
from shared.eventstore.due.occurrence import Occurrence

KINDS: Final[Mapping[str, type[Any]]] = {
    "session": Session,
    "class": LearningClass,
    "activity": Activity,
}
OTHERWISE: Final = """
select held_id as subject_id, %(day)s::date as due_on
from ({held}) held join (
    select held_id, count(distinct coalesce(survivor_id, person_ref)) as people
    from attendees left join aliases on alias_id = person_ref group by held_id
) named using (held_id) left join people_told told using (held_id)
where held_kind = '{kind}' and coalesce(told.people, 0) <> named.people
"""
"""What was held of which another number of people is told than are named by now."""


def follow(kind: type[Any], occurrence: Occurrence, by: Cause) -> Command:
    """What was held says how many people came who are named, as they are known by now."""
    id_ = occurrence.subject_id
    stream = attendance_id(id_)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        attendance: Attendance = states[stream]
        if states[id_].held is None:
            return Decision()
        people = {_survivor(each, states) for each in attendance.person_refs}
        if unread := people - states.keys():
            raise AlsoRead(dict.fromkeys(sorted(unread), Person))
        return Decision({id_: states[id_].attended(len(people))})

    return Command(by.origin, {id_: kind, stream: Attendance}, decide, by.key)


def _survivor(person_ref: UUID, states: Mapping[UUID, Any]) -> UUID:
    """Who that is, as far as it was read."""
    known = states.get(person_ref)
    if isinstance(known, Person) and known.merged is not None:
        return _survivor(known.merged.survivor_ref, states)
    return person_ref
