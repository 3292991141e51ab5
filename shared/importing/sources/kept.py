"""Sheets as they are kept of a file: what was read of it, and not its bytes."""

import zlib
from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from shared.importing.sources.wire import Cell, RowSent, SheetSent
from shared.importing.table import Row, Sheet, Span, Value

KEPT: Final = "\0kept"
"""Under this name: nobody can send a file that is called so."""
_FAST: Final = 1
_MOST_KNOWN: Final = 10_000


def packed(sheets: Sequence[Sheet]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode([_sent(each) for each in sheets]), _FAST)


def unpacked(data: bytes) -> list[Sheet]:
    sent = msgspec.msgpack.decode(zlib.decompress(data), type=list[SheetSent])
    return [sheet_of(each) for each in sent]


def sheet_of(sent: SheetSent) -> Sheet:
    known: dict[str, str] = {}
    rows = [
        Row(
            each.number,
            tuple(_value(cell, known) for cell in each.cells),
            each.hidden,
            frozenset(each.struck),
            each.width,
        )
        for each in sent.rows
    ]
    return Sheet(sent.name, rows, sent.hidden, [Span(*each) for each in sent.merged])


def _sent(sheet: Sheet) -> SheetSent:
    rows = [
        RowSent(each.number, [*map(_cell, each.cells)], each.hidden, [*each.struck], each.width)
        for each in sheet.rows
    ]
    merged = [(each.top, each.bottom, each.left, each.right) for each in sheet.merged]
    return SheetSent(sheet.name, rows, sheet.hidden, merged)


def _cell(value: Value) -> Cell:
    return (value.year, value.month, value.day) if isinstance(value, date) else value


def _value(cell: Cell, known: dict[str, str]) -> Value:
    """`known`: texts of cells before; of what a column says again and again one is kept."""
    if isinstance(cell, tuple):
        return date(*cell)
    if not isinstance(cell, str):
        return cell
    return known.setdefault(cell, cell) if len(known) < _MOST_KNOWN else known.get(cell, cell)
