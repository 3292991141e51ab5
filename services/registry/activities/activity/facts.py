"""What happened to activities.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `place_id`:
where its organiser was on its day; there it counts. `organiser_id`: of an authority
`organisers.authority_id`. An activity takes place on one day (`held_on`) or in a span, whose first
day is `first_on` and whose last day is `held_on`; `first_on` None: on one day.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.organised.held import Organiser, Partner


@dataclass(frozen=True)
class Attendees:
    """How many of one kind came. `number` None: they came, nobody said how many. Stored in
    facts."""

    attendee_kind: str
    number: int | None = None


@dataclass(frozen=True)
class HeldActivity:
    """What counts of one that was held; `people`: how many who came are named, each once. Stored in
    facts."""

    place_id: UUID
    activity_kind: str
    held_on: date
    first_on: date | None = None
    attendees: tuple[Attendees, ...] = ()
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    people: int = 0

    @property
    def attendances(self) -> int:
        """Of those kinds of which somebody said how many came."""
        return sum(each.number or 0 for each in self.attendees)

    @property
    def head_count(self) -> int | None:
        """How many came in all; None: nobody said it of some of them."""
        said = [each.number for each in self.attendees]
        return None if not said or None in said else self.attendances


@dataclass(frozen=True)
class ActivityPlanned:
    TYPE: ClassVar[str] = "registry.activity-planned.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    activity_kind: str
    planned_on: date
    first_on: date | None = None

    @property
    def day(self) -> date:
        return self.planned_on


class _Counted:
    """Of one that was held: what the view has columns for."""

    held: HeldActivity

    @property
    def place_id(self) -> UUID:
        return self.held.place_id

    @property
    def activity_kind(self) -> str:
        return self.held.activity_kind

    @property
    def first_on(self) -> date | None:
        return self.held.first_on

    @property
    def held_on(self) -> date:
        return self.held.held_on

    @property
    def day(self) -> date:
        return self.held.held_on

    @property
    def attendances(self) -> int:
        return self.held.attendances


@dataclass(frozen=True)
class ActivityHeld(_Counted):
    """`planned_on`: for which day it was planned, if it was."""

    TYPE: ClassVar[str] = "registry.activity-held.v1"
    organiser_kind: str
    organiser_id: UUID
    held: HeldActivity
    planned_on: date | None = None


@dataclass(frozen=True)
class ActivityCorrected(_Counted):
    """Of one that was held, something was written wrongly: what it `was`, beside what it is."""

    TYPE: ClassVar[str] = "registry.activity-corrected.v1"
    organiser_kind: str
    organiser_id: UUID
    held: HeldActivity
    was: HeldActivity


@dataclass(frozen=True)
class ActivityCancelled:
    """It was planned and is not held."""

    TYPE: ClassVar[str] = "registry.activity-cancelled.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    planned_on: date
    cancelled_on: date


@dataclass(frozen=True)
class ActivityWithdrawn:
    """It never was, neither held (`was`: what counted) nor planned. `ground_code`: why, if not by
    mistake."""

    TYPE: ClassVar[str] = "registry.activity-withdrawn.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    was: HeldActivity | None
    ground_code: str | None = None


@dataclass(frozen=True)
class ActivityMinuteAttached:
    """Something was noted of it in own words, which are kept apart: what it was about, what was
    resolved, a target that was stated, a limit that was named."""

    TYPE: ClassVar[str] = "registry.activity-minute-attached.v1"
    minute_id: UUID
    minute_kind: str


@dataclass(frozen=True)
class ActivityMinuteWithdrawn:
    """It was noted by mistake."""

    TYPE: ClassVar[str] = "registry.activity-minute-withdrawn.v1"
    minute_id: UUID


@dataclass(frozen=True)
class Part:
    """Of a round. Stored in facts."""

    part_kind: str


@dataclass(frozen=True)
class ContestRoundHeld:
    """On the stream of the contest: a round of it, after the one before. `parts`: of which parts it
    was."""

    TYPE: ClassVar[str] = "registry.contest-round-held.v1"
    round_number: int
    round_kind: str
    held_on: date
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class ContestRoundWithdrawn:
    """That round never was."""

    TYPE: ClassVar[str] = "registry.contest-round-withdrawn.v1"
    round_number: int


@dataclass(frozen=True)
class Result:
    """The rank of one that entered, the first is 1; several may have one. Stored in facts."""

    entrant_kind: str
    entrant_id: UUID
    rank: int


@dataclass(frozen=True)
class ContestResultStated:
    """All ranks of a round, in place of those that were stated of it before."""

    TYPE: ClassVar[str] = "registry.contest-result-stated.v1"
    round_number: int
    results: tuple[Result, ...]


ContestFact = ContestRoundHeld | ContestRoundWithdrawn | ContestResultStated
ToldOfActivity = (
    ActivityPlanned | ActivityHeld | ActivityCorrected | ActivityCancelled | ActivityWithdrawn
)
ActivityFact = ToldOfActivity | ActivityMinuteAttached | ActivityMinuteWithdrawn | ContestFact
