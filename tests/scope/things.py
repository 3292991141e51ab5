"""What is on the books of the land: each thing with its place, its effective day and its ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.recognition.candidacies.candidacy.facts import candidacy_id


class Trace(NamedTuple):
    """Something was effective from this day on the books of the place of this name."""

    place: str
    on: date


@dataclass(frozen=True)
class Family:
    family_id: str
    trace: Trace
    head_ref: str
    full_name: str
    phone: str


@dataclass(frozen=True)
class Clan:
    clan_id: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Association:
    association_id: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Chapter:
    """Of an association of the same place, since the same day."""

    chapter_id: str
    trace: Trace
    ended_on: date | None
    association_ended_on: date | None


@dataclass(frozen=True)
class Board:
    board_id: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Committee:
    committee_id: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Membership:
    """Of a chapter of the same place, since the same day."""

    membership_id: str
    chapter_id: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Establishment:
    establishment_id: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Citizen:
    """The head of a family, since the same day and at the same place."""

    citizen_ref: str
    trace: Trace
    ended_on: date | None


@dataclass(frozen=True)
class Population:
    """How many households the place had on the day of the trace."""

    population_id: str
    trace: Trace
    number: int


@dataclass(frozen=True)
class Request:
    """What somebody asked about their own data; due ten days later."""

    request_id: str
    trace: Trace


@dataclass(frozen=True)
class Step:
    """What happened to the candidacy of a family for a year."""

    family_id: str
    year: int
    status: str
    trace: Trace

    @property
    def candidacy_id(self) -> str:
        return str(candidacy_id("family", self.year, "family", UUID(self.family_id)))


@dataclass(frozen=True)
class Class:
    class_id: str
    held_on: date
    attendances: int


@dataclass(frozen=True)
class Session:
    """Held by the centre of its place."""

    session_id: str
    centre_id: str
    trace: Trace
    attendances: int


@dataclass(frozen=True)
class Activity:
    """Organised by the centre of its place."""

    activity_id: str
    centre_id: str
    trace: Trace
    attendances: int


@dataclass(frozen=True)
class Document:
    """Issued by the centre of its place."""

    document_id: str
    centre_id: str
    trace: Trace
    document_number: str


@dataclass(frozen=True)
class Plan:
    """Of the centre of its place, with an item that is open; both of the same day."""

    plan_id: str
    item_id: str
    centre_id: str
    trace: Trace
    due_on: date


@dataclass(frozen=True)
class Centre:
    centre_id: str
    trace: Trace
    classes: Sequence[Class]
    rated_on: date


@dataclass(frozen=True)
class ListImport:
    """`trace` is of the day it was submitted."""

    import_id: str
    trace: Trace


@dataclass(frozen=True)
class Award:
    award_id: str
    recipient_ref: str
    awarded_on: date
    grants: int
    amount_dong: int


@dataclass(frozen=True)
class Fund:
    fund_id: str
    trace: Trace
    awards: Sequence[Award]


@dataclass(frozen=True)
class Delivery:
    """`trace` is of the day it was requested."""

    delivery_id: str
    trace: Trace
    ids: Sequence[str]
    settled_on: date
