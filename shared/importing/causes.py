"""What is wrong or asked of rows, by its cause: one is mended once for all of its rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

FIRST: Final = 10
"""So many rows of a cause are named, and so many of the words that its cells say."""


class Complained(NamedTuple):
    """Of one row. `field`: of which it is said, if of one; `words`: what the cell says, where that
    may be said of many rows at once; `why`: the refusal's own code, where there are several under
    one `code`."""

    asks: bool
    code: str
    field: str | None
    column: str | None
    detail: str
    sheet: str
    row: int
    words: str | None = None
    why: str = ""


@dataclass(frozen=True)
class RowOfCause:
    sheet: str
    row: int


@dataclass(frozen=True)
class WordsOfCause:
    """What so many cells of the rows say."""

    words: str
    number: int


@dataclass(frozen=True)
class Cause:
    """`number` rows are not taken for one reason, of one field (null: of the row). `detail`: as it
    is said of the first; `rows`: the first of them; `words`: what most of their cells say, of a
    field whose words may be mapped for all rows at once. `asks`: it is asked, and not wrong."""

    code: str
    field: str | None
    column: str | None
    detail: str
    asks: bool
    number: int
    rows: tuple[RowOfCause, ...]
    words: tuple[WordsOfCause, ...] = ()


def causes_of(complaints: Iterable[Complained]) -> tuple[Cause, ...]:
    """That of most rows first."""
    found: dict[tuple[bool, str, str, str | None], list[Complained]] = {}
    for each in complaints:
        found.setdefault((each.asks, each.code, each.why, each.field), []).append(each)
    causes = [_cause(each) for each in found.values()]
    return tuple(sorted(causes, key=lambda each: -each.number))


def _cause(all_of_it: list[Complained]) -> Cause:
    first = all_of_it[0]
    rows = tuple(RowOfCause(each.sheet, each.row) for each in all_of_it[:FIRST])
    said = (first.code, first.field, first.column, first.detail, first.asks)
    return Cause(*said, len(all_of_it), rows, tuple(_words(all_of_it)))


def _words(all_of_it: list[Complained]) -> Iterator[WordsOfCause]:
    counted = Counter(each.words for each in all_of_it if each.words)
    for words, number in counted.most_common(FIRST):
        yield WordsOfCause(words, number)
