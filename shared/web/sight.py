"""How far back a permit sees: what a grant on an ended place reached on its last day, as it was.

A grant whose place is in force sees all that it reaches. One whose place has ended sees what it
reached on the last day of that place, and of that only what was effective by then: whatever was
recorded of it later, but nothing that happened later. It writes nothing any more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from types import MappingProxyType
from typing import Final
from uuid import UUID
from weakref import WeakKeyDictionary

from shared.vocabulary.places import Place, Tree
from shared.web.identity import Grant
from shared.web.scope import SYSTEM, grant_reaches, reads

MOST_KEPT: Final = 128
"""So many answers of `reached` are kept of one tree: officers of one place share one."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a place: on its own books what was effective on or before `until`, on those
    of what lies in it what was effective on or before `below_until` (None: nothing, reach own).
    `date.max`: without an end. The two may come from different grants."""

    until: date
    below_until: date | None

    @property
    def is_something(self) -> bool:
        return self.until != date.min

    @property
    def below(self) -> bool:
        """Whether anything that lies in the place is seen by the same grants."""
        return self.below_until is not None

    def shows(self, effective_on: date) -> bool:
        """Whether something on the place's own books is seen, by the day it was effective."""
        return effective_on <= self.until


Reached = Mapping[UUID, date]
_Asked = tuple[tuple[Grant, ...], bool, date]


def sight(
    grants: Iterable[Grant], action: str, place_id: UUID | None, tree: Tree, day: date
) -> Sight | None:
    """What the grants, whose roles allow the action, show of a place, widest first wins; None:
    nothing."""
    return _sight(grants, reads(action), place_id, tree, day)


def reached(grants: tuple[Grant, ...], action: str, tree: Tree, day: date) -> Reached | None:
    """Every place of which the grants, whose roles allow the action, show anything, and until when
    its own books; None: the whole deployment. Agrees with `sight`; remembered as long as the tree
    is."""
    if any(_everywhere(grant) for grant in grants):
        return None
    asked: _Asked = (grants, reads(action), day)
    found = _KEPT.found(tree, asked)
    if found is None:
        found = MappingProxyType(dict(_reached(grants, reads(action), tree, day)))
        _KEPT.keep(tree, asked, found)
    return found


def _sight(
    grants: Iterable[Grant], reading: bool, place_id: UUID | None, tree: Tree, day: date
) -> Sight | None:
    until: date | None = None
    below: date | None = None
    for grant in grants:
        seen = _until(grant, reading, place_id, tree, day)
        if seen is not None:
            until = seen if until is None else max(until, seen)
            if grant.reach == "subtree":
                below = seen if below is None else max(below, seen)
    return None if until is None else Sight(until, below)


def _until(
    grant: Grant, reading: bool, place_id: UUID | None, tree: Tree, day: date
) -> date | None:
    """The last day on which something on the books of the place could become effective and be
    seen by the grant; None: it never saw them."""
    if _everywhere(grant):
        return date.max
    if grant.place_id is None or place_id is None:
        return None
    holder, place = tree.place(grant.place_id), tree.place(place_id)
    if holder is None or place is None:
        return None
    if holder.last_day >= day:
        return date.max if _on_the_books(grant, reading, place_id, tree, day) else None
    last = holder.last_day
    if not reading or place.start > last:
        return None
    return last if _on_the_books(grant, reading, place_id, tree, last) else None


def _on_the_books(grant: Grant, reading: bool, place_id: UUID, tree: Tree, day: date) -> bool:
    """Whether the grant reaches the place on the day, or what has become of it by then. Reach own
    has only what went over whole into its place: what is somewhere in it lies below."""
    if grant_reaches(grant, reading, place_id, tree, day):
        return True
    heir = tree.place_on(place_id, day)
    if heir.place_id is None or (grant.reach == "own" and not heir.allocated):
        return False
    return grant_reaches(grant, reading, heir.place_id, tree, day)


def _everywhere(grant: Grant) -> bool:
    return grant.place_id is None and grant.role == SYSTEM


def _reached(
    grants: Sequence[Grant], reading: bool, tree: Tree, day: date
) -> Iterator[tuple[UUID, date]]:
    for place_id in _candidates(grants, tree):
        seen = _sight(grants, reading, place_id, tree, day)
        if seen is not None:
            yield place_id, seen.until


def _candidates(grants: Iterable[Grant], tree: Tree) -> Iterable[UUID]:
    """Everything that ever lay in the grants' places or became, or came of, something that did:
    no place outside can be reached, whatever the day."""
    waiting = [grant.place_id for grant in grants if grant.place_id is not None]
    found = dict.fromkeys(waiting)
    while waiting:
        for each in _related(tree.place(place_id := waiting.pop()), place_id, tree):
            if each not in found:
                found[each] = None
                waiting.append(each)
    return found


def _related(place: Place | None, place_id: UUID, tree: Tree) -> Iterator[UUID]:
    yield from tree.ever_children(place_id)
    if place is not None:
        yield from (link.place_id for link in (*place.predecessors, *place.successors))


class _Kept:
    """Answers by tree, dropped with it; the oldest of a tree go first. For all threads."""

    def __init__(self) -> None:
        self._answers: WeakKeyDictionary[Tree, dict[_Asked, Reached]] = WeakKeyDictionary()
        self._lock = Lock()

    def found(self, tree: Tree, asked: _Asked) -> Reached | None:
        with self._lock:
            return self._answers.get(tree, {}).get(asked)

    def keep(self, tree: Tree, asked: _Asked, answer: Reached) -> None:
        with self._lock:
            answers = self._answers.setdefault(tree, {})
            answers[asked] = answer
            while len(answers) > MOST_KEPT:
                del answers[next(iter(answers))]


_KEPT: Final = _Kept()
