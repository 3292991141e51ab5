"""The measures (chỉ tiêu) and the code each is stored under.

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
from enum import StrEnum
from functools import lru_cache

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
