"""`hieuhoc import families FILE`: a list, from a file to the register that runs, after a dry run.

Exit codes: 0 all rows right, 1 refused or no answer, 2 misuse, 3 some rows rejected or to ask.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import uuid4

import typer

from hieuhoc.commands.reorganising import MISUSED, Refused, asked, where_and_who

PATIENCE: Final = 600.0
ALL_RIGHT, SOME_NOT = 0, 3
IMPORTS, PLACES = "/registry/v1/imports", "/registry/v1/places"
WRONG_PLACES: Final = {
    "registry.place-unknown",
    "registry.code-not-in-force",
    "web.invalid-request",
}
WITHOUT_A_REGISTER: Final = (
    "Hãy chạy `hieuhoc demo` ở một cửa sổ khác, hoặc đặt HIEUHOC_REGISTRY và HIEUHOC_TOKEN."
    " (Start `hieuhoc demo` in another terminal, or say where the register is and who asks.)"
)
CONFIRM: Final = "Ghi vào sổ? (Register them?) [y/N]: "
NOT_ASKED: Final = (
    "Chưa ghi gì: cần trả lời y, hoặc --yes. (Nothing registered: answer y, or --yes.)"
)
DRY: Final = "Chạy thử, chưa ghi gì (dry run, nothing is registered):"
COUNTS: Final = {
    "read": "dòng đã đọc (rows read)",
    "new": "hộ mới (new)",
    "changed": "hộ thay đổi (changed)",
    "unchanged": "hộ đã có trong sổ (unchanged)",
    "rejected": "dòng sai (rejected)",
    "ask": "dòng cần hỏi lại (to ask)",
}
SUMS: Final = {"members": "nhân khẩu (members)"}
DAY: Final = typer.Option(
    formats=["%Y-%m-%d"], help="ngày đăng ký (since when they are registered)"
)

Body = Mapping[str, Any]
Sent = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="tệp .xlsx, .xls, .ods hoặc .csv")
]


def families(
    file: Sent,
    *,
    place: Annotated[str, typer.Option(help="mã địa bàn, ví dụ 26983 (code of the place)")],
    on: Annotated[datetime, DAY],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="chỉ chạy thử")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="ghi ngay, không hỏi")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In ra JSON")] = False,
) -> None:
    """Nhập danh sách hộ gia đình của một địa bàn (a list of the families of a place).

    `HIEUHOC_REGISTRY` and `HIEUHOC_TOKEN` as for `places reorganise`. The same file again registers
    nobody twice. Ends with 0: all rows right; 1: refused; 2: misuse; 3: some rows are not right.
    """
    try:
        told = _brought(_asking(file, place, on.date().isoformat()), dry_run, yes)
    except Refused as refused:
        _say_why(refused, as_json)
        raise typer.Exit(refused.exit_code) from None
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else text_of(told))
    raise typer.Exit(SOME_NOT if told["errors"] or told["asks"] else ALL_RIGHT)


Ask = Callable[[bool], Body]
"""Sends the list, as a dry run or not. Raises Refused."""


def _brought(ask: Ask, dry_run: bool, yes: bool) -> Body:
    """What the last answer says; nothing is registered that was not agreed to."""
    if dry_run:
        return ask(True)
    if not yes:
        typer.echo(f"{DRY}\n{text_of(ask(True))}", err=True)
        _agreed()
    return ask(False)


def _agreed() -> None:
    """Raises Refused. Nothing of it goes to where the answer is printed."""
    typer.echo(CONFIRM, err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Refused(MISUSED, NOT_ASKED, code="hieuhoc.not-confirmed")


def _asking(file: Path, code: str, on: str) -> Ask:
    who = _who()
    place_id = _place(who, code, on)
    content = b64encode(file.read_bytes()).decode()
    body = {"kind": "families", "file_name": file.name, "content": content}
    body |= {"place_id": place_id, "on": on}

    def ask(dry_run: bool) -> Body:
        key = {"Idempotency-Key": str(uuid4())}
        said = body | {"dry_run": dry_run}
        return asked("POST", IMPORTS, who, key, json=said, timeout=PATIENCE)

    return ask


def _who() -> tuple[str, str]:
    try:
        return where_and_who()
    except Refused as refused:
        raise Refused(MISUSED, *refused.lines, WITHOUT_A_REGISTER, code=refused.code) from None


def _place(who: tuple[str, str], code: str, on: str) -> str:
    try:
        return str(asked("GET", PLACES, who, params={"code": code, "on": on})["place_id"])
    except Refused as refused:
        wrong = refused.code in WRONG_PLACES
        exit_code = MISUSED if wrong else refused.exit_code
        raise Refused(exit_code, *refused.lines, code=refused.code) from None


def _say_why(refused: Refused, as_json: bool) -> None:
    if as_json:
        said = {"code": refused.code, "detail": "\n".join(refused.lines)}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    for line in refused.lines:
        typer.echo(line, err=True)


def text_of(told: Body) -> str:
    """What became of a list, as an officer reads it."""
    return "\n".join(_lines(told))


def _lines(told: Body) -> Iterator[str]:
    for name, words in COUNTS.items():
        yield f"{told['rows'][name]:>7}  {words}"
    for name, total in told["sums"].items():
        stated = "không ghi" if total["stated"] is None else f"{total['stated']:g}"
        yield f"{total['right']:>7g}  {SUMS.get(name, name)}, tệp ghi (the file states) {stated}"
    for words, complaints in (("Sai (rejected)", told["errors"]), ("Hỏi lại (ask)", told["asks"])):
        if complaints:
            yield f"{words}:"
            yield from _grouped(complaints)


def _grouped(complaints: Sequence[Body]) -> Iterator[str]:
    """Each reason once, with its rows by sheet."""
    rows: dict[str, dict[str, list[str]]] = {}
    for each in complaints:
        sheets = rows.setdefault(each["detail"], {})
        sheets.setdefault(each["sheet"], []).append(str(each["row"]))
    for detail, sheets in rows.items():
        yield f"  {detail}"
        for sheet, numbers in sheets.items():
            yield f"    {sheet}, dòng (rows) {', '.join(numbers)}"
