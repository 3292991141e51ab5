"""The facts of a bearer's candidacies, and what is asked that leads to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.identifiers import derived_id

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# Each says all that its published event needs.


@dataclass(frozen=True)
class BearerHeard:
    """registry told of the bearer: it lives at this place. Not published again."""

    TYPE: ClassVar[str] = "recognition.bearer-heard.v1"
    bearer_id: UUID
    place_id: UUID


@dataclass(frozen=True)
class CandidacyWaiting:
    """Asked for before the bearer was heard of: neither published nor counted.

    `said_place_id` is where the officer says the bearer lives; none: the system itself asked."""

    TYPE: ClassVar[str] = "recognition.candidacy-waiting.v1"
    bearer_id: UUID
    title: str
    title_year: int
    registration: str
    registered_on: date
    said_place_id: UUID | None = None


@dataclass(frozen=True)
class CandidacyRegistered:
    TYPE: ClassVar[str] = "recognition.candidacy-registered.v1"
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    registration: str
    registered_on: date


@dataclass(frozen=True)
class TitleRecognised:
    TYPE: ClassVar[str] = "recognition.title-recognised.v1"
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    decided_on: date
    decision_number: str


@dataclass(frozen=True)
class CandidacyDeclined:
    TYPE: ClassVar[str] = "recognition.candidacy-declined.v1"
    bearer_id: UUID
    place_id: UUID
    title: str
    title_year: int
    decided_on: date
    decision_number: str
    ground_code: str


CandidacyFact = (
    BearerHeard | CandidacyWaiting | CandidacyRegistered | TitleRecognised | CandidacyDeclined
)
CANDIDACY_FACTS = (
    BearerHeard,
    CandidacyWaiting,
    CandidacyRegistered,
    TitleRecognised,
    CandidacyDeclined,
)


class Standing(StrEnum):
    WAITING = "waiting"
    REGISTERED = "registered"
    RECOGNISED = "recognised"
    DECLINED = "declined"


# What is asked.


@dataclass(frozen=True)
class Asked:
    """A bearer asks for a title. Where the bearer lives is heard from registry, not asked."""

    bearer_id: UUID
    title: str
    title_year: int
    registration: str
    registered_on: date


@dataclass(frozen=True)
class Verdict:
    """What was decided on a candidacy; no ground: the title is given."""

    title: str
    title_year: int
    decided_on: date
    decision_number: str
    ground_code: str | None = None


def candidacy_id(title: str, title_year: int, bearer_id: UUID) -> UUID:
    """A candidacy is what its title, title year and bearer make it."""
    return derived_id("candidacy", title, title_year, bearer_id)


def bearer_stream(bearer_id: UUID) -> UUID:
    """The stream of everything recognition knows of a family; the family's own id names its
    stream in registry."""
    return derived_id("bearer", "family", bearer_id)
