"""A list on its way onto the books: sent, shown, mended, agreed to, recorded."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from hieuhoc.commands.imports_asked import Register, at_register
from hieuhoc.commands.imports_mended import (
    Answers,
    Cells,
    Mapping,
    Mendings,
    Values,
    answered_at,
    answers_of,
    cells_of,
    json_of,
    values_of,
)
from hieuhoc.commands.imports_shown import Bar, Body, promised, text_of
from hieuhoc.commands.imports_told import answered, end_with, json_text, ours
from hieuhoc.commands.imports_workbooks import require_id
from hieuhoc.commands.reorganising import MISUSED, Refused
from shared.vocabulary.calendar import civil_day, system_clock

ALL_RIGHT, SOME_NOT = 0, 3
CONFIRM: Final = "Ghi vào sổ? y: ghi (register), g: giữ lại để sửa (keep to mend) [y/g/N]: "
CONFIRM_MENDED: Final = "Ghi vào sổ? (Register them?) [y/N]: "
WHICH_PLACE: Final = "Mã địa bàn, ví dụ 26983 (code of the place): "
NO_PLACE: Final = "Hãy cho biết địa bàn bằng --place MÃ. (Say which place: --place CODE.)"
NOT_ASKED: Final = (
    "Chưa ghi gì: cần trả lời y, hoặc --yes; --keep giữ lại để sửa."
    " (Nothing registered: answer y, or --yes; --keep leaves it to be mended.)"
)
TODAY: Final = "Ngày ghi sổ là hôm nay, {on}; ngày khác: --on. (Registered as of today.)"
DRY: Final = "Chạy thử, chưa ghi gì (dry run, nothing is registered):"
KEPT: Final = """\
Chưa ghi gì, giữ lại 30 ngày để sửa (kept for 30 days to be mended):
  {hieuhoc} import mend {id} --cell 'Trang!C12=…' --value 'hamlet:…=…'
  {hieuhoc} import mend {id} --yes    ghi vào sổ (register)"""
LEFT: Final = """\
Dòng chưa vào sổ, để sửa rồi gửi lại (what is not registered, to correct and send again):
  {hieuhoc} import workbook {id}
Hoàn tác cả lần nhập (undo all of it):
  {hieuhoc} import undo {id}"""

LIST: Final = typer.Argument(exists=True, dir_okay=False, help="tệp .xlsx, .xls, .ods hoặc .csv")
Sent = Annotated[Path, LIST]
Place = Annotated[str, typer.Option(help="mã địa bàn, ví dụ 26983 (code of the place)")]
Day = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="ngày ghi sổ (since when; today without it)"),
]
Dry = Annotated[bool, typer.Option("--dry-run", help="chỉ chạy thử")]
Keep = Annotated[
    bool, typer.Option("--keep", help="chỉ chạy thử, giữ lại để sửa (a dry run that may be mended)")
]
Yes = Annotated[bool, typer.Option("--yes", help="ghi ngay, không hỏi")]
Json = Annotated[bool, typer.Option("--json", help="In ra JSON")]


@dataclass
class Way:
    """How far a list shall go. `stays`: once it is agreed to, or to be mended."""

    dry_run: bool
    keep: bool
    yes: bool
    stays: bool = field(default=False, init=False)

    @property
    def asks(self) -> bool:
        return not (self.dry_run or self.keep or self.yes)


def bringing(kind: str) -> Callable[..., None]:
    def bring(
        file: Sent,
        *,
        place: Place = "",
        on: Day = None,
        mapping: Mapping = None,
        answer: Answers = None,
        dry_run: Dry = False,
        keep: Keep = False,
        yes: Yes = False,
        as_json: Json = False,
    ) -> None:
        way = Way(dry_run, keep, yes)

        def brought(register: Register) -> Body:
            where = register.place(code, day)
            told, ours = register.submit(file, kind=kind, place_id=where, on=day, **said)
            with _put_away(register, told, way, ours=ours):
                if not yes:
                    told = _questioned(register, told)
                return _recorded(register, told) if _goes_on(way, told) else told

        try:
            said = _said(answer or (), mapping)
            code, day = place_of(place), day_of(on)
            told = at_register(brought)
        except Refused as refused:
            end_with(refused, as_json=as_json)
        _end(told, as_json=as_json, recorded=way.stays and not way.keep)

    return bring


def _said(answers: Sequence[str], mapping: Path | None) -> dict[str, Any]:
    """Beside the file. Raises Refused."""
    said: dict[str, Any] = {}
    if answers:
        said["answers"] = [*answers_of(answers)]
    if mapping is not None:
        said["mapping"] = json_of(mapping)
    return said


def _goes_on(way: Way, told: Body) -> bool:
    """Whether it is recorded; else it ends here. Raises Refused: nobody agreed to it."""
    if way.asks:
        typer.echo(f"{DRY}\n{text_of(told)}", err=True)
        said = answered(CONFIRM).lower()
        if said not in ("y", "yes", "g"):
            raise Refused(MISUSED, NOT_ASKED, code="hieuhoc.not-confirmed")
        way.keep = said == "g"
    way.stays = not way.dry_run
    if way.keep:
        typer.echo(KEPT.format(hieuhoc=ours(), id=told["import_id"]), err=True)
    return way.stays and not way.keep


@contextmanager
def _put_away(register: Register, told: Body, way: Way, *, ours: bool) -> Iterator[None]:
    """An import that was sent just now and not agreed to leaves nothing; another's stays."""
    try:
        yield
    finally:
        if ours and not way.stays:
            register.drop(str(told["import_id"]))


