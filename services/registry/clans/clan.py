"""Clan (dòng họ): families of one descent that promote learning together, on the books of a
commune or a hamlet from a day on, moved and ended there, until it is ended.

Its name (“Họ Nguyễn Văn, thôn Đông”) is kept at home and told nobody.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.naming import plausible
from services.registry.bearers.spells import Site, Spells
from services.registry.duplicates.merging.facts import ClanMerged, ClanUnmerged
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Kind, Refusal

LEVELS = (COMMUNE, HAMLET)

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after.


@dataclass(frozen=True)
class ClanRegistered:
    """`name` None: nobody said it yet."""

    TYPE: ClassVar[str] = "registry.clan-registered.v1"
    place_id: UUID
    registered_on: date
    name: str | None = None

    @property
    def since(self) -> date:
        return self.registered_on


@dataclass(frozen=True)
class ClanNameCorrected:
    """At home only."""

    TYPE: ClassVar[str] = "registry.clan-name-corrected.v1"
    name: str


@dataclass(frozen=True)
class ClanCorrected:
    """Its registration, its last move or its end was written wrongly."""

    TYPE: ClassVar[str] = "registry.clan-corrected.v1"
    place_id: UUID
    since: date
    registered_on: date
    was: Spells
    now: Spells

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until

    @classmethod
    def of(cls, was: Spells, now: Spells) -> Self:
        return cls(now[-1].place_id, now[-1].since, now[0].since, was, now)


@dataclass(frozen=True)
class ClanMoved:
    TYPE: ClassVar[str] = "registry.clan-moved.v1"
    place_id: UUID
    moved_on: date
    was: Spells
    now: Spells

    @property
    def since(self) -> date:
        return self.moved_on


@dataclass(frozen=True)
class ClanEnded:
    TYPE: ClassVar[str] = "registry.clan-ended.v1"
    place_id: UUID
    ended_on: date


@dataclass(frozen=True)
class ClanWithdrawn:
    """It never was; `place_id`: where the books had it. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.clan-withdrawn.v1"
    place_id: UUID
    was: Spells
    ground_code: str | None = None


ClanFact = (
    ClanRegistered | ClanNameCorrected | ClanCorrected | ClanMoved | ClanEnded | ClanWithdrawn
)

# Refusals.


class ClanUnknown(Refusal):
    code = "registry.clan-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such clan."


class ClanOtherwise(Refusal):
    code = "registry.clan-otherwise"
    kind = Kind.CONFLICT
    sentence = "This clan is on the books otherwise: look it up, and compare place and days."


class ClanNameImplausible(Refusal):
    code = "registry.clan-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of a clan is one line of 1 to {longest} characters that can be seen, letters"
        " among them."
    )


# The clan.


@dataclass(frozen=True)
class Clan:
    registered: ClanRegistered | None = None
    name: str | None = None
    spells: Spells = ()
    merges: tuple[ClanMerged | ClanUnmerged, ...] = ()
    """All that was said of it as an alias, in order."""
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""

    def evolve(self, fact: ClanFact | ClanMerged | ClanUnmerged) -> Self:
        if isinstance(fact, ClanNameCorrected):
            return replace(self, name=fact.name)
        at = replace(self, last_place=fact.place_id)
        match fact:
            case ClanRegistered():
                begun = spells.begun(Site(fact.place_id, fact.registered_on))
                return replace(at, registered=fact, name=fact.name, spells=begun)
            case ClanEnded():
                return replace(at, spells=spells.closed(self.spells, fact.ended_on))
            case ClanWithdrawn():
                return replace(at, spells=())
            case ClanMerged() | ClanUnmerged():
                return replace(at, spells=fact.now, merges=(*self.merges, fact))
            case _:
                return replace(at, spells=fact.now)

    @property
    def alias(self) -> ClanMerged | ClanUnmerged | None:
        """What was said last of it as an alias."""
        return self.merges[-1] if self.merges else None

    def register(self, asked: ClanRegistered, now: Circumstances) -> list[ClanRegistered]:
        require_site(now, asked.place_id, asked.registered_on, *LEVELS)
        if asked.name is not None:
            asked = replace(asked, name=plausible(asked.name, ClanNameImplausible))
        if self.registered not in (None, asked):
            raise ClanOtherwise
        return [] if self.registered else [asked]

    def call(self, name: str) -> list[ClanNameCorrected]:
        """It had no name on the books, or one that was written wrongly."""
        spells.require_there(self._known)
        name = plausible(name, ClanNameImplausible)
        return [] if name == self.name else [ClanNameCorrected(name)]

    def correct(self, of: date, to: Site, now: Circumstances) -> list[ClanCorrected]:
        """Its registration or last move, of the day `of`, was at that place on that day."""
        found = spells.corrected(self._known, of, to, now, LEVELS)
        return [] if found == self.spells else [ClanCorrected.of(self.spells, found)]

    def move(self, to: Site, now: Circumstances) -> list[ClanMoved]:
        found = spells.moved(self._known, to, now, LEVELS)
        if found == self.spells:
            return []
        return [ClanMoved(to.place_id, to.day, self.spells, found)]

    def dissolve(self, day: date, now: Circumstances) -> list[ClanEnded]:
        found = spells.ended(self._known, day, now)
        return [] if found == self.spells else [ClanEnded(found[-1].place_id, day)]

    def correct_end(self, of: date, day: date | None, now: Circumstances) -> list[ClanCorrected]:
        """Its end, of the day `of`, was on that day; None: it never ended."""
        found = spells.end_corrected(self._known, of, day, now)
        return [] if found == self.spells else [ClanCorrected.of(self.spells, found)]

    def withdraw(self, ground_code: str | None = None) -> list[ClanWithdrawn]:
        if not self._known:
            return []
        return [ClanWithdrawn(self.spells[-1].place_id, self.spells, ground_code)]

    @property
    def _known(self) -> Spells:
        if self.registered is None:
            raise ClanUnknown
        return self.spells
