"""What registry tells the world of sessions."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count, Dong, Organiser, Partner


class SessionEvent(Contract, frozen=True, kw_only=True):
    """Something about one session (cuộc, buổi), under its organiser: a centre, an association, an
    establishment, or an authority of a place, whose id is always the same."""

    TOPIC: ClassVar[str] = "registry.sessions"
    SUBJECT: ClassVar[str] = "organiser_id"
    session_id: UUID
    place_id: UUID
    organiser_kind: Code
    organiser_id: UUID


class SessionPlannedV1(SessionEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.session-planned.v1"
    topic_code: Code
    planned_on: date
    programme_code: Code | None = None


class SessionHeldV1(SessionEvent, frozen=True, kw_only=True):
    """It was held; `attendances` are lượt người, not people. `of_names`: nobody
    counted heads, and as many came as are named."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.session-held.v1"
    topic_code: Code
    held_on: date
    attendances: Count
    cost_dong: Dong | None
    planned_on: date | None
    programme_code: Code | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    of_names: bool = False


class SessionCounted(Struct, frozen=True, kw_only=True):
    """What counts of a session that was held."""

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


class SessionCorrectedV1(SessionEvent, frozen=True, kw_only=True):
    """It was written wrongly: `was` counted until now, `now` is right."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.session-corrected.v1"
    was: tuple[SessionCounted, ...]
    now: tuple[SessionCounted, ...]


class SessionCancelledV1(SessionEvent, frozen=True, kw_only=True):
    """It was planned and is not held: it never counted."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.session-cancelled.v1"
    planned_on: date
    cancelled_on: date


class SessionWithdrawnV1(SessionEvent, frozen=True, kw_only=True):
    """It never was: `was` is taken back, empty if it was only planned, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.session-withdrawn.v1"
    was: tuple[SessionCounted, ...]
    now: tuple[SessionCounted, ...]
    ground_code: Code | None = None