def _questioned(register: Register, told: Body) -> Body:
    """As it is told of once what is asked of the whole list is answered, where somebody is."""
    answers = answered_at(told)
    return register.mend(str(told["import_id"]), {"answers": answers}) if answers else told


def _recorded(register: Register, told: Body) -> Body:
    """What became of its rows."""
    import_id = str(told["import_id"])
    after = register.confirm(import_id)
    with Bar() as bar:
        return register.finished(import_id, after, bar.tell)


def mend(
    import_id: Annotated[str, typer.Argument(help="mã lần nhập (id of the import)")],
    *,
    cell: Cells = None,
    value: Values = None,
    answer: Answers = None,
    mapping: Mapping = None,
    file: Mendings = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Sửa một lần nhập chưa xác nhận, không gửi lại tệp, rồi xem lại (mend an import that is not
    confirmed, without a new file, and see what would become of it; --yes registers it)."""

    def mended(register: Register) -> tuple[Body, bool]:
        told = register.mend(import_id, said) if said else register.dry_run(import_id)
        if not yes:
            told = _questioned(register, told)
        goes_on = yes or _agreed_at_terminal(told)
        return (_recorded(register, told) if goes_on else told), goes_on

    try:
        require_id(import_id)
        said = json_of(file) if file else {}
        said |= _said(answer or (), mapping)
        beside = {"cells": [*cells_of(cell or ())], "values": [*values_of(value or ())]}
        said |= {name: [*said.get(name, []), *more] for name, more in beside.items() if more}
        told, recorded = at_register(mended)
    except Refused as refused:
        end_with(refused, as_json=as_json)
    if not recorded:
        typer.echo(KEPT.format(hieuhoc=ours(), id=import_id), err=True)
    _end(told, as_json=as_json, recorded=recorded)


def _agreed_at_terminal(told: Body) -> bool:
    if not sys.stdin.isatty():
        return False
    typer.echo(f"{DRY}\n{text_of(told)}", err=True)
    return answered(CONFIRM_MENDED).lower() in ("y", "yes")


def _end(told: Body, *, as_json: bool, recorded: bool) -> NoReturn:
    typer.echo(json_text(promised(told)) if as_json else text_of(told))
    not_all = bool(told["errors"] or told["asks"])
    if recorded and not_all:
        typer.echo(LEFT.format(hieuhoc=ours(), id=told["import_id"]), err=True)
    raise typer.Exit(SOME_NOT if not_all else ALL_RIGHT)


def place_of(said: str) -> str:
    """Raises Refused."""
    if not said and sys.stdin.isatty():
        said = answered(WHICH_PLACE)
    if not said:
        raise Refused(MISUSED, NO_PLACE, code="hieuhoc.place-not-said")
    return said


def day_of(said: datetime | None, *, say: bool = True) -> str:
    if said is not None:
        return said.date().isoformat()
    today = civil_day(system_clock()).isoformat()
    if say:
        typer.echo(TODAY.format(on=today), err=True)
    return today
