"""Headings of lists: which column is which field of a kind, and in which rows they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from shared.importing.reading.open_headings import open_spans
from shared.importing.reading.unasked_words import is_unasked
from shared.importing.table import Row, Sheet, Span, Value
from shared.vocabulary.folding import bare

ALIKE: Final = 88
"""From which likeness on (of 100) a heading is a field's that is typed otherwise."""
SEARCHED: Final = 60
"""Among how many rows from the top a heading is looked for."""
MOST_ROWS: Final = 3
"""A heading has at most so many."""
MOST_COLUMNS: Final = 120
"""Beyond them no heading is looked for."""
LONGEST: Final = 200
"""Letters of what stands over a column; who writes more writes no heading."""


@dataclass(frozen=True)
class Field:
    """`headings`: what stands over the column, without marks and in small letters. `repeats`: a
    ditto mark in it says what stands above; of numbers it says nothing, and «-» is none."""

    name: str
    headings: tuple[str, ...]
    repeats: bool = True


@dataclass(frozen=True)
class Shape:
    """What lists of a kind look like. `needs`: fields without which a sheet is no such list.
    `over`: what a row that is none of the list's says of all below it, by field; None: nothing.
    `sums`: control sums by name, of what rows add; and under which fields a row of totals states
    one, of these the first with a number. None: each field of which the file states a total.
    `money`: fields whose totals are stated in the unit of the list."""

    kind: str
    fields: tuple[Field, ...]
    needs: tuple[str, ...]
    over: Callable[[Row], Mapping[str, Value] | None] | None = field(default=None, compare=False)
    sums: Mapping[str, Sequence[str]] | None = field(default=None, compare=False)
    money: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """`top` and `bottom`: the rows that it stands in. `columns`: the column of each field that was
    found, from 1; `texts`: what stands over each column."""

    top: int
    bottom: int
    columns: Mapping[str, int]
    texts: Mapping[int, str]

    def is_repeated(self, row: Row) -> bool:
        """Whether the row says the same once more, at the top of a page."""
        said = {n: folded(each) for n, each in row.filled.items()}
        here = [n for n, text in self.texts.items() if said.get(n) and said[n] in folded(text)]
        return len(here) >= 2 and 2 * len(here) > len(said)


def folded(value: Value) -> str:
    return _folded(value) if isinstance(value, str) else ""


@lru_cache(maxsize=1_000)
def _folded(text: str) -> str:
    """Asked several times of each cell of a row."""
    return bare(text)


def heading_of(sheet: Sheet, shape: Shape) -> Heading | None:
    """The row with most of the fields, the first of these; None: the sheet is no such list."""
    best: Heading | None = None
    first = [_narrow(row) for row in sheet.rows[: SEARCHED + MOST_ROWS]]
    last = first[-1].number if first else 0
    merged = [each for each in sheet.merged if each.top <= last]
    start = replace(sheet, rows=first, merged=merged)
    for row in first[:SEARCHED]:
        found = _heading(start, row, shape)
        if found and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _narrow(row: Row) -> Row:
    return replace(row, cells=row.cells[:MOST_COLUMNS])


def _heading(sheet: Sheet, row: Row, shape: Shape) -> Heading | None:
    if len(row.filled) < 2:
        return None
    bottom, texts = texts_over(sheet, row)
    columns = columns_of(texts, shape)
    if len(columns) < 2 or any(each not in columns for each in shape.needs):
        return None
    return Heading(row.number, bottom, columns, texts)


def texts_over(sheet: Sheet, top: Row, bottom: int | None = None) -> tuple[int, dict[int, str]]:
    """If a heading began in that row: its last row, and what stands over each column."""
    tall = top.number + MOST_ROWS if bottom is None else bottom + 1
    merged = [each for each in sheet.merged if top.number <= each.top < tall]
    merged += open_spans(sheet, top)
    last = _bottom(merged, top.number) if bottom is None else bottom
    return last, _texts(sheet.rows, merged, top.number, last)


def _bottom(merged: Sequence[Span], top: int) -> int:
    """The last row of a heading that begins there: as far as a cell of it reaches down."""
    down = [each.bottom for each in merged if each.top == top and each.bottom > top]
    return min(max(down, default=top), top + MOST_ROWS - 1)


def _texts(rows: Sequence[Row], merged: Sequence[Span], top: int, bottom: int) -> dict[int, str]:
    """Over each column all that stands over it, a heading over several columns over each."""
    over: dict[int, list[str]] = {}
    for row in rows:
        if top <= row.number <= bottom:
            for column, value in row.filled.items():
                for each in _across(merged, row.number, column):
                    over.setdefault(each, []).append(_one_line(value))
    texts = ((column, " ".join(dict.fromkeys(said))) for column, said in sorted(over.items()))
    return {column: text[:LONGEST] for column, text in texts}


def _across(merged: Sequence[Span], row: int, column: int) -> Sequence[int]:
    for each in merged:
        if (each.top, each.left) == (row, column):
            return range(each.left, min(each.right, MOST_COLUMNS) + 1)
    return (column,)


def _one_line(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def columns_of(texts: Mapping[int, str], shape: Shape) -> dict[str, int]:
    """The column of each field: what fits best first, each field and column once."""
    fits = [
        (likeness(said, field), -column, field.name)
        for column, said in ((n, bare(text)) for n, text in texts.items() if not is_unasked(text))
        for field in shape.fields
    ]
    found: dict[str, int] = {}
    for alike, column, field_name in sorted(fits, reverse=True):
        if alike >= ALIKE and field_name not in found and -column not in found.values():
            found[field_name] = -column
    return found


def likeness(text: str, field: Field) -> float:
    """How well a heading fits a field, of 100; above that: it says it and no more, the longer the
    better."""
    if not text:
        return 0
    if text in field.headings:
        return 100 + len(text)
    longest = max((each for each in field.headings if _begins(text, each)), key=len, default="")
    if longest:
        return ALIKE + min(len(longest), 100 - ALIKE - 1)
    said = (each for each in field.headings if len(each) > 4)
    return max((fuzz.ratio(text, each, score_cutoff=ALIKE) for each in said), default=0)


def _begins(text: str, said: str) -> bool:
    return len(said) > 4 and text.startswith(f"{said} ")
