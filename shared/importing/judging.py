"""What all kinds of lists ask of a row, and how the cells of one are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from shared.importing.doubts import CellsBeyond, Doubt, Ended, RowHidden, RowStruck
from shared.importing.ended import says_ended
from shared.importing.kinds import Row
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare

Reader = Callable[[Value], Any]
"""What a cell says. Raises the Doubt of what it cannot take."""
Readers = Mapping[str, Reader]


class Doubted(NamedTuple):
    """Why a row is not taken, and of which field that is said; None: of the row."""

    doubt: Doubt
    field: str | None = None


def read(
    line: Line, readers: Readers, doubts: Iterable[Doubted] = ()
) -> tuple[dict[str, Any], list[Doubted]]:
    """By field what its cell says; and whatever is doubted. `doubts`: of several cells together."""
    doubts = [*(Doubted(each) for each in of_the_row(line)), *doubts]
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


def ended(line: Line, *fields: str) -> Iterator[Doubted]:
    """Where one of these says that somebody died or moved away."""
    for field in fields:
        if says_ended(line.values.get(field)):
            yield Doubted(Ended(), field)


def are_mixed(values: Iterable[Value]) -> bool:
    """Whether a column has days as days and days as text: of the former, a program may have taken
    the month for the day. A year alone is no day."""
    return len({type(each) for each in values if isinstance(each, date) or _is_day(each)}) > 1


def _is_day(value: Value) -> bool:
    return isinstance(value, str) and len(bare(value).split()) > 2


def each_once(
    found: Iterable[Row | Told],
    key: Callable[[Row], object],
    again: Callable[[Row, Row], type[Doubt]],
    field: str,
) -> Iterator[Row | Told]:
    """Of rows of one `key` the first is taken. Of each other it is said `again`, with where the
    first stands; which doubt that is may depend on both."""
    before: dict[object, Row] = {}
    for each in found:
        if isinstance(each, Told):
            yield each
            continue
        one = before.setdefault(key(each), each)
        yield (
            each
            if one is each
            else Told(each.lines[0], again(one, each)(**where(one.lines[0])), field)
        )


def where(line: Line) -> Mapping[str, object]:
    """In which row of which sheet the same stands before."""
    return {"row": line.row, "sheet": line.sheet}
