"""The facts of chapters, and their spells: at a place, with a host, of an association."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.associations.association.facts import Named, Names
from services.registry.bearers.spells import Spell


@dataclass(frozen=True, kw_only=True)
class ChapterSpell(Spell):
    """With a host of which kind, of which association. Stored in facts."""

    host_kind: str
    association_id: UUID


ChapterSpells = tuple[ChapterSpell, ...]


@dataclass(frozen=True)
class OfAssociation:
    """Of that one from that day on."""

    association_id: UUID
    since: date


def associations_of(known: ChapterSpells) -> tuple[OfAssociation, ...]:
    return tuple(OfAssociation(each.association_id, each.since) for each in known)


@dataclass(frozen=True)
class ChapterSite:
    """At a place, with a host of that kind, of an association, from a day on."""

    place_id: UUID
    day: date
    host_kind: str
    association_id: UUID

    def spell(self) -> ChapterSpell:
        at, of = (self.place_id, self.day), self.association_id
        return ChapterSpell(*at, host_kind=self.host_kind, association_id=of)

    def is_as(self, other: ChapterSpell) -> bool:
        mine = (self.place_id, self.host_kind, self.association_id)
        return mine == (other.place_id, other.host_kind, other.association_id)


# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after; what else is said is as it is now.


@dataclass(frozen=True)
class ChapterFounded:
    TYPE: ClassVar[str] = "registry.chapter-founded.v1"
    place_id: UUID
    host_kind: str
    association_id: UUID
    name: str
    founded_on: date

    @property
    def names(self) -> Names:
        return (Named(self.name, self.founded_on),)

    @property
    def associations(self) -> tuple[OfAssociation, ...]:
        return (OfAssociation(self.association_id, self.founded_on),)


class _Restated:
    now: ChapterSpells

    @property
    def associations(self) -> tuple[OfAssociation, ...]:
        return associations_of(self.now)


@dataclass(frozen=True)
class ChapterCorrected(_Restated):
    """Place, host kind, association or day was written wrongly."""

    TYPE: ClassVar[str] = "registry.chapter-corrected.v1"
    place_id: UUID
    host_kind: str
    association_id: UUID
    founded_on: date
    names: Names
    was: ChapterSpells
    now: ChapterSpells


@dataclass(frozen=True)
class ChapterRenamed:
    """At home only: all its names, as they are known now."""

    TYPE: ClassVar[str] = "registry.chapter-renamed.v1"
    names: Names


@dataclass(frozen=True)
class ChapterMoved(_Restated):
    """To another association; it stands where it stood."""

    TYPE: ClassVar[str] = "registry.chapter-moved.v1"
    place_id: UUID
    host_kind: str
    association_id: UUID
    moved_on: date
    was: ChapterSpells
    now: ChapterSpells


@dataclass(frozen=True)
class ChapterMerged:
    """It went on in another chapter: the first day on which it is there no more."""

    TYPE: ClassVar[str] = "registry.chapter-merged.v1"
    place_id: UUID
    host_kind: str
    association_id: UUID
    into_chapter_id: UUID
    ended_on: date
    was: ChapterSpells
    now: ChapterSpells


@dataclass(frozen=True)
class ChapterEnded:
    """Dissolved."""

    TYPE: ClassVar[str] = "registry.chapter-ended.v1"
    place_id: UUID
    host_kind: str
    association_id: UUID
    ended_on: date
    was: ChapterSpells
    now: ChapterSpells


@dataclass(frozen=True)
class ChapterWithdrawn:
    """It never was; `place_id`: where the books had it. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.chapter-withdrawn.v1"
    place_id: UUID
    host_kind: str
    association_id: UUID
    was: ChapterSpells
    ground_code: str | None = None


ChapterFact = (
    ChapterFounded
    | ChapterCorrected
    | ChapterRenamed
    | ChapterMoved
    | ChapterMerged
    | ChapterEnded
    | ChapterWithdrawn
)
