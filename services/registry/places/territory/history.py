"""The history of a place as a list of decrees: what each did to it, to what it came of and to what
became of it, as far as that goes both ways."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final
from uuid import UUID

from shared.vocabulary.places import Attribute, Change, Entry, How, Link, Place, Tree, standing

MOST_FOLLOWED: Final = 1_000
"""So many places are followed; a history that leads through more is told as far as these."""

ALWAYS: Final = date.min
"""The day of what was so before anybody recorded it (không rõ)."""


class What(StrEnum):
    """What happened to a place."""

    ESTABLISHED = "established"
    RENAMED = "renamed"
    RETYPED = "retyped"
    RECODED = "recoded"
    MOVED = "moved"  # lies in another place
    SUCCEEDED = "succeeded"  # went over, whole or in part, into `successor_id`
    ENDED = "ended"


CHANGED: Final[dict[Attribute, What]] = {
    "name": What.RENAMED,
    "kind": What.RETYPED,
    "code": What.RECODED,
    "parent_id": What.MOVED,
}


@dataclass(frozen=True)
class Happened:
    """`before` and `after` are the name, kind, code or parent that changed."""

    what: What
    place_id: UUID
    before: str | UUID | None = None
    after: str | UUID | None = None
    successor_id: UUID | None = None
    how: How | None = None


@dataclass(frozen=True)
class Decree:
    """All that took effect on one day by one document. No day: before anybody recorded it; no
    number: nobody wrote it down."""

    effective_on: date | None
    document_number: str | None
    happened: tuple[Happened, ...]


def history(tree: Tree, place_id: UUID) -> tuple[Decree, ...]:
    """Earliest first; what was corrected is told as it is now."""
    line = {*_followed(tree, place_id, _before), *_followed(tree, place_id, _after)}
    told: dict[object, tuple[date, str, Happened]] = {}
    for entry in standing(tree.entries):
        if entry.place_id in line or entry.successor_id in line:
            for happened in _happened(tree, entry):
                key = (entry.on, happened.what, happened.place_id, happened.successor_id)
                if happened.what in (What.ESTABLISHED, What.ENDED):
                    key = (None, *key[1:])  # there is one of each, on the day told last
                told.pop(key, None)
                told[key] = (entry.on or ALWAYS, entry.document_number or "", happened)
    lines = sorted(told.values(), key=lambda each: each[:2])
    return tuple(
        Decree(None if day == ALWAYS else day, number or None, tuple(each[2] for each in found))
        for (day, number), found in groupby(lines, key=lambda each: each[:2])
    )


def _before(place: Place) -> Sequence[Link]:
    return place.predecessors


def _after(place: Place) -> Sequence[Link]:
    return place.successors


def _followed(
    tree: Tree, place_id: UUID, links: Callable[[Place], Sequence[Link]]
) -> dict[UUID, None]:
    """The place and all that lie in one direction from it."""
    found, waiting = {place_id: None}, [place_id]
    while waiting:
        place = tree.place(waiting.pop())
        for link in () if place is None else links(place):
            if link.place_id not in found and len(found) < MOST_FOLLOWED:
                found[link.place_id] = None
                waiting.append(link.place_id)
    return found


def _happened(tree: Tree, entry: Entry) -> Iterator[Happened]:
    match entry.change:
        case Change.ESTABLISHED:
            yield Happened(What.ESTABLISHED, entry.place_id)
        case Change.ENDED:
            yield Happened(What.ENDED, entry.place_id)
        case Change.SUCCEEDED:
            yield Happened(
                What.SUCCEEDED, entry.place_id, successor_id=entry.successor_id, how=entry.how
            )
        case Change.ALTERED:
            yield from _altered(tree, entry)


def _altered(tree: Tree, entry: Entry) -> Iterator[Happened]:
    if entry.on is None or entry.attributes is None:
        return
    before = tree.attributes(entry.place_id, entry.on - timedelta(days=1))
    after = tree.attributes(entry.place_id, entry.on)
    for name in entry.changed:
        was, is_now = getattr(before, name, None), getattr(after, name, None)
        if was != is_now:
            yield Happened(CHANGED[name], entry.place_id, was, is_now)
