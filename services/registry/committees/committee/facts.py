"""The facts of committees, and their spells: of a place of a level, with a standing agency."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.registry.bearers.spells import Spell
from shared.vocabulary.identifiers import derived_id


@dataclass(frozen=True, kw_only=True)
class CommitteeSpell(Spell):
    """Of which level, and with whom as its standing agency (`agency_id`: of an establishment).
    Stored in facts."""

    level: str
    agency_kind: str
    agency_id: UUID | None = None


CommitteeSpells = tuple[CommitteeSpell, ...]


@dataclass(frozen=True)
class CommitteeSite:
    """At a place of a level, with that standing agency, from a day on."""

    place_id: UUID
    day: date
    level: str
    agency_kind: str
    agency_id: UUID | None = None

    def spell(self) -> CommitteeSpell:
        by: dict[str, Any] = {"agency_kind": self.agency_kind, "agency_id": self.agency_id}
        return CommitteeSpell(self.place_id, self.day, level=self.level, **by)

    def is_as(self, other: CommitteeSpell) -> bool:
        mine = (self.place_id, self.level, self.agency_kind, self.agency_id)
        return mine == (other.place_id, other.level, other.agency_kind, other.agency_id)


# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after; what else is said is as it is now. `agency_id`: of an
# establishment; an authority is known by its kind. `document_number`: by which it is so, if one is
# known.


@dataclass(frozen=True)
class CommitteeFounded:
    TYPE: ClassVar[str] = "registry.committee-founded.v1"
    place_id: UUID
    level: str
    agency_kind: str
    agency_id: UUID | None
    founded_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class CommitteeCorrected:
    """Where, with whom, when or by which document it was founded was written wrongly."""

    TYPE: ClassVar[str] = "registry.committee-corrected.v1"
    place_id: UUID
    level: str
    agency_kind: str
    agency_id: UUID | None
    founded_on: date
    document_number: str | None
    was: CommitteeSpells
    now: CommitteeSpells


@dataclass(frozen=True)
class CommitteeMerged:
    """It went on in another committee: the first day on which it is there no more."""

    TYPE: ClassVar[str] = "registry.committee-merged.v1"
    place_id: UUID
    level: str
    agency_kind: str
    agency_id: UUID | None
    into_committee_id: UUID
    ended_on: date
    document_number: str | None
    was: CommitteeSpells
    now: CommitteeSpells


@dataclass(frozen=True)
class CommitteeEnded:
    """Dissolved."""

    TYPE: ClassVar[str] = "registry.committee-ended.v1"
    place_id: UUID
    level: str
    agency_kind: str
    agency_id: UUID | None
    ended_on: date
    document_number: str | None
    was: CommitteeSpells
    now: CommitteeSpells


@dataclass(frozen=True)
class CommitteeWithdrawn:
    """It never was; `place_id`: where the books had it."""

    TYPE: ClassVar[str] = "registry.committee-withdrawn.v1"
    place_id: UUID
    level: str
    agency_kind: str
    agency_id: UUID | None
    was: CommitteeSpells


@dataclass(frozen=True)
class DaysOfPlace:
    """From `since` on, until the first day no more (None: it lasts). Stored in facts."""

    since: date
    until: date | None = None


@dataclass(frozen=True)
class CommitteePlaceReserved:
    """On the stream of a place, at home only: this committee has these of its days from now on."""

    TYPE: ClassVar[str] = "registry.committee-place-reserved.v1"
    committee_id: UUID
    days: tuple[DaysOfPlace, ...]


CommitteeFact = (
    CommitteeFounded | CommitteeCorrected | CommitteeMerged | CommitteeEnded | CommitteeWithdrawn
)


def committee_place_id(place_id: UUID) -> UUID:
    """The stream that says on which days a place has which committee."""
    return derived_id("committee-place", place_id)
