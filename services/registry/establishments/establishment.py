"""Establishment (đơn vị, cơ sở): an agency, a school, an enterprise, a religious or an armed one,
on the books of the commune or the province that manages it, until it is ended.

Its name is that of a public organisation, kept at home and told nobody.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.naming import plausible
from services.registry.bearers.spells import Site, Spells
from services.registry.duplicates.merging.facts import EstablishmentMerged, EstablishmentUnmerged
from shared.vocabulary.kinds import ESTABLISHMENT_KINDS
from shared.vocabulary.places.levels import COMMUNE, PROVINCE
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Kind, Refusal

LEVELS: Final = (COMMUNE, PROVINCE)

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after; `kind` is what it is now.


@dataclass(frozen=True)
class EstablishmentRegistered:
    TYPE: ClassVar[str] = "registry.establishment-registered.v1"
    place_id: UUID
    kind: str
    name: str
    registered_on: date

    @property
    def since(self) -> date:
        return self.registered_on


@dataclass(frozen=True)
class EstablishmentNameCorrected:
    """At home only."""

    TYPE: ClassVar[str] = "registry.establishment-name-corrected.v1"
    name: str


@dataclass(frozen=True)
class EstablishmentCorrected:
    """Its kind, its registration, its last move or its end was written wrongly. `gives_back`: its
    kind is again what it was before the correction that is undone by this one."""

    TYPE: ClassVar[str] = "registry.establishment-corrected.v1"
    place_id: UUID
    since: date
    registered_on: date
    kind_was: str
    kind: str
    was: Spells
    now: Spells
    gives_back: bool = False

    @classmethod
    def of(cls, kinds: tuple[str, str], was: Spells, now: Spells) -> Self:
        """`kinds`: before and after."""
        return cls(now[-1].place_id, now[-1].since, now[0].since, *kinds, was, now)

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until


@dataclass(frozen=True)
class EstablishmentMoved:
    TYPE: ClassVar[str] = "registry.establishment-moved.v1"
    place_id: UUID
    kind: str
    moved_on: date
    was: Spells
    now: Spells

    @property
    def since(self) -> date:
        return self.moved_on


@dataclass(frozen=True)
class EstablishmentEnded:
    TYPE: ClassVar[str] = "registry.establishment-ended.v1"
    place_id: UUID
    kind: str
    ended_on: date
    was: Spells
    now: Spells


@dataclass(frozen=True)
class EstablishmentWithdrawn:
    """It never was; `place_id`: where the books had it. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.establishment-withdrawn.v1"
    place_id: UUID
    kind: str
    was: Spells
    ground_code: str | None = None


EstablishmentFact = (
    EstablishmentRegistered
    | EstablishmentNameCorrected
    | EstablishmentCorrected
    | EstablishmentMoved
    | EstablishmentEnded
    | EstablishmentWithdrawn
)

# Refusals.


class EstablishmentUnknown(Refusal):
    code = "registry.establishment-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such establishment."


class EstablishmentOtherwise(Refusal):
    code = "registry.establishment-otherwise"
    kind = Kind.CONFLICT
    sentence = "This establishment is on the books otherwise: look it up, and compare."


class EstablishmentKindUnknown(Refusal):
    code = "registry.establishment-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of establishment; the kinds are {kinds}."


class EstablishmentNameImplausible(Refusal):
    code = "registry.establishment-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of an establishment is one line of 1 to {longest} characters that can be seen, "
        "letters among them."
    )


# The establishment.


