"""What registry tells the world of who belongs to clans (dòng họ)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.fields import Spell
from shared.contracts.registry.clans import ClanEvent


class ClanMemberEvent(ClanEvent, frozen=True, kw_only=True):
    """Somebody belongs to a clan, or does no more; they may belong to another at once. Who heads it
    is told to nobody: whoever does was told as joined. Once a clan ended, nobody belongs to it."""

    person_ref: UUID
    joined_on: date


class ClanMemberJoinedV1(ClanMemberEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-member-joined.v1"


class ClanMemberLeftV1(ClanMemberEvent, frozen=True, kw_only=True):
    """Whoever joined on `joined_on` is a member no more on `left_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-member-left.v1"
    left_on: date


class ClanMemberRestated(ClanMemberEvent, frozen=True, kw_only=True):
    """On which days they were known to belong to it before, and are now; `place_id` of both is that
    of the event."""

    was: tuple[Spell, ...] = ()
    now: tuple[Spell, ...] = ()


class ClanMemberCorrectedV1(ClanMemberRestated, frozen=True, kw_only=True):
    """Whoever was told as joined on `written_on` joined, and left, on these days."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-member-corrected.v1"
    written_on: date
    left_on: date | None


class ClanMemberWithdrawnV1(ClanMemberRestated, frozen=True, kw_only=True):
    """Whoever was told as joined on that day never did; `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-member-withdrawn.v1"
