"""What all kinds of lists ask of a row, and how the cells of one are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from shared.importing.doubts import CellsBeyond, Doubt, RowHidden, RowStruck
from shared.importing.reading.lists import Line
from shared.importing.table import Value

Reader = Callable[[Value], Any]
"""What a cell says. Raises the Doubt of what it cannot take."""


class Doubted(NamedTuple):
    """Why a row is not taken, and of which field that is said; None: of the row."""

    doubt: Doubt
    field: str | None = None


def read(line: Line, readers: Mapping[str, Reader]) -> tuple[dict[str, Any], list[Doubted]]:
    """By field what its cell says; and whatever is doubted."""
    doubts = [Doubted(each) for each in of_the_row(line)]
    said: dict[str, Any] = {}
    for field, reader in readers.items():
        try:
            said[field] = reader(line.values.get(field))
        except Doubt as doubt:
            doubts.append(Doubted(doubt, field))
    return said, doubts


def first(doubts: Iterable[Doubted]) -> Doubted:
    """What is wrong is said before what is asked."""
    return min(doubts, key=lambda each: each.doubt.asks)


def of_the_row(line: Line) -> Iterator[Doubt]:
    if line.beyond:
        yield CellsBeyond()
    if line.hidden:
        yield RowHidden()
    if line.struck:
        yield RowStruck()


def is_mixed(births: Iterable[Value]) -> bool:
    """Whether a column has days as text and as days."""
    return len({type(each) for each in births if isinstance(each, str | date)}) > 1


def where(line: Line) -> Mapping[str, object]:
    """In which row of which sheet the same stands before."""
    return {"row": line.row, "sheet": line.sheet}