@dataclass(frozen=True)
class Establishment:
    registered: EstablishmentRegistered | None = None
    kind: str = ""
    name: str = ""
    spells: Spells = ()
    merges: tuple[EstablishmentMerged | EstablishmentUnmerged, ...] = ()
    """All that was said of it as an alias, in order."""
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""

    def evolve(self, fact: EstablishmentFact | EstablishmentMerged | EstablishmentUnmerged) -> Self:
        if isinstance(fact, EstablishmentNameCorrected):
            return replace(self, name=fact.name)
        at = replace(self, last_place=fact.place_id, kind=fact.kind)
        match fact:
            case EstablishmentRegistered():
                begun = spells.begun(Site(fact.place_id, fact.registered_on))
                return replace(at, registered=fact, name=fact.name, spells=begun)
            case EstablishmentWithdrawn():
                return replace(at, spells=())
            case EstablishmentMerged() | EstablishmentUnmerged():
                return replace(at, spells=fact.now, merges=(*self.merges, fact))
            case _:
                return replace(at, spells=fact.now)

    @property
    def alias(self) -> EstablishmentMerged | EstablishmentUnmerged | None:
        """What was said last of it as an alias."""
        return self.merges[-1] if self.merges else None

    def register(
        self, asked: EstablishmentRegistered, now: Circumstances
    ) -> list[EstablishmentRegistered]:
        require_site(now, asked.place_id, asked.registered_on, *LEVELS)
        _require_kind(asked.kind)
        asked = replace(asked, name=plausible(asked.name, EstablishmentNameImplausible))
        if self.registered not in (None, asked):
            raise EstablishmentOtherwise
        return [] if self.registered else [asked]

    def call(self, name: str) -> list[EstablishmentNameCorrected]:
        """Its name was written wrongly."""
        spells.require_there(self._known)
        name = plausible(name, EstablishmentNameImplausible)
        return [] if name == self.name else [EstablishmentNameCorrected(name)]

    def correct(
        self, of: date, to: Site, kind: str, now: Circumstances
    ) -> list[EstablishmentCorrected]:
        """It is of that kind, and its registration or last move, of the day `of`, was at that place
        on that day."""
        found = spells.corrected(self._known, of, to, now, LEVELS)
        _require_kind(kind)
        if (found, kind) == (self.spells, self.kind):
            return []
        return [EstablishmentCorrected.of((self.kind, kind), self.spells, found)]

    def give_back(self, kind_was: str, kind: str) -> list[EstablishmentCorrected]:
        """That it is of this kind, and not of the one before, never was said."""
        if self.kind == kind_was or not self._known:
            return []
        if self.kind != kind:
            raise EstablishmentOtherwise
        corrected = EstablishmentCorrected.of((kind, kind_was), self.spells, self.spells)
        return [replace(corrected, gives_back=True)]

    def move(self, to: Site, now: Circumstances) -> list[EstablishmentMoved]:
        found = spells.moved(self._known, to, now, LEVELS)
        if found == self.spells:
            return []
        return [EstablishmentMoved(to.place_id, self.kind, to.day, self.spells, found)]

    def dissolve(self, day: date, now: Circumstances) -> list[EstablishmentEnded]:
        found = spells.ended(self._known, day, now)
        if found == self.spells:
            return []
        place_id = found[-1].place_id
        return [EstablishmentEnded(place_id, self.kind, day, self.spells, found)]

    def correct_end(
        self, of: date, day: date | None, now: Circumstances
    ) -> list[EstablishmentCorrected]:
        """Its end, of the day `of`, was on that day; None: it never ended."""
        found = spells.end_corrected(self._known, of, day, now)
        if found == self.spells:
            return []
        return [EstablishmentCorrected.of((self.kind, self.kind), self.spells, found)]

    def withdraw(self, ground_code: str | None = None) -> list[EstablishmentWithdrawn]:
        if not self._known:
            return []
        at = self.spells[-1].place_id
        return [EstablishmentWithdrawn(at, self.kind, self.spells, ground_code)]

    @property
    def _known(self) -> Spells:
        if self.registered is None:
            raise EstablishmentUnknown
        return self.spells


def _require_kind(kind: str) -> None:
    if kind not in ESTABLISHMENT_KINDS:
        raise EstablishmentKindUnknown(kinds=", ".join(ESTABLISHMENT_KINDS))
