"""The tree as it was known on past days: made once, and the few asked last are kept."""

import asyncio
from datetime import date
from operator import is_
from typing import Final

from shared.vocabulary.places import Tree

MOST_KEPT: Final = 4


class KnownTrees:
    """Days on which the same lines were known share one tree. It is made in a thread, one at a
    time, on the nearest earlier one that is kept; whoever asks meanwhile waits for it.

    A kept tree is the beginning of the one now known, line by line: when that is another one,
    those that are not are forgotten.
    """

    def __init__(self) -> None:
        self._now = Tree()
        self._kept: dict[int, Tree] = {}  # by the number of lines, the one asked last at the end
        self._turn = asyncio.Lock()

    def __len__(self) -> int:
        """How many trees are kept."""
        return len(self._kept)

    async def as_of(self, now: Tree, day: date) -> Tree:
        """`now.as_of(day)`."""
        lines = now.lines_known(day)
        if lines == len(now.entries):
            return now
        found = self._asked(now, lines)
        if found is None:
            async with self._turn:
                found = self._asked(now, lines)  # somebody had the turn before
                if found is None:
                    base = self._nearest(lines)
                    found = await asyncio.to_thread(_grown, base, now, lines)
                    self._keep(now, found)
        return found

    def _asked(self, now: Tree, lines: int) -> Tree | None:
        self._follow(now)
        found = self._kept.pop(lines, None)
        if found is not None:
            self._kept[lines] = found
        return found

    def _nearest(self, lines: int) -> Tree:
        earlier = (number for number in self._kept if number < lines)
        return self._kept[number] if (number := max(earlier, default=0)) else Tree()

    def _keep(self, now: Tree, made: Tree) -> None:
        self._follow(now)
        self._kept[len(made.entries)] = made
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    def _follow(self, now: Tree) -> None:
        if now is self._now:
            return
        self._kept = {lines: tree for lines, tree in self._kept.items() if _begins_with(now, tree)}
        self._now = now


def _begins_with(now: Tree, tree: Tree) -> bool:
    return all(map(is_, now.entries, tree.entries))


def _grown(base: Tree, now: Tree, lines: int) -> Tree:
    return base.with_(now.entries[len(base.entries) : lines])
