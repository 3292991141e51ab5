"""What falls due, as a value that a service lists: how it is found, and what is then done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.eventstore.commands import Cause, Command, Key
from shared.eventstore.facts import Origin

ACTOR: Final = "system:due"
"""Whose keys are never forgotten: an occurrence is one for ever."""


@dataclass(frozen=True, order=True)
class Occurrence:
    """That something of a subject falls due on a civil day in Vietnam."""

    due_on: date
    subject_id: UUID


@dataclass(frozen=True)
class Due:
    """Something that falls due: the end of a term, the opening of a window, a purge.

    `kind` is a code, never changed: with subject and day it is the key under which an occurrence
    is done once and no more. `find` is a question to the service's own views: rows of `subject_id`
    and `due_on`, all that fall due by `%(day)s`, past ones too; what was done may be among them or
    not. `command` is decided on what the log says: a view may lag, so it decides nothing where
    nothing falls due any more. What it refuses stays due and is asked again.

    `once` False: no occurrence, but what is not as it should be, however often; then `find` finds
    it no more once it is put right, and nothing is kept of its having been done.
    """

    kind: str
    find: str
    command: Callable[[Occurrence, Cause], Command]
    once: bool = True

    def commanded(self, occurrence: Occurrence) -> Command:
        """The command, under the key of the occurrence."""
        if not self.once:
            return self.command(occurrence, Cause(Origin(ACTOR, occurrence.subject_id)))
        name = f"{self.kind} {occurrence.subject_id} {occurrence.due_on.isoformat()}"
        key = Key(ACTOR, name, b"")
        return self.command(occurrence, Cause(Origin(ACTOR, occurrence.subject_id), key))

    @property
    def waiting(self) -> str:
        """What is due by `%(day)s` and was not done."""
        if not self.once:
            return f"select subject_id, due_on from ({self.find}) as found"
        return f"""
            select found.subject_id, found.due_on from ({self.find}) as found
            where found.due_on <= %(day)s and not exists (
                select from command_keys where actor = '{ACTOR}' and key = '{self.kind} '
                    || found.subject_id || ' ' || to_char(found.due_on, 'YYYY-MM-DD')
            )
        """


def numbers_waiting(service: str, dues: Sequence[Due]) -> Mapping[tuple[str, ...], str]:
    """Of each kind the question how much of it is due and was not done."""
    return {(service, d.kind): f"select count(*) from ({d.waiting}) as waiting" for d in dues}
