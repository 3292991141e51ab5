"""What registry tells the world."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import (
    Code,
    Count,
    DocumentNumber,
    PlaceAttribute,
    PlaceCode,
    PlaceName,
    Spell,
    Succession,
)


class PlaceEvent(Contract, frozen=True, kw_only=True):
    """Something about one place (địa bàn); one partition for all, so order is the log's."""

    TOPIC: ClassVar[str] = "registry.places"
    SUBJECT: ClassVar[str] = "place_id"
    PARTITIONS: ClassVar[int] = 1
    place_id: UUID


class PlaceEstablishedV1(PlaceEvent, frozen=True, kw_only=True):
    """A place is on the books. `valid_from` None: since before anyone recorded it (không rõ).

    `level` is data (province, district, commune, hamlet, …), `kind` the legal kind
    (`phuong`, `xa`, `khu-pho`, …), `code` the official five-, three- or two-digit code, if any.
    """

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-established.v1"
    level: Code
    kind: Code
    name: PlaceName
    code: PlaceCode | None
    parent_id: UUID | None
    valid_from: date | None
    document_number: DocumentNumber | None


class PlaceAlteredV1(PlaceEvent, frozen=True, kw_only=True):
    """From `effective_on` the attributes named in `changed` have the values given here."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-altered.v1"
    changed: tuple[PlaceAttribute, ...]
    kind: Code
    name: PlaceName
    code: PlaceCode | None
    parent_id: UUID | None
    effective_on: date
    document_number: DocumentNumber | None


class PlaceEndedV1(PlaceEvent, frozen=True, kw_only=True):
    """The place is no longer in force on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-ended.v1"
    ended_on: date
    document_number: DocumentNumber | None


class PlaceSucceededV1(PlaceEvent, frozen=True, kw_only=True):
    """`how`: whole, part, renamed or retyped. A split place has one event per successor."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.place-succeeded.v1"
    successor_id: UUID
    how: Succession
    effective_on: date
    document_number: DocumentNumber | None


class FamilyEvent(Contract, frozen=True, kw_only=True):
    """Something about one family (gia đình). `place_id`: on whose books it is, or was last."""

    TOPIC: ClassVar[str] = "registry.families"
    SUBJECT: ClassVar[str] = "family_id"
    family_id: UUID
    place_id: UUID


class FamilyRegisteredV1(FamilyEvent, frozen=True, kw_only=True):
    """A family (gia đình) is on the books of a hamlet."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-registered.v1"
    registered_on: date


class FamilyRestated(FamilyEvent, frozen=True, kw_only=True):
    """Where it stood, spell by spell, by what was known before and is known now."""

    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class FamilyCorrectedV1(FamilyRestated, frozen=True, kw_only=True):
    """Hamlet or day of its registration, or of its last move, was written wrongly."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-corrected.v1"
    registered_on: date


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
    """It never was, effective as the original; nobody ever belonged to it."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-withdrawn.v1"


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
    """Somebody belongs to it, or does no more. How, and why, is told to nobody; nor is who heads
    it, who belongs to it since it was registered and is not told as joined."""

    person_ref: UUID
    joined_on: date


