"""One place (địa bàn) with everything about it dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from shared.vocabulary.places.entries import Attributes, How

T = TypeVar("T")

DEEPEST = 32
"""So many places, one in the other, are looked at on the way up; Vietnam has four levels. What
would lie deeper lies, as far as anybody is answered, in the nearest of these."""

MOST_TOLD = 256
"""So many values of one attribute, and so many successors or predecessors, are kept of a place, the
first ones told: enough for centuries, and no more than can be asked at once."""

Timeline = tuple[tuple[date, T], ...]
"""Values from a day on, earliest first. `date.min` stands for an open beginning."""


def value_on(timeline: Timeline[T], day: date) -> T | None:
    """The value that holds on the day; None before the first."""
    for start, value in reversed(timeline):
        if start <= day:
            return value
    return None


def with_value(timeline: Timeline[T], start: date, value: T) -> Timeline[T]:
    """The timeline with this value from `start` until the next; the same day is corrected."""
    kept = [(day, old) for day, old in timeline if day != start]
    if len(kept) == MOST_TOLD:
        return timeline
    return tuple(sorted([*kept, (start, value)], key=lambda item: item[0]))


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` until before `end`; `date.min` and `date.max` stand for open ends."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def meets(self, other: "Span") -> "Span | None":
        """The days both hold, if any."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Link:
    """The place at the other end of a succession, how, from which day, by which document."""

    place_id: UUID
    how: How
    effective_on: date
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place through time. It is in force without a gap from its beginning to its end."""

    place_id: UUID
    level: str
    start: date
    kinds: Timeline[str] = ()
    names: Timeline[str] = ()
    codes: Timeline[str | None] = ()
    parents: Timeline[UUID | None] = ()
    ended_on: date | None = None
    successors: tuple[Link, ...] = ()
    predecessors: tuple[Link, ...] = ()
    original: Attributes | None = None  # as first recorded, whatever was corrected since
    established_by: str | None = None
    ended_by: str | None = None

    @property
    def is_established(self) -> bool:
        """Whether its establishment was heard of, not only a change or another place naming it."""
        return self.original is not None

    @property
    def valid_from(self) -> date | None:
        """The first day in force; None: not known (không rõ)."""
        return None if self.start == date.min else self.start

    @property
    def span(self) -> Span:
        """The days in force."""
        return Span(self.start, self.ended_on or date.max)

    @property
    def took_over(self) -> tuple[Link, ...]:
        """Who has what it was at its end: whom it went to on that day. What was cut off while it
        was in force is said of it only if nothing else is."""
        last = tuple(link for link in self.successors if link.effective_on == self.ended_on)
        return last or self.successors

    def parents_through(self) -> Iterator[tuple[Span, UUID | None]]:
        """The parents one after the other, each with the days it was the parent."""
        return _through(self.parents, self.span)

    def codes_through(self) -> Iterator[tuple[Span, str | None]]:
        """The codes one after the other, each with the days it was the code."""
        return _through(self.codes, self.span)

    def names_through(self) -> Iterator[tuple[Span, str]]:
        """The names one after the other, each with the days it was the name."""
        return _through(self.names, self.span)

    def attributes_on(self, day: date) -> Attributes | None:
        """What it is on the day; None while it is not in force."""
        if day not in self.span:
            return None
        return self._attributes(day)

    @property
    def last_day(self) -> date:
        """The last day in force; `date.max`: no end is known."""
        if self.ended_on is None or self.ended_on == date.min:  # before that there is no day
            return self.ended_on or date.max
        return self.ended_on - timedelta(days=1)

    @property
    def last(self) -> Attributes:
        """What it is in the end: on its last day in force, or by the latest change recorded."""
        return self._attributes(date.max)

    def _attributes(self, day: date) -> Attributes:
        return Attributes(
            level=self.level,
            kind=value_on(self.kinds, day) or "",
            name=value_on(self.names, day) or "",
            code=value_on(self.codes, day),
            parent_id=value_on(self.parents, day),
        )


def _through(timeline: Timeline[T], whole: Span) -> Iterator[tuple[Span, T]]:
    ends = (*(start for start, _ in timeline[1:]), date.max)
    for (start, value), end in zip(timeline, ends, strict=False):  # nothing: not heard of yet
        span = Span(start, end).meets(whole)
        if span is not None:
            yield span, value
