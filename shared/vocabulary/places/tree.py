"""The tree of all places, immutable: asking it costs a look-up or two, extending it a copy."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Self, TypeVar
from uuid import UUID

from shared.vocabulary.places.entries import (
    ATTRIBUTES,
    TAKING_BACK,
    Attributes,
    Change,
    Entry,
    standing,
)
from shared.vocabulary.places.place import DEEPEST, MOST_TOLD, Link, Place, with_value
from shared.vocabulary.places.placement import Placement, place_on

UNKNOWN_LEVEL = ""

K = TypeVar("K", UUID | None, str)


class Tree:
    """Places by identity, by code and by parent, on any day, as known on any day.

    A place that only another place or a change names (its establishment was not heard yet) is
    answered for as far as it is known and never makes a question fail. Nor do places that would
    lie in each other: whatever was told, each question ends, and is answered the same again.
    """

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self._entries: tuple[Entry, ...] = ()
        self._clear()
        self._extend(entries)

    def _clear(self) -> None:
        self._places: dict[UUID, Place] = {}
        self._by_code: dict[str, dict[UUID, None]] = {}
        self._by_parent: dict[UUID | None, dict[UUID, None]] = {}
        self._listed_until: date | None = None

    @classmethod
    def empty(cls) -> Self:
        return cls()

    def with_(self, entries: Iterable[Entry]) -> "Tree":
        """This tree with more lines, in the order they were recorded."""
        grown = Tree()
        grown._entries = self._entries
        grown._places = dict(self._places)
        grown._by_code = dict(self._by_code)
        grown._by_parent = dict(self._by_parent)
        grown._listed_until = self._listed_until
        grown._extend(tuple(entries))
        return grown

    def as_of(self, day: date) -> "Tree":
        """The tree as it was known at the end of that civil day."""
        known = self.lines_known(day)
        return self if known == len(self._entries) else Tree(self._entries[:known])

    def lines_known(self, day: date) -> int:
        """How many of its lines, the first ones, were known at the end of that civil day."""
        return bisect_right(self._entries, day, key=lambda entry: entry.recorded_on)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines it is made of, in the order they were recorded."""
        return self._entries

    @property
    def listed_until(self) -> date | None:
        """The last day on which something became of an official place, one with a code: so far
        the list goes, and whatever was decreed since is not in it. None: no such place."""
        return self._listed_until

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def place(self, place_id: UUID) -> Place | None:
        """The place, whenever it is in force; None: not known here."""
        return self._places.get(place_id)

    def in_force(self, place_id: UUID, day: date) -> bool:
        """Whether it is known and in force on the day."""
        place = self._places.get(place_id)
        return place is not None and day in place.span

    def attributes(self, place_id: UUID, day: date) -> Attributes | None:
        """Kind, name, code and parent on the day; None when not known or not in force."""
        place = self._places.get(place_id)
        return None if place is None else place.attributes_on(day)

    def parent(self, place_id: UUID, day: date) -> UUID | None:
        """The place it lies in on the day; None for a top one and while it is not in force."""
        found = self.attributes(place_id, day)
        return None if found is None else found.parent_id

    def ancestors(self, place_id: UUID, day: date) -> tuple[UUID, ...]:
        """The places it lies in on the day, nearest first, up to `DEEPEST` of them.

        Places that would lie in each other lie in nothing: what is in one of them lies in that.
        """
        line: dict[UUID, None] = {place_id: None}
        above = self.parent(place_id, day)
        while above is not None and above not in line and len(line) <= DEEPEST:
            line[above] = None
            above = self.parent(above, day)
        _, *found = _up_to(above, line)
        return tuple(found)

    def below(self, place_id: UUID, day: date) -> Iterator[UUID]:
        """The place, and all that lies in it on the day, each once: what has it as an ancestor."""
        found = {place_id}
        nearest = [place_id]
        for _ in range(DEEPEST + 1):
            yield from nearest
            nearest = [
                child
                for above in nearest
                for child in self.children(above, day)
                if child not in found and place_id in self.ancestors(child, day)
            ]
            found.update(nearest)

    def children(self, place_id: UUID | None, day: date) -> tuple[UUID, ...]:
        """The places in force that lie directly in it on the day; of None: the top ones."""
        return tuple(
            child
            for child in self._by_parent.get(place_id, ())
            if self.in_force(child, day) and self.parent(child, day) == place_id
        )

    def ever_children(self, place_id: UUID) -> tuple[UUID, ...]:
        """The places that lay directly in it on any day."""
        return tuple(self._by_parent.get(place_id, ()))

    def by_code(self, code: str, day: date) -> UUID | None:
        """The place that carries the official code on the day."""
        for place in self.carriers(code):
            if _carries(place, code, day):
                return place.place_id
        return None

    def carriers(self, code: str) -> tuple[Place, ...]:
        """Every place that ever carried the code."""
        return tuple(self._places[place_id] for place_id in self._by_code.get(code, ()))

    def reaches(self, top_id: UUID, place_id: UUID, day: date) -> bool:
        """Whether the place is `top_id` or lies in it on the day; never while not in force."""
        if not self.in_force(place_id, day):
            return False
        return top_id == place_id or top_id in self.ancestors(place_id, day)

    def place_on(self, place_id: UUID, day: date) -> Placement:
        """Where the place lies in the structure of that day (see `place_on`)."""
        return place_on(self, place_id, day)

    def _extend(self, entries: Sequence[Entry]) -> None:
        """Where something is cancelled the places are made anew of all that stands: rare, and then
        they are as if the rest had not been."""
        touched: dict[UUID | str | None, None] = {}
        self._entries = (*self._entries, *entries)
        if any(entry.change in TAKING_BACK for entry in entries):
            self._clear()
            entries = standing(self._entries)
        for entry in entries:
            self._apply(entry, touched)

    def _apply(self, entry: Entry, touched: dict[UUID | str | None, None]) -> None:
        known = self._places.get(entry.place_id)
        place = known or _unheard(entry.place_id)
        match entry.change:
            case Change.ESTABLISHED:
                place = _established(known, entry)
            case Change.ALTERED:
                place = _altered(place, entry, entry.changed)
            case Change.ENDED:
                place = replace(place, ended_on=entry.on, ended_by=entry.document_number)
            case Change.SUCCEEDED:
                place = self._succeeded(place, entry)
        self._places[place.place_id] = place
        if entry.on is not None and any(code for _, code in place.codes):
            self._listed_until = max(entry.on, self._listed_until or entry.on)
        if entry.attributes is not None:
            self._index(place.place_id, entry.attributes, touched)

    def _succeeded(self, place: Place, entry: Entry) -> Place:
        if entry.successor_id is None or entry.how is None or entry.on is None:
            return place
        after = self._places.get(entry.successor_id) or _unheard(entry.successor_id)
        forward = Link(entry.successor_id, entry.how, entry.on, entry.document_number)
        back = replace(forward, place_id=entry.place_id)
        self._places[entry.successor_id] = replace(
            after, predecessors=_linked(after.predecessors, back)
        )
        return replace(place, successors=_linked(place.successors, forward))

    def _index(
        self, place_id: UUID, attributes: Attributes, touched: dict[UUID | str | None, None]
    ) -> None:
        code, parent_id = attributes.code, attributes.parent_id
        if code is not None:
            _own(self._by_code, code, touched)[place_id] = None
        _own(self._by_parent, parent_id, touched)[place_id] = None


