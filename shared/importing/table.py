"""What a file holds, whatever its format: sheets of rows of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

Value = str | float | bool | date | None
"""Of a cell. Whole numbers are floats, as workbooks have them; None: nothing stands in it."""


class Span(NamedTuple):
    """Cells made one: the first and last row, the first and last column, from 1."""

    top: int
    bottom: int
    left: int
    right: int


def letters(column: int) -> str:
    """Of a column from 1, as Excel shows it."""
    said = ""
    while column:
        column, left = divmod(column - 1, 26)
        said = chr(65 + left) + said
    return said


def number_of(column: str) -> int:
    """Of a column from 1, as `letters` shows it; 0: these are no letters of one."""
    number = 0
    for letter in column:
        if not "A" <= letter <= "Z" or len(column) > 3:
            return 0
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class Row:
    """`number`: as Excel shows it. `cells` from column 1 on, without what is empty at the end.
    `hidden`: by hand or by a filter. `struck`: the columns struck through. `width`: into how
    many cells a record of text was divided, empty ones too; 0 in workbooks: nothing slips there."""

    number: int
    cells: tuple[Value, ...]
    hidden: bool = False
    struck: frozenset[int] = frozenset()
    width: int = 0

    def at(self, column: int) -> Value:
        """What stands in a column, from 1."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else None

    @property
    def filled(self) -> dict[int, Value]:
        """By column, what is not empty."""
        return {n: each for n, each in enumerate(self.cells, 1) if each is not None}


@dataclass(frozen=True)
class Sheet:
    """Its rows that are not empty. A csv file is one sheet of the name `csv`."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    merged: Sequence[Span] = ()
