"""What an .ods says of rows and cells besides their values: how far they reach, what is hidden or
struck. Read from its XML, as no reader of values tells it."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from shared.importing.refusals import FileDamaged, FileEncrypted
from shared.importing.sources.parts import (
    MOST_CELLS,
    Far,
    Marks,
    Reach,
    require_few,
    require_narrow,
)

_TAG: Final = re.compile(
    rb"<table:(table|table-column|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>"
)
_ROWS: Final = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')
_COLUMNS: Final = re.compile(rb'table:number-columns-repeated="(\d{1,9})"')
_HIDDEN: Final = re.compile(rb'table:visibility="(?:collapse|filter)"')
_NAME: Final = re.compile(rb'table:name="([^"]*)"')
_CELL_STYLE: Final = re.compile(rb'table:style-name="([^"]*)"')
_USUAL_STYLE: Final = re.compile(rb'table:default-cell-style-name="([^"]*)"')
_STYLE: Final = re.compile(rb"<style:(style|text-properties)(?=[\s/>])([^>]*)>")
_STYLE_NAME: Final = re.compile(rb'style:name="([^"]*)"')
_PARENT: Final = re.compile(rb'style:parent-style-name="([^"]*)"')
_ENCRYPTED: Final = b"encryption-data"
_LINE: Final = re.compile(rb'style:text-line-through-(?:style|type)="([^"]*)"')
_STYLES_PARTS: Final = ("styles.xml", "content.xml")
MOST_COLUMNS: Final = 16_384
MOST_ROWS: Final = 1 << 20
DEEPEST: Final = 20
"""So many styles may each be made of another."""


def marks_of_open_document(package: zipfile.ZipFile) -> dict[str, Marks]:
    """By the name of the sheet."""
    try:
        if _ENCRYPTED in package.read("META-INF/manifest.xml"):
            raise FileEncrypted
        content = package.read("content.xml")
    except KeyError:
        raise FileDamaged from None
    struck = _struck_styles(package)
    found: dict[str, Marks] = {}
    sheet = _Sheet("", struck)
    for what, said in ((each[1], each[2]) for each in _TAG.finditer(content)):
        if what == b"table":
            found |= sheet.marks
            require_few(len(found))
            name = _NAME.search(said)
            sheet = _Sheet(unescape(name[1].decode("utf-8", "replace")) if name else "", struck)
        else:
            sheet.read(what, said)
    return found | sheet.marks


@dataclass
class _Sheet:
    """Read tag by tag. `row`: the first of those that the row stands for."""

    name: str
    struck_styles: frozenset[bytes]
    row: int = 1
    times: int = 0
    column: int = 1
    is_hidden: bool = False
    usual: bytes | None = None
    usual_of_columns: list[bytes] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: dict[int, set[int]] = field(default_factory=dict)
    reach: tuple[Reach, Reach] = field(default_factory=lambda: (Reach(), Reach()))
    far: Far = field(default_factory=Far)

    @property
    def marks(self) -> dict[str, Marks]:
        rows, columns = self.reach
        return {self.name: Marks(rows.last * columns.last, frozenset(self.hidden), self.struck)}

    def read(self, what: bytes, said: bytes) -> None:
        if what == b"table-column":
            times = min(_times(_COLUMNS, said), MOST_COLUMNS - len(self.usual_of_columns))
            self.usual_of_columns += [_of(_USUAL_STYLE, said) or b""] * times
        elif what == b"table-row":
            self.row, self.times = self.row + self.times, _times(_ROWS, said)
            self.column = 1
            self.is_hidden = bool(_HIDDEN.search(said))
            self.usual = _of(_USUAL_STYLE, said)
        else:
            times = _times(_COLUMNS, said)
            if not said.endswith(b"/"):
                self._filled(times, _of(_CELL_STYLE, said))
            self.column += times

    def _filled(self, times: int, style: bytes | None) -> None:
        rows, columns = self.reach
        rows.add(self.row + self.times - 1)
        columns.add(self.column + times - 1)
        require_narrow(MOST_CELLS + 1 if rows.last > MOST_ROWS else rows.last * columns.last)
        self.far.add(self.column + times - 1, times)
        numbers = range(self.row, self.row + self.times)
        if self.is_hidden and self.row not in self.hidden:
            self.hidden.update(numbers)
        across = range(self.column, self.column + min(times, MOST_COLUMNS))
        struck = {each for each in across if self._style(style, each) in self.struck_styles}
        if struck:
            for each in numbers:
                self.struck.setdefault(each, set()).update(struck)

    def _style(self, said: bytes | None, column: int) -> bytes:
        there = self.usual_of_columns
        return said or self.usual or (there[column - 1] if column <= len(there) else b"")


def _times(repeated: re.Pattern[bytes], said: bytes) -> int:
    found = repeated.search(said)
    return int(found[1]) if found else 1


def _of(attribute: re.Pattern[bytes], said: bytes) -> bytes | None:
    found = attribute.search(said)
    return found[1] if found else None


def _struck_styles(package: zipfile.ZipFile) -> frozenset[bytes]:
    """Those that strike through, and those made of them that do not say otherwise."""
    lines: dict[bytes, bool | None] = {}
    parents: dict[bytes, bytes | None] = {}
    for part in _STYLES_PARTS:
        name = b""
        for what, said in _styles(package, part):
            if what == b"style":
                name = _of(_STYLE_NAME, said) or b""
                lines[name], parents[name] = None, _of(_PARENT, said)
            elif (line := _of(_LINE, said)) is not None:
                lines[name] = line != b"none"
    return frozenset(each for each in lines if _is_struck(each, lines, parents))


def _styles(package: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    """Each style, and then what it says of its letters."""
    if part not in package.namelist():
        return
    before_cells, _, _ = package.read(part).partition(b"<office:body")
    yield from ((each[1], each[2]) for each in _STYLE.finditer(before_cells))


def _is_struck(
    name: bytes, lines: Mapping[bytes, bool | None], parents: Mapping[bytes, bytes | None]
) -> bool:
    style: bytes | None = name
    for _ in range(DEEPEST):
        if style is None:
            return False
        if (line := lines.get(style)) is not None:
            return line
        style = parents.get(style)
    return False
