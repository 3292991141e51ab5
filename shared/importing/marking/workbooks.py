"""Writes .xlsx row by row, so that a list of any length takes the memory of one row.

XlsxWriter (20 s for 900,000 cells on two busy cores, this: 7 s) keeps the rows in open files until
the end, and these are people's.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from io import RawIOBase
from typing import Any, Final, NamedTuple

from shared.importing.table import Span, Value, letters

PIECE: Final = 1 << 16
LONGEST: Final = 32_767
"""Letters of a cell, by the format."""
LONGEST_NAME: Final = 31
_FIRST_DAY: Final = date(1899, 12, 30).toordinal()
_GUARDED: Final = ("=", "+", "-", "@", "\t")
"""With which a text begins that a program may take for a formula."""
_SEEN: Final = {n: None for n in range(32) if n not in (9, 10)} | {0xFFFE: None, 0xFFFF: None}
_ESCAPED: Final = str.maketrans(_SEEN | {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN: Final = ' state="hidden"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Colour(IntEnum):
    NONE = 0
    RED = 1
    AMBER = 2
    GREY = 3


class Cell(NamedTuple):
    value: Value
    colour: Colour = Colour.NONE
    struck: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Written:
    """A row, by its number; None: an empty cell."""

    number: int
    cells: Sequence[Cell | None]
    hidden: bool = False


@dataclass(frozen=True)
class Choice:
    """A drop-down list in a column, from one row to another: of what a column of another sheet
    says, its first cells, or a few words."""

    column: int
    top: int
    bottom: int
    source: str


@dataclass(frozen=True)
class Page:
    """A sheet. `widths`: of columns, in letters."""

    name: str
    rows: Iterable[Written]
    merged: Sequence[Span] = ()
    widths: Mapping[int, int] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    hidden: bool = False


class _Pieces(RawIOBase):
    """What was written and not taken yet."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self.size += len(part)
        return len(part)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts, self.size = [], 0
        return taken


