"""Where a count lies on a day: the places that surely hold it, and where certainty ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from shared.vocabulary.places import DEEPEST, Standing, Tree

MOST_REMEMBERED: Final = 50_000
"""So many places on days are remembered of one tree: all of Vietnam on a few days."""


@dataclass(frozen=True, slots=True)
class Location:
    """The places holding a count, lowest first.

    At an index in `gaps` the count lies somewhere inside that place, nobody said where (chưa
    phân bổ). `beyond` says what is missing above the last one; None: it is a top place.
    """

    line: tuple[UUID, ...]
    gaps: tuple[int, ...] = ()
    beyond: Standing | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step up from a place: to what is `above` it. `within`: the place itself is one of the
    places that hold the count; `gap`: the count is somewhere in `above`, nobody said where.
    `beyond` is what is missing where nothing is above."""

    above: UUID | None
    within: bool = True
    gap: bool = False
    beyond: Standing | None = None


class Locations:
    """Where places lie in the structure of a day; what was found once is remembered.

    A place in force keeps its own count, even when what it lay in was split and nobody has said
    yet to which part it belongs: then the count is also, unallocated, in what holds the parts.
    Of places that would lie in each other, or in more than `DEEPEST` others, nobody knows in what
    they lie (chưa rõ địa bàn). Threads may ask at once: what is remembered never changes.
    """

    def __init__(self, tree: Tree, most: int = MOST_REMEMBERED) -> None:
        self.tree = tree
        self._most = most
        self._known: dict[tuple[UUID, date], Location] = {}
        self._steps: dict[tuple[UUID, date], Step] = {}

    def of(self, place_id: UUID, day: date) -> Location:
        key = (place_id, day)
        found = self._known.get(key)
        if found is None:
            found = _located(self._way(place_id, day))
            if len(self) >= self._most:
                self._known.clear()
                self._steps.clear()
            self._known[key] = found
        return found

    def __len__(self) -> int:
        """How many answers are remembered."""
        return len(self._known)

    def _way(self, place_id: UUID, day: date) -> list[tuple[UUID, Step]]:
        """All steps up; cut off where they would come back to where they were."""
        way: dict[UUID, Step] = {}
        at: UUID | None = place_id
        while at is not None and at not in way and len(way) < DEEPEST:
            way[at] = self._step(at, day)
            at = way[at].above
        steps = list(way.items())
        if at is None:
            return steps
        kept = steps[: list(way).index(at) + 1] if at in way else steps
        last, step = kept[-1]
        return [*kept[:-1], (last, Step(None, step.within, beyond=Standing.UNKNOWN))]

    def _step(self, place_id: UUID, day: date) -> Step:
        key = (place_id, day)
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = _step_up(self.tree, place_id, day)
        return found


@lru_cache(maxsize=4)
def locations_in(tree: Tree) -> Locations:
    """Where places lie in this tree, remembered from question to question for the trees asked
    last."""
    return Locations(tree)


def ever_within(tree: Tree, place_id: UUID) -> Iterator[UUID]:
    """The place, and all that may lie in it on any day: what ever lay in one of these, became one
    of them or came of one. Each step up from a place leads to one that has it here."""
    found = {place_id}
    waiting = [place_id]
    while waiting:
        yield (at := waiting.pop())
        place = tree.place(at)
        links = () if place is None else (*place.predecessors, *place.successors)
        nearest = {*tree.ever_children(at), *(link.place_id for link in links)} - found
        found |= nearest
        waiting += nearest


def _step_up(tree: Tree, place_id: UUID, day: date) -> Step:
    """Over a parent that has ended, the place lies in what that has become."""
    parent = tree.parent(place_id, day)
    if parent is not None:
        return Step(parent)
    placement = tree.place_on(place_id, day)
    if placement.standing is Standing.UNKNOWN:
        return Step(None, within=False, beyond=Standing.UNKNOWN)
    if placement.allocated:
        itself = placement.place_id == place_id
        return Step(None) if itself else Step(placement.place_id, within=False)
    beyond = Standing.UNALLOCATED if placement.place_id is None else None
    return Step(placement.place_id, tree.in_force(place_id, day), gap=True, beyond=beyond)


def _located(way: list[tuple[UUID, Step]]) -> Location:
    """From the top down: each step adds its place below what was found so far."""
    found = Location((), (), way[-1][1].beyond)
    for place_id, step in reversed(way):
        gaps = (0, *found.gaps) if step.gap and found.line else found.gaps
        if step.within:
            line = (place_id, *found.line)
            found = Location(line, tuple(gap + 1 for gap in gaps), found.beyond)
        else:
            found = Location(found.line, gaps, found.beyond)
    return found
