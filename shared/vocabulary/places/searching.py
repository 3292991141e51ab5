"""Finding places by a name they have or once had, with or without marks and typing mistakes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from threading import Lock
from typing import Final
from uuid import UUID

from shared.vocabulary.places.place import Place, Span, value_on
from shared.vocabulary.places.spelling import Spelling, kind_of, spellings
from shared.vocabulary.places.terms import SAME, Called, Terms
from shared.vocabulary.places.tree import Tree

MOST_FOUND: Final = 50

Rank = tuple[int, bool, bool, bool]
"""How it fits; of another kind than was said; sounding otherwise; a name it has no more. The
smallest is the best."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place and the name by which it was found."""

    place_id: UUID
    name: str
    during: Span
    rank: Rank

    @property
    def is_exact(self) -> bool:
        """The name itself, marks and the word for its kind aside."""
        return self.rank[0] == SAME and not self.rank[1]


class PlaceNames:
    """The names of all places, kept beside a tree and brought up to each tree that is asked of.
    For all threads."""

    def __init__(self) -> None:
        self._terms = Terms()
        self._places: dict[UUID, Place] = {}
        self._tree: Tree | None = None
        self._lock = Lock()

    def found(
        self,
        tree: Tree,
        asked: str,
        limit: int = MOST_FOUND,
        wanted: Callable[[Place], bool] = lambda _: True,
    ) -> list[Match]:
        """Those of the places wanted that fit best, so many at most, best first, each by the name
        that fits best; digits fit themselves only."""
        with self._lock:
            self._follow(tree)
            best: dict[UUID, Match] = {}
            whole, *rest = spellings(asked)
            for spelling, most in ((whole, 1 if rest else 2), *((each, 2) for each in rest)):
                for fits, called in self._terms.fitting(spelling, most):
                    match = _match(spelling, fits, called)
                    known = best.get(called.place_id)
                    if known is None or match.rank < known.rank:
                        best[called.place_id] = match
            places = {place_id: self._places[place_id] for place_id in best}
        matches = sorted(best.values(), key=lambda each: (each.rank, each.name, each.place_id))
        return list(islice((each for each in matches if wanted(places[each.place_id])), limit))

    def _follow(self, tree: Tree) -> None:
        if tree is self._tree:
            return
        followed = {place.place_id: place for place in tree if place.is_established}
        for place_id, known in self._places.items():
            if (now := followed.get(place_id)) is not known and now != known:
                self._terms.forget(_called(known))
        for place_id, place in followed.items():
            if (before := self._places.get(place_id)) is not place and before != place:
                self._terms.learn(_called(place))
        self._places, self._tree = followed, tree


def ever_within(tree: Tree, above_id: UUID) -> frozenset[UUID]:
    """The place, all that ever lay in it, and all that went over into one of these, whole or in
    part."""
    found, waiting = {above_id}, [above_id]
    while waiting:
        place = tree.place(at := waiting.pop())
        came = () if place is None else (link.place_id for link in place.predecessors)
        for each in (*tree.ever_children(at), *came):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return frozenset(found)


def _last_of(span: Span) -> date:
    return span.end if span.end == date.max else span.end - timedelta(days=1)


def _called(place: Place) -> Iterator[Called]:
    for during, name in place.names_through():
        kind = kind_of(value_on(place.kinds, _last_of(during)) or "")
        written = list(spellings(name))
        kinds = (kind, *(each.kind for each in written if each.kind))
        for spelling in written:
            yield Called(place.place_id, name, during, kinds, spelling)


def _match(asked: Spelling, fits: int, called: Called) -> Match:
    otherwise = asked.sounds != called.spelling.sounds
    of_another_kind = asked.kind is not None and asked.kind not in called.kinds
    rank = (fits, of_another_kind, otherwise, called.during.end != date.max)
    return Match(called.place_id, called.name, called.during, rank)
