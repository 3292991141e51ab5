"""The facts of boards, and their spells: at a place, of a host."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.bearers.spells import Spell


@dataclass(frozen=True, kw_only=True)
class BoardSpell(Spell):
    """Of a host of which kind, and of which one, if the books have it. Stored in facts."""

    host_kind: str
    host_id: UUID | None = None


BoardSpells = tuple[BoardSpell, ...]


@dataclass(frozen=True)
class BoardSite:
    """At a place, of a host of that kind, from a day on."""

    place_id: UUID
    day: date
    host_kind: str
    host_id: UUID | None = None

    def spell(self) -> BoardSpell:
        at, of = (self.place_id, self.day), self.host_id
        return BoardSpell(*at, host_kind=self.host_kind, host_id=of)

    def is_as(self, other: BoardSpell) -> bool:
        mine = (self.place_id, self.host_kind, self.host_id)
        return mine == (other.place_id, other.host_kind, other.host_id)


# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after; what else is said is as it is now. `host_id`: of a clan
# or an establishment that is on the books. `document_number`: by which it is so, if one is known.


@dataclass(frozen=True)
class BoardFounded:
    TYPE: ClassVar[str] = "registry.board-founded.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID | None
    name: str
    founded_on: date
    document_number: str | None = None


@dataclass(frozen=True)
class BoardCorrected:
    """Where, of whom, when, by which document it was founded, or its name, was written wrongly."""

    TYPE: ClassVar[str] = "registry.board-corrected.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID | None
    name: str
    founded_on: date
    document_number: str | None
    was: BoardSpells
    now: BoardSpells


@dataclass(frozen=True)
class BoardMerged:
    """It went on in another board: the first day on which it is there no more."""

    TYPE: ClassVar[str] = "registry.board-merged.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID | None
    into_board_id: UUID
    ended_on: date
    document_number: str | None
    was: BoardSpells
    now: BoardSpells


@dataclass(frozen=True)
class BoardEnded:
    """Dissolved."""

    TYPE: ClassVar[str] = "registry.board-ended.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID | None
    ended_on: date
    document_number: str | None
    was: BoardSpells
    now: BoardSpells


@dataclass(frozen=True)
class BoardWithdrawn:
    """It never was; `place_id`: where the books had it."""

    TYPE: ClassVar[str] = "registry.board-withdrawn.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID | None
    was: BoardSpells


BoardFact = BoardFounded | BoardCorrected | BoardMerged | BoardEnded | BoardWithdrawn
