"""Imports as an officer reads them in a terminal."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

Body = Mapping[str, Any]
COUNTS: Final = {
    "read": "dòng đã đọc (rows read)",
    "new": "ghi mới (new)",
    "changed": "thay đổi (changed)",
    "unchanged": "đã có trong sổ (unchanged)",
    "rejected": "dòng sai (rejected)",
    "ask": "dòng cần hỏi lại (to ask)",
}
SUMS: Final = {
    "members": "nhân khẩu (members)",
    "pupils": "em (pupils)",
    "grants": "suất (grants)",
    "amount": "đồng (amount)",
    "cash": "đồng, tiền mặt (cash)",
    "goods": "đồng, hiện vật ước (goods)",
}
STATES: Final = {
    "submitted": "chờ xác nhận (not confirmed)",
    "waiting": "chờ đến lượt (waiting)",
    "running": "đang ghi (running)",
    "finished": "đã xong (finished)",
    "ended": "đã dừng giữa chừng (ended)",
    "dropped": "đã bỏ (dropped)",
    "undone": "đã hoàn tác (undone)",
}
THINGS: Final = {
    "family": "gia đình (families)",
    "family-member": "thành viên gia đình (members of families)",
    "clan": "dòng họ (clans)",
    "establishment": "đơn vị (establishments)",
}

TOLD: Final = ("import_id", "kind", "sheets", "rows", "sums", "errors", "asks")
OF_A_SHEET: Final = ("name", "header_rows", "columns")


class Bar:
    """How far an import has come, where somebody watches; elsewhere plain silence."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        seen = sys.stderr.isatty()
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not seen)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._progress.stop()

    def tell(self, told: Body) -> None:
        """As an import is told of."""
        come = told["progress"] or {"done": 0, "of_rows": None}
        says = STATES[told["state"]]
        if told["ahead"]:
            says = f"{says}, {told['ahead']} trước (ahead)"
        if self._task is None:
            self._task = self._progress.add_task(says, total=come["of_rows"])
        self._progress.update(
            self._task, description=says, completed=come["done"], total=come["of_rows"]
        )


def line_of(told: Body) -> str:
    """An import in one line."""
    come = told["progress"]
    far = f", {come['done']}/{come['of_rows']} dòng (rows)" if come else ""
    said = f"{told['import_id']}  {told['submitted_on']}  {told['kind']}, {told['on']}"
    return f"{said}: {STATES[told['state']]}{far}"


def undone_of(told: Body) -> str:
    """What an import took back."""
    counts = [f"{n:>7}  {THINGS.get(each, each)}" for each, n in told["withdrawn"].items()]
    return "\n".join([f"{told['import_id']}: {STATES[told['state']]}", *counts])


def text_of(told: Body) -> str:
    """What became of a list, as an officer reads it."""
    return "\n".join(_lines(told))


def _lines(told: Body) -> Iterator[str]:
    for name, words in COUNTS.items():
        yield f"{told['rows'][name]:>7}  {words}"
    for name, total in told["sums"].items():
        stated = "không ghi" if total["stated"] is None else f"{total['stated']:.15g}"
        what, *of_sheet = name.split(": ", 1)
        words = ": ".join([SUMS.get(what, what), *of_sheet])
        yield f"{total['right']:>7.15g}  {words}, tệp ghi (the file states) {stated}"
    for words, asks in (("Sai (rejected)", False), ("Hỏi lại (ask)", True)):
        if causes := [each for each in told["causes"] if each["asks"] == asks]:
            yield f"{words}:"
            for cause in causes:
                yield from _cause(cause)
    if notes := told.get("notes"):
        yield "Đúng, cần biết (notes):"
        yield from _grouped(notes)
    yield from _questions(told)


def _grouped(notes: Sequence[Body]) -> Iterator[str]:
    """Each sentence once, with its rows by sheet."""
    rows: dict[str, dict[str, list[str]]] = {}
    for each in notes:
        sheets = rows.setdefault(each["detail"], {})
        sheets.setdefault(each["sheet"], []).append(str(each["row"]))
    for detail, sheets in rows.items():
        yield f"  {detail}"
        yield from _rows(sheets)


def _rows(sheets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for sheet, numbers in sheets.items():
        yield f"    {sheet}, dòng (rows) {', '.join(numbers)}"


def _cause(cause: Body) -> Iterator[str]:
    """A reason, with the first of its rows by sheet, and what stands in most of their cells."""
    column = f" [{cause['field']}, cột (column) {cause['column']}]" if cause["column"] else ""
    yield f"  {cause['number']} dòng (rows){column}: {cause['detail']}"
    sheets: dict[str, list[str]] = {}
    for each in cause["rows"]:
        sheets.setdefault(each["sheet"], []).append(str(each["row"]))
    left = cause["number"] - len(cause["rows"])
    yield from _rows(sheets)
    if left:
        yield f"    và {left} dòng nữa (more)"
    for each in cause["words"]:
        yield f"    «{each['words']}»: {each['number']} ô (cells)"


def _questions(told: Body) -> Iterator[str]:
    """What is asked once for the whole list, and not answered yet."""
    for each in unanswered(told):
        yield f"Chưa rõ (to answer) «{each['about']}»: --answer '{each['name']}=…'"
        for code, name in each["choices"].items():
            guessed = "  ← có lẽ (likely)" if code == each["guessed"] else ""
            yield f"    {code}: {name}{guessed}"


def unanswered(told: Body) -> list[Body]:
    return [each for each in told["questions"] if each["answered"] is None]


def promised(told: Body) -> Body:
    """The one object that programs are promised; `show --json` has all that is known."""
    sheets = [{name: each[name] for name in OF_A_SHEET} for each in told["sheets"]]
    return {name: told[name] for name in TOLD} | {"sheets": sheets}
