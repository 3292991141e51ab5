"""Files of text: one record a line, in whatever encoding and with whatever delimiter."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from shared.importing.refusals import FileDamaged, FileTooWide, LettersLost
from shared.importing.sources.parts import MOST_CELLS, WIDEST, Far
from shared.importing.sources.wire import Cell, RowSent, SheetSent, without_empty_end

NAME: Final = "csv"
DELIMITERS: Final = ",;\t|"
_DELIMITER_SAID: Final = re.compile("sep=(.)\r?\n?", re.IGNORECASE)
_GUARDED: Final = re.compile('="([^"]*)"')
"""How Excel is kept from reading digits as a number: ="079…"."""
_LOST: Final = re.compile(r"[^\W\d_]\?[^\W\d_]|[^\W\d_]\?(?=\s[^\W\d_])")
MOST_LOST: Final = 5
_TRIED: Final = 200
_TRIED_LETTERS: Final = 100_000
"""How many records show by what they are delimited."""
MOST_ROWS: Final = 1 << 20
MOST_COLUMNS: Final = 1 << 14
"""As many as Excel shows."""


def sheet(data: bytes) -> SheetSent:
    """Records counted as Excel counts rows: one is a row though it has line breaks within quotes,
    an empty one too, a first line `sep=;` is none."""
    text = unicodedata.normalize("NFC", decoded(data))
    if "\0" in text:
        raise FileDamaged
    if text.count("\n") + text.count("\r") > 2 * MOST_ROWS:
        raise FileTooWide(cells=MOST_CELLS)
    require_letters([text])
    said = _DELIMITER_SAID.match(text)
    body = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(body)
    rows = [
        RowSent(number, cells, width=len(record))
        for number, record in enumerate(_records(body, delimiter), 1)
        if (cells := without_empty_end([_cell(each) for each in record]))
    ]
    return SheetSent(NAME, rows)


def require_letters(texts: Sequence[str]) -> None:
    """Refuse texts that were saved with «?» for letters."""
    if sum(len(_LOST.findall(each)) for each in texts) >= MOST_LOST:
        raise LettersLost


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with or without its mark, or else Windows-1258."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return _decoded(data, encoding)
    start = data[:2_000]
    if b"\0" in start:
        little = start[1::2].count(0) >= start[::2].count(0)
        return _decoded(data, "utf-16-le" if little else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1258")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileDamaged from None


def _delimiter(text: str) -> str:
    """That by which most records have the same number of cells, and more than one."""
    start = "".join(text[:_TRIED_LETTERS].splitlines(keepends=True)[:_TRIED])

    def alike(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(each) for each in _records(start, delimiter) if len(each) > 1)
        width, times = max(widths.items(), key=lambda each: each[1], default=(0, 0))
        return times, width

    return max(DELIMITERS, key=alike)


def _records(text: str, delimiter: str) -> list[list[str]]:
    cells, far = 0, Far()
    found: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(record)
            if cells > MOST_CELLS or len(record) > MOST_COLUMNS or len(found) > MOST_ROWS:
                raise FileTooWide(cells=MOST_CELLS)
            if len(record) > WIDEST:
                far.add(len(record), sum(1 for each in record[WIDEST:] if each.strip()))
            found.append(record)
        return found
    except csv.Error:
        raise FileDamaged from None


def _cell(text: str) -> Cell:
    guarded = _GUARDED.fullmatch(text.strip())
    value = guarded[1] if guarded else text
    return value if value.strip() else None
