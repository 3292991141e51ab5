"""Columns written for fonts of the time before Unicode (TCVN3, VNI), made Unicode: each column is
judged by itself, for headings and other columns may be Unicode beside it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from shared.importing.table import Row, Sheet, Value
from shared.vocabulary.legacy_text import (
    TCVN3,
    VNI_ALONE,
    VNI_MARKS,
    VNI_TONES,
    legacy_encoding,
)
from shared.vocabulary.syllables import is_syllable

_LAST_OF_LATIN_1: Final = 0xFF
_OFTEN_ENOUGH: Final = 3
"""One in so many of the cells that are not plain proves a column to be written so."""
_WORD: Final = re.compile(r"[^\s.,;:()\[\]/\"'’‘“”_-]+")
_VOWELS: Final = "aeouyAEOUY"
Encoding = Callable[[str], str]


def in_unicode(sheet: Sheet, below: int) -> Sheet:
    """The sheet with its old columns made Unicode below that row. Without such columns: itself."""
    old = _columns(sheet, below)
    if not old:
        return sheet
    rows = [row if row.number <= below else _row(row, old) for row in sheet.rows]
    return replace(sheet, rows=rows)


def _columns(sheet: Sheet, below: int) -> dict[int, Encoding]:
    texts: dict[int, list[str]] = {}
    certain: set[int] = set()
    for row in sheet.rows:
        if row.number > below:
            for column, value in enumerate(row.cells, 1):
                if isinstance(value, str) and _is_doubtful(value):
                    texts.setdefault(column, []).append(value)
                elif isinstance(value, str) and not value.isascii():
                    certain.add(column)
    found = {column: _encoding(said) for column, said in texts.items()}
    proven = {each for each in found.values() if each is not None}
    old = {
        column: _if_proven(_DECODED[each]) if column in certain else _DECODED[each]
        for column, each in found.items()
        if each is not None
    }
    if len(proven) == 1:
        decoded = _DECODED[proven.pop()]
        better = {n for n, said in texts.items() if n not in certain and _all_better(said, decoded)}
        old |= dict.fromkeys(better - old.keys(), decoded)
    return old


def _if_proven(decoded: Encoding) -> Encoding:
    """For a column that is Unicode too: cell by cell, as far as a cell proves it."""
    return lambda text: decoded(text) if legacy_encoding(text) is not None else text


def _is_doubtful(text: str) -> bool:
    """Neither plain nor certainly Unicode."""
    return not text.isascii() and all(ord(each) <= _LAST_OF_LATIN_1 for each in text)


def _encoding(texts: Sequence[str]) -> str | None:
    said = [legacy_encoding(each) for each in texts]
    proven = [each for each in said if each is not None]
    if not proven or len(proven) * _OFTEN_ENOUGH < len(texts):
        return None
    return max(set(proven), key=proven.count)


def _all_better(texts: Iterable[str], decoded: Encoding) -> bool:
    """Whether each says nothing in Vietnamese as it stands, and something once it is decoded."""
    return all(
        not all(map(is_syllable, _words(each))) and all(map(is_syllable, _words(decoded(each))))
        for each in texts
    )


def _words(text: str) -> Iterator[str]:
    return (each for each in _WORD.findall(text) if not each.isascii())


def _row(row: Row, old: Mapping[int, Encoding]) -> Row:
    cells = tuple(
        old[n](each) if n in old and isinstance(each, str) and _is_old(each) else each
        for n, each in enumerate(row.cells, 1)
    )
    return row if cells == row.cells else replace(row, cells=cells)


def _is_old(value: Value) -> bool:
    return isinstance(value, str) and _is_doubtful(value)


def of_tcvn3(text: str) -> str:
    """Capitals with a tone are small letters of a font of capitals."""
    return unicodedata.normalize("NFC", "".join(TCVN3.get(each, each) for each in text))


def of_vni(text: str) -> str:
    """A letter and the marks that follow it."""
    said: list[str] = []
    for each in text:
        small = each.lower()
        before = said[-1] if said else ""
        bare = unicodedata.normalize("NFD", before)[:1]
        takes = _VOWELS if small in VNI_TONES else "aeoAEO"
        if small in VNI_MARKS and before and bare in takes and len(before) == 1:
            said[-1] = before + VNI_MARKS[small]
        elif small in VNI_TONES and before and before in "ơưƠƯ":
            said[-1] = before + VNI_TONES[small]
        elif small in VNI_ALONE:
            alone = VNI_ALONE[small]
            said.append(alone if each == small else alone.upper())
        else:
            said.append(each)
    return unicodedata.normalize("NFC", "".join(said))


_DECODED: Final[Mapping[str, Encoding]] = {"TCVN3 (ABC)": of_tcvn3, "VNI": of_vni}
