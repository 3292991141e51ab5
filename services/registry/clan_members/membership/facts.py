"""What happened to members of clans (thành viên dòng họ), and to who heads one (trưởng họ)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.identifiers import derived_id

# Stored for ever: fields are added with a default, never renamed, retyped or removed.
# `place_id`: on whose books the clan was then, or was last.


@dataclass(frozen=True)
class ClanMemberJoined:
    TYPE: ClassVar[str] = "registry.clan-member-joined.v1"
    clan_id: UUID
    place_id: UUID
    person_ref: UUID
    joined_on: date


@dataclass(frozen=True)
class ClanMemberLeft:
    """Whoever joined on `joined_on` belongs to it no more on `left_on` and after. `ground_code`:
    `merged` where one person was there twice."""

    TYPE: ClassVar[str] = "registry.clan-member-left.v1"
    clan_id: UUID
    place_id: UUID
    person_ref: UUID
    joined_on: date
    left_on: date
    ground_code: str = ""


@dataclass(frozen=True)
class ClanMemberCorrected:
    """Whoever was written down as joined on `written_on`, and left on `was_left_on`, joined, and
    left, on these days."""

    TYPE: ClassVar[str] = "registry.clan-member-corrected.v1"
    clan_id: UUID
    place_id: UUID
    person_ref: UUID
    written_on: date
    joined_on: date
    left_on: date | None
    was_left_on: date | None = None


@dataclass(frozen=True)
class ClanMemberWithdrawn:
    """Whoever was written down as joined on that day, and left on that day, if on any, never
    did."""

    TYPE: ClassVar[str] = "registry.clan-member-withdrawn.v1"
    clan_id: UUID
    place_id: UUID
    person_ref: UUID
    joined_on: date
    was_left_on: date | None = None


@dataclass(frozen=True)
class ClanHeadNamed:
    """On a stream beside the clan's: from that day on a member heads it."""

    TYPE: ClassVar[str] = "registry.clan-head-named.v1"
    clan_id: UUID
    head_ref: UUID
    named_on: date


@dataclass(frozen=True)
class ClanHeadCorrected:
    """Whoever was written down as its head from `written_on` on was from that day on."""

    TYPE: ClassVar[str] = "registry.clan-head-corrected.v1"
    clan_id: UUID
    head_ref: UUID
    written_on: date
    named_on: date


OfHead = ClanHeadNamed | ClanHeadCorrected
OfMember = ClanMemberJoined | ClanMemberLeft | ClanMemberCorrected | ClanMemberWithdrawn


def membership_id(person_ref: UUID) -> UUID:
    """The stream that says to which clans a person belongs."""
    return derived_id("clan-member", person_ref)


def heads_id(clan_id: UUID) -> UUID:
    """The stream that says who heads a clan."""
    return derived_id("clan-head", clan_id)
