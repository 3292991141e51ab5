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


class FamilyRegisteredV1(Contract, frozen=True, kw_only=True):
    """A family (gia đình) is on the books of a hamlet."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-registered.v1"
    TOPIC: ClassVar[str] = "registry.families"
    SUBJECT: ClassVar[str] = "family_id"
    family_id: UUID
    place_id: UUID
    registered_on: date


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


class PersonErasedV1(Contract, frozen=True, kw_only=True):
    """What was known of a person is gone; only the reference remains in older facts.

    `place_id` is on whose books the person was; None: nobody wrote that down."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.person-erased.v1"
    TOPIC: ClassVar[str] = "registry.people"
    SUBJECT: ClassVar[str] = "person_ref"
    person_ref: UUID
    erased_on: date
    place_id: UUID | None = None
