"""How the sheets of a file are to be understood, where whoever sends it says so: which rows are the
heading, which column is which field, which sheet is none of the list's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from shared.importing.reading.headings import (
    SEARCHED,
    Heading,
    Shape,
    columns_of,
    heading_of,
    texts_over,
)
from shared.importing.reading.lists import Understood, understood
from shared.importing.refusals import FileRefused
from shared.importing.table import Row, Sheet, number_of
from shared.importing.understanding import Mapped
from shared.vocabulary.folding import bare

MOST_HEADER_ROWS: Final = 10


class SheetNotThere(FileRefused):
    code = "importing.sheet-not-there"
    sentence = "The file has no sheet that is called so: write its name as the file does."


class FieldNotThere(FileRefused):
    code = "importing.field-not-there"
    sentence = "Lists of this kind have no such field; the fields are {fields}."


class ColumnNotThere(FileRefused):
    code = "importing.column-not-there"
    sentence = (
        "Sheet {number} has no heading with the columns that were said: name each by the words over"
        " it or by its letters, and say which rows are the heading. Needed are {fields}."
    )


@dataclass(frozen=True)
class SheetMapping:
    """`header_rows`: the first and the last row of the heading; none: it is found. `columns`: by
    field its column, by the words over it or by its letters; None: the list has no such field.
    `left_out`: nothing of the sheet is read. `how`: it was said of this file, or remembered of one
    before."""

    sheet: str
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str | None] = field(default_factory=dict)
    left_out: bool = False
    how: Mapped = "said"


@dataclass(frozen=True)
class ListMapping:
    """By sheet; of one that is not among these all is found by its headings."""

    sheets: tuple[SheetMapping, ...] = ()

    def of(self, sheet: str) -> SheetMapping | None:
        return next((each for each in self.sheets if each.sheet == sheet), None)

    def heading_of(self, sheet: Sheet, shape: Shape) -> Heading | None:
        said = self.of(sheet.name)
        return heading_of(sheet, shape) if said is None else _heading_as_said(sheet, shape, said)

    def then(self, later: "ListMapping") -> "ListMapping":
        """What is said later of a sheet stands."""
        said = {each.sheet for each in later.sheets}
        kept = (each for each in self.sheets if each.sheet not in said)
        return ListMapping((*kept, *later.sheets))

    @property
    def how(self) -> dict[str, Mapped]:
        return {each.sheet: each.how for each in self.sheets}


def understood_as(sheets: Sequence[Sheet], shape: Shape, mapping: ListMapping) -> list[Understood]:
    """As `understood`, where nothing else is said. Raises SheetNotThere, FieldNotThere and
    ColumnNotThere."""
    names = [each.name for each in sheets]
    if any(each.sheet not in names for each in mapping.sheets):
        raise SheetNotThere
    for each in mapping.sheets:
        require_fields(shape, each.columns)
    left_out = {each.sheet for each in mapping.sheets if each.left_out}
    read = understood(sheets, shape, mapping.heading_of, left_out)
    for number, found in enumerate(read, 1):
        if found.heading is None and not found.left_out and mapping.of(found.sheet):
            raise ColumnNotThere(number=number, fields=", ".join(shape.needs))
    return read


def require_fields(shape: Shape, fields: Mapping[str, object] | Sequence[str]) -> None:
    known = [each.name for each in shape.fields]
    if any(each not in known for each in fields):
        raise FieldNotThere(fields=", ".join(known))


def _heading_as_said(sheet: Sheet, shape: Shape, said: SheetMapping) -> Heading | None:
    """The row with most of the fields among those under which all columns are that were said."""
    found = [_as_said(sheet, shape, said, *each) for each in _beginnings(sheet, said)]
    there = [each for each in found if each is not None]
    return max(there, key=lambda each: len(each.columns), default=None)


def _beginnings(sheet: Sheet, said: SheetMapping) -> Iterator[tuple[Row, int | None]]:
    """Rows in which the heading may begin, and in which it then ends, if that was said."""
    if not said.header_rows:
        yield from ((row, None) for row in sheet.rows[:SEARCHED] if len(row.filled) > 1)
        return
    top, bottom = min(said.header_rows), max(said.header_rows)
    if bottom - top < MOST_HEADER_ROWS:
        yield from ((row, bottom) for row in sheet.rows if row.number == top)


def _as_said(
    sheet: Sheet, shape: Shape, said: SheetMapping, top: Row, bottom: int | None
) -> Heading | None:
    last, texts = texts_over(sheet, top, bottom)
    width = max(len(row.cells) for row in sheet.rows)
    named = {name: each for name, each in said.columns.items() if each is not None}
    columns = {name: column_of(texts, each) for name, each in named.items()}
    if any(not 0 < each <= width for each in columns.values()):
        return None
    if bottom is None and any(each not in texts for each in columns.values()):
        return None
    left = {column: text for column, text in texts.items() if column not in columns.values()}
    fields = tuple(each for each in shape.fields if each.name not in said.columns)
    columns |= columns_of(left, replace(shape, fields=fields))
    if any(each not in columns for each in shape.needs):
        return None
    return Heading(top.number, last, columns, texts)


def column_of(texts: Mapping[int, str], said: str) -> int:
    """By the words over it, or by its letters; 0: there is none."""
    words = bare(said)
    found = (column for column, text in texts.items() if words and bare(text) == words)
    return next(found, 0) or number_of(said.strip())
