"""What a published event adds: to which measure, where, from which day on, how much."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from services.rollups.measures.catalogue import MEASURES
from services.rollups.measures.dimensions import stored
from services.rollups.measures.measure import Change, Measure, Restatement, Unsaid, Value
from shared.contracts.envelope import Contract

Contribution = tuple[str, str, UUID, date, int]
"""New value minus old value of one measure: its name, its dimensions as they are stored, the place,
the civil day from which on it is effective, the value. A plain tuple: many are made."""

Counts = Callable[[Any], Contribution]
Counting = Mapping[type[Contract], tuple[Counts, ...]]

Restates = Callable[[Any], list[Contribution]]
Restating = Mapping[type[Contract], tuple[Restates, ...]]

Changes = Callable[[Measure], Iterable[Change | Restatement]]
ITSELF: Final[Changes] = attrgetter("changes")


def _held(measure: Measure) -> tuple[Change | Restatement, ...]:
    return measure.holding.changes if measure.holding else ()


def counting(measures: Iterable[Measure], changes: Changes = ITSELF) -> Counting:
    """What each event of a type adds to these measures, in their order."""
    found: dict[type[Contract], tuple[Counts, ...]] = {}
    for measure in measures:
        for change in changes(measure):
            if isinstance(change, Change) and not change.of_some:
                found[change.event] = (*found.get(change.event, ()), _counts(measure, change))
    return found


def restating(measures: Iterable[Measure], changes: Changes = ITSELF) -> Restating:
    """What each type of event takes from these measures and adds to them again, and what some
    events of a type add."""
    found: dict[type[Contract], tuple[Restates, ...]] = {}
    for measure in measures:
        for change in changes(measure):
            if isinstance(change, Restatement):
                found[change.event] = (*found.get(change.event, ()), _restates(measure, change))
            elif change.of_some:
                found[change.event] = (*found.get(change.event, ()), _adds(measure, change))
    return found


def _counts(measure: Measure, change: Change) -> Counts:
    name, times, said = measure.name, change.times, change.value
    day, dimensions = attrgetter(change.day), _dimensions(measure.by)
    field = None if isinstance(said, int) else _number(said)
    number = times * said if isinstance(said, int) else 0

    def counts(event: Any) -> Contribution:
        added = times * field(event) if field else number
        by = dimensions(event) if dimensions else ""
        return name, by, event.place_id, day(event), added

    return counts


def _adds(measure: Measure, change: Change) -> Restates:
    """Nothing, of an event that does not say it."""
    counts = _counts(measure, change)

    def adds(event: Any) -> list[Contribution]:
        added = counts(event)
        return [added] if added[4] else []

    return adds


def _number(said: Value) -> Callable[[Any], int]:
    """How much one of them counts."""
    match said:
        case int():
            return lambda _: said
        case Unsaid(field):
            return lambda it: 1 if getattr(it, field) is None else 0
        case _:
            return lambda it: getattr(it, said) or 0


def _restates(measure: Measure, change: Restatement) -> Restates:
    name, dimensions = measure.name, _of_spells(measure.by, change.spell)

    day, number, of_some = attrgetter(change.day), _number(change.value), change.of_some

    def counted(event: Any, spells: Iterable[Any]) -> Iterator[Contribution]:
        for spell in spells:
            if of_some and not number(spell):
                continue
            by = dimensions(event, spell)
            yield name, by, spell.place_id, day(spell), number(spell)
            if (until := getattr(spell, "until", None)) is not None:
                yield name, by, spell.place_id, until, -number(spell)

    def restates(event: Any) -> list[Contribution]:
        """What was counted and is counted still is left out."""
        was, added = [*counted(event, event.was)], []
        for each in counted(event, event.now):
            if each in was:
                was.remove(each)
            else:
                added.append(each)
        return [(*taken[:4], -taken[4]) for taken in was] + added

    return restates


def _of_spells(by: tuple[str, ...], spell: type[Struct]) -> Callable[[Any, Any], str]:
    """A dimension is what the spell says of it or, of all of them, the event."""
    own = [each in spell.__struct_fields__ for each in by]
    written = lru_cache(maxsize=10_000)(partial(stored, by))

    def dimensions(event: Any, each: Any) -> str:
        named = zip(by, own, strict=True)
        return written(tuple([getattr(each if of_it else event, name) for name, of_it in named]))

    return dimensions


def _dimensions(by: tuple[str, ...]) -> Callable[[Any], str] | None:
    """None: it is told apart by nothing. What was once checked and written is kept."""
    if not by:
        return None
    written, said = lru_cache(maxsize=10_000)(partial(stored, by)), attrgetter(*by)
    if len(by) == 1:
        return lambda event: written((said(event),))
    return lambda event: written(said(event))


COUNTING: Final = counting(MEASURES)
RESTATING: Final = restating(MEASURES)


def contributions(event: Contract) -> tuple[Contribution, ...]:
    """What this event adds. ValueError when it names what no dimension has."""
    kind = type(event)
    added = [counts(event) for counts in COUNTING.get(kind, ())]
    for restates in RESTATING.get(kind, ()):
        added += restates(event)
    return tuple(added)


_HELD_COUNTING, _HELD_RESTATING = counting(MEASURES, _held), restating(MEASURES, _held)
OF: Final = MappingProxyType({each.name: each.holding.of for each in MEASURES if each.holding})
"""By what is held, what holds it."""
HOLDERS: Final = frozenset(OF.values())


def held(event: Contract) -> tuple[Contribution, ...]:
    """What this event adds to what its subject holds; where that is, is said of the subject."""
    kind = type(event)
    added = [counts(event) for counts in _HELD_COUNTING.get(kind, ())]
    for restates in _HELD_RESTATING.get(kind, ()):
        added += restates(event)
    return tuple(added)
