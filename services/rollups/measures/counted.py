"""The measures (chỉ tiêu), the code each is stored under, and what each published event adds: to
which measure, where, from which day on, how much.

A code is short text that never changes its meaning, because rebuilt and live tables, exports and
other provinces' tables must agree on it without a dictionary. It names all that is never added
together by accident, and nothing else:

    families, clans                         on the books (gia đình, dòng họ)
    <title>.registered.<new|renewed>.<year> candidacies registered and not
                                            withdrawn, e.g. family.registered.new.2022
    <title>.recognised.<year>               bearers recognised and not revoked,
                                            e.g. family.recognised.2022
    classes, attendances                    classes held (lớp), attendances (lượt người)
    scholarship.grants, scholarship.amount  scholarships in grants (suất) and in đồng

A stock is asked on a day and counts everything effective until then; a flow is asked from a day
to a day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from shared.contracts import funding, recognition, registry
from shared.contracts.envelope import Contract
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.titles import TITLES

FAMILIES = "families"
CLANS = "clans"
CLASSES = "classes"
ATTENDANCES = "attendances"
SCHOLARSHIP_GRANTS = "scholarship.grants"
SCHOLARSHIP_AMOUNT = "scholarship.amount"

REGISTRATIONS = ("new", "renewed")

_YEARS = range(1990, 2200)


class UnknownMeasure(Refusal):
    code = "rollups.unknown-measure"
    kind = Kind.INVALID
    sentence = "There is no measure called {measure}."


class TitleYearMissing(Refusal):
    code = "rollups.title-year-missing"
    kind = Kind.INVALID
    sentence = "The measure {measure} is counted by title and title year: say which."


class UnknownTitle(Refusal):
    code = "rollups.unknown-title"
    kind = Kind.INVALID
    sentence = "{title} in the year {year} is not a title and title year."


@lru_cache(maxsize=10_000)
def registered(title: str, registration: str, year: int) -> str:
    """The code of candidacies registered. ValueError for what no catalogue knows."""
    if registration not in REGISTRATIONS:
        raise ValueError(f"no such registration: {registration[:40]!r}")
    return f"{_checked(title, year)}.registered.{registration}.{year}"


@lru_cache(maxsize=10_000)
def recognised(title: str, year: int) -> str:
    """The code of bearers recognised. ValueError for what no catalogue knows."""
    return f"{_checked(title, year)}.recognised.{year}"


def _checked(title: str, year: int) -> str:
    if title not in TITLES or year not in _YEARS:
        raise ValueError(f"no such title and title year: {title[:40]!r} {year}")
    return title


class Nature(StrEnum):
    """What a day means to a measure."""

    STOCK = "stock"  # how many there are on a day
    FLOW = "flow"  # how much happened from a day to a day


@dataclass(frozen=True)
class Measure:
    """A measure as it is asked for; `codes` are the stored ones that add up to it."""

    name: str
    nature: Nature
    codes: tuple[str, ...]


Codes = Callable[[str, int], tuple[str, ...]]

_PLAIN: dict[str, tuple[Nature, tuple[str, ...]]] = {
    "families": (Nature.STOCK, (FAMILIES,)),
    "clans": (Nature.STOCK, (CLANS,)),
    "classes": (Nature.FLOW, (CLASSES,)),
    "attendances": (Nature.FLOW, (ATTENDANCES,)),
    "scholarship-grants": (Nature.FLOW, (SCHOLARSHIP_GRANTS,)),
    "scholarship-amount": (Nature.FLOW, (SCHOLARSHIP_AMOUNT,)),
}
_BY_TITLE: dict[str, Codes] = {
    "registered": lambda title, year: tuple(registered(title, r, year) for r in REGISTRATIONS),
    "registered-new": lambda title, year: (registered(title, "new", year),),
    "registered-renewed": lambda title, year: (registered(title, "renewed", year),),
    "recognised": lambda title, year: (recognised(title, year),),
}
NAMES: tuple[str, ...] = (*_PLAIN, *_BY_TITLE)


def measure(name: str, title: str | None = None, year: int | None = None) -> Measure:
    """The measure of that name; one counted by title needs the title and the title year."""
    if plain := _PLAIN.get(name):
        return Measure(name, *plain)
    if name not in _BY_TITLE:
        raise UnknownMeasure(measure=name[:40])
    if title is None or year is None:
        raise TitleYearMissing(measure=name)
    try:
        return Measure(name, Nature.STOCK, _BY_TITLE[name](title, year))
    except ValueError:
        raise UnknownTitle(title=title[:40], year=year) from None


class Contribution(NamedTuple):
    """New value minus old value of one measure at one place, effective from one civil day."""

    measure: str
    place_id: UUID
    effective_on: date
    value: int


Contributions = tuple[Contribution, ...]


def _family(event: registry.FamilyRegisteredV1) -> Contributions:
    return (Contribution(FAMILIES, event.place_id, event.registered_on, 1),)


def _clan(event: registry.ClanRegisteredV1) -> Contributions:
    return (Contribution(CLANS, event.place_id, event.registered_on, 1),)


def _clan_ended(event: registry.ClanEndedV1) -> Contributions:
    return (Contribution(CLANS, event.place_id, event.ended_on, -1),)


def _candidacy(event: recognition.CandidacyRegisteredV1) -> Contributions:
    code = registered(event.title, event.registration, event.title_year)
    return (Contribution(code, event.place_id, event.registered_on, 1),)


def _withdrawal(event: recognition.CandidacyWithdrawnV1) -> Contributions:
    code = registered(event.title, event.registration, event.title_year)
    return (Contribution(code, event.place_id, event.withdrawn_on, -1),)


def _recognition(event: recognition.TitleRecognisedV1) -> Contributions:
    code = recognised(event.title, event.title_year)
    return (Contribution(code, event.place_id, event.decided_on, 1),)


def _revocation(event: recognition.RecognitionRevokedV1) -> Contributions:
    code = recognised(event.title, event.title_year)
    return (Contribution(code, event.place_id, event.revoked_on, -1),)


def _class(event: registry.ClassHeldV1) -> Contributions:
    where, day = event.place_id, event.held_on
    return (
        Contribution(CLASSES, where, day, 1),
        Contribution(ATTENDANCES, where, day, event.attendances),
    )


def _scholarship(event: funding.ScholarshipAwardedV1) -> Contributions:
    where, day = event.place_id, event.awarded_on
    return (
        Contribution(SCHOLARSHIP_GRANTS, where, day, event.grants),
        Contribution(SCHOLARSHIP_AMOUNT, where, day, event.amount_dong),
    )


_COUNTED: dict[type[Contract], Callable[[Any], Contributions]] = {
    registry.FamilyRegisteredV1: _family,
    registry.ClanRegisteredV1: _clan,
    registry.ClanEndedV1: _clan_ended,
    recognition.CandidacyRegisteredV1: _candidacy,
    recognition.CandidacyWithdrawnV1: _withdrawal,
    recognition.TitleRecognisedV1: _recognition,
    recognition.RecognitionRevokedV1: _revocation,
    registry.ClassHeldV1: _class,
    funding.ScholarshipAwardedV1: _scholarship,
}
COUNTED: tuple[type[Contract], ...] = tuple(_COUNTED)


def contributions(event: Contract) -> Contributions:
    """What this event adds. ValueError when it names a title or registration nobody knows."""
    return _COUNTED[type(event)](event)
