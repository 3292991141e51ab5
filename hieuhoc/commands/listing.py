"""How every command lists: a table that nothing cuts, or the same as JSON for programs."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

UNCUT: Final = 1000
"""Columns where there is no terminal that has so many and no more."""

Row = Mapping[str, str | int | None]
"""One line, by the names of its columns; None: nothing is known there."""

AsJson = Annotated[bool, typer.Option("--json", help="as JSON (in ra JSON)")]


def show(rows: Sequence[Row], *, as_json: bool, nothing: str) -> None:
    """One line for each row, all with the same columns; as JSON a list of objects, an empty one
    where a person would read `nothing`."""
    if as_json:
        typer.echo(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2))
    elif rows:
        Console(width=None if sys.stdout.isatty() else UNCUT).print(_table(rows))
    else:
        typer.echo(nothing)


def _table(rows: Sequence[Row]) -> Table:
    table = Table(*rows[0], box=None)
    for row in rows:
        table.add_row(*("" if said is None else printable(str(said)) for said in row.values()))
    return table


def printable(text: str) -> str:
    """No control characters of a stranger's reach the terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
