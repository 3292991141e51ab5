"""`hieuhoc import <kind> FILE`: a list, from a file to the register, after a dry run; and
`hieuhoc import list|show|undo|template|workbook`.

Exit codes: 0 all rows right, 1 refused or no answer, 2 misuse, 3 some rows rejected or to ask.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from hieuhoc.commands.imports_asked import Register, at_register
from hieuhoc.commands.imports_shown import Bar, Body, line_of, text_of, undone_of
from hieuhoc.commands.imports_workbooks import require_id, template_of, workbook_of
from hieuhoc.commands.reorganising import MISUSED, Refused
from services.registry.importing.kinds import KINDS
from shared.vocabulary.calendar import civil_day, system_clock

ALL_RIGHT, SOME_NOT = 0, 3
CONFIRM: Final = "Ghi vào sổ? (Register them?) [y/N]: "
UNDO: Final = "Hoàn tác lần nhập này? (Undo this import?) [y/N]: "
NOT_UNDONE: Final = "Chưa rút gì: cần trả lời y, hoặc --yes. (Nothing undone: answer y, or --yes.)"
WHICH_PLACE: Final = "Mã địa bàn, ví dụ 26983 (code of the place): "
NO_PLACE: Final = "Hãy cho biết địa bàn bằng --place MÃ. (Say which place: --place CODE.)"
NOT_ASKED: Final = (
    "Chưa ghi gì: cần trả lời y, hoặc --yes. (Nothing registered: answer y, or --yes.)"
)
TODAY: Final = "Ngày ghi sổ là hôm nay, {on}; ngày khác: --on. (Registered as of today.)"
DRY: Final = "Chạy thử, chưa ghi gì (dry run, nothing is registered):"

Sent = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="tệp .xlsx, .xls, .ods hoặc .csv")
]
Place = Annotated[str, typer.Option(help="mã địa bàn, ví dụ 26983 (code of the place)")]
Day = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="ngày ghi sổ (since when; today without it)"),
]
Json = Annotated[bool, typer.Option("--json", help="In ra JSON")]
Which = Annotated[str, typer.Argument(help="mã lần nhập (id of the import)")]


def add_to(app: typer.Typer) -> None:
    """Each kind of list that the register takes in, and what is asked of imports."""
    for kind in KINDS.values():
        says = f"Nhập danh sách {kind.name} của một địa bàn (a list of a place). {kind.headings}"
        app.command(kind.name, help=says)(_bringing(kind.name))
    app.command("list")(listed)
    app.command("show")(show)
    app.command("undo")(undo)
    app.command("template")(template_of)
    app.command("workbook")(workbook_of)


def _bringing(kind: str) -> Callable[..., None]:
    def bring(
        file: Sent,
        *,
        place: Place = "",
        on: Day = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="chỉ chạy thử")] = False,
        yes: Annotated[bool, typer.Option("--yes", help="ghi ngay, không hỏi")] = False,
        as_json: Json = False,
    ) -> None:
        def brought(register: Register) -> Body:
            where = register.place(code, day)
            told, ours = register.submit(kind, file.name, file.read_bytes(), where, day)
            with _put_away(register, told, ours=ours) as agreed:
                if not (dry_run or yes):
                    typer.echo(f"{DRY}\n{text_of(told)}", err=True)
                    _agreed(CONFIRM, NOT_ASKED)
                if not dry_run:
                    agreed.append(str(told["import_id"]))
            return told if dry_run else _recorded(register, agreed[0])

        try:
            code, day = _place(place), _day(on)
            told = at_register(brought)
        except Refused as refused:
            _refused(refused, as_json)
        typer.echo(_json(told) if as_json else text_of(told))
        raise typer.Exit(SOME_NOT if told["errors"] or told["asks"] else ALL_RIGHT)

    return bring


@contextmanager
def _put_away(register: Register, told: Body, *, ours: bool) -> Iterator[list[str]]:
    """An import that was sent just now and not agreed to leaves nothing; another's stays."""
    agreed: list[str] = []
    try:
        yield agreed
    finally:
        if ours and not agreed:
            register.drop(str(told["import_id"]))


def _recorded(register: Register, import_id: str) -> Body:
    """What became of its rows."""
    after = register.confirm(import_id)
    with Bar() as bar:
        return register.finished(import_id, after, bar.tell)


def listed(place: Place = "", *, as_json: Json = False) -> None:
    """Các lần nhập của một địa bàn (the imports of a place)."""
    try:
        code, today = _place(place), _day(None, say=False)
        found = at_register(lambda register: register.imports(register.place(code, today)))
    except Refused as refused:
        _refused(refused, as_json)
    typer.echo(_json(found) if as_json else "\n".join(map(line_of, found)))


def show(import_id: Which, *, as_json: Json = False) -> None:
    """Một lần nhập: đến đâu, dòng nào sai (an import: how far it is, and which rows are wrong)."""
    try:
        told = at_register(lambda register: register.told(import_id))
    except Refused as refused:
        _refused(refused, as_json)
    report = told["report"]
    whole = line_of(told) if report is None else f"{line_of(told)}\n{text_of(report)}"
    typer.echo(_json(told) if as_json else whole)


def undo(
    import_id: Which,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="hoàn tác ngay, không hỏi")] = False,
    as_json: Json = False,
) -> None:
    """Hoàn tác một lần nhập: rút khỏi sổ mọi thứ nó mang vào (all that an import brought is
    withdrawn, unless something was built on it)."""
    try:
        require_id(import_id)
        if not yes:
            _agreed(UNDO, NOT_UNDONE)
        told = at_register(lambda register: register.undo(import_id))
    except Refused as refused:
        _refused(refused, as_json)
    typer.echo(_json(told) if as_json else undone_of(told))


def _place(said: str) -> str:
    """Raises Refused."""
    if not said and sys.stdin.isatty():
        said = _answered(WHICH_PLACE)
    if not said:
        raise Refused(MISUSED, NO_PLACE, code="hieuhoc.place-not-said")
    return said


def _day(said: datetime | None, *, say: bool = True) -> str:
    if said is not None:
        return said.date().isoformat()
    today = civil_day(system_clock()).isoformat()
    if say:
        typer.echo(TODAY.format(on=today), err=True)
    return today


def _agreed(question: str, not_asked: str) -> None:
    """Raises Refused. Nothing of it goes to where the answer is printed."""
    if _answered(question).lower() not in ("y", "yes"):
        raise Refused(MISUSED, not_asked, code="hieuhoc.not-confirmed")


def _answered(question: str) -> str:
    typer.echo(question, err=True, nl=False)
    return sys.stdin.readline().strip()


def _refused(refused: Refused, as_json: bool) -> NoReturn:
    if as_json:
        typer.echo(_json({"code": refused.code, "detail": "\n".join(refused.lines)}))
    else:
        for line in refused.lines:
            typer.echo(line, err=True)
    raise typer.Exit(refused.exit_code) from None


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
