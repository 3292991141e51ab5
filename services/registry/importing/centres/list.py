"""What each row of a list of centres says: right, wrong or to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.registry.importing.centres import cells
from services.registry.importing.centres.shape import FACILITIES
from services.registry.importing.documents import document
from shared.importing import days
from shared.importing.amounts import count
from shared.importing.days import Since
from shared.importing.doubts import Doubt, ListedOtherwisePerhaps, ListedTwice
from shared.importing.judging import Readers, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.naming import unit_name
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.facilities import FACILITIES as KNOWN
from shared.vocabulary.folding import bare, sounded


@dataclass(frozen=True)
class RatingSaid:
    """`band`: the word that stands there, which the books of a deployment make a code of."""

    band: str
    year: int
    rater: str
    rated_on: date
    score: int | None


@dataclass(frozen=True)
class CentreRow:
    """What a right row says. `place`: the words of it; none: the place of the list. `facilities`:
    how many of each it has in `equipped_year`; None: nothing is said of any. `director` None:
    nobody is named."""

    line: Line
    name: str
    place: str
    established: Since
    document_number: str | None
    rating: RatingSaid | None
    facilities: Mapping[str, int] | None
    equipped_year: int
    director: str | None
    deputies: tuple[str, ...]
    appointed_on: date | None

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        has = self.facilities or {}
        return {"centres": 1, **{code: has.get(code, 0) for code in KNOWN.counted}}


Judged = CentreRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """Each once; one that is perhaps another, written otherwise, is asked about."""
    found = (_read(line, context) for line in lines)
    return [*each_once(found, _which, _again, "name")]


def _which(row: CentreRow) -> object:
    return cells.in_full(row.name), bare(row.place)


def _again(one: CentreRow, other: CentreRow) -> type[Doubt]:
    same = sounded(one.name) == sounded(other.name)
    return ListedTwice if same else ListedOtherwisePerhaps


def _read(line: Line, context: Context) -> Judged:
    values = line.values

    def rating(value: Value) -> RatingSaid | None:
        said = text(value)
        if cells.is_unrated(said):
            return None
        rated_on = days.since(values.get("rated_on"), context.today).day or context.on
        of = cells.rating_year(line), cells.rater(line, context.answers)
        return RatingSaid(said, *of, rated_on, count(values.get("score")))

    def deputies(value: Value) -> tuple[str, ...]:
        return (*cells.leaders(value), *cells.leaders(values.get("deputy_2")))

    readers: Readers = {
        "name": unit_name,
        "place": lambda value: text(value) or (line.place or ""),
        "established_on": lambda value: days.since(value, context.today),
        "document": lambda value: document(value, context.today),
        "band": rating,
        "director": lambda value: next(iter(cells.leaders(value)), None),
        "deputies": deputies,
        "appointed_on": lambda value: days.since(value, context.today).first,
        **{code: partial(cells.facility, code) for code in FACILITIES},
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    has = {code: said[code] for code in FACILITIES if said[code] is not None}
    named = said["document"]
    return CentreRow(
        line,
        said["name"],
        said["place"],
        said["established_on"] if said["established_on"] != Since() else Since(day=named.day),
        named.number,
        said["band"],
        has or None,
        cells.year_over(line) or context.on.year,
        said["director"],
        said["deputies"],
        said["appointed_on"],
    )
