"""The places of Vietnam and what became of them, as changes proposed to the territory.

NQ 202/2025/QH15 ended the district level and left 34 provinces from 1 July 2025; the code list
in force since is that of QĐ 19/2025/QĐ-TTg. Places of the list before begin "không rõ", for
nobody knows here since when they are what they are, unless a document says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from services.registry.importing.vietnam_2025 import quan_5
from services.registry.importing.vietnam_2025.units import Key, Passage, Unit, Vietnam
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Attribute, How

REFORM = date(2025, 7, 1)
RESOLUTION = "202/2025/QH15"
CODE_LIST = "19/2025/QĐ-TTg"


def place_id(key: Key, valid_from: date | None) -> UUID:
    """The identity of an official place: its level, its first code, its first day."""
    return derived_id(
        "place", key.level, key.code, valid_from.isoformat() if valid_from else "open"
    )


def place_proposals(vietnam: Vietnam) -> list[TerritoryFact]:
    """Everything known of the official places, in an order in which parents come first."""
    reform = _Reform(vietnam)
    return [
        *reform.places_before(),
        *quan_5.places_before(place_id),
        *reform.places_after(),
        *reform.moves(),
        *reform.ends(),
        *quan_5.mergers(place_id),
        *reform.successions(),
    ]


class _Reform:
    """The two lists, and who of the first stayed what it was in the second."""

    def __init__(self, vietnam: Vietnam) -> None:
        self.vietnam = vietnam
        self.predecessors = Counter(passage.new for passage in vietnam.passages)
        self.kept = {p.new: p.old for p in vietnam.passages if self._keeps(p)}
        self.before = {key: place_id(key, quan_5.FOUNDED.get(key)) for key in vietnam.before}
        self.after = {
            key: self.before[self.kept[key]] if key in self.kept else place_id(key, REFORM)
            for key in vietnam.after
        }

    def _keeps(self, passage: Passage) -> bool:
        """Nobody joined, and kind, name and code stayed: the same place under a new parent."""
        old, new = self.vietnam.before[passage.old], self.vietnam.after[passage.new]
        alone = passage.whole and self.predecessors[passage.new] == 1
        return alone and (old.key, old.kind) == (new.key, new.kind) and old.is_called(new)

    def places_before(self) -> Iterator[PlaceEstablished]:
        for key, unit in _top_down(self.vietnam.before):
            parent = None if unit.parent is None else self.before[unit.parent]
            founded = quan_5.FOUNDED.get(key)
            yield _established(self.before[key], unit, parent, founded)

    def places_after(self) -> Iterator[PlaceEstablished]:
        for key, unit in _top_down(self.vietnam.after):
            if key not in self.kept:
                parent = None if unit.parent is None else self.after[unit.parent]
                yield _established(self.after[key], unit, parent, REFORM)

    def moves(self) -> Iterator[PlaceAltered]:
        """What stayed the same place lies in a province now, or in another one."""
        for new, old in self.kept.items():
            unit, was = self.vietnam.after[new], self.vietnam.before[old]
            parent = None if unit.parent is None else self.after[unit.parent]
            changed: list[Attribute] = [] if parent is None else ["parent_id"]
            if unit.name != was.name:
                changed.append("name")
            if changed:
                yield PlaceAltered(
                    self.after[new],
                    tuple(changed),
                    unit.kind,
                    unit.name,
                    unit.key.code,
                    parent,
                    REFORM,
                    CODE_LIST,
                )

    def ends(self) -> Iterator[PlaceEnded]:
        staying = set(self.kept.values())
        for key, place in self.before.items():
            if key not in staying:
                document = CODE_LIST if key.level == "commune" else RESOLUTION
                yield PlaceEnded(place, REFORM, document)

    def successions(self) -> Iterator[PlaceSucceeded]:
        for passage in self.vietnam.passages:
            if passage.new not in self.kept:
                document = RESOLUTION if passage.new.level == "province" else CODE_LIST
                old, new = self.before[passage.old], self.after[passage.new]
                yield PlaceSucceeded(old, new, self._how(passage), REFORM, document)

    def _how(self, passage: Passage) -> How:
        old, new = self.vietnam.before[passage.old], self.vietnam.after[passage.new]
        if not passage.whole:
            return How.PART
        if self.predecessors[passage.new] > 1:
            return How.WHOLE
        if old.kind != new.kind:
            return How.RETYPED
        return How.WHOLE if old.is_called(new) else How.RENAMED


def _top_down(units: Mapping[Key, Unit]) -> Iterator[tuple[Key, Unit]]:
    by_level: dict[str, list[tuple[Key, Unit]]] = defaultdict(list)
    for key, unit in units.items():
        by_level[key.level].append((key, unit))
    for level in ("province", "district", "commune"):
        yield from by_level[level]


def _established(
    place: UUID, unit: Unit, parent: UUID | None, valid_from: date | None
) -> PlaceEstablished:
    document = None
    if valid_from == REFORM:
        document = RESOLUTION if unit.key.level == "province" else CODE_LIST
    return PlaceEstablished(
        place,
        unit.key.level,
        unit.kind,
        unit.name,
        unit.key.code,
        parent,
        valid_from,
        document,
    )
