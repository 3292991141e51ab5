"""The life of a bearer as spells: where it stood, and how long. Registered it begins one, moved it
ends one and begins the next, ended it closes the last, withdrawn it has none. Each decision answers
the spells as they are then: the same ones when they are so already.

A page hands over what its facts add up to, refuses what it does not know itself, and writes down
what was decided, with the spells before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.registry.bearers.refusals import (
    DaysOutOfOrder,
    EndedAlready,
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


@dataclass(frozen=True)
class Site:
    """At a place, from a day on."""

    place_id: UUID
    day: date


def begun(site: Site) -> Spells:
    return (Spell(site.place_id, site.day),)


def place_of(spells: Spells) -> UUID | None:
    """Where it is, or was last."""
    return spells[-1].place_id if spells else None


def moved(spells: Spells, to: Site, now: Circumstances, levels: Sequence[str]) -> Spells:
    """From that day on it is there. Raises when that is no place for it, or it cannot move."""
    require_site(now, to.place_id, to.day, *levels)
    last = _last(spells)
    if (last.place_id, last.since) == (to.place_id, to.day) and len(spells) > 1:
        return spells
    if last.until is not None:
        raise EndedAlready(ended_on=last.until)
    if to.day <= last.since:
        raise StoodNowhereYet(since=last.since)
    if to.place_id == last.place_id:
        raise StandsThereAlready
    return *spells[:-1], replace(last, until=to.day), Spell(to.place_id, to.day)


def ended(spells: Spells, day: date, now: Circumstances) -> Spells:
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


def closed(spells: Spells, day: date) -> Spells:
    """As a fact says that it ended."""
    return *spells[:-1], replace(spells[-1], until=day)


def corrected(
    spells: Spells, of: date, to: Site, now: Circumstances, levels: Sequence[str]
) -> Spells:
    """The spell that began with its registration or its last move, whichever is of the day `of`,
    began at that place on that day instead."""
    require_site(now, to.place_id, to.day, *levels)
    _last(spells)
    wanted = {0, len(spells) - 1}
    found = [number for number in wanted if spells[number].since == of]
    if not found:
        if any((spells[n].place_id, spells[n].since) == (to.place_id, to.day) for n in wanted):
            return spells
        raise NothingOfThatDay(day=of)
    return _with(spells, found[0], to)


def require_there(spells: Spells) -> None:
    """Refuse what was withdrawn."""
    _last(spells)


def _last(spells: Spells) -> Spell:
    if not spells:
        raise WithdrawnAlready
    return spells[-1]


def _with(spells: Spells, number: int, to: Site) -> Spells:
    before, spell, after = spells[:number], spells[number], spells[number + 1 :]
    earliest = before[-1].since + ONE if before else date.min
    latest = date.max if spell.until is None else spell.until - (ONE if after else NONE)
    if not earliest <= to.day <= latest:
        raise DaysOutOfOrder(day=to.day, earliest=earliest, latest=latest)
    if to.place_id in {each.place_id for each in (*before[-1:], *after[:1])}:
        raise StandsThereAlready
    until = [replace(each, until=to.day) for each in before[-1:]]
    return *before[:-1], *until, replace(spell, place_id=to.place_id, since=to.day), *after
