"""What each row of a reorganisation says; and that it is taken as one, or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from services.registry.importing.documents import document
from services.registry.importing.placing import UNITS, code_said
from services.registry.importing.reorganisation.doubts import (
    DocumentsSeveral,
    HowUnclear,
    NumberMissing,
    OthersAreWrong,
    PartUnclear,
    PredecessorMissing,
    SuccessorMissing,
)
from services.registry.importing.reorganisation.saying import Said, places, sentence, successor
from services.registry.importing.reorganisation.shape import says_new
from shared.importing import days
from shared.importing.doubts import DateDoubtful, Doubt
from shared.importing.hamlet_names import kind_over
from shared.importing.judging import Doubted, Readers, first, read
from shared.importing.kinds import Context
from shared.importing.people import text
from shared.importing.questions import Question
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.documents import document_number
from shared.vocabulary.folding import bare

FURTHEST: Final = date(2099, 12, 31)
"""A document may be of a day to come."""
BEFORE: Final = "predecessor"
NEW_PLACES: Final = "new-places"
MADE: Final = "made"
_CHOICES: Final = {
    MADE: "nơi chưa có trong sổ là do văn bản này thành lập",
    "each": "hỏi từng dòng",
}
STAYING: Final = frozenset({"renamed", "retyped", "moved", "kept"})
_HOWS: Final[Mapping[str, str]] = {
    "kept": r"giu nguyen|khong sap xep|khong thay doi",
    "renamed": r"doi ten",
    "retyped": r"(doi|chuyen) loai|nang (loai|cap)",
    "moved": r"chuyen ve|dieu chuyen|chuyen thuoc|doi truc thuoc",
    "ended": r"giai the|cham dut|ket thuc|bai bo",
    "part": r"mot phan|1 phan|phan con lai|tach|chia|dieu chinh dia gioi",
    "made": r"thanh lap|lap moi",
    "whole": r"toan bo|nguyen trang|sap nhap|nhap|hop nhat|sap xep",
}
"""By words in the column of how; the first that stands there."""


@dataclass(frozen=True)
class Change:
    """What a row says becomes of which places. `new`: that the document makes the successor;
    `stays`: that it is there already. `kind`: of that, where the row says it apart."""

    line: Line
    how: str
    before: tuple[Said, ...]
    after: str
    new: bool = False
    stays: bool = False
    code: str | None = None
    kind: str | None = None
    parent: str = ""
    new_if_unknown: bool = False

    @property
    def successor(self) -> Said:
        """With what stands in brackets behind it apart."""
        named = places(self.after)
        return named[0] if len(named) == 1 else Said(self.after)


@dataclass(frozen=True)
class Paper:
    """A whole list: the document, its day, and what its rows say."""

    lines: tuple[Line, ...]
    number: str
    effective_on: date
    changes: tuple[Change, ...]


Judged = Paper | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """One paper of all rows. With one of them wrong or to ask, none is taken."""
    read = [(line, *_read(line)) for line in lines]
    wrong = {id(line): Told(line, *first(doubts)) for line, _, _, doubts in read if doubts}
    papers = [(line, said) for line, said, _, _ in read]
    number, effective_on, others = _of_all(papers, context)
    wrong = {id(line): Told(line, *each) for line, each in others} | wrong
    if wrong:
        return [wrong.get(id(line)) or Told(line, OthersAreWrong()) for line in lines]
    made = context.answers.get(NEW_PLACES) == MADE
    changes = (replace(each, new_if_unknown=made) for _, _, each, _ in read if each)
    return [Paper((*lines,), number, effective_on, tuple(changes))]


def questions(lines: Sequence[Line]) -> list[Question]:
    """Whether what the books do not know is made by the document, where no row says so."""
    for line in lines:
        try:
            change = _change(line)
        except _Wrong:
            continue
        if change.how == "over" and not change.new and not change.stays and not change.code:
            return [Question(NEW_PLACES, change.after, _CHOICES)]
    return []


def _of_all(
    papers: Sequence[tuple[Line, Mapping[str, object]]], context: Context
) -> tuple[str, date, list[tuple[Line, Doubted]]]:
    """The number and the day, each said once or again; of which rows otherwise."""
    said: dict[str, object] = {}
    others: list[tuple[Line, Doubted]] = []
    for field in ("document", "effective_on"):
        told = [(line, each[field]) for line, each in papers if each.get(field) is not None]
        if told:
            said[field] = told[0][1]
        others += [
            (line, Doubted(DocumentsSeveral(), field))
            for line, value in told
            if value != said[field]
        ]
    if "document" not in said:
        others += [(line, Doubted(NumberMissing())) for line, _ in papers]
    day = said.get("effective_on", context.on)
    assert isinstance(day, date), "as it was read"
    return str(said.get("document", "")), day, others


def _read(line: Line) -> tuple[Mapping[str, object], Change | None, list[Doubted]]:
    """What it says of the document, and the change, unless that is doubted."""
    readers: Readers = {
        "document": _number,
        "effective_on": _day,
    }
    said, doubts = read(line, readers)
    try:
        return said, _change(line), doubts
    except _Wrong as wrong:
        return said, None, [*doubts, wrong.doubted]


class _Wrong(Exception):
    def __init__(self, doubt: Doubt, field: str) -> None:
        self.doubted = Doubted(doubt, field)
        super().__init__(doubt)


def _number(value: Value) -> str | None:
    number = document(value, FURTHEST).number
    return None if number is None else document_number(number)


def _day(value: Value) -> date | None:
    said = days.since(value, FURTHEST)
    if said.day is None and said.year is not None:
        raise DateDoubtful
    return said.day


def _change(line: Line) -> Change:
    values = line.values
    how, new = _how(values.get("how"))
    before, after, new_by_words, stays = _sides(line)
    new = new or new_by_words
    try:
        named = places(before)
    except PartUnclear as doubt:
        raise _Wrong(doubt, BEFORE) from None
    old_code = code_said(values.get("old_code"))
    if old_code is not None and len(named) < 2:
        (said,) = named or [Said(old_code)]
        named = [said._replace(code=old_code)]
    named = [*_in_part(named, how)]
    within = text(values.get("within"))
    named = [each if each.within else each._replace(within=within) for each in named]
    change = Change(
        line,
        _settled(how, named),
        tuple(named),
        after,
        new or says_new(line.headings.get("successor", "")),
        stays,
        code_said(values.get("new_code")),
        _kind(values.get("kind")),
        text(values.get("parent")),
    )
    _require_whole(change)
    return change


def _sides(line: Line) -> tuple[str, str, bool, bool]:
    """What is said of before and after, in two cells or in one; whether the document makes it, or
    it is there already."""
    before, after = text(line.values.get("predecessor")), text(line.values.get("successor"))
    name, new = successor(after)
    if found := sentence(before):
        return found.before, name or found.after, new or found.new, found.stays
    return before, name, new, False


def _how(value: Value) -> tuple[str | None, bool]:
    """And whether it says that something is made."""
    said = bare(text(value))
    if not said:
        return None, False
    for how, words in _HOWS.items():
        if re.search(rf"\b(?:{words})\b", said):
            return how, bool(re.search(r"\b(?:moi|thanh lap)\b", said))
    raise _Wrong(HowUnclear(), "how")


def _in_part(named: Sequence[Said], how: str | None) -> Iterator[Said]:
    if how == "part" and len(named) > 1 and all(each.part is None for each in named):
        raise _Wrong(PartUnclear(), BEFORE)
    for each in named:
        yield each._replace(part=how == "part") if each.part is None else each


def _settled(how: str | None, named: Sequence[Said]) -> str:
    """«Thành lập mới» beside places says of their successor that it is new."""
    if how in (None, "whole", "part") or (how == "made" and named):
        return "over"
    assert how is not None
    return how


def _kind(value: Value) -> str | None:
    said = text(value)
    return kind_over(said) or UNITS.get(bare(said))


def _require_whole(change: Change) -> None:
    if not change.before and change.how != "made":
        raise _Wrong(PredecessorMissing(), BEFORE)
    if not change.after and change.how not in ("ended", "moved", "kept"):
        raise _Wrong(SuccessorMissing(), "successor")
    if change.how == "moved" and not (change.parent or change.after):
        raise _Wrong(SuccessorMissing(), "parent")
    if change.how in STAYING and len(change.before) > 1 and change.how != "kept":
        raise _Wrong(HowUnclear(), "how")
