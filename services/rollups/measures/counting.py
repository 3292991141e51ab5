"""What a published event adds: to which measure, where, from which day on, how much."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from services.rollups.measures.catalogue import MEASURES
from services.rollups.measures.dimensions import stored
from services.rollups.measures.measure import Change, Measure
from shared.contracts.envelope import Contract

Contribution = tuple[str, str, UUID, date, int]
"""New value minus old value of one measure: its name, its dimensions as they are stored, the place,
the civil day from which on it is effective, the value. A plain tuple: many are made."""

Counts = Callable[[Any], Contribution]
Counting = Mapping[type[Contract], tuple[Counts, ...]]


def counting(measures: Iterable[Measure]) -> Counting:
    """What each type of event adds to these measures, in their order."""
    found: dict[type[Contract], tuple[Counts, ...]] = {}
    for measure in measures:
        for change in measure.changes:
            found[change.event] = (*found.get(change.event, ()), _counts(measure, change))
    return found


def _counts(measure: Measure, change: Change) -> Counts:
    name, times, said = measure.name, change.times, change.value
    day, dimensions = attrgetter(change.day), _dimensions(measure.by)
    number, field = (0, attrgetter(said)) if isinstance(said, str) else (times * said, None)

    def counts(event: Any) -> Contribution:
        added = times * field(event) if field else number
        by = dimensions(event) if dimensions else ""
        return name, by, event.place_id, day(event), added

    return counts


def _dimensions(by: tuple[str, ...]) -> Callable[[Any], str] | None:
    """None: it is told apart by nothing. What was once checked and written is kept."""
    if not by:
        return None
    written, said = lru_cache(maxsize=10_000)(partial(stored, by)), attrgetter(*by)
    if len(by) == 1:
        return lambda event: written((said(event),))
    return lambda event: written(said(event))


COUNTING: Final = counting(MEASURES)


def contributions(event: Contract) -> tuple[Contribution, ...]:
    """What this event adds. ValueError when it names what no dimension has."""
    return tuple([counts(event) for counts in COUNTING[type(event)]])
