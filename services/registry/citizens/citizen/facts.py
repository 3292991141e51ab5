"""The facts of citizens, and their spells: at a place, as one of a group."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar, Self
from uuid import UUID

from services.registry.bearers.spells import Spell
from shared.vocabulary.identifiers import derived_id


@lru_cache(maxsize=4_096)
def citizen_ref(person_ref: UUID) -> UUID:
    """The stream of whoever is the citizen."""
    return derived_id("citizen", person_ref)


@dataclass(frozen=True, kw_only=True)
class CitizenSpell(Spell):
    """As one of a group. Stored in facts."""

    group_code: str


CitizenSpells = tuple[CitizenSpell, ...]


def registered_on(known: CitizenSpells) -> date:
    """Since when they are, or were last, on the books without a break."""
    day = known[-1].since
    for each in reversed(known[:-1]):
        if each.until != day:
            break
        day = each.since
    return day


@dataclass(frozen=True)
class CitizenSite:
    """At a place, from a day on, as one of a group."""

    place_id: UUID
    day: date
    group_code: str

    def spell(self) -> CitizenSpell:
        return CitizenSpell(self.place_id, self.day, group_code=self.group_code)

    def is_as(self, other: CitizenSpell) -> bool:
        return (self.place_id, self.group_code) == (other.place_id, other.group_code)


# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: the spells before and after, also those of before they were registered again.


@dataclass(frozen=True)
class CitizenRegistered:
    """`again`: they were on the books before, until they were ended."""

    TYPE: ClassVar[str] = "registry.citizen-registered.v1"
    person_ref: UUID
    place_id: UUID
    group_code: str
    registered_on: date
    again: bool = False

    @property
    def since(self) -> date:
        return self.registered_on


@dataclass(frozen=True)
class CitizenCorrected:
    """The registration, the last move or the end was written wrongly. `ground_code`: of the end,
    where that was put right."""

    TYPE: ClassVar[str] = "registry.citizen-corrected.v1"
    place_id: UUID
    group_code: str
    since: date
    registered_on: date
    was: CitizenSpells
    now: CitizenSpells
    ground_code: str | None = None

    @classmethod
    def of(cls, was: CitizenSpells, now: CitizenSpells, ground_code: str | None = None) -> Self:
        last = now[-1]
        said = last.place_id, last.group_code, last.since, registered_on(now)
        return cls(*said, was, now, ground_code)

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until


@dataclass(frozen=True)
class CitizenMoved:
    """To another place, another group, or both."""

    TYPE: ClassVar[str] = "registry.citizen-moved.v1"
    place_id: UUID
    group_code: str
    moved_on: date
    was: CitizenSpells
    now: CitizenSpells

    @property
    def since(self) -> date:
        return self.moved_on


@dataclass(frozen=True)
class CitizenEnded:
    TYPE: ClassVar[str] = "registry.citizen-ended.v1"
    place_id: UUID
    group_code: str
    ended_on: date
    ground_code: str
    was: CitizenSpells
    now: CitizenSpells


@dataclass(frozen=True)
class CitizenWithdrawn:
    """They never were, `place_id`: where the books had them. `ground_code`: why, where not by
    mistake."""

    TYPE: ClassVar[str] = "registry.citizen-withdrawn.v1"
    place_id: UUID
    group_code: str
    was: CitizenSpells
    ground_code: str | None = None


@dataclass(frozen=True)
class CitizenMerged:
    """The person is on the books as the citizen `survivor_ref`, too: as if this one had never been,
    until the two are two people after all. `place_id`: where the books have it."""

    TYPE: ClassVar[str] = "registry.citizen-merged.v1"
    place_id: UUID
    group_code: str
    survivor_ref: UUID
    merged_on: date
    was: CitizenSpells
    now: CitizenSpells = ()


@dataclass(frozen=True)
class CitizenUnmerged:
    """It was another one after all, with the spells that it had."""

    TYPE: ClassVar[str] = "registry.citizen-unmerged.v1"
    person_ref: UUID
    place_id: UUID
    group_code: str
    survivor_ref: UUID
    unmerged_on: date
    now: CitizenSpells
    was: CitizenSpells = ()

    @property
    def since(self) -> date:
        return self.now[-1].since

    @property
    def registered_on(self) -> date:
        return registered_on(self.now)

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until


CitizenFact = (
    CitizenRegistered
    | CitizenCorrected
    | CitizenMoved
    | CitizenEnded
    | CitizenWithdrawn
    | CitizenMerged
    | CitizenUnmerged
)
