"""What registry tells the world of families and who belongs to them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell


class FamilyEvent(Contract, frozen=True, kw_only=True):
    """Something about one family (gia đình). `place_id`: on whose books it is, or was last."""

    TOPIC: ClassVar[str] = "registry.families"
    SUBJECT: ClassVar[str] = "family_id"
    family_id: UUID
    place_id: UUID


class FamilyRegisteredV1(FamilyEvent, frozen=True, kw_only=True):
    """A family (gia đình) is on the books of a hamlet, and with it one member, who is not named:
    whoever it is registered under."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-registered.v1"
    registered_on: date


class FamilyRestated(FamilyEvent, frozen=True, kw_only=True):
    """Where it stood, spell by spell, by what was known before and is known now."""

    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class FamilyCorrectedV1(FamilyRestated, frozen=True, kw_only=True):
    """Hamlet or day of its registration, or of its last move, was written wrongly; or when or why
    it ended was, or that it did. `ground_code`: why it ended, where that was put right. Whoever was
    told as its member, and not as left, belonged to it until the end that `now` says."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-corrected.v1"
    registered_on: date
    ground_code: Code | None = None


class FamilyMovedV1(FamilyRestated, frozen=True, kw_only=True):
    """From `moved_on` on the books of `place_id`, its members with it."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-moved.v1"
    moved_on: date


class FamilyEndedV1(FamilyRestated, frozen=True, kw_only=True):
    """On the books no more on `ended_on` and after; its members belong to it until then."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-ended.v1"
    ended_on: date
    ground_code: Code


class FamilyWithdrawnV1(FamilyRestated, frozen=True, kw_only=True):
    """It never was, effective as the original; nobody ever belonged to it. `ground_code`: why,
    where not because it was written down by mistake (import-undone: the import that brought it was
    undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-withdrawn.v1"
    ground_code: Code | None = None


class FamilySplitV1(FamilyEvent, frozen=True, kw_only=True):
    """Some members are the family `new_family_id` from `split_on` on, which is registered on that
    day; this one goes on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-split.v1"
    new_family_id: UUID
    new_place_id: UUID
    split_on: date


class FamilyJoinedV1(FamilyRestated, frozen=True, kw_only=True):
    """Went into another family, in life, and is on the books no more on `joined_on` and after; its
    members join the other one that day."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-joined.v1"
    into_family_id: UUID
    joined_on: date


class FamilyMemberEvent(FamilyEvent, frozen=True, kw_only=True):
    """Somebody belongs to it, or does no more: a member wherever the family is on the books. How,
    and why, is told to nobody; nor is who heads it. Whoever it was registered under belongs to it
    as long as it is there, without being told as joined: `family-registered` says so. Of whoever
    heads it later, it was told that they joined."""

    person_ref: UUID
    joined_on: date


class FamilyMemberJoinedV1(FamilyMemberEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-joined.v1"


class FamilyMemberLeftV1(FamilyMemberEvent, frozen=True, kw_only=True):
    """Whoever joined on `joined_on` is a member no more on `left_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-left.v1"
    left_on: date


class FamilyMemberRestated(FamilyMemberEvent, frozen=True, kw_only=True):
    """On which days they were known to belong to it before, and are now; none of an end that is the
    family's own. `place_id` of both is that of the event."""

    was: tuple[Spell, ...] = ()
    now: tuple[Spell, ...] = ()


class FamilyMemberCorrectedV1(FamilyMemberRestated, frozen=True, kw_only=True):
    """Whoever was told as joined on `written_on` joined, and left, on these days."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-corrected.v1"
    written_on: date
    left_on: date | None


class FamilyMemberWithdrawnV1(FamilyMemberRestated, frozen=True, kw_only=True):
    """Whoever was told as joined on that day never did; `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-withdrawn.v1"


class FamilyMergedV1(FamilyRestated, frozen=True, kw_only=True):
    """This family was `survivor_id` all the time: what `was` counted is taken back on its own days,
    and `now` is empty. Nobody belonged to it. Survivors may be merged themselves: follow them to
    the end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-merged.v1"
    survivor_id: UUID
    merged_on: date
    ground_code: Code


class FamilyUnmergedV1(FamilyRestated, frozen=True, kw_only=True):
    """It was another family after all: `now` counts again as before, `was` is empty, and its
    members belong to it as they were told before."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-unmerged.v1"
    survivor_id: UUID
    unmerged_on: date
