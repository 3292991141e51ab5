"""A sheet as a person reads it: its heading, its rows with their place, and what is skipped."""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from shared.importing.reading import rows
from shared.importing.reading.headings import Heading, Shape, heading_of
from shared.importing.reading.legacy import in_unicode
from shared.importing.reading.rows import Why
from shared.importing.reading.taken import taken_before, taken_column
from shared.importing.table import Row, Sheet, Value
from shared.importing.units import UNIT, unit_of

MOST_COVERED: Final = 10_000
"""Over how many rows one cell speaks at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list. `sheet_number` from 1, hidden sheets too. `values`: by field, with ditto
    marks resolved. `place`: what a sub-heading above it or the name of its sheet says. `beyond`: a
    record of more cells than there are headings. `headings`: by field what stands over its column.
    `covered`: fields whose cell is one with that of the row above. `group`: what a numbered
    sub-heading above it says."""

    sheet: str
    sheet_number: int
    row: int
    values: Mapping[str, Value]
    place: str | None = None
    hidden: bool = False
    struck: bool = False
    beyond: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    group: str | None = None


@dataclass(frozen=True)
class Skipped:
    """`values`: by field, of a total what it states. `taken`: by which import and row of it, of
    one that is on the books."""

    row: int
    why: Why
    values: Mapping[str, Value] = field(default_factory=dict)
    taken: str | None = None


@dataclass(frozen=True)
class Understood:
    """What was made of one sheet. `heading` None: it is no such list, or `hidden`, or `left_out` as
    was asked. `sums`: which control sums lists of its kind have, as its shape says.
    `unsure`: by which names it is asked whether rows that are hidden or struck are meant."""

    sheet: str
    heading: Heading | None = None
    lines: Sequence[Line] = ()
    skipped: Sequence[Skipped] = ()
    hidden: bool = False
    sums: Mapping[str, Sequence[str]] | None = field(default=None, compare=False)
    left_out: bool = False
    unsure: Sequence[str] = ()


Headed = Callable[[Sheet, Shape], Heading | None]
"""Finds the heading of a sheet; None: it is no such list."""


def understood(
    sheets: Sequence[Sheet],
    shape: Shape,
    headed: Headed = heading_of,
    left_out: Container[str] = frozenset(),
) -> list[Understood]:
    """Every sheet, in their order; of those that are no lists of this kind that they are none.
    `left_out`: the names of those of which nothing shall be read."""
    return [
        Understood(sheet.name, left_out=True)
        if sheet.name in left_out
        else _understood(number, sheet, shape, headed)
        for number, sheet in enumerate(sheets, 1)
    ]


def _understood(number: int, sheet: Sheet, shape: Shape, headed: Headed) -> Understood:
    if sheet.hidden:
        return Understood(sheet.name, hidden=True)
    heading = headed(sheet, shape)
    if heading is None:
        sheet = in_unicode(sheet, below=0)
        heading = headed(sheet, shape)
    if heading is None:
        return Understood(sheet.name)
    sheet = in_unicode(sheet, below=heading.bottom)
    reader = _Reader(number, sheet, heading, shape)
    below = [row for row in sheet.rows if row.number > heading.bottom]
    lines = [line for row in below for line in reader.read(_at_hand(row))]
    return Understood(sheet.name, heading, lines, reader.skipped, sums=shape.sums)


class _AtHand(Row):
    """A row while it is read: what is asked of it again and again is not kept with the sheet."""

    @cached_property
    def filled(self) -> dict[int, Value]:
        return super().filled


def _at_hand(row: Row) -> Row:
    return _AtHand(row.number, row.cells, row.hidden, row.struck, row.width)


