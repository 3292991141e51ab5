"""No hole, no overlap, no cycle among the rows; see the folder's docstring for what these are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from services.registry.places.territory.reorganisation.reading import Passage
from services.registry.places.territory.reorganisation.refusals import (
    AnnouncedOtherwise,
    GoesInACircle,
    GoesOverAlready,
    GoesOverTwice,
    LeftBehind,
    MadeOfNothing,
    MadeTwice,
    NothingTakesOver,
    RestGoesNowhere,
    SuccessorEnds,
    Wrong,
)
from shared.vocabulary.places import Tree
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.refusals import OPEN, Refusal

Rows = Sequence[Passage]


class Ground:
    """The rows by the places whose ground they give, and those that end by them."""

    def __init__(self, tree: Tree, day: date, passages: Rows) -> None:
        self.tree, self.day, self.passages = tree, day, passages
        self.given = _by(passages, lambda each: each.before if each.row.gives else None)
        self.changed = _by(passages, lambda each: None if each.row.gives else each.before)
        self.filled = {place for each in passages for place in (each.after, each.parent)}
        self.leaving = {place for place, rows in self.given.items() if not _stays(place, rows)}

    def goes_whole(self, place_id: UUID) -> Passage | None:
        """The row by which all of it goes over to one place."""
        first = self.given[place_id][0]
        return first if first.row.how not in ("part", "ended") else None

    def inside(self, place_id: UUID) -> Iterator[UUID]:
        """What lies in it and of which no row says what becomes of it."""
        for child in self.tree.children(place_id, self.day):
            moved = any(each.row.how == "moved" for each in self.changed.get(child, ()))
            if child not in self.leaving and not moved:
                yield child

    def is_hamlet(self, place_id: UUID) -> bool:
        place = self.tree.place(place_id)
        return place is not None and place.level == HAMLET

    def wrong(self) -> Iterator[Wrong]:
        yield from self._made_twice()
        for place_id, rows in self.given.items():
            speaking = [*rows, *self.changed.get(place_id, ())]
            if found := self._overlap(place_id, rows, speaking):
                yield from ((each.number, found) for each in speaking)
            elif found := self._hole(place_id, rows):
                yield from ((each.number, found) for each in rows)
        for passage in self.passages:
            found = self._circle(passage) or self._of_nothing(passage)
            if found:
                yield passage.number, found

    def _made_twice(self) -> Iterator[Wrong]:
        named: dict[str, list[Passage]] = defaultdict(list)
        for each in self.passages:
            if each.made is not None:
                for name in {each.row.code, each.row.handle} - {None}:
                    named[str(name)].append(each)
        for name, rows in named.items():
            if len(rows) > 1:
                refusal = MadeTwice(rows=_numbers(rows), place=name)
                yield from ((each.number, refusal) for each in rows)

    def _overlap(self, place_id: UUID, rows: Rows, speaking: Rows) -> Refusal | None:
        parts = [each for each in rows if each.row.how == "part"]
        heirs = {each.after for each in parts}
        stays_too = place_id in self.leaving and place_id in self.changed
        whole = len(rows) - len(parts)
        if whole > 1 or (whole and parts) or len(heirs) < len(parts) or stays_too:
            return GoesOverTwice(rows=_numbers(speaking), place=_name(rows))
        return None

    def _hole(self, place_id: UUID, rows: Rows) -> Refusal | None:
        name, how = _name(rows), rows[0].row.how
        if how == "part" and len(rows) == 1:
            return RestGoesNowhere(place=name)
        if already := self._already(place_id, name):
            return already
        if place_id not in self.leaving:
            return None
        if how == "ended" and not self.tree.children(place_id, self.day - timedelta(days=1)):
            return NothingTakesOver(place=name)
        for child in () if self.goes_whole(place_id) else self.inside(place_id):
            if how == "ended" or not self.is_hamlet(child):
                return LeftBehind(place=name, left=child)
        place = self.tree.place(place_id)
        if place is not None and place.ended_on is not None:
            return AnnouncedOtherwise(place=name, ended_on=place.ended_on, day=self.day)
        return None

    def _already(self, place_id: UUID, name: str | None) -> Refusal | None:
        place = self.tree.place(place_id)
        for link in () if place is None else place.successors:
            if link.effective_on == self.day:
                number = link.document_number or OPEN
                return GoesOverAlready(place=name, day=self.day, document_number=number)
        return None

    def _circle(self, passage: Passage) -> Refusal | None:
        row, heir = passage.row, passage.after
        if heir is None or heir not in self.leaving:
            return None
        seen, waiting = {heir}, [heir]
        while waiting:
            for each in self.given.get(waiting.pop(), ()):
                if each.after is not None and each.after not in seen:
                    seen.add(each.after)
                    waiting.append(each.after)
        if passage.before in seen:
            return GoesInACircle(place=row.predecessor, successor=row.successor)
        return SuccessorEnds(successor=row.successor)

    def _of_nothing(self, passage: Passage) -> Refusal | None:
        if passage.made is None or passage.made in self.filled:
            return None
        return MadeOfNothing(place=passage.row.code or passage.row.handle)


def _by(passages: Rows, key: Callable[[Passage], UUID | None]) -> Mapping[UUID, list[Passage]]:
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for each in passages:
        if (place_id := key(each)) is not None:
            found[place_id].append(each)
    return dict(found)


def _stays(place_id: UUID, rows: Rows) -> bool:
    return any(each.row.how == "part" and each.after == place_id for each in rows)


def _name(rows: Rows) -> str | None:
    """As the document names it."""
    return rows[0].row.predecessor


def _numbers(rows: Rows) -> str:
    return ", ".join(str(number) for number in sorted({each.number for each in rows}))
