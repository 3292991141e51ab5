"""What happened to sessions.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `place_id`:
where its organiser was on its day; there it counts. `organiser_id`: of an authority
`organisers.authority_id`. `attendances`: lượt người; `cost_dong`: whole đồng, None: nobody said.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.organised.held import Counted, Held, Organiser, Partner


@dataclass(frozen=True)
class SessionPlanned:
    TYPE: ClassVar[str] = "registry.session-planned.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    topic_code: str
    planned_on: date
    programme_code: str | None = None

    @property
    def day(self) -> date:
        return self.planned_on


@dataclass(frozen=True)
class SessionHeld(Counted):
    """`planned_on`: for which day it was planned, if it was."""

    TYPE: ClassVar[str] = "registry.session-held.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None = None
    planned_on: date | None = None
    programme_code: str | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    of_names: bool = False


@dataclass(frozen=True)
class SessionCorrected(Counted):
    """Of one that was held, something was written wrongly: what it `was`, beside what it is."""

    TYPE: ClassVar[str] = "registry.session-corrected.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None
    was: Held
    programme_code: str | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    people: int = 0
    of_names: bool = False


@dataclass(frozen=True)
class SessionCancelled:
    """It was planned and is not held."""

    TYPE: ClassVar[str] = "registry.session-cancelled.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    planned_on: date
    cancelled_on: date


@dataclass(frozen=True)
class SessionWithdrawn:
    """It never was, neither held (`was`: what counted) nor planned. `ground_code`: why, if not by
    mistake."""

    TYPE: ClassVar[str] = "registry.session-withdrawn.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    was: Held | None
    ground_code: str | None = None


SessionFact = SessionPlanned | SessionHeld | SessionCorrected | SessionCancelled | SessionWithdrawn