@dataclass
class _Reader:
    """Goes down a sheet and knows what stood above."""

    number: int
    sheet: Sheet
    heading: Heading
    shape: Shape
    skipped: list[Skipped] = field(default_factory=list)
    above: dict[str, Value] = field(default_factory=dict)
    signed: bool = False
    over: dict[str, Value] = field(default_factory=dict)
    group: str | None = None

    def __post_init__(self) -> None:
        self.place = rows.place_said(self.sheet.name) or self._over_the_list()
        self._said_over_the_list()
        self.taken_column = taken_column(self.heading.texts)
        self.usual_width = self._usual_width()
        self.repeating = {each.name for each in self.shape.fields if each.repeats}
        self.needs = {each: self.heading.columns[each] for each in self.shape.needs}
        self.headings = {
            n: self.heading.texts.get(at, "") for n, at in self.heading.columns.items()
        }
        self.covered = self._covered()

    def _covered(self) -> dict[tuple[int, int], Value]:
        """By row and column, what a cell above says that was made one with it."""
        columns = {*self.heading.columns.values()}
        at = {row.number: row for row in self.sheet.rows}
        ends = dict.fromkeys(columns, self.heading.bottom)
        found: dict[tuple[int, int], Value] = {}
        for top, bottom, left, _ in sorted(self.sheet.merged):
            if left not in columns or top not in at or not ends[left] < top < bottom:
                continue  # none of the list's, or across another: no program writes those
            ends[left] = min(bottom, top + MOST_COVERED)
            said = at[top].at(left)
            found |= {(n, left): said for n in range(top + 1, ends[left] + 1) if n in at}
        return found

    def _usual_width(self) -> int:
        """Of the heading, or of most rows if that is more."""
        widths = Counter(
            each.width for each in self.sheet.rows if each.number > self.heading.bottom
        )
        most = max(widths, key=lambda each: widths[each], default=0)
        return max(
            most, *(each.width for each in self.sheet.rows if each.number == self.heading.top)
        )

    def _over_the_list(self) -> str | None:
        """What stands alone in a row over the heading, if it says a hamlet."""
        alone = [rows.sub_heading(row) for row in self.sheet.rows if row.number < self.heading.top]
        return next((said for each in alone if each and (said := rows.place_said(each))), None)

    def _said_over_the_list(self) -> None:
        """By the name of the sheet, then by what stands over the heading."""
        title = Row(0, (self.sheet.name,))
        for row in (title, *self.sheet.rows):
            if row.number < self.heading.top:
                self._is_over(row)

    def _is_over(self, row: Row) -> bool:
        said = self.shape.over(row) if self.shape.over else None
        self.over |= said or {}
        return bool(said)

    def read(self, row: Row) -> Iterator[Line]:
        if taken := taken_before(row, self.taken_column):
            self.skipped.append(Skipped(row.number, Why.TAKEN, taken=taken))
            self.above = {name: self._value(name, each) for name, each in self._fields(row).items()}
            return
        why = self._why_skipped(row)
        if why is not None:
            stated = self._stated(row) if why is Why.TOTAL else {}
            self.skipped.append(Skipped(row.number, why, stated))
            return
        columns = self.heading.columns
        values = {name: self._value(name, each) for name, each in self._fields(row).items()}
        self.above = values
        filled = {name: each for name, each in values.items() if each is not None}
        yield Line(
            self.sheet.name,
            self.number,
            row.number,
            {**values, **self.over, **filled},
            self.place,
            row.hidden,
            any(row.at(each) is not None for each in row.struck & {*columns.values()}),
            row.width > self.usual_width,
            self.headings,
            frozenset(n for n, at in columns.items() if (row.number, at) in self.covered),
            self.group,
        )

    def _fields(self, row: Row) -> dict[str, Value]:
        return {
            name: value
            if (value := row.at(column)) is not None
            else self.covered.get((row.number, column))
            for name, column in self.heading.columns.items()
        }

    def _stated(self, row: Row) -> dict[str, Value]:
        """What a row of totals says, of money in đồng."""
        said = self._fields(row)
        for name in self.shape.money:
            if isinstance(total := said.get(name), float):
                said[name] = total * unit_of(self.headings[name], self.over.get(UNIT))
        return said

    def _value(self, name: str, value: Value) -> Value:
        repeated = name in self.repeating and rows.is_ditto(value)
        return self.above.get(name) if repeated else value

    def _why_skipped(self, row: Row) -> Why | None:
        if self.heading.is_repeated(row):
            self.signed = False
            return Why.HEADING
        if self.signed or rows.is_signature(row):
            self.signed = True
            return Why.SIGNATURE
        for why, holds in _KNOWN.items():
            if holds(row, self.heading):
                return why
        if self._is_over(row):
            return Why.PLACE
        grouped = rows.group_said(row)
        if (said := grouped or rows.sub_heading(row)) and (place := rows.place_said(said)):
            self.place = place
            return Why.PLACE
        if grouped:
            self.group = grouped
            return Why.GROUP
        return None if rows.is_data(row, self.heading, self.needs) else Why.TEXT


_KNOWN = {
    Why.COLUMN_NUMBERS: rows.is_column_numbers,
    Why.TOTAL: rows.is_total,
    Why.PAGE: rows.is_page,
    Why.SAMPLE: rows.is_sample,
}
