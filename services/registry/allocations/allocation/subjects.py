"""Allocation (phân bổ): what stood directly in a place that was split belongs to one of its parts.

A split moves nobody: a subject (a family, a clan, a centre) waits until somebody says to which part
it belongs. That is said on a stream of its own; the subject's stream stays as it is. From then on
it stands in that part: on its list, and in the reach of whoever has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Final, Literal, Self
from uuid import UUID

from services.registry.associations.association.association import Association
from services.registry.associations.association.refusals import AssociationUnknown
from services.registry.boards.board.board import Board
from services.registry.boards.board.refusals import BoardUnknown
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.refusals import CentreUnknown
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.refusals import ChapterUnknown
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.refusals import CitizenIsMerged, CitizenUnknown
from services.registry.clans.clan import Clan, ClanUnknown
from services.registry.committees.committee.committee import Committee
from services.registry.committees.committee.refusals import CommitteeUnknown
from services.registry.duplicates.merging.aliases import require_itself
from services.registry.establishments.establishment import Establishment, EstablishmentUnknown
from services.registry.families.family.family import Family
from services.registry.families.family.refusals import FamilyMergedElsewhere, FamilyUnknown
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places.allocating import allocated_since, part_on
from shared.vocabulary.places.siting import Circumstances
from shared.vocabulary.refusals import Kind, Refusal

SubjectKind = Literal[
    "family",
    "clan",
    "centre",
    "citizen",
    "establishment",
    "association",
    "chapter",
    "board",
    "committee",
]

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class SubjectAllocated:
    """From `effective_on` on the subject, on the books of `place_id`, belongs to `to_place_id`;
    what was said of that day and later is so no more. `people`: who belongs to the family, and is
    where it is."""

    TYPE: ClassVar[str] = "registry.subject-allocated.v1"
    subject_id: UUID
    subject_kind: SubjectKind
    place_id: UUID
    to_place_id: UUID
    effective_on: date
    people: tuple[UUID, ...] = ()


# Refusals.


class SubjectNotWaiting(Refusal):
    code = "registry.subject-not-waiting"
    kind = Kind.CONFLICT
    sentence = "Where the subject stands, nothing was split by {day}: it needs no allocation."


# The kinds of subjects.

Reaches = Callable[[UUID], bool]
"""Whether whoever asks has that place."""


@dataclass(frozen=True)
class Standing:
    """How a kind of subject is read: what its stream adds up to, on the books of which place that
    is, how one that is not there is refused, and one that is another's alias; which people are
    where it is, as far as the allocation says it."""

    state: type[Any]
    place_id: Callable[[Any], UUID | None]
    unknown: type[Refusal]
    require_itself: Callable[[Any, Reaches], None] = lambda _, __: None
    people: Callable[[Any], tuple[UUID, ...]] = lambda _: ()


def _of_family(family: Family) -> UUID | None:
    return family.place_id


def _present(family: Family) -> tuple[UUID, ...]:
    return tuple(each.person_ref for each in family.present)


def _family_itself(family: Family, _: Reaches) -> None:
    """Of an alias nothing is said; what it is one of may be out of reach."""
    if family.merged is not None:
        raise FamilyMergedElsewhere


Founded = Association | Chapter | Board | Committee


def _where_last(bearer: Clan | Citizen | Establishment | Founded) -> UUID | None:
    return bearer.last_place


def _bearer_itself(bearer: Clan | Establishment, reaches: Reaches) -> None:
    require_itself(bearer.alias, reaches)


def _citizen_itself(citizen: Citizen, _: Reaches) -> None:
    if citizen.merged is not None:
        raise CitizenIsMerged


def _of_centre(centre: Centre) -> UUID | None:
    return centre.spells[-1].place_id if centre.spells else None


SUBJECTS: Final[Mapping[SubjectKind, Standing]] = {
    "family": Standing(Family, _of_family, FamilyUnknown, _family_itself, _present),
    "clan": Standing(Clan, _where_last, ClanUnknown, _bearer_itself),
    "centre": Standing(Centre, _of_centre, CentreUnknown),
    "citizen": Standing(Citizen, _where_last, CitizenUnknown, _citizen_itself),
    "establishment": Standing(Establishment, _where_last, EstablishmentUnknown, _bearer_itself),
    "association": Standing(Association, _where_last, AssociationUnknown),
    "chapter": Standing(Chapter, _where_last, ChapterUnknown),
    "board": Standing(Board, _where_last, BoardUnknown),
    "committee": Standing(Committee, _where_last, CommitteeUnknown),
}

# The allocation.


@dataclass(frozen=True)
class Asked:
    """This subject belongs to this part; `effective_on` None: from the day of the split."""

    subject_id: UUID
    subject_kind: SubjectKind
    place_id: UUID
    to_place_id: UUID
    effective_on: date | None = None


@dataclass(frozen=True)
class Allocation:
    """What was said of one subject and still holds, earliest day first."""

    said: tuple[SubjectAllocated, ...] = ()

    def place_of(self, books: UUID | None) -> UUID | None:
        """Where the subject stands that is on the books of that place: there, or in the part that
        it was last said to belong to."""
        return books and (part_on(self.said, books) or books)

    def evolve(self, fact: SubjectAllocated) -> Self:
        before = [each for each in self.said if each.effective_on < fact.effective_on]
        return replace(self, said=(*before, fact))

    def allocate(self, asked: Asked, now: Circumstances) -> list[SubjectAllocated]:
        since = allocated_since(self.said, asked, now, SubjectNotWaiting)
        whose = (asked.subject_id, asked.subject_kind, asked.place_id)
        return [] if since is None else [SubjectAllocated(*whose, asked.to_place_id, since)]


@lru_cache(maxsize=4_096)
def allocation_stream(subject_id: UUID) -> UUID:
    return derived_id("allocation", subject_id)
