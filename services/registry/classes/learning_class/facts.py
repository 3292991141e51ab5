"""What happened to classes.

Stored for ever: fields are added with a default, never renamed, retyped or removed. `place_id`:
where its organiser was on its day; there it counts. `organiser_id`: of an authority
`organisers.authority_id`. `attendances`: lượt người, a person who came twice counts twice;
`cost_dong`: whole đồng, None: nobody said. `reported_as`: under which id its centre reported it;
None: under its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.organised.held import Counted, Held, Organiser, Partner


class _OfCentre:
    """Of a fact that names its organiser."""

    organiser_kind: str
    organiser_id: UUID

    @property
    def centre_id(self) -> UUID | None:
        """The centre that organises it; None: somebody else does."""
        return self.organiser_id if self.organiser_kind == "centre" else None


@dataclass(frozen=True)
class ClassHeld:
    """A centre reported it at its own counter, under an id that is one at that centre alone."""

    TYPE: ClassVar[str] = "registry.class-held.v1"
    centre_id: UUID
    class_id: UUID
    place_id: UUID
    held_on: date
    topic_code: str
    attendances: int
    programme_code: str | None = None

    organiser_kind: ClassVar[str] = "centre"

    @property
    def organiser_id(self) -> UUID:
        return self.centre_id

    @property
    def reported_as(self) -> UUID:
        return self.class_id

    @property
    def day(self) -> date:
        return self.held_on

    @property
    def counts(self) -> Held:
        said = self.topic_code, self.held_on, self.attendances
        return Held(self.place_id, *said, programme_code=self.programme_code)

    @property
    def report(self) -> ClassReport:
        said = self.held_on, self.topic_code, self.attendances, self.programme_code
        return ClassReport(self.class_id, *said)


@dataclass(frozen=True)
class ClassReport:
    """A class as a centre reports it; the id makes telling twice harmless."""

    class_id: UUID
    held_on: date
    topic_code: str
    attendances: int
    programme_code: str | None = None


@dataclass(frozen=True)
class ClassPlanned:
    TYPE: ClassVar[str] = "registry.class-planned.v1"
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
class ClassHeldByOrganiser(_OfCentre, Counted):
    """`planned_on`: for which day it was planned, if it was."""

    TYPE: ClassVar[str] = "registry.class-held.v2"
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
class ClassCorrected(_OfCentre, Counted):
    """Of one that was held, something was written wrongly: what it `was`, beside what it is."""

    TYPE: ClassVar[str] = "registry.class-corrected.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None
    was: Held
    reported_as: UUID | None = None
    programme_code: str | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    people: int = 0
    of_names: bool = False


@dataclass(frozen=True)
class ClassCancelled:
    """It was planned and is not held."""

    TYPE: ClassVar[str] = "registry.class-cancelled.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    planned_on: date
    cancelled_on: date


@dataclass(frozen=True)
class ClassWithdrawn(_OfCentre):
    """It never was, neither held (`was`: what counted) nor planned. `ground_code`: why, if not by
    mistake."""

    TYPE: ClassVar[str] = "registry.class-withdrawn.v1"
    place_id: UUID
    organiser_kind: str
    organiser_id: UUID
    was: Held | None
    reported_as: UUID | None = None
    ground_code: str | None = None


ClassFact = (
    ClassHeld
    | ClassPlanned
    | ClassHeldByOrganiser
    | ClassCorrected
    | ClassCancelled
    | ClassWithdrawn
)
