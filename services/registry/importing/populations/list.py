"""What each row of a list of counts says: right, wrong or to ask."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.registry.importing.documents import document
from services.registry.importing.populations.doubts import NothingCounted, SourceUnclear
from services.registry.importing.populations.shape import COUNTS
from services.registry.populations.population import Source
from shared.importing import days
from shared.importing.amounts import count
from shared.importing.doubts import (
    CountsContradict,
    CountWrong,
    DateDoubtful,
    DocumentWrong,
    ListedTwice,
    PlaceMissing,
)
from shared.importing.judging import Doubted, Readers, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare, sounded
from shared.vocabulary.kinds import MOST_STATED, POPULATION_SOURCES

OWN: Final = Source("own-report")
"""A list of the place itself that names no other source."""
_SOURCES: Final = {
    "census": r"tong dieu tra",
    "statistics": r"thong ke|nien giam",
    "residence-register": r"cu tru|ho khau|ho tich|dan cu|cong an",
    "home-affairs": r"noi vu",
    "education": r"giao duc|nha truong|phong gd|so gd|truong",
    "own-report": r"bao cao|tu bao cao|dia phuong|ubnd|uy ban|khu pho|ap",
}
"""The first that is said is it."""


@dataclass(frozen=True)
class PopulationRow:
    """What a right row says. `place`: its words or its code; `counts` by kind."""

    line: Line
    place: str
    counted_on: date
    source: Source
    counts: Mapping[str, int]

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        return dict(self.counts)


Judged = PopulationRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """Each place once a day."""
    found = (_read(line, context) for line in lines)
    return [*each_once(found, _which, lambda *_: ListedTwice, "place")]


def _which(row: PopulationRow) -> object:
    return sounded(row.place), row.counted_on


def _read(line: Line, context: Context) -> Judged:
    values = line.values

    def place(value: Value) -> str:
        said = text(values.get("code")) or text(value) or (line.place or "")
        if not any(each.isalnum() for each in said):
            raise PlaceMissing
        return said

    def counted_on(value: Value) -> date:
        said = days.since(value, context.today)
        if said.day is None and said.year is not None:
            raise DateDoubtful
        return said.day or context.on

    readers: Readers = {
        "place": place,
        "counted_on": counted_on,
        "source": lambda value: source(value, context.today),
        **dict.fromkeys(COUNTS, _count),
    }
    said, doubts = read(line, readers)
    counts = {kind: said[kind] for kind in COUNTS if said.get(kind) is not None}
    if counts.get("inhabitants", MOST_STATED) < counts.get("households", 0):
        doubts.append(Doubted(CountsContradict(), "inhabitants"))
    if not counts and not doubts:
        doubts.append(Doubted(NothingCounted()))
    if doubts:
        return Told(line, *first(doubts))
    return PopulationRow(line, said["place"], said["counted_on"], said["source"], counts)


def _count(value: Value) -> int | None:
    number = count(value)
    if number is not None and number > MOST_STATED:
        raise CountWrong
    return number


def source(value: Value, today: date) -> Source:
    """By the number of a document, else by a word for who says so. Raises SourceUnclear."""
    said = text(value)
    plain = bare(said)
    if not plain:
        return OWN
    if said in POPULATION_SOURCES:
        return Source(said)
    try:
        if (number := document(value, today).number) is not None:
            return Source(document=number)
    except DocumentWrong:
        pass
    for code, way in _SOURCES.items():
        if re.search(rf"\b({way})\b", plain):
            return Source(code)
    raise SourceUnclear(sources=", ".join(POPULATION_SOURCES))
