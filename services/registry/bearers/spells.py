"""The life of a bearer as spells: where it stood, and how long. Registered it begins one, moved it
ends one and begins the next, ended it closes the last, withdrawn it has none; what was written
wrongly of its beginning, its last move or its end is put right in the spell. Each decision answers
the spells as they are then: the same ones when they are so already.

A page hands over what its facts add up to, refuses what it does not know itself, and writes down
what was decided, with the spells before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar
from uuid import UUID

from services.registry.bearers.refusals import (
    DaysOutOfOrder,
    EndedAlready,
    EndsOtherwise,
    NothingEnded,
    NothingOfThatDay,
    StandsThereAlready,
    StoodNowhereYet,
    WithdrawnAlready,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.siting import Circumstances, require_site

ONE: Final = timedelta(days=1)
NONE: Final = timedelta()


@dataclass(frozen=True)
class Spell:
    """On the books of one place from `since` on, until `until`, the first day no more (None: it
    stays). Stored in facts."""

    place_id: UUID
    since: date
    until: date | None = None


Spells = tuple[Spell, ...]
"""In their order, each beginning when the one before it ends. None: never there, or withdrawn."""


Stood = TypeVar("Stood", bound=Spell)
"""A spell, and what else a bearer may change from a day on."""


class Beginning(Protocol[Stood]):
    """How a spell begins."""

    @property
    def place_id(self) -> UUID: ...
    @property
    def day(self) -> date: ...
    def spell(self) -> Stood: ...
    def is_as(self, other: Stood) -> bool:
        """Whether nothing but the days may tell them apart."""


@dataclass(frozen=True)
class Site:
    """At a place, from a day on."""

    place_id: UUID
    day: date

    def spell(self) -> Spell:
        return Spell(self.place_id, self.day)

    def is_as(self, other: Spell) -> bool:
        return self.place_id == other.place_id


def begun(site: Site) -> Spells:
    return (Spell(site.place_id, site.day),)


def on(spells: tuple[Stood, ...], day: date) -> Stood | None:
    """The one of that day; None: not there then."""
    for each in spells:
        if each.since <= day and (each.until is None or day < each.until):
            return each
    return None


def place_of(spells: Spells) -> UUID | None:
    """Where it is, or was last."""
    return spells[-1].place_id if spells else None


def moved(
    spells: tuple[Stood, ...], to: Beginning[Stood], now: Circumstances, levels: Sequence[str]
) -> tuple[Stood, ...]:
    """From that day on it is there. Raises when that is no place for it, or it cannot move."""
    require_site(now, to.place_id, to.day, *levels)
    return gone_on(spells, to)


def gone_on(spells: tuple[Stood, ...], to: Beginning[Stood]) -> tuple[Stood, ...]:
    """From that day on it goes on like this, wherever it stands."""
    last = _last(spells)
    if _began(last, to) and len(spells) > 1:
        return spells
    if last.until is not None:
        raise EndedAlready(ended_on=last.until)
    if to.day <= last.since:
        raise StoodNowhereYet(since=last.since)
    if to.is_as(last):
        raise StandsThereAlready
    return *spells[:-1], replace(last, until=to.day), to.spell()


def ended(spells: tuple[Stood, ...], day: date, now: Circumstances) -> tuple[Stood, ...]:
    """On the books no more from that day on."""
    require_come(day, now.day)
    last = _last(spells)
    if last.until == day:
        return spells
    if last.until is not None:
        raise EndedAlready(ended_on=last.until)
    if day < last.since:
        raise StoodNowhereYet(since=last.since)
    return closed(spells, day)


def ended_into(
    spells: tuple[Stood, ...],
    day: date,
    now: Circumstances,
    into: UUID | None,
    went_into: UUID | None,
) -> tuple[Stood, ...]:
    """As `ended`, of what goes on `into` another one, or in none. Refuses what ended on that day
    already and went on otherwise (`went_into`)."""
    found = ended(spells, day, now)
    if found == spells and went_into != into:
        raise EndedAlready(ended_on=day)
    return found


def end_corrected(
    spells: tuple[Stood, ...], of: date, day: date | None, now: Circumstances
) -> tuple[Stood, ...]:
    """Its end, which the books have of the day `of`, was on that day instead; None: it never
    ended, and is where it was."""
    if day is not None:
        require_come(day, now.day)
    last = _last(spells)
    if last.until == day:
        return spells
    if last.until is None:
        raise NothingEnded
    if last.until != of:
        raise EndsOtherwise(ended_on=last.until)
    if day is not None and day < last.since:
        raise StoodNowhereYet(since=last.since)
    return (*spells[:-1], replace(last, until=day))


def closed(spells: tuple[Stood, ...], day: date) -> tuple[Stood, ...]:
    """As a fact says that it ended."""
    return *spells[:-1], replace(spells[-1], until=day)


def corrected(
    spells: tuple[Stood, ...],
    of: date,
    to: Beginning[Stood],
    now: Circumstances,
    levels: Sequence[str],
) -> tuple[Stood, ...]:
    """The spell that began with its registration or its last move, whichever is of the day `of`,
    began at that place on that day instead."""
    require_site(now, to.place_id, to.day, *levels)
    return set_right(spells, of, to)


def set_right(spells: tuple[Stood, ...], of: date, to: Beginning[Stood]) -> tuple[Stood, ...]:
    """The same, wherever it stands."""
    _last(spells)
    wanted = {0, len(spells) - 1}
    found = [number for number in wanted if spells[number].since == of]
    if not found:
        if any(_began(spells[n], to) for n in wanted):
            return spells
        raise NothingOfThatDay(day=of)
    return _with(spells, found[0], to)


def unmoved(spells: tuple[Stood, ...], day: date) -> tuple[Stood, ...]:
    """Its last move, which was on that day, never was: it stayed as it stood."""
    last = _last(spells)
    if len(spells) < 2 or last.since != day or spells[-2].until != day:
        raise NothingOfThatDay(day=day)
    return *spells[:-2], replace(spells[-2], until=last.until)


def require_there(spells: Spells) -> None:
    """Refuse what was withdrawn."""
    _last(spells)


def _last(spells: tuple[Stood, ...]) -> Stood:
    if not spells:
        raise WithdrawnAlready
    return spells[-1]


def _began(spell: Stood, as_said: Beginning[Stood]) -> bool:
    return spell.since == as_said.day and as_said.is_as(spell)


def _with(spells: tuple[Stood, ...], number: int, to: Beginning[Stood]) -> tuple[Stood, ...]:
    """Whoever was away between two spells did not move from one to the other."""
    before, spell, after = spells[:number], spells[number], spells[number + 1 :]
    came = [each for each in before[-1:] if each.until == spell.since]
    went = [each for each in after[:1] if each.since == spell.until]
    earliest = _earliest(before, moved=bool(came))
    latest = date.max if spell.until is None else spell.until - (ONE if went else NONE)
    if not earliest <= to.day <= latest:
        raise DaysOutOfOrder(day=to.day, earliest=earliest, latest=latest)
    if any(to.is_as(each) for each in (*came, *went)):
        raise StandsThereAlready
    until = [replace(each, until=to.day) for each in came]
    first = before[: len(before) - len(came)]
    return *first, *until, replace(to.spell(), until=spell.until), *after


def _earliest(before: tuple[Stood, ...], moved: bool) -> date:
    if not before:
        return date.min
    return before[-1].since + ONE if moved else before[-1].until or date.max
