"""What is mended of a list without a new file: its cells, the words of a column for all rows at
once, how its sheets are understood, and what its questions are answered with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from shared.importing.mapping import ListMapping, column_of, require_fields, understood_as
from shared.importing.people import text
from shared.importing.reading.headings import Heading, Shape
from shared.importing.reading.legacy import in_unicode
from shared.importing.reading.lists import Understood
from shared.importing.reading.rows import sub_heading
from shared.importing.refusals import FileRefused
from shared.importing.report import PLACE
from shared.importing.table import Row, Sheet, Value
from shared.importing.wording import NAMING_NOBODY, names_nobody


class CellNotThere(FileRefused):
    code = "importing.cell-not-there"
    sentence = (
        "Sheet, row or column of cell {number} is not in the file: say them as Excel shows them,"
        " the column by its letters, the words over it, or its field."
    )


class WordsNamePeople(FileRefused):
    code = "importing.words-name-people"
    sentence = (
        "Names, numbers of people and what is said of one person are not mapped for many rows: mend"
        " their cells one by one. Words may be mapped of {fields}."
    )


class CellMended(NamedTuple):
    """`row` and `column` as Excel shows them; the column may be said by its field or by the words
    over it, too. `value` None: nothing shall stand there."""

    sheet: str
    row: int
    column: str
    value: str | None


class WordsMapped(NamedTuple):
    """Wherever a cell of the field says this, that is meant."""

    field: str
    said: str
    meant: str | None


@dataclass(frozen=True)
class Mending:
    mapping: ListMapping = field(default_factory=ListMapping)
    cells: tuple[CellMended, ...] = ()
    words: tuple[WordsMapped, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    def then(self, later: "Mending") -> "Mending":
        """What is said later of the same stands."""
        cells = {each[:3]: each for each in (*self.cells, *later.cells)}
        words = {each[:2]: each for each in (*self.words, *later.words)}
        return Mending(
            self.mapping.then(later.mapping),
            (*cells.values(),),
            (*words.values(),),
            {**self.answers, **later.answers},
        )

    @property
    def said(self) -> Iterator[Value]:
        """All that may name somebody."""
        yield from (each.value for each in self.cells)
        yield from (each for mapped in self.words for each in (mapped.said, mapped.meant))
        yield from self.answers.values()


NOTHING: Final = Mending()


def mended(
    sheets: Sequence[Sheet], shape: Shape, mending: Mending
) -> tuple[list[Sheet], list[Understood]]:
    """The sheets as they are mended, and what they say then. Raises what `understood_as` raises,
    CellNotThere, and WordsNamePeople."""
    require_words(shape, mending.words)
    _require_cells(sheets, mending.cells)
    found = [_mended(sheet, shape, mending) for sheet in sheets]
    return found, understood_as(found, shape, mending.mapping)


def require_words(shape: Shape, words: Sequence[WordsMapped]) -> None:
    require_fields(shape, [each.field for each in words])
    mappable = [each.name for each in shape.fields if each.name in NAMING_NOBODY]
    for each in words:
        if each.field not in mappable or not names_nobody(f"{each.said} {each.meant or ''}"):
            raise WordsNamePeople(fields=", ".join(mappable))


def _require_cells(sheets: Sequence[Sheet], cells: Sequence[CellMended]) -> None:
    if not cells:
        return
    rows = {(sheet.name, row.number) for sheet in sheets for row in sheet.rows}
    for number, each in enumerate(cells, 1):
        if (each.sheet, each.row) not in rows:
            raise CellNotThere(number=number)


def _mended(sheet: Sheet, shape: Shape, mending: Mending) -> Sheet:
    if not mending.words and all(each.sheet != sheet.name for each in mending.cells):
        return sheet
    heading = mending.mapping.heading_of(sheet, shape)
    if mending.words and heading is not None:
        sheet = in_unicode(sheet, below=heading.bottom)
        sheet = replace(sheet, rows=[_meant(row, heading, mending.words) for row in sheet.rows])
    width = max((len(row.cells) for row in sheet.rows), default=0)
    cells: dict[int, dict[int, Value]] = {}
    for number, each in enumerate(mending.cells, 1):
        if each.sheet == sheet.name:
            column = _column(heading, each.column)
            if not 0 < column <= width:
                raise CellNotThere(number=number)
            cells.setdefault(each.row, {})[column] = each.value
    return replace(sheet, rows=[_with(row, cells.get(row.number, {})) for row in sheet.rows])


def _column(heading: Heading | None, said: str) -> int:
    if heading is None:
        return column_of({}, said)
    return heading.columns.get(said) or column_of(heading.texts, said)


def _meant(row: Row, heading: Heading, words: Sequence[WordsMapped]) -> Row:
    """Below the heading by the field; a place also where it stands alone over rows."""
    changed: dict[int, Value] = {}
    for each in words:
        column = heading.columns.get(each.field, 0)
        if row.number > heading.bottom and _says(row.at(column), each.said):
            changed[column] = each.meant
        elif each.field == PLACE and _says(sub_heading(row), each.said):
            changed |= dict.fromkeys(row.filled, each.meant)
    return _with(row, changed)


def _says(value: Value, words: str) -> bool:
    return value is not None and text(value).casefold() == text(words).casefold()


def _with(row: Row, values: Mapping[int, Value]) -> Row:
    if not values:
        return row
    width = max(len(row.cells), *values)
    cells = tuple(values.get(n, row.at(n)) for n in range(1, width + 1))
    return replace(row, cells=cells)
