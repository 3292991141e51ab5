"""Lists of funding, tried on this computer: read and judged by the file alone. Nothing of them is
sent, kept or recorded."""

from collections.abc import Callable
from importlib import import_module

import typer

from hieuhoc.commands.imports_brought import (
    ALL_RIGHT,
    DRY,
    SOME_NOT,
    Day,
    Dry,
    Json,
    Place,
    Sent,
    Yes,
)
from hieuhoc.commands.imports_mended import Mapping
from hieuhoc.commands.imports_shown import promised, text_of
from hieuhoc.commands.imports_told import end_with, json_text
from hieuhoc.commands.reorganising import Refused


def trying(kind: str) -> Callable[..., None]:
    def attempt(
        file: Sent,
        *,
        place: Place = "",
        on: Day = None,
        mapping: Mapping = None,
        dry_run: Dry = False,
        yes: Yes = False,
        as_json: Json = False,
    ) -> None:
        """`place` and `yes` are said as of other lists; no row is judged by them."""
        trial = import_module("hieuhoc.commands.imports_trial")
        try:
            told = trial.judged(kind, file, on and on.date(), mapping)
            if not dry_run:
                typer.echo(f"{DRY}\n{text_of(told)}", err=True)
                raise trial.not_yet()
        except Refused as refused:
            end_with(refused, as_json=as_json)
        typer.echo(json_text(promised(told)) if as_json else text_of(told))
        raise typer.Exit(SOME_NOT if told["errors"] or told["asks"] else ALL_RIGHT)

    return attempt
