"""What splits left open, as far as the tree of places tells: what waits in which place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID

from shared.vocabulary.places import How, Link, Place, Tree
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.places.splitting import parts_of


@dataclass(frozen=True)
class Split:
    """A place that was split; `books` are those of it and of what had gone over into it whole,
    `hamlets` those that wait."""

    place_id: UUID
    on: date
    books: tuple[UUID, ...]
    hamlets: tuple[UUID, ...]


@dataclass(frozen=True)
class Left:
    """Of some of them, column by column."""

    asked: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def all_of(cls, splits: Iterable[Split]) -> Self:
        chosen = list(splits)
        books = [(each.place_id, book, each.on) for each in chosen for book in each.books]
        hamlets = [(hamlet, each.place_id) for each in chosen for hamlet in each.hamlets]
        return cls(
            {
                "splits": [place_id for place_id, _, _ in books],
                "books": [book for _, book, _ in books],
                "days": [day for _, _, day in books],
                "hamlets": [hamlet for hamlet, _ in hamlets],
                "former": [place_id for _, place_id in hamlets],
            }
        )


def left_by(tree: Tree, places: Iterable[Place], day: date) -> Iterator[Split]:
    """Those of the places that were split by the day."""
    for place in places:
        if place.ended_on is not None and place.ended_on <= day and parts_of(place):
            hamlets = tuple(_waiting(tree, place, day))
            yield Split(place.place_id, place.ended_on, tuple(_books(tree, place)), hamlets)


def _books(tree: Tree, place: Place) -> Iterator[UUID]:
    found, nearest = {place.place_id}, [place]
    while nearest:
        yield (at := nearest.pop()).place_id
        for link in at.predecessors:
            before = tree.place(link.place_id)
            if before is not None and before.place_id not in found and _went_over(before, link):
                found.add(before.place_id)
                nearest.append(before)


def _went_over(before: Place, link: Link) -> bool:
    ended = before.ended_on is not None
    return ended and link.how is not How.PART and not parts_of(before)


def _waiting(tree: Tree, place: Place, day: date) -> Iterator[UUID]:
    for hamlet_id in tree.ever_children(place.place_id):
        hamlet = tree.place(hamlet_id)
        if hamlet is None or hamlet.level != HAMLET or day not in hamlet.span:
            continue
        spans = list(hamlet.parents_through())
        lost = [n for n, (span, parent_id) in enumerate(spans) if parent_id is None and day in span]
        if lost and lost[0] > 0 and spans[lost[0] - 1][1] == place.place_id:
            yield hamlet_id
