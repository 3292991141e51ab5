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
SUMS: Final = {"members": "nhân khẩu (members)"}
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
        stated = "không ghi" if total["stated"] is None else f"{total['stated']:g}"
        yield f"{total['right']:>7g}  {SUMS.get(name, name)}, tệp ghi (the file states) {stated}"
    said = {"Sai (rejected)": "errors", "Hỏi lại (ask)": "asks", "Đúng, cần biết (notes)": "notes"}
    for words, complaints in ((words, told.get(each, ())) for words, each in said.items()):
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
