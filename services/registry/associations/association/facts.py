"""The facts of associations, their spells and their names."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.bearers.spells import Spell


@dataclass(frozen=True, kw_only=True)
class AssociationSpell(Spell):
    """As one of which level. Stored in facts."""

    level: str


AssociationSpells = tuple[AssociationSpell, ...]


@dataclass(frozen=True)
class AssociationSite:
    """At a place of a level, from a day on."""

    place_id: UUID
    day: date
    level: str

    def spell(self) -> AssociationSpell:
        return AssociationSpell(self.place_id, self.day, level=self.level)

    def is_as(self, other: AssociationSpell) -> bool:
        return (self.place_id, self.level) == (other.place_id, other.level)


@dataclass(frozen=True)
class Named:
    """Called so from that day on. Stored in facts."""

    name: str
    since: date


Names = tuple[Named, ...]
"""In their order; the first is of the day on which it was founded."""

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after. `document_number`: by which it is so, if one is known.


@dataclass(frozen=True)
class AssociationFounded:
    TYPE: ClassVar[str] = "registry.association-founded.v1"
    place_id: UUID
    level: str
    name: str
    founded_on: date
    document_number: str | None = None

    @property
    def names(self) -> Names:
        return (Named(self.name, self.founded_on),)


@dataclass(frozen=True)
class AssociationCorrected:
    """Where, when or by which document it was founded was written wrongly, or its end."""

    TYPE: ClassVar[str] = "registry.association-corrected.v1"
    place_id: UUID
    level: str
    founded_on: date
    document_number: str | None
    names: Names
    was: AssociationSpells
    now: AssociationSpells

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until


@dataclass(frozen=True)
class AssociationRenamed:
    """At home only: all its names, as they are known now."""

    TYPE: ClassVar[str] = "registry.association-renamed.v1"
    names: Names


@dataclass(frozen=True)
class AssociationMerged:
    """It went on in another association: the first day on which it is there no more."""

    TYPE: ClassVar[str] = "registry.association-merged.v1"
    place_id: UUID
    level: str
    into_association_id: UUID
    ended_on: date
    document_number: str | None
    was: AssociationSpells
    now: AssociationSpells


@dataclass(frozen=True)
class AssociationEnded:
    """Dissolved."""

    TYPE: ClassVar[str] = "registry.association-ended.v1"
    place_id: UUID
    level: str
    ended_on: date
    document_number: str | None
    was: AssociationSpells
    now: AssociationSpells

    @property
    def into_association_id(self) -> None:
        """It goes on in none, also where it was said before, and put right, that it did."""


@dataclass(frozen=True)
class AssociationWithdrawn:
    """It never was; `place_id`: where the books had it. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.association-withdrawn.v1"
    place_id: UUID
    level: str
    was: AssociationSpells
    ground_code: str | None = None


@dataclass(frozen=True)
class HandoverAnnounced:
    """By that document the members and the funds of an association that is there no more go to
    these others; none: nobody said of them. `place_id`, `level`: where and as what it was."""

    TYPE: ClassVar[str] = "registry.handover-announced.v1"
    place_id: UUID
    level: str
    announced_on: date
    document_number: str
    members_to: tuple[UUID, ...] = ()
    funds_to: tuple[UUID, ...] = ()


AssociationFact = (
    AssociationFounded
    | AssociationCorrected
    | AssociationRenamed
    | AssociationMerged
    | AssociationEnded
    | AssociationWithdrawn
    | HandoverAnnounced
)
