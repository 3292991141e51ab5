"""What became of rows, in the form in which it is kept until the whole list is told of: both
languages, and the row by its place in the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from shared.importing.noting import Note
from shared.importing.reading.lists import Line
from shared.importing.report import Became, Said, Told, notes_said, said
from shared.vocabulary.refusals import Refusal
from shared.web.languages import Language

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
Say = Callable[[Refusal, Language], str]
Place = tuple[int, int]
"""Of a row in its file: the number of the sheet, and that of the row."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a row, or why nothing did: said of which field, if of one, and in detail by
    language. `notes`: of one that is right."""

    place: Place
    became: Became | None
    of_field: str | None = None
    code: str = ""
    detail: Mapping[Language, str] = field(default_factory=dict)
    asks: bool = False
    adds: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    why: str = ""

    def said(self, line: Line, language: Language) -> Said:
        detail = self.detail.get(language, "")
        told = self.of_field, self.code, detail, self.asks, self.adds
        return Said(line, self.became, *told, notes_said(self.notes, language), self.why)


def place_of(line: Line) -> Place:
    return line.sheet_number, line.row


def kept(told: Sequence[Told], say: Say) -> list[Kept]:
    return [_kept(each, say) for each in told]


def _kept(told: Told, say: Say) -> Kept:
    if isinstance(told.outcome, Became):
        return Kept(place_of(told.line), told.outcome, adds=told.adds, notes=tuple(told.notes))
    one = said(told, str)
    detail: dict[Language, str] = {each: say(told.outcome, each) for each in LANGUAGES}
    said_of = told.field, one.code, detail, one.asks, told.adds
    return Kept(place_of(told.line), None, *said_of, why=one.why)


def packed(rows: Sequence[Kept]) -> bytes:
    return msgspec.msgpack.encode(rows)


def unpacked(data: bytes) -> list[Kept]:
    return msgspec.msgpack.decode(data, type=list[Kept])