def workbook(pages: Sequence[Page]) -> Iterator[bytes]:
    """The bytes of an .xlsx, piece by piece."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in _parts(pages).items():
            package.writestr(name, _HEAD + content)
        for number, page in enumerate(pages, 1):
            with package.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for text in _sheet(page):
                    part.write(text.encode("utf-8", "replace"))
                    if pieces.size > PIECE:
                        yield pieces.take()
    yield pieces.take()


def _parts(pages: Sequence[Page]) -> dict[str, str]:
    names = _names(page.name for page in pages)
    numbers = range(1, len(pages) + 1)
    sheets = "".join(
        f'<sheet name="{_escaped(name)}" sheetId="{n}" r:id="rId{n}"'
        f"{_HIDDEN if page.hidden else ''}/>"
        for n, name, page in zip(numbers, names, pages, strict=True)
    )
    relations = "".join(_relation(n, f"worksheets/sheet{n}.xml", "worksheet") for n in numbers)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="'
            'application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="'
            f'{_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="'
            f'{_TYPE}.styles+xml"/>{kinds}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{_relation(1, 'xl/workbook.xml', 'officeDocument')}</Relationships>"
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f"{_relation(len(pages) + 1, 'styles.xml', 'styles')}</Relationships>"
        ),
        "xl/styles.xml": _styles(),
    }


def _relation(number: int, target: str, kind: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _names(said: Iterable[str]) -> list[str]:
    """As the format allows them, each once."""
    found: list[str] = []
    for each in said:
        name = "".join(" " if letter in "[]:*?/\\" else letter for letter in each).strip("' ")
        name = name[:LONGEST_NAME] or "Sheet"
        taken = {other.casefold() for other in found}
        number = 2
        whole = name
        while whole.casefold() in taken:
            ending = f" ({number})"
            whole, number = name[: LONGEST_NAME - len(ending)] + ending, number + 1
        found.append(whole)
    return found


class _Form(IntEnum):
    GENERAL = 0
    WHOLE = 1
    DAY = 2
    TEXT = 3
    GUARDED = 4


_FORMATS: Final = {
    _Form.GENERAL: 'numFmtId="0"',
    _Form.WHOLE: 'numFmtId="1" applyNumberFormat="1"',
    _Form.DAY: 'numFmtId="164" applyNumberFormat="1"',
    _Form.TEXT: 'numFmtId="49" applyNumberFormat="1"',
    _Form.GUARDED: 'numFmtId="49" quotePrefix="1" applyNumberFormat="1"',
}
_FONTS: Final = ("", "<strike/>", "<b/>", "<b/><strike/>")
_FILLS: Final = {Colour.RED: "FFFF9999", Colour.AMBER: "FFFFD966", Colour.GREY: "FFD9D9D9"}


def _styles() -> str:
    fonts = "".join(f'<font>{each}<sz val="11"/><name val="Calibri"/></font>' for each in _FONTS)
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{each}"/></patternFill></fill>'
        for each in _FILLS.values()
    )
    forms = [
        f'<xf {form} fontId="{font}" fillId="{colour and colour + 1}" borderId="0" xfId="0" '
        'applyFill="1" applyFont="1"/>'
        for form in _FORMATS.values()
        for colour in Colour
        for font in range(len(_FONTS))
    ]
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        f'formatCode="dd/mm/yyyy"/></numFmts><fonts count="{len(_FONTS)}">{fonts}</fonts>'
        f'<fills count="{len(_FILLS) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills><borders count="1">'
        "<border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(forms)}">{"".join(forms)}</cellXfs></styleSheet>'
    )


def _style(form: _Form, cell: Cell) -> int:
    font = cell.struck + 2 * cell.bold
    return (form * len(Colour) + cell.colour) * len(_FONTS) + font


def _sheet(page: Page) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}">'
    if page.widths:
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, width in sorted(page.widths.items())
        )
        yield f"<cols>{columns}</cols>"
    yield "<sheetData>"
    columns_of: list[str] = []
    for row in page.rows:
        while len(columns_of) < len(row.cells):
            columns_of.append(letters(len(columns_of) + 1))
        yield _row(row, columns_of)
    yield "</sheetData>"
    if page.merged:
        spans = "".join(f'<mergeCell ref="{_span(each)}"/>' for each in page.merged)
        yield f'<mergeCells count="{len(page.merged)}">{spans}</mergeCells>'
    if page.choices:
        choices = "".join(map(_choice, page.choices))
        yield f'<dataValidations count="{len(page.choices)}">{choices}</dataValidations>'
    yield "</worksheet>"


def _span(span: Span) -> str:
    return f"{letters(span.left)}{span.top}:{letters(span.right)}{span.bottom}"


def _choice(choice: Choice) -> str:
    span = Span(choice.top, choice.bottom, choice.column, choice.column)
    return (
        f'<dataValidation type="list" allowBlank="1" sqref="{_span(span)}">'
        f"<formula1>{_escaped(choice.source)}</formula1></dataValidation>"
    )


def _row(row: Written, columns: Sequence[str]) -> str:
    hidden = ' hidden="1"' if row.hidden else ""
    cells = [
        _cell(f"{column}{row.number}", cell)
        for column, cell in zip(columns, row.cells, strict=False)
        if cell is not None
    ]
    return f'<row r="{row.number}"{hidden}>{"".join(cells)}</row>'


def _cell(at: str, cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        form = _Form.GUARDED if value.startswith(_GUARDED) else _Form.TEXT
        text = value[:LONGEST].translate(_ESCAPED)
        return (
            f'<c r="{at}" s="{_style(form, cell)}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{text}</t></is></c>'
        )
    if value is None:
        return f'<c r="{at}" s="{_style(_Form.GENERAL, cell)}"/>'
    if isinstance(value, bool):
        return f'<c r="{at}" s="{_style(_Form.GENERAL, cell)}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, date):
        serial = value.toordinal() - _FIRST_DAY
        return f'<c r="{at}" s="{_style(_Form.DAY, cell)}"><v>{serial}</v></c>'
    if value.is_integer():
        return f'<c r="{at}" s="{_style(_Form.WHOLE, cell)}"><v>{value:.0f}</v></c>'
    if value - value != 0:
        return _cell(at, cell._replace(value=str(value)))  # no number of the format
    return f'<c r="{at}" s="{_style(_Form.GENERAL, cell)}"><v>{value!r}</v></c>'


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
