"""Class (lớp): one class held by a centre, on a day and on a topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.refusals import CentreUnknown
from shared.vocabulary.calendar import require_come
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.kinds import MOST_ATTENDANCES, TOPIC_CODES
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class ClassHeld:
    """`attendances` are lượt người: a person who came twice counts twice."""

    TYPE: ClassVar[str] = "registry.class-held.v1"
    centre_id: UUID
    class_id: UUID
    place_id: UUID
    held_on: date
    topic_code: str
    attendances: int

    @property
    def report(self) -> ClassReport:
        return ClassReport(self.class_id, self.held_on, self.topic_code, self.attendances)


def class_stream(centre_id: UUID, class_id: UUID) -> UUID:
    """Each class has a stream of its own; the same id at another centre is another class."""
    return derived_id("class", centre_id, class_id)


# Refusals.


class ClassBeforeCentre(Refusal):
    code = "registry.class-before-centre"
    kind = Kind.INVALID
    sentence = "The centre was established on {established_on}, after this class."


class ClassAfterCentre(Refusal):
    code = "registry.class-after-centre"
    kind = Kind.INVALID
    sentence = "The centre is at work no more since {ended_on}, before this class."


class ClassAlreadyHeld(Refusal):
    code = "registry.class-already-held"
    kind = Kind.CONFLICT
    sentence = "Class {class_id} is on the books with other figures."


class TopicCodeUnknown(Refusal):
    code = "registry.topic-code-unknown"
    kind = Kind.INVALID
    sentence = "There is no such topic of a class; the topics are {topic_codes}."


class AttendancesImplausible(Refusal):
    code = "registry.attendances-implausible"
    kind = Kind.INVALID
    sentence = "The attendances of one class are from 0 to {most}."


# The class.


@dataclass(frozen=True)
class ClassReport:
    """A class as an officer reports it; the id makes telling twice harmless."""

    class_id: UUID
    held_on: date
    topic_code: str
    attendances: int


@dataclass(frozen=True)
class CentreClass:
    held: ClassHeld | None = None

    def evolve(self, fact: ClassHeld) -> CentreClass:
        return CentreClass(fact)

    def hold(self, report: ClassReport, centre: Centre, today: date) -> list[ClassHeld]:
        """The class is counted where the centre was at work on that day."""
        if centre.established is None:
            raise CentreUnknown
        if self.held is not None and self.held.report == report:
            return []
        _require_sane(report, today)
        place_id, centre_id = _place_on(report.held_on, centre), centre.established.centre_id
        if self.held is not None:
            raise ClassAlreadyHeld(class_id=report.class_id)
        return [ClassHeld(centre_id=centre_id, place_id=place_id, **vars(report))]


def _place_on(day: date, centre: Centre) -> UUID:
    found = centre.place_on(day)
    if found is not None:
        return found
    if not centre.spells:
        raise WithdrawnAlready
    if day < centre.spells[0].since:
        raise ClassBeforeCentre(established_on=centre.spells[0].since)
    raise ClassAfterCentre(ended_on=centre.spells[-1].until)


def _require_sane(report: ClassReport, today: date) -> None:
    require_come(report.held_on, today)
    if report.topic_code not in TOPIC_CODES:
        raise TopicCodeUnknown(topic_codes=", ".join(sorted(TOPIC_CODES)))
    if not 0 <= report.attendances <= MOST_ATTENDANCES:
        raise AttendancesImplausible(most=MOST_ATTENDANCES)
