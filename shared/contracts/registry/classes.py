"""What registry tells the world of classes that any organiser holds.

Those that a centre reports at its own counter are told of the centre (`class-held.v1`); corrected
or withdrawn, they are told here, under that id.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count, Dong, Organiser, Partner


class ClassEvent(Contract, frozen=True, kw_only=True):
    """Something about one class (lớp), under its organiser: a centre, an association, an
    establishment, or an authority of a place, whose id is always the same."""

    TOPIC: ClassVar[str] = "registry.classes"
    SUBJECT: ClassVar[str] = "organiser_id"
    class_id: UUID
    place_id: UUID
    organiser_kind: Code
    organiser_id: UUID


class ClassPlannedV1(ClassEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-planned.v1"
    topic_code: Code
    planned_on: date
    programme_code: Code | None = None


class ClassHeldV2(ClassEvent, frozen=True, kw_only=True):
    """It was held; `attendances` are lượt người, not people. `of_names`: nobody
    counted heads, and as many came as are named."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-held.v2"
    topic_code: Code
    held_on: date
    attendances: Count
    cost_dong: Dong | None
    planned_on: date | None
    programme_code: Code | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    of_names: bool = False


class ClassCounted(Struct, frozen=True, kw_only=True):
    """What counts of a class that was held."""

    place_id: UUID
    topic_code: Code
    held_on: date
    attendances: Count
    cost_dong: Dong | None
    programme_code: Code | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    people: Count = 0
    of_names: bool = False


class ClassCorrectedV1(ClassEvent, frozen=True, kw_only=True):
    """It was written wrongly: `was` counted until now, `now` is right."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-corrected.v1"
    was: tuple[ClassCounted, ...]
    now: tuple[ClassCounted, ...]


class ClassCancelledV1(ClassEvent, frozen=True, kw_only=True):
    """It was planned and is not held: it never counted."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-cancelled.v1"
    planned_on: date
    cancelled_on: date


class ClassWithdrawnV1(ClassEvent, frozen=True, kw_only=True):
    """It never was: `was` is taken back, empty if it was only planned, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.class-withdrawn.v1"
    was: tuple[ClassCounted, ...]
    now: tuple[ClassCounted, ...]
    ground_code: Code | None = None
