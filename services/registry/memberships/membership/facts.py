"""The facts of memberships, and their spells: at a place, of a host of a kind."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.bearers.spells import Spell
from shared.vocabulary.identifiers import derived_id


@dataclass(frozen=True, kw_only=True)
class MembershipSpell(Spell):
    """Of which host: a chapter by its kind, or an association itself. Stored in facts."""

    host_kind: str
    host_id: UUID


MembershipSpells = tuple[MembershipSpell, ...]


@dataclass(frozen=True)
class MembershipSite:
    """Of a host, at its place, from a day on."""

    place_id: UUID
    day: date
    host_kind: str
    host_id: UUID

    def spell(self) -> MembershipSpell:
        at = (self.place_id, self.day)
        return MembershipSpell(*at, host_kind=self.host_kind, host_id=self.host_id)

    def is_as(self, other: MembershipSpell) -> bool:
        mine = (self.place_id, self.host_kind, self.host_id)
        return mine == (other.place_id, other.host_kind, other.host_id)


# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `was`, `now`: its spells before and after; what else is said is as it is now.


@dataclass(frozen=True)
class MembershipStarted:
    """`person_ref` None: the list named nobody."""

    TYPE: ClassVar[str] = "registry.membership-started.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID
    person_ref: UUID | None
    joined_on: date

    @property
    def since(self) -> date:
        return self.joined_on


class _Restated:
    now: MembershipSpells

    @property
    def since(self) -> date:
        return self.now[-1].since

    @property
    def ended_on(self) -> date | None:
        return self.now[-1].until


@dataclass(frozen=True)
class MembershipMoved(_Restated):
    TYPE: ClassVar[str] = "registry.membership-moved.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID
    moved_on: date
    was: MembershipSpells
    now: MembershipSpells


@dataclass(frozen=True)
class MembershipCorrected(_Restated):
    """Host or days were written wrongly."""

    TYPE: ClassVar[str] = "registry.membership-corrected.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID
    joined_on: date
    was: MembershipSpells
    now: MembershipSpells


@dataclass(frozen=True)
class MembershipEnded(_Restated):
    TYPE: ClassVar[str] = "registry.membership-ended.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID
    left_on: date
    ground_code: str
    was: MembershipSpells
    now: MembershipSpells


@dataclass(frozen=True)
class MembershipWithdrawn:
    """It never was; `place_id`: where the books had it. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.membership-withdrawn.v1"
    place_id: UUID
    host_kind: str
    host_id: UUID
    was: MembershipSpells
    ground_code: str | None = None


@dataclass(frozen=True)
class MembershipDuesPaid:
    """At home only: dues of a year were handed over; `years`: all that are paid by now."""

    TYPE: ClassVar[str] = "registry.membership-dues-paid.v1"
    year: int
    paid_on: date
    years: tuple[int, ...]


@dataclass(frozen=True)
class DaysOfHost:
    """Of that host on these days. Stored in facts."""

    host_id: UUID
    since: date
    until: date | None = None


@dataclass(frozen=True)
class MembershipReserved:
    """On the stream of a person, at home only: this membership has these days from now on."""

    TYPE: ClassVar[str] = "registry.membership-reserved.v1"
    membership_id: UUID
    days: tuple[DaysOfHost, ...]


MembershipFact = (
    MembershipStarted
    | MembershipMoved
    | MembershipCorrected
    | MembershipEnded
    | MembershipWithdrawn
    | MembershipDuesPaid
)


def memberships_id(person_ref: UUID) -> UUID:
    """The stream that says on which days a person is a member of what."""
    return derived_id("membership", person_ref)
