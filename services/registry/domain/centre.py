"""Centre (trung tâm học tập cộng đồng): serves a place from a day on, and holds classes.

One centre a commune is the norm, not a rule: after mergers a commune inherits several.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, assert_never
from uuid import UUID

from services.registry.domain.siting import Circumstances
from services.registry.domain.territory.facts import COMMUNE, HAMLET
from shared.vocabulary.calendar import require_come
from shared.vocabulary.growing import Growing
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class CentreEstablished:
    TYPE: ClassVar[str] = "registry.centre-established.v1"
    place_id: UUID
    established_on: date


@dataclass(frozen=True)
class ClassHeld:
    """A class (lớp); `attendances` are lượt người: a person who came twice counts twice."""

    TYPE: ClassVar[str] = "registry.class-held.v1"
    class_id: UUID
    place_id: UUID
    held_on: date
    topic_code: str
    attendances: int


CentreFact = CentreEstablished | ClassHeld

TOPIC_CODES = frozenset(
    {
        "literacy",  # xóa mù chữ, giáo dục tiếp tục sau biết chữ
        "law",  # pháp luật
        "livelihood",  # kinh tế, nghề, khuyến nông
        "health",  # sức khỏe
        "culture-and-sport",  # văn hóa, văn nghệ, thể thao
        "digital-skills",  # kỹ năng số, bình dân học vụ số
        "guidance",  # hướng nghiệp, tư vấn kinh tế gia đình
        "encouragement",  # khuyến học
        "other",  # nội dung khác
    }
)

MOST_ATTENDANCES = 100_000

# Refusals.


class CentreUnknown(Refusal):
    code = "registry.centre-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such centre."


class CentreAlreadyEstablished(Refusal):
    code = "registry.centre-already-established"
    kind = Kind.CONFLICT
    sentence = "This centre was established at another place or on another day."


class ClassBeforeCentre(Refusal):
    code = "registry.class-before-centre"
    kind = Kind.INVALID
    sentence = "The centre was established on {established_on}, after this class."


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


# The centre.


@dataclass(frozen=True)
class ClassReport:
    """A class as an officer reports it; the id makes telling twice harmless."""

    class_id: UUID
    held_on: date
    topic_code: str
    attendances: int


@dataclass(frozen=True)
class Centre:
    established: CentreEstablished | None = None
    classes: Growing[ClassHeld] = field(default_factory=Growing)

    def evolve(self, fact: CentreFact) -> Centre:
        match fact:
            case CentreEstablished():
                return replace(self, established=fact)
            case ClassHeld():
                return replace(self, classes=self.classes.with_(fact.class_id, fact))
            case _:
                assert_never(fact)

    def establish(self, asked: CentreEstablished, now: Circumstances) -> list[CentreFact]:
        now.require_site(asked.place_id, asked.established_on, {COMMUNE, HAMLET})
        if self.established is None:
            return [asked]
        if self.established != asked:
            raise CentreAlreadyEstablished
        return []

    def hold(self, report: ClassReport, today: date) -> list[CentreFact]:
        """The class is counted at the centre's place."""
        centre = self.require_established()
        require_come(report.held_on, today)
        if report.held_on < centre.established_on:
            raise ClassBeforeCentre(established_on=centre.established_on)
        if report.topic_code not in TOPIC_CODES:
            raise TopicCodeUnknown(topic_codes=", ".join(sorted(TOPIC_CODES)))
        if not 0 <= report.attendances <= MOST_ATTENDANCES:
            raise AttendancesImplausible(most=MOST_ATTENDANCES)
        return self._once(
            ClassHeld(
                report.class_id,
                centre.place_id,
                report.held_on,
                report.topic_code,
                report.attendances,
            )
        )

    def require_established(self) -> CentreEstablished:
        if self.established is None:
            raise CentreUnknown
        return self.established

    def _once(self, asked: ClassHeld) -> list[CentreFact]:
        known = self.classes.get(asked.class_id)
        if known is None:
            return [asked]
        if known != asked:
            raise ClassAlreadyHeld(class_id=asked.class_id)
        return []
