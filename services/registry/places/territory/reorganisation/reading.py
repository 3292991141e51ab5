"""Which places the rows speak of."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from services.registry.places.territory.hamlets import (
    HAMLET_KINDS,
    HamletKindUnknown,
    HamletNeedsCommune,
    require_name,
)
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.territory.reorganisation.document import Document, Row
from services.registry.places.territory.reorganisation.refusals import RowIncomplete, Wrong
from services.registry.places.territory.rules import ChangeOutsideValidity
from shared.vocabulary.places import Place, Tree
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.refusals import OPEN, Refusal

Reaches = Callable[[UUID | None], bool]
"""Whether whoever asks may change this place; None: what lies in no other."""

CODE: Final = re.compile("[0-9]{2,5}")
WANTED: Final[dict[str, tuple[str, frozenset[str], frozenset[str]]]] = {
    how: (said, frozenset(needed.split()), frozenset(allowed.split()))
    for how, said, needed, allowed in (
        ("whole", "its predecessor and its successor", "predecessor successor", ""),
        ("part", "its predecessor and its successor", "predecessor successor", ""),
        ("ended", "its predecessor", "predecessor", ""),
        ("moved", "its predecessor and its parent", "predecessor parent", ""),
        ("renamed", "its predecessor and its name, kind and code if they change",
         "predecessor name", "kind code"),
        ("retyped", "its predecessor and its kind, name and code if they change",
         "predecessor kind", "name code"),
        ("made", "its level, kind, name, parent, and a code or a handle",
         "level kind name", "code handle parent"),
    )
}  # fmt: skip
SUCCEEDED: Final = frozenset({"predecessor", "successor"})
"""Also a row renamed or retyped may name what took over, as a place of its own."""


@dataclass(frozen=True)
class Passage:
    """A row with the places it speaks of: `before` what is there before, `after` its successor,
    `made` the new place, `parent` the one it lies in."""

    number: int
    row: Row
    before: UUID | None = None
    after: UUID | None = None
    made: UUID | None = None
    parent: UUID | None = None


class Reading:
    """Every row, or what is wrong with it (`wrong`)."""

    def __init__(self, tree: Tree, document: Document, reaches: Reaches) -> None:
        self._tree, self._document, self._reaches = tree, document, reaches
        self._day = document.effective_on
        self._made = dict(self._founded())
        self._levels = {
            self._document.identity(row): row.level for row in document.rows if row.level
        }
        self.wrong: list[Wrong] = []
        self.passages = tuple(self._passages())

    def _founded(self) -> Iterator[tuple[str, UUID]]:
        """What the document makes, and what it gives another code, by handle and code."""
        for row in self._document.rows:
            if row.how == "made":
                for name in (row.handle, row.code):
                    if name is not None:
                        yield name, self._document.identity(row)
            elif row.code is not None and row.predecessor is not None:
                place = self._before(row.predecessor)
                if place is not None:
                    yield row.code, place.place_id

    def _passages(self) -> Iterator[Passage]:
        for number, row in enumerate(self._document.rows, 1):
            try:
                yield self._passage(number, row)
            except Refusal as refusal:
                self.wrong.append((number, refusal))

    def _passage(self, number: int, row: Row) -> Passage:
        _require_whole(row)
        self._require_named(row)
        before = None if row.predecessor is None else self._predecessor(row.predecessor).place_id
        return Passage(
            number,
            row,
            before,
            None if row.successor is None else self._named(row.successor),
            self._document.identity(row) if row.how == "made" else None,
            self._parent(row, before),
        )

    def _require_named(self, row: Row) -> None:
        if row.name is not None:
            require_name(row.name)
        if row.level == HAMLET and row.kind not in HAMLET_KINDS:
            raise HamletKindUnknown(kinds=", ".join(sorted(HAMLET_KINDS)))

    def _before(self, name: str) -> Place | None:
        """By its code of the day before, or its id."""
        if CODE.fullmatch(name):
            found = self._tree.by_code(name, self._day - timedelta(days=1))
            return None if found is None else self._tree.place(found)
        return self._by_id(name)

    def _by_id(self, name: str) -> Place | None:
        try:
            place = self._tree.place(UUID(name))
        except ValueError:
            return None
        return place if place is not None and place.is_established else None

    def _predecessor(self, name: str) -> Place:
        place = self._before(name)
        if place is None or not self._reaches(place.place_id):
            raise PlaceUnknown(place=name)
        day = self._day - timedelta(days=1)
        if day not in place.span:
            last = OPEN if place.ended_on is None else place.last_day
            raise ChangeOutsideValidity(
                place=name, day=day, start=place.valid_from or OPEN, last_day=last
            )
        return place

    def _named(self, name: str) -> UUID:
        """A place that is there afterwards."""
        if name in self._made:
            return self._made[name]
        if CODE.fullmatch(name):
            found = self._tree.by_code(name, self._day)
        else:
            place = self._by_id(name)
            found = None if place is None else place.place_id
        if found is None or not self._reaches(found):
            raise PlaceUnknown(place=name)
        return found

    def _parent(self, row: Row, before: UUID | None) -> UUID | None:
        if row.parent is None:
            if row.how == "made" and not self._reaches(None):
                raise PlaceUnknown(place=OPEN)
            return None
        parent = self._named(row.parent)
        level = row.level or self._level(before)
        if level == HAMLET and self._level(parent) != COMMUNE:
            raise HamletNeedsCommune(place=row.parent)
        return parent

    def _level(self, place_id: UUID | None) -> str | None:
        if place_id is None:
            return None
        place = self._tree.place(place_id)
        return self._levels.get(place_id) if place is None else place.level


def _require_whole(row: Row) -> None:
    """Refuse a row that says less or more than one of its kind does."""
    wanted, needed, allowed = WANTED[row.how]
    said = {
        name
        for name in (
            "predecessor",
            "successor",
            "handle",
            "level",
            "kind",
            "name",
            "code",
            "parent",
        )
        if getattr(row, name) is not None
    }
    over = row.how in ("renamed", "retyped") and said == SUCCEEDED
    nameless = row.how == "made" and not said & {"code", "handle"}
    if not over and (nameless or not needed <= said <= needed | allowed):
        raise RowIncomplete(how=row.how, wanted=wanted)


def places_of(passages: Sequence[Passage]) -> Iterator[tuple[UUID, Passage]]:
    """Each place with the rows that speak of it, the nearest first."""
    for passage in passages:
        for place_id in (passage.before, passage.made, passage.after, passage.parent):
            if place_id is not None:
                yield place_id, passage
