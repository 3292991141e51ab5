"""What the process that reads a file answers: values only, nothing that could be run."""

from datetime import date, datetime
from typing import Final

import msgspec

MOST_ANSWERED: Final = 150_000_000
"""Bytes: a text that stands in each of a million cells is kept once in a file, and not here."""

Cell = str | float | bool | tuple[int, int, int] | None
"""A day is (year, month, day)."""


class RowSent(msgspec.Struct, array_like=True):
    number: int
    cells: list[Cell]
    hidden: bool = False
    struck: list[int] = []
    width: int = 0


class SheetSent(msgspec.Struct, array_like=True):
    name: str
    rows: list[RowSent]
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = []


class Answer(msgspec.Struct):
    """Sheets; or the code of why the file is refused, with the fields of its sentence."""

    sheets: list[SheetSent] = []
    refused: str | None = None
    fields: dict[str, str | int] = {}


def cell(value: object) -> Cell:
    """What a reader found in a cell."""
    match value:
        case None | "":
            return None
        case str() | bool():
            return value
        case int() | float():
            return float(value)
        case datetime() | date():
            return value.year, value.month, value.day
        case _:
            return str(value)


def without_empty_end(cells: list[Cell]) -> list[Cell]:
    last = max((n for n, each in enumerate(cells, 1) if each is not None), default=0)
    return cells[:last]
