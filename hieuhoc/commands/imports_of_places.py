"""`places` among the imports: a list of the places of a place, or without a file the official
places."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer

from hieuhoc.commands.imports_brought import LIST, Day, Dry, Json, Keep, Place, Yes, bringing
from hieuhoc.commands.imports_mended import Answers, Mapping
from hieuhoc.commands.reorganising import MISUSED
from services.registry.importing.names import ListKind

NO_FILE: Final = (
    "Thiếu FILE: tuỳ chọn này là của một danh sách. (FILE is missing: this option is of a list.)"
)


def places(
    file: Annotated[Path | None, LIST] = None,
    *,
    place: Place = "",
    on: Day = None,
    mapping: Mapping = None,
    answer: Answers = None,
    dry_run: Dry = False,
    keep: Keep = False,
    yes: Yes = False,
    as_json: Json = False,
    database: Annotated[str, typer.Option(help="không có FILE: của sổ đăng ký")] = "",
    files: Annotated[Path | None, typer.Option(help="không có FILE: thư mục dữ liệu")] = None,
) -> None:
    """Không có FILE: địa bàn cả nước theo danh mục (the official places of Vietnam, without FILE);
    với FILE: nhập danh sách địa bàn của một nơi (a list of the places of a place)."""
    if file is None:
        if place or on or mapping or answer or dry_run or keep or yes or as_json:
            typer.echo(NO_FILE, err=True)
            raise typer.Exit(MISUSED)
        _official(database, files)
        return
    bringing(ListKind.PLACES)(
        file,
        place=place,
        on=on,
        mapping=mapping,
        answer=answer,
        dry_run=dry_run,
        keep=keep,
        yes=yes,
        as_json=as_json,
    )


def _official(database: str, files: Path | None) -> None:
    """By the code of the register, which is read for this only."""
    named = database or import_module("shared.telemetry.configuration").database_of("registry")
    import_module("hieuhoc.commands.places").import_places(named, files)
