"""What became of a list, in the form that the API and the command line answer."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from shared.importing.doubts import Doubt
from shared.importing.noting import SENTENCES, Note
from shared.importing.reading.headings import folded
from shared.importing.reading.lists import Line, Understood
from shared.importing.reading.rows import Why
from shared.vocabulary.refusals import Refusal
from shared.web.languages import Language

ALL_RIGHT: Final = 0
SOME_NOT: Final = 3
"""How the command line ends; 1: the file is refused, 2: the call is wrong."""


class Became(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Told:
    """What became of a row, or why nothing did; then of which field that is said, if of one.
    `adds`: what it adds to each sum, as its cells were understood. `notes`: of one that is right,
    what there is to say of it."""

    line: Line
    outcome: Became | Refusal
    field: str | None = None
    adds: Mapping[str, float] = dataclasses.field(default_factory=dict)
    notes: Sequence[Note] = ()


@dataclass(frozen=True)
class Said:
    """As `Told`, in one language. `became` None: `code` and `detail` say why nothing did, and
    whether it `asks`."""

    line: Line
    became: Became | None
    field: str | None = None
    code: str = ""
    detail: str = ""
    asks: bool = False
    adds: Mapping[str, float] = dataclasses.field(default_factory=dict)
    notes: Sequence["NoteSaid"] = ()


class NoteSaid(NamedTuple):
    """A note, in one language."""

    note: Note
    detail: str


@dataclass(frozen=True)
class SheetTold:
    """`columns`: by field what stands over its column."""

    name: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]


@dataclass(frozen=True)
class RowsTold:
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    ask: int


@dataclass(frozen=True)
class Sum:
    """Over the rows that are right; and what the file itself says. None: it says nothing."""

    right: float
    stated: float | None


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
class Report:
    import_id: UUID
    kind: str
    sheets: tuple[SheetTold, ...]
    rows: RowsTold
    sums: Mapping[str, Sum]
    errors: tuple[Complaint, ...]
    asks: tuple[Complaint, ...]
    notes: tuple[RowNote, ...] = ()

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
    return Said(told.line, None, told.field, code, say(outcome), asks, told.adds)


def notes_said(notes: Iterable[Note], language: Language) -> Sequence[NoteSaid]:
    return tuple(NoteSaid(each, SENTENCES[each.code][language]) for each in notes)


def report_of(
    import_id: UUID, kind: str, sheets: Sequence[Understood], rows: Sequence[Said]
) -> Report:
    lists = {each.sheet: each for each in sheets if each.heading is not None}
    complaints = [(each.asks, _complaint(each, lists)) for each in rows if each.became is None]
    asks = tuple(complaint for asked, complaint in complaints if asked)
    errors = tuple(complaint for asked, complaint in complaints if not asked)
    became = [each.became for each in rows]
    counts = {each.value: became.count(each) for each in Became}
    told = RowsTold(len(rows), **counts, rejected=len(errors), ask=len(asks))
    shown = tuple(_sheet(each) for each in lists.values())
    sums = _sums(lists.values(), rows)
    notes = tuple(_note(each.line, note, lists) for each in rows for note in each.notes)
    return Report(import_id, kind, shown, told, sums, errors, asks, notes)


def _sheet(of: Understood) -> SheetTold:
    assert of.heading is not None, "asked of lists only"
    heading = of.heading
    columns = {field: heading.texts[column] for field, column in heading.columns.items()}
    return SheetTold(of.sheet, (*range(heading.top, heading.bottom + 1),), columns)


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


def letters(column: int) -> str:
    """Of a column from 1, as Excel shows it."""
    said = ""
    while column:
        column, left = divmod(column - 1, 26)
        said = chr(65 + left) + said
    return said


def _sums(lists: Iterable[Understood], told: Sequence[Said]) -> dict[str, Sum]:
    """Of what its kind says; else of all that rows add to, and of every field of which the file
    states a total."""
    right = [each for each in told if each.became is not None]
    lists = [*lists]
    if (kind_says := next((each.sums for each in lists), None)) is not None:
        of_all = [_stated(each) for each in lists]
        return {
            name: Sum(sum(each.adds.get(name, 0) for each in right), _first(of_all, fields))
            for name, fields in kind_says.items()
        }
    stated: dict[str, float] = {}
    for each in lists:
        for field, value in _stated(each).items():
            stated[field] = stated.get(field, 0) + value
    added = dict.fromkeys(name for each in told for name in each.adds)
    found = {name: sum(each.adds.get(name, 0) for each in right) for name in added}
    raw = stated.keys() - found.keys() - _COUNTED.keys()
    found |= {
        field: sum(_number(each.line.values.get(field)) for each in right)
        for field in stated
        if field in raw
    }
    return {field: Sum(total, stated.get(field)) for field, total in found.items()}


def _first(stated: Sequence[Mapping[str, float]], fields: Sequence[str]) -> float | None:
    """What the lists state together, each under the first of the fields that it has."""
    found = [next((each[name] for name in fields if name in each), None) for each in stated]
    numbers = [each for each in found if each is not None]
    return sum(numbers) if numbers else None


def _stated(of: Understood) -> Mapping[str, float]:
    """By the row that is the total of all, else by all that are totals."""
    totals = [each.values for each in of.skipped if each.why is Why.TOTAL]
    of_all = [each for each in totals if any(_is_of_all(value) for value in each.values())]
    found: dict[str, float] = {}
    for values in of_all[-1:] or totals:
        for field, value in values.items():
            if isinstance(value, float):
                found[field] = found.get(field, 0) + value
            elif isinstance(value, str):
                for name, number in _said_in_words(value):
                    found[name] = found.get(name, 0) + number
    return found


_COUNTED: Final[Mapping[str, str]] = {"people": r"nguoi|nhan khau|khau", "families": "ho"}
"""What a total counts in words, as «115 người»."""


def _said_in_words(text: str) -> Iterable[tuple[str, int]]:
    for name, words in _COUNTED.items():
        for number in re.findall(rf"\b(\d+) (?:{words})\b", folded(text.replace(".", ""))):
            yield name, int(number)


def _is_of_all(value: object) -> bool:
    return isinstance(value, str) and folded(value).startswith("tong")


def _number(value: object) -> float:
    if isinstance(value, str):
        value = float(value) if value.strip().isdecimal() else 0
    return value if isinstance(value, int | float) else 0