def _own(index: dict[K, dict[UUID, None]], key: K, touched: dict[Any, None]) -> dict[UUID, None]:
    """The index of the key, to be written to: an earlier tree may share it, so it is copied."""
    if key not in touched:
        touched[key] = None
        index[key] = dict(index.get(key, {}))
    return index[key]


def _up_to(back: UUID | None, line: dict[UUID, None]) -> list[UUID]:
    """A line up to where it would come back to itself, if it does."""
    names = list(line)
    return names[: names.index(back) + 1] if back in line else names


def _unheard(place_id: UUID) -> Place:
    return Place(place_id, UNKNOWN_LEVEL, start=date.max)


def _established(place: Place | None, entry: Entry) -> Place:
    start = entry.on or date.min
    first = entry.attributes or Attributes(UNKNOWN_LEVEL, "", "")
    if place is not None:  # a change or another place was heard of first
        begun = replace(
            place,
            level=first.level,
            start=start,
            original=first,
            established_by=entry.document_number,
        )
        return _altered(begun, entry, ATTRIBUTES)
    return Place(
        entry.place_id,
        first.level,
        start,
        kinds=((start, first.kind),),
        names=((start, first.name),),
        codes=((start, first.code),),
        parents=((start, first.parent_id),),
        original=first,
        established_by=entry.document_number,
    )


def _altered(place: Place, entry: Entry, changed: Sequence[str]) -> Place:
    attributes, start = entry.attributes, entry.on or date.min
    if attributes is None:
        return place
    kinds, names, codes, parents = place.kinds, place.names, place.codes, place.parents
    if "kind" in changed:
        kinds = with_value(kinds, start, attributes.kind)
    if "name" in changed:
        names = with_value(names, start, attributes.name)
    if "code" in changed:
        codes = with_value(codes, start, attributes.code)
    if "parent_id" in changed:
        parents = with_value(parents, start, attributes.parent_id)
    return replace(place, kinds=kinds, names=names, codes=codes, parents=parents)


def _linked(links: tuple[Link, ...], link: Link) -> tuple[Link, ...]:
    kept = [old for old in links if old.place_id != link.place_id]
    return links if len(kept) == MOST_TOLD else (*kept, link)


def _carries(place: Place, code: str, day: date) -> bool:
    found = place.attributes_on(day)
    return found is not None and found.code == code
