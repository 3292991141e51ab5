"""What an officer says of a list beside its file: cells put right, words explained, questions
answered, columns named."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from hieuhoc.commands.imports_shown import Body, unanswered
from hieuhoc.commands.reorganising import MISUSED, Refused

NOT_CELL: Final = "--cell {said}: viết như 'Trang!C12=giá trị' (write 'Sheet!C12=value')."
NOT_VALUE: Final = "--value {said}: viết như 'hamlet:KP2=Khu phố 2' (write 'field:said=meant')."
NOT_ANSWER: Final = "--answer {said}: viết như 'câu hỏi=mã' (write 'question=code')."
NOT_JSON: Final = "{file}: không phải JSON đúng dạng ở dòng {line}. (This is no JSON object.)"
WHICH: Final = "Chọn số, Enter: {guessed} (choose a number): "
NO_GUESS: Final = "để sau (later)"
_CELL: Final = re.compile(r"(?:'([^']+)'|([^!]+))!([A-Za-z]{1,3})([1-9]\d*)=(.*)", re.DOTALL)
_VALUE: Final = re.compile(r"([a-z_]+):([^=]+)=(.*)", re.DOTALL)

Cells = Annotated[
    list[str] | None,
    typer.Option("--cell", help="'Trang!C12=giá trị': sửa một ô (a cell; nothing after =: empty)"),
]
Values = Annotated[
    list[str] | None,
    typer.Option("--value", help="'hamlet:KP2=Khu phố 2': cho mọi dòng (for all rows at once)"),
]
Answers = Annotated[
    list[str] | None, typer.Option("--answer", help="'câu hỏi=mã' (an answer to a question)")
]
Mapping = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="JSON: cột nào là gì (which column is what)"),
]
Mendings = Annotated[
    Path | None,
    typer.Option(
        "--file", exists=True, dir_okay=False, help="JSON: cells, values, answers, mapping"
    ),
]


def cells_of(said: Sequence[str]) -> Iterator[Body]:
    """Raises Refused."""
    for each in said:
        if (found := _CELL.fullmatch(each)) is None:
            raise Refused(MISUSED, NOT_CELL.format(said=each), code="hieuhoc.cell-not-said")
        quoted, plain, column, row, value = found.groups()
        cell = {"sheet": quoted or plain, "row": int(row), "column": column.upper()}
        yield cell | {"value": value or None}


def values_of(said: Sequence[str]) -> Iterator[Body]:
    """Raises Refused."""
    for each in said:
        if (found := _VALUE.fullmatch(each)) is None:
            raise Refused(MISUSED, NOT_VALUE.format(said=each), code="hieuhoc.value-not-said")
        field, words, meant = found.groups()
        yield {"field": field, "said": words, "meant": meant or None}


def answers_of(said: Sequence[str]) -> Iterator[Body]:
    """Raises Refused. The name of a question may have an = in it, its answer has none."""
    for each in said:
        question, _, answer = each.rpartition("=")
        if not question or not answer:
            raise Refused(MISUSED, NOT_ANSWER.format(said=each), code="hieuhoc.answer-not-said")
        yield {"question": question, "answer": answer}


def json_of(file: Path) -> dict[str, Any]:
    """Raises Refused."""
    try:
        said = json.loads(file.read_bytes())
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise _no_json(file, line) from None
    if not isinstance(said, dict):
        raise _no_json(file, 1)
    return said


def _no_json(file: Path, line: int) -> Refused:
    return Refused(MISUSED, NOT_JSON.format(file=file, line=line), code="hieuhoc.no-json")


def answered_at(terminal: Body) -> list[Body]:
    """What somebody who sits there answers to each question of a list that is not answered yet;
    nobody does where there is no terminal."""
    if not sys.stdin.isatty():
        return []
    return [answer for each in unanswered(terminal) if (answer := _answered(each)) is not None]


def _answered(question: Body) -> Body | None:
    codes = [*question["choices"]]
    typer.echo(f"«{question['about']}»:", err=True)
    for number, code in enumerate(codes, 1):
        typer.echo(f"  {number:>2}  {question['choices'][code]}", err=True)
    guessed = question["choices"].get(question["guessed"], NO_GUESS)
    typer.echo(WHICH.format(guessed=guessed), err=True, nl=False)
    said = sys.stdin.readline().strip()
    if said.isdecimal() and 1 <= int(said) <= len(codes):
        return {"question": question["name"], "answer": codes[int(said) - 1]}
    if not said and question["guessed"] is not None:
        return {"question": question["name"], "answer": question["guessed"]}
    return None
