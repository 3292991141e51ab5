"""What was made of the sheets of a file, as it is shown to whoever sent it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal

from shared.importing.reading.lists import Line, Understood
from shared.importing.table import letters

SHOWN: Final = 20
"""So many rows that are skipped for one reason are shown by number."""
Mapped = Literal["said", "remembered"]


@dataclass(frozen=True)
class UnreadTold:
    """A column of the list that is none of its kind's, and what stands over it."""

    column: str
    heading: str


@dataclass(frozen=True)
class SkippedTold:
    """`number` rows are none of the list's, for one reason; `rows`: the first of them."""

    why: str
    number: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """Rows one below the other, from `first` to `last`, over which the same stands: `place`, as it
    is written there; and whatever else is said of all of them (`said`, by field), as a month."""

    first: int
    last: int
    rows: int
    place: str | None
    said: Mapping[str, str]


@dataclass(frozen=True)
class SheetTold:
    """`columns`: by field what stands over its column; `letters`: which column that is, as Excel
    shows it. `mapped`: whether whoever sent it said so, now or of a list before; null: it was found
    by the headings."""

    name: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[UnreadTold, ...] = ()
    skipped: tuple[SkippedTold, ...] = ()
    blocks: tuple[Block, ...] = ()
    mapped: Mapped | None = None


@dataclass(frozen=True)
class OtherSheet:
    """A sheet of which nothing is read: `hidden`, `no-list`, or `left-out` as was asked."""

    name: str
    why: str


def sheets_told(sheets: Sequence[Understood], mapped: Mapping[str, Mapped]) -> list[SheetTold]:
    return [_told(each, mapped.get(each.sheet)) for each in sheets if each.heading is not None]


def others_told(sheets: Sequence[Understood]) -> list[OtherSheet]:
    return [OtherSheet(each.sheet, _why(each)) for each in sheets if each.heading is None]


def _why(of: Understood) -> str:
    return "left-out" if of.left_out else "hidden" if of.hidden else "no-list"


def _told(of: Understood, mapped: Mapped | None) -> SheetTold:
    assert of.heading is not None, "asked of lists only"
    heading = of.heading
    known = {*heading.columns.values()}
    return SheetTold(
        of.sheet,
        (*range(heading.top, heading.bottom + 1),),
        {name: heading.texts.get(column, "") for name, column in heading.columns.items()},
        {name: letters(column) for name, column in heading.columns.items()},
        tuple(UnreadTold(letters(n), text) for n, text in heading.texts.items() if n not in known),
        tuple(_skipped(of)),
        tuple(_blocks(of.lines, heading.columns)),
        mapped,
    )


def _skipped(of: Understood) -> Iterator[SkippedTold]:
    rows: dict[str, list[int]] = {}
    for each in of.skipped:
        rows.setdefault(each.why, []).append(each.row)
    for why, found in rows.items():
        yield SkippedTold(str(why), len(found), tuple(found[:SHOWN]))


def _blocks(lines: Sequence[Line], columns: Mapping[str, int]) -> Iterator[Block]:
    def over(line: Line) -> tuple[str | None, tuple[tuple[str, str], ...]]:
        said = [(name, str(value)) for name, value in line.values.items() if name not in columns]
        said += [] if line.group is None else [("group", line.group)]
        return line.place, tuple(said)

    for (place, said), group in groupby(lines, over):
        rows = [line.row for line in group]
        yield Block(rows[0], rows[-1], len(rows), place, dict(said))
