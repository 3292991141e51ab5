"""What an .xls says of rows and cells besides their values: how far they reach, what is hidden or
struck. Read from the records of the workbook, as no reader of values tells it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from shared.importing.refusals import FileDamaged, FileEncrypted
from shared.importing.sources.compound import Compound
from shared.importing.sources.parts import Marks, Reach, require_few

_BEGINS, _ENDS, _PASSWORD = 0x809, 0x0A, 0x2F
_SHEET, _FONT, _STYLE, _ROW, _NUMBERS = 0x85, 0x31, 0xE0, 0x208, 0xBD
_CELLS: Final = frozenset({0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
"""Records of one cell with something in it."""
_STRUCK: Final = 0x08
_HIDDEN: Final = 0x20
_NO_FONT: Final = 4
"""No font has this number: those behind it are counted one further."""


class _Record(NamedTuple):
    kind: int
    body: bytes


def marks_of_records(data: bytes) -> list[Marks]:
    """Of each sheet, in their order. Raises FileDamaged, and FileEncrypted."""
    try:
        stream = Compound(data).stream("Workbook", "Book")
        book = _Book()
        for each in _records(stream, 0):
            book.read(each)
        require_few(len(book.sheets))
        styles = book.struck_styles
        return [_marks(stream, at, styles) for at in book.sheets]
    except (struct.error, IndexError):
        raise FileDamaged from None


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """From there to the end of its part, parts within it too."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield _Record(kind, stream[at + 4 : at + 4 + length])
        depth += (kind == _BEGINS) - (kind == _ENDS)
        if depth <= 0:
            return
        at += 4 + length


@dataclass
class _Book:
    """Where its sheets begin, and which styles strike through."""

    sheets: list[int] = field(default_factory=list)
    fonts: list[bool] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)

    def read(self, record: _Record) -> None:
        kind, body = record
        if kind == _PASSWORD:
            raise FileEncrypted
        if kind == _SHEET:
            self.sheets += struct.unpack_from("<I", body)
        elif kind == _FONT:
            self.fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK))
        elif kind == _STYLE:
            self.styles += struct.unpack_from("<H", body)

    @property
    def struck_styles(self) -> frozenset[int]:
        fonts = [*self.fonts[:_NO_FONT], False, *self.fonts[_NO_FONT:]]
        struck = {number for number, is_struck in enumerate(fonts) if is_struck}
        return frozenset(n for n, font in enumerate(self.styles) if font in struck)


def _marks(stream: bytes, at: int, struck_styles: frozenset[int]) -> Marks:
    hidden: set[int] = set()
    struck: dict[int, set[int]] = {}
    rows, columns = Reach(), Reach()
    for kind, body in _records(stream, at):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN:
            hidden.add(struct.unpack_from("<H", body)[0] + 1)
        for row, column, style in _cells(kind, body):
            rows.add(row)
            columns.add(column)
            if style in struck_styles:
                struck.setdefault(row, set()).add(column)
    return Marks(rows.length * columns.length, frozenset(hidden), struck)


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row and column from 1, and the style, of the cells of a record."""
    if kind in _CELLS:
        row, column, style = struct.unpack_from("<HHH", body)
        yield row + 1, column + 1, style
    elif kind == _NUMBERS:
        row, column = struct.unpack_from("<HH", body)
        for n in range((len(body) - 6) // 6):
            yield row + 1, column + n + 1, struct.unpack_from("<H", body, 4 + n * 6)[0]