class FamilyMemberJoinedV1(FamilyMemberEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-joined.v1"


class FamilyMemberLeftV1(FamilyMemberEvent, frozen=True, kw_only=True):
    """Whoever joined on `joined_on` is a member no more on `left_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-left.v1"
    left_on: date


class FamilyMemberCorrectedV1(FamilyMemberEvent, frozen=True, kw_only=True):
    """Whoever was told as joined on `written_on` joined, and left, on these days."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-corrected.v1"
    written_on: date
    left_on: date | None


class FamilyMemberWithdrawnV1(FamilyMemberEvent, frozen=True, kw_only=True):
    """Whoever was told as joined on that day never did."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-member-withdrawn.v1"


class ClanEvent(Contract, frozen=True, kw_only=True):
    """Something about one clan (dòng họ), counted at the place on whose books it is."""

    TOPIC: ClassVar[str] = "registry.clans"
    SUBJECT: ClassVar[str] = "clan_id"
    clan_id: UUID
    place_id: UUID


class ClanRegisteredV1(ClanEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-registered.v1"
    registered_on: date


class ClanCorrectedV1(ClanEvent, frozen=True, kw_only=True):
    """Its registration or its last move was written wrongly: `was` counted until now, `now` is
    right. `place_id`: where it is, or was last."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-corrected.v1"
    registered_on: date
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class ClanMovedV1(ClanEvent, frozen=True, kw_only=True):
    """At `place_id` from `moved_on` on; `was` and `now` are its spells before and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-moved.v1"
    moved_on: date
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class ClanEndedV1(ClanEvent, frozen=True, kw_only=True):
    """On the books no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-ended.v1"
    ended_on: date


class ClanWithdrawnV1(ClanEvent, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `place_id`: where the books had it."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-withdrawn.v1"
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class EstablishmentSpell(Spell, frozen=True, kw_only=True):
    """A spell, and as what it counts in it."""

    establishment_kind: Code


class EstablishmentEvent(Contract, frozen=True, kw_only=True):
    """Something about one establishment (đơn vị, cơ sở), counted at the place that manages it. Of
    which kind: agency, school, enterprise, religious, armed."""

    TOPIC: ClassVar[str] = "registry.establishments"
    SUBJECT: ClassVar[str] = "establishment_id"
    establishment_id: UUID
    place_id: UUID
    establishment_kind: Code


class EstablishmentRegisteredV1(EstablishmentEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-registered.v1"
    registered_on: date


class EstablishmentCorrectedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """Its kind, its registration or its last move was written wrongly: `was` counted until now,
    `now` is right. `place_id`: where it is, or was last."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-corrected.v1"
    registered_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentMovedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """At `place_id` from `moved_on` on; `was` and `now` are its spells before and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-moved.v1"
    moved_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentEndedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """On the books no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-ended.v1"
    ended_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentWithdrawnV1(EstablishmentEvent, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-withdrawn.v1"
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class CentreEvent(Contract, frozen=True, kw_only=True):
    """Something about one community learning centre (trung tâm học tập cộng đồng)."""

    TOPIC: ClassVar[str] = "registry.centres"
    SUBJECT: ClassVar[str] = "centre_id"
    centre_id: UUID
    place_id: UUID


class CentreEstablishedV1(CentreEvent, frozen=True, kw_only=True):
    """A centre serves a place from a day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.centre-established.v1"
    established_on: date


class ClassHeldV1(CentreEvent, frozen=True, kw_only=True):
    """A class (lớp) was held; `attendances` are lượt người, not people."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-held.v1"
    class_id: UUID
    held_on: date
    topic_code: Code
    attendances: Count


class PersonEvent(Contract, frozen=True, kw_only=True):
    """Something about one person, who is a reference and nothing else."""

    TOPIC: ClassVar[str] = "registry.people"
    SUBJECT: ClassVar[str] = "person_ref"
    person_ref: UUID


class PersonMergedV1(PersonEvent, frozen=True, kw_only=True):
    """This reference is an alias of `survivor_ref`, and was the same person all the time. Whatever
    an alias is merged into may become one itself: follow them to the end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-merged.v1"
    place_id: UUID
    survivor_ref: UUID
    merged_on: date
    ground_code: Code


class PersonUnmergedV1(PersonEvent, frozen=True, kw_only=True):
    """It was another person after all."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-unmerged.v1"
    place_id: UUID
    survivor_ref: UUID
    unmerged_on: date


class SubjectAllocatedV1(Contract, frozen=True, kw_only=True):
    """What stands on the books of a place that was split belongs to a part of it (phân bổ).

    From `effective_on` on all that was counted of the subject at `place_id` lies in `to_place_id`;
    what was told of the same subject and place for that day and later holds no more."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.subject-allocated.v1"
    TOPIC: ClassVar[str] = "registry.allocations"
    SUBJECT: ClassVar[str] = "subject_id"
    subject_id: UUID
    subject_kind: Code
    place_id: UUID
    to_place_id: UUID
    effective_on: date


class PersonErasedV1(PersonEvent, frozen=True, kw_only=True):
    """What was known of a person is gone; only the reference remains in older facts.

    `place_id` is on whose books the person was; None: nobody wrote that down."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-erased.v1"
    erased_on: date
    place_id: UUID | None = None


class ProcessingEvent(PersonEvent, frozen=True, kw_only=True):
    """Whether a person's data may be shown and used to notify them. Why, nobody is told."""

    place_id: UUID


class ProcessingRestrictedV1(ProcessingEvent, frozen=True, kw_only=True):
    """From that day on neither shown nor notified."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.processing-restricted.v1"
    restricted_on: date


class ProcessingResumedV1(ProcessingEvent, frozen=True, kw_only=True):
    """The restriction or objection is lifted from that day on."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.processing-resumed.v1"
    resumed_on: date


class RequestDueV1(Contract, frozen=True, kw_only=True):
    """A request of a person about their data was to be answered by that day, and was not."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.request-due.v1"
    TOPIC: ClassVar[str] = "registry.requests"
    SUBJECT: ClassVar[str] = "request_id"
    request_id: UUID
    place_id: UUID
    kind_code: Code
    due_on: date
