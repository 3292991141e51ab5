"""What became of a list, in the form that the API and the command line answer."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from shared.importing.causes import Cause, Complained, causes_of
from shared.importing.doubts import Doubt
from shared.importing.noting import SENTENCES, Note
from shared.importing.questions import Question
from shared.importing.reading.lists import Line, Understood
from shared.importing.summing import Sum, sums_of
from shared.importing.table import letters
from shared.importing.understanding import (
    Mapped,
    OtherSheet,
    SheetTold,
    others_told,
    sheets_told,
)
from shared.importing.wording import words_of
from shared.vocabulary.refusals import Refusal
from shared.web.languages import Language

PLACE: Final = "hamlet"
"""The field that a sub-heading may say for the rows below it."""
ALL_RIGHT: Final = 0
SOME_NOT: Final = 3
"""How the command line ends; 1: the file is refused, 2: the call is wrong."""


class Became(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a row, or why nothing did; then of which field that is said, if of one.
    `adds`: what it adds to each sum, as its cells were understood. `notes`: of one that is right,
    what there is to say of it."""

    line: Line
    outcome: Became | Refusal
    field: str | None = None
    adds: Mapping[str, float] = dataclasses.field(default_factory=dict)
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """As `Told`, in one language. `became` None: `code` and `detail` say why nothing did, and
    whether it `asks`; `why` is the refusal's own code, where there are several under one."""

    line: Line
    became: Became | None
    field: str | None = None
    code: str = ""
    detail: str = ""
    asks: bool = False
    adds: Mapping[str, float] = dataclasses.field(default_factory=dict)
    notes: Sequence["NoteSaid"] = ()
    why: str = ""


class NoteSaid(NamedTuple):
    """A note, in one language."""

    note: Note
    detail: str


@dataclass(frozen=True)
class RowsTold:
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    ask: int


@dataclass(frozen=True)
class Complaint:
    """`column` as Excel shows it; None: it is said of the row."""

    sheet: str
    row: int
    column: str | None
    code: str
    detail: str


@dataclass(frozen=True)
class RowNote:
    """Of a row that is right: how a cell of it was understood. `column` as Excel shows it; None: it
    is said of the row."""

    sheet: str
    row: int
    column: str | None
    code: str
    detail: str


@dataclass(frozen=True)
class Asked:
    """A question of the kind, answered once for all rows. `choices`: by what is answered what it is
    called; `guessed`: what was likely meant, which is never taken unless it is `answered`."""

    name: str
    about: str
    choices: Mapping[str, str]
    guessed: str | None
    answered: str | None


@dataclass(frozen=True)
class Report:
    """`others`: sheets of which nothing is read, and why. `causes`: errors and asks by what is
    wrong, that of most rows first. `questions`: what is asked once for the whole list."""

    import_id: UUID
    kind: str
    sheets: tuple[SheetTold, ...]
    rows: RowsTold
    sums: Mapping[str, Sum]
    errors: tuple[Complaint, ...]
    asks: tuple[Complaint, ...]
    notes: tuple[RowNote, ...] = ()
    others: tuple[OtherSheet, ...] = ()
    causes: tuple[Cause, ...] = ()
    questions: tuple[Asked, ...] = ()

    @property
    def exit_code(self) -> int:
        return SOME_NOT if self.errors or self.asks else ALL_RIGHT

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {**asdict(self), "import_id": str(self.import_id)}


def said(told: Told, say: Callable[[Refusal], str], language: Language = "en") -> Said:
    outcome = told.outcome
    if isinstance(outcome, Became):
        notes = notes_said(told.notes, language)
        return Said(told.line, outcome, adds=told.adds, notes=notes)
    doubt = outcome if isinstance(outcome, Doubt) else None
    code, asks = (doubt.reason, doubt.asks) if doubt else (outcome.code, False)
    why = outcome.code
    return Said(told.line, None, told.field, code, say(outcome), asks, told.adds, why=why)


def notes_said(notes: Iterable[Note], language: Language) -> Sequence[NoteSaid]:
    return tuple(NoteSaid(each, SENTENCES[each.code][language]) for each in notes)


@dataclass(frozen=True)
class Beside:
    """What is told of a list beside its rows: by sheet whether its columns were mapped, and what is
    asked of the whole."""

    mapped: Mapping[str, Mapped] = dataclasses.field(default_factory=dict)
    questions: Sequence[Asked] = ()


def asked_of(
    questions: Iterable[Question], answers: Mapping[str, str], language: Language = "vi"
) -> list[Asked]:
    return [
        Asked(
            each.name,
            each.about,
            each.choices_in(language),
            each.guessed,
            answers.get(each.name),
        )
        for each in questions
    ]


def report_of(
    import_id: UUID,
    kind: str,
    sheets: Sequence[Understood],
    rows: Sequence[Said],
    beside: Beside = Beside(),
) -> Report:
    lists = {each.sheet: each for each in sheets if each.heading is not None}
    complaints = [(each.asks, _complaint(each, lists)) for each in rows if each.became is None]
    asks = tuple(complaint for asked, complaint in complaints if asked)
    errors = tuple(complaint for asked, complaint in complaints if not asked)
    became = [each.became for each in rows]
    counts = {each.value: became.count(each) for each in Became}
    told = RowsTold(len(rows), **counts, rejected=len(errors), ask=len(asks))
    notes = tuple(_note(each.line, note, lists) for each in rows for note in each.notes)
    return Report(
        import_id,
        kind,
        tuple(sheets_told(sheets, beside.mapped)),
        told,
        sums_of(lists.values(), rows),
        errors,
        asks,
        notes,
        tuple(others_told(sheets)),
        causes_of(_complained(each, lists) for each in rows if each.became is None),
        tuple(beside.questions),
    )


def _complained(said: Said, lists: Mapping[str, Understood]) -> Complained:
    told = _complaint(said, lists)
    value = said.line.values.get(said.field) if said.field else None
    if value is None and said.field == PLACE:
        value = said.line.place
    words = words_of(said.field, value)
    of = said.asks, told.code, said.field, told.column, told.detail
    return Complained(*of, told.sheet, told.row, words, said.why)


def _complaint(said: Said, lists: Mapping[str, Understood]) -> Complaint:
    line, column = said.line, _column(said.line, said.field, lists)
    return Complaint(line.sheet, line.row, column, said.code, said.detail)


def _note(line: Line, said: NoteSaid, lists: Mapping[str, Understood]) -> RowNote:
    column = _column(line, said.note.field, lists)
    return RowNote(line.sheet, line.row, column, said.note.code.value, said.detail)


def _column(line: Line, field: str | None, lists: Mapping[str, Understood]) -> str | None:
    heading = lists[line.sheet].heading
    column = heading.columns.get(field or "") if heading else None
    return letters(column) if column else None
