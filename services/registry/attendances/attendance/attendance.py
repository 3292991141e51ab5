"""Attendance by name (người dự có tên): which people came to a class, a session or an activity.

Each once, however often they came and by whichever reference. That is people (người); how many came
is said of what was held, in lượt người, and neither is made of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.registry.attendances.attendance.facts import (
    AttendeeFact,
    AttendeeNamed,
    AttendeeWithdrawn,
)
from services.registry.attendances.attendance.refusals import (
    AttendeeNamedAlready,
    AttendeeTwice,
    AttendeeUnknown,
)

Same = Mapping[UUID, frozenset[UUID]]
"""By which other references somebody is known."""
NOBODY_ELSE: Final[Same] = {}


@dataclass(frozen=True)
class Attendance:
    """`gone`: were named by mistake."""

    person_refs: frozenset[UUID] = frozenset()
    gone: frozenset[UUID] = frozenset()

    def evolve(self, fact: AttendeeFact) -> Attendance:
        ref = fact.person_ref
        match fact:
            case AttendeeNamed():
                there = self.person_refs | {ref}
                return replace(self, person_refs=there, gone=self.gone - {ref})
            case AttendeeWithdrawn():
                return replace(self, person_refs=self.person_refs - {ref}, gone=self.gone | {ref})

    def name(self, asked: Sequence[AttendeeNamed], same: Same = NOBODY_ELSE) -> list[AttendeeNamed]:
        """All of them came. None is there already, unless all are: then that was said before."""
        refs = [each.person_ref for each in asked]
        if people(refs, same) < len(refs):
            raise AttendeeTwice
        there = [each for each in refs if _known(each, same) & self.person_refs]
        if len(there) == len(refs):
            return []
        if there:
            raise AttendeeNamedAlready
        return [*asked]

    def withdraw(
        self, asked: Sequence[AttendeeWithdrawn], same: Same = NOBODY_ELSE
    ) -> list[AttendeeWithdrawn]:
        """None of them came, by whichever reference they were named: as if they had not been."""
        known = [_known(each.person_ref, same) for each in asked]
        if len({*known}) < len(known):
            raise AttendeeTwice
        if not any(each & self.person_refs for each in known) and all(
            each & self.gone for each in known
        ):
            return []
        if not all(each & self.person_refs for each in known):
            raise AttendeeUnknown
        return [
            replace(one, person_ref=ref)
            for one, each in zip(asked, known, strict=True)
            for ref in sorted(each & self.person_refs)
        ]

    def people(self, same: Same = NOBODY_ELSE) -> int:
        """How many came who are named, each once."""
        return people(self.person_refs, same)


def people(person_refs: Iterable[UUID], same: Same) -> int:
    """How many these are, of whom some may be one."""
    return len({_known(each, same) for each in person_refs})


def _known(person_ref: UUID, same: Same) -> frozenset[UUID]:
    return same.get(person_ref, frozenset()) | {person_ref}
