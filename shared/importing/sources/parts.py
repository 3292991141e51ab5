"""What an .xlsx says of cells besides their values: how far they reach, what is hidden or struck.

Read from the XML of its parts, as no reader of values tells it.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, Final
from xml.etree import ElementTree

from shared.importing.refusals import (
    FileBomb,
    FileDamaged,
    FileHasDocumentType,
    FileHasTooManyColumns,
    FileTooWide,
)
from shared.importing.sources.wire import MOST_ANSWERED

_PIECE: Final = 1 << 20
_INSTRUCTIONS: Final = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_LONGEST: Final = max(map(len, _INSTRUCTIONS))
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>")
"""One with something in it."""
_AT: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_NUMBER: Final = re.compile(rb'\br="(\d{1,7})"')
_STYLE: Final = re.compile(rb'\bs="(\d+)"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_TEXTS: Final = "xl/sharedStrings.xml"
_TEXT: Final = re.compile(rb"<(?:\w+:)?si\b")
_MARKUP: Final = re.compile(rb"<[^>]*>|^[^<]*>")
_SAYS_TEXT: Final = b't="s"'
_TEXT_SAID: Final = re.compile(rb't="s"[^>]*><(?:\w+:)?v>(\d{1,9})<')
_OFF: Final = frozenset({"0", "false"})
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Marks:
    """Of a sheet: over how many cells it reaches, empty ones too; the numbers of rows that are
    hidden; by row the columns that are struck through."""

    cells: int = 0
    hidden: frozenset[int] = frozenset()
    struck: Mapping[int, set[int]] = field(default_factory=dict)


NOTHING: Final = Marks()
MOST_CELLS: Final = 8_000_000
"""A sheet reaches over at most so many, empty ones too: they are held in memory."""


MOST_SHEETS: Final = 300


WIDEST: Final = 702
"""Columns, to ZZ."""
MOST_FAR: Final = 1_000
"""So many cells of a sheet may stand beyond them, as what somebody noted aside."""


class Far:
    """How many cells stand further to the right than any list reaches."""

    def __init__(self) -> None:
        self._number = 0

    def add(self, column: int, times: int = 1) -> None:
        """Raises FileHasTooManyColumns."""
        if column > WIDEST:
            self._number += min(times, column - WIDEST)
            if self._number > MOST_FAR:
                raise FileHasTooManyColumns(columns=WIDEST)


def require_few(sheets: int) -> None:
    if sheets > MOST_SHEETS:
        raise FileBomb


def require_narrow(cells: int) -> None:
    if cells > MOST_CELLS:
        raise FileTooWide(cells=MOST_CELLS)


def require_no_document_type(package: zipfile.ZipFile) -> None:
    """Refuse XML that defines what it says: no workbook needs it, and it may swell or fetch."""
    for part in package.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as stream:
                if any(mark in piece for piece in _pieces(stream) for mark in _INSTRUCTIONS):
                    raise FileHasDocumentType


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Overlapping, so that nothing stands across two."""
    end = b""
    while piece := stream.read(_PIECE):
        yield end + piece
        end = piece[-_LONGEST:]


def marks_of(package: zipfile.ZipFile) -> dict[str, Marks]:
    """By the name of the sheet."""
    try:
        struck, texts = _struck_styles(package), Texts(package)
        return {
            name: _marks(texts.bounded(package.read(part)), struck)
            for name, part in _worksheets(package).items()
        }
    except (ElementTree.ParseError, KeyError):
        raise FileDamaged from None


def _worksheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet."""
    names = frozenset(package.namelist())
    relations = _elements(package, "xl/_rels/workbook.xml.rels", "Relationship")
    parts = {each.get("Id"): _within(each.get("Target", "")) for each in relations}
    sheets = _elements(package, "xl/workbook.xml", "sheet")
    require_few(len(sheets))
    found = {each.get("name", ""): parts.get(each.get(_RELATION), "") for each in sheets}
    if len({*found.values()}) < len(found):
        raise FileDamaged
    return {name: part for name, part in found.items() if part in names}


def _within(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _elements(package: zipfile.ZipFile, part: str, name: str) -> list[ElementTree.Element]:
    tree = ElementTree.fromstring(package.read(part))  # without a document type
    return [each for each in tree.iter() if each.tag.rpartition("}")[2] == name]


def _struck_styles(package: zipfile.ZipFile) -> frozenset[bytes]:
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    fonts = [*chain(*_elements(package, "xl/styles.xml", "fonts")[:1])]
    struck = {
        str(number)
        for number, font in enumerate(fonts)
        for each in font
        if each.tag.endswith("}strike") and each.get("val", "1") not in _OFF
    }
    styles = [*chain(*_elements(package, "xl/styles.xml", "cellXfs")[:1])]
    found = (n for n, style in enumerate(styles) if style.get("fontId") in struck)
    return frozenset(str(number).encode() for number in found)


def _marks(sheet: bytes, struck_styles: frozenset[bytes]) -> Marks:
    hidden = {
        int(number[1])
        for row in _ROW.finditer(sheet)
        if _HIDDEN.search(row[1]) and (number := _NUMBER.search(row[1]))
    }
    rows, columns, far = Reach(), Reach(), Far()
    struck: dict[int, set[int]] = {}
    for cell in _CELL.finditer(sheet):
        at = _AT.search(cell[1])
        if at is None:
            continue
        row, column = int(at[2]), _column(at[1])
        far.add(column)
        rows.add(row)
        columns.add(column)
        if struck_styles and (style := _STYLE.search(cell[1])) and style[1] in struck_styles:
            struck.setdefault(row, set()).add(column)
    return Marks(rows.length * columns.length, frozenset(hidden), struck)


class Texts:
    """Those that a workbook keeps once, however many cells say them."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        there = _TEXTS in package.namelist()
        _, *texts = _TEXT.split(package.read(_TEXTS)) if there else (b"",)
        self._texts = texts
        self._longest = max(map(len, texts), default=0)
        self._most = self._bytes = 0

    def bounded(self, sheet: bytes) -> bytes:
        """The sheet itself. Raises FileBomb once what cells say is more than is answered: known by
        their number mostly, else counted text by text."""
        self._most += self._longest * sheet.count(_SAYS_TEXT)
        if self._most > MOST_ANSWERED:
            said = Counter(_TEXT_SAID.findall(sheet))
            self._bytes += sum(times * self._length(int(n)) for n, times in said.items())
            if self._bytes > MOST_ANSWERED:
                raise FileBomb
        return sheet

    def _length(self, number: int) -> int:
        if number >= len(self._texts):
            return 0
        return len(_MARKUP.sub(b"", self._texts[number]))


class Reach:
    """From the first to the last number that was added."""

    def __init__(self) -> None:
        self._first, self.last = 1 << 30, 0

    def add(self, number: int) -> None:
        self._first, self.last = min(self._first, number), max(self.last, number)

    @property
    def length(self) -> int:
        return max(0, self.last - self._first + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
