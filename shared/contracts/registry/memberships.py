"""What registry tells the world of memberships: that somebody is a member, and of what;
never who."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell


class MembershipSpell(Spell, frozen=True, kw_only=True):
    """A spell, and of which host in it."""

    host_kind: Code
    host_id: UUID


class MembershipEvent(Contract, frozen=True, kw_only=True):
    """Something about one membership (hội viên), counted at the place of its host by the kind of
    that: of a chapter its own kind of host, `association` where there is no chapter."""

    TOPIC: ClassVar[str] = "registry.memberships"
    SUBJECT: ClassVar[str] = "membership_id"
    membership_id: UUID
    place_id: UUID
    host_kind: Code
    host_id: UUID


class MembershipStartedV1(MembershipEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.membership-started.v1"
    joined_on: date


class MembershipRestated(MembershipEvent, frozen=True, kw_only=True):
    """All spells, by what was known before and is known now."""

    was: tuple[MembershipSpell, ...]
    now: tuple[MembershipSpell, ...]


class MembershipMovedV1(MembershipRestated, frozen=True, kw_only=True):
    """It is one of another host from `moved_on` on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.membership-moved.v1"
    moved_on: date


class MembershipCorrectedV1(MembershipRestated, frozen=True, kw_only=True):
    """Its host or its days were written wrongly."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.membership-corrected.v1"
    joined_on: date


class MembershipEndedV1(MembershipRestated, frozen=True, kw_only=True):
    """Counted until `left_on`."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.membership-ended.v1"
    left_on: date


class MembershipWithdrawnV1(MembershipRestated, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.membership-withdrawn.v1"
    ground_code: Code | None = None
