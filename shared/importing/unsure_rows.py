"""Rows that are hidden or struck through: whether they are meant, whoever sends a list says of all
such rows of a sheet at once, or of one of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from shared.importing.questions import Question
from shared.importing.reading.lists import Line, Skipped, Understood
from shared.importing.reading.rows import Why

TAKE: Final = "take"
LEAVE_OUT: Final = "leave-out"
CHOICES: Final = {TAKE: "tính các dòng này", LEAVE_OUT: "bỏ các dòng này"}
ENGLISH: Final = {TAKE: "take these rows", LEAVE_OUT: "leave these rows out"}
HIDDEN, STRUCK = "hidden-rows", "struck-rows"
ONE: Final = "row"
"""How an answer of one row is called: `row/`, the number of its sheet, hidden ones too, and its
own as Excel shows it."""


def questions(read: Iterable[Understood]) -> list[Question]:
    """One of each sheet and sort of such rows."""
    return [
        Question(name, each.sheet, CHOICES, english=ENGLISH)
        for each in read
        for name in each.unsure
    ]


def as_answered(read: Sequence[Understood], answers: Mapping[str, str]) -> list[Understood]:
    """Rows that are taken are as any other, those left out are skipped; of the rest it is asked."""
    return [_answered(each, answers) for each in read]


def _answered(of: Understood, answers: Mapping[str, str]) -> Understood:
    asked = dict.fromkeys(name for line in of.lines for name in _sorts(line))
    if not asked:
        return of
    said = {line.row: [*_said(line, answers)] for line in of.lines if line.hidden or line.struck}
    out = {row for row, each in said.items() if LEAVE_OUT in each}
    lines = [
        replace(line, hidden=False, struck=False)
        if (each := said.get(line.row)) and {*each} == {TAKE}
        else line
        for line in of.lines
        if line.row not in out
    ]
    skipped = [*of.skipped, *(Skipped(row, Why.LEFT_OUT) for row in sorted(out))]
    return replace(of, lines=lines, skipped=skipped, unsure=(*asked,))


def _sorts(line: Line) -> Iterator[str]:
    """By which questions it is asked of a row."""
    if line.hidden:
        yield f"{HIDDEN}/{line.sheet_number}"
    if line.struck:
        yield f"{STRUCK}/{line.sheet_number}"


def _said(line: Line, answers: Mapping[str, str]) -> Iterator[str | None]:
    """What is said of a row itself, else of each of its sorts."""
    of_one = answers.get(f"{ONE}/{line.sheet_number}/{line.row}")
    if of_one in CHOICES:
        yield of_one
    else:
        yield from (answers.get(each) for each in _sorts(line))
