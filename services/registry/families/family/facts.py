"""What happened to families, and to whoever belongs to them.

Stored for ever: fields are added with a default, never renamed, retyped or removed. No names,
phones or identity numbers: people are spoken of by reference.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.bearers.spells import Spells


@dataclass(frozen=True)
class Stay:
    """Days in a family: from `since` on, until `until`, the first day no more (None: it lasts)."""

    since: date
    until: date | None = None


# On the stream of the family. `place_id`: on whose books it was then, or was last.


@dataclass(frozen=True)
class FamilyRegistered:
    """Whoever heads it belongs to it from that day on."""

    TYPE: ClassVar[str] = "registry.family-registered.v1"
    place_id: UUID
    head_ref: UUID
    registered_on: date


@dataclass(frozen=True)
class FamilyHeadNamed:
    """From that day on a member heads it instead of whoever did."""

    TYPE: ClassVar[str] = "registry.family-head-named.v1"
    head_ref: UUID
    named_on: date


@dataclass(frozen=True)
class FamilyMemberJoined:
    """`stands_at`: where the family is by now, if it has moved since."""

    TYPE: ClassVar[str] = "registry.family-member-joined.v1"
    place_id: UUID
    person_ref: UUID
    joined_on: date
    relation_code: str
    stands_at: UUID | None = None


@dataclass(frozen=True)
class FamilyMemberLeft:
    """Whoever joined on `joined_on` belongs to it no more on `left_on` and after."""

    TYPE: ClassVar[str] = "registry.family-member-left.v1"
    place_id: UUID
    person_ref: UUID
    joined_on: date
    left_on: date
    ground_code: str


@dataclass(frozen=True)
class FamilyMemberCorrected:
    """Whoever was written down as joined on `written_on` joined, and left, on these days.
    `left_on` None: has not left, or not before the family ended; `was_left_on`: the same, as it was
    written down."""

    TYPE: ClassVar[str] = "registry.family-member-corrected.v1"
    place_id: UUID
    person_ref: UUID
    written_on: date
    joined_on: date
    left_on: date | None
    relation_code: str
    was_left_on: date | None = None


@dataclass(frozen=True)
class FamilyMemberWithdrawn:
    """Whoever was written down as joined on that day, and left on that day, if on any, before the
    family ended, never did."""

    TYPE: ClassVar[str] = "registry.family-member-withdrawn.v1"
    place_id: UUID
    person_ref: UUID
    joined_on: date
    was_left_on: date | None = None


@dataclass(frozen=True)
class FamilyCorrected:
    """Hamlet or day was written wrongly, of its registration or its last move, or its end was.
    `people`: who belongs to it, and is where it is. `ground_code`: of its end, where that was put
    right. Whoever belonged to it until it ended belongs to it until it does now."""

    TYPE: ClassVar[str] = "registry.family-corrected.v1"
    place_id: UUID
    registered_on: date
    was: Spells
    now: Spells
    people: tuple[UUID, ...] = ()
    ground_code: str | None = None


@dataclass(frozen=True)
class FamilyMoved:
    """With `people`, who belong to it."""

    TYPE: ClassVar[str] = "registry.family-moved.v1"
    place_id: UUID
    moved_on: date
    was: Spells
    now: Spells
    people: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class FamilyEnded:
    """Whoever belonged to it belongs to none from that day on."""

    TYPE: ClassVar[str] = "registry.family-ended.v1"
    place_id: UUID
    ended_on: date
    ground_code: str
    was: Spells
    now: Spells


@dataclass(frozen=True)
class FamilyWithdrawn:
    """It never was, and nobody ever belonged to it. `ground_code`: why, where not by mistake."""

    TYPE: ClassVar[str] = "registry.family-withdrawn.v1"
    place_id: UUID
    was: Spells
    now: Spells
    ground_code: str | None = None


@dataclass(frozen=True)
class FamilySplit:
    """From that day on some of its members are a family of their own; it goes on."""

    TYPE: ClassVar[str] = "registry.family-split.v1"
    place_id: UUID
    new_family_id: UUID
    new_place_id: UUID
    head_ref: UUID
    split_on: date


@dataclass(frozen=True)
class FamilyJoined:
    """From that day on all its members belong to another family; it ends."""

    TYPE: ClassVar[str] = "registry.family-joined.v1"
    place_id: UUID
    into_family_id: UUID
    joined_on: date
    was: Spells
    now: Spells


# On the stream of a person.


@dataclass(frozen=True)
class FamilyHeadReserved:
    """This is the family the person heads, and belongs to since then unless another fact here says
    otherwise. `since` None: nobody wrote that down."""

    TYPE: ClassVar[str] = "registry.family-head-reserved.v1"
    family_id: UUID
    since: date | None = None


@dataclass(frozen=True)
class FamilyHeadReleased:
    """The person heads that family no more, to which they may go on belonging."""

    TYPE: ClassVar[str] = "registry.family-head-released.v1"
    family_id: UUID


@dataclass(frozen=True)
class FamilyMemberReserved:
    """These are all the days on which the person belongs to this family, and to no other.
    `died_on`: why the last of them is the last."""

    TYPE: ClassVar[str] = "registry.family-member-reserved.v1"
    family_id: UUID
    stays: tuple[Stay, ...]
    died_on: date | None = None


OfFamily = (
    FamilyRegistered
    | FamilyHeadNamed
    | FamilyMemberJoined
    | FamilyMemberLeft
    | FamilyMemberCorrected
    | FamilyMemberWithdrawn
    | FamilyCorrected
    | FamilyMoved
    | FamilyEnded
    | FamilyWithdrawn
    | FamilySplit
    | FamilyJoined
)
OfPerson = FamilyHeadReserved | FamilyHeadReleased | FamilyMemberReserved
FamilyFact = OfFamily | OfPerson
FamilyFacts = dict[UUID, list[FamilyFact]]
"""What is decided, by stream."""
