"""What each row of a list of places says: right, wrong or to ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.registry.importing.documents import document
from services.registry.importing.places.doubts import CodeOfHamlet, KindsContradict
from services.registry.importing.placing import UNITS, called, code_said
from shared.importing import days
from shared.importing.doubts import DateDoubtful, KindMissing, ListedTwice, UnitNameMissing
from shared.importing.hamlet_names import HamletName, divided, hamlet_name, kind_over
from shared.importing.judging import Doubted, Readers, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.importing.table import Value
from shared.vocabulary.folding import bare, sounded

_SINCE_EVER: Final = re.compile(r"khong ro|chua ro|tu truoc|lau doi|tu lau")


@dataclass(frozen=True)
class Since:
    """`said`: whether the row says it itself. `day` None: since before anyone recorded it."""

    day: date | None
    said: bool


@dataclass(frozen=True)
class PlaceRow:
    """What a right row says. `hamlet` None: it is of a place above hamlets; `parent`: the words or
    the code of what it lies in, empty if none are said."""

    line: Line
    name: str
    hamlet: HamletName | None
    unit_kind: str | None
    code: str | None
    parent: str
    since: Since
    document: str | None
    former: str

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)


Judged = PlaceRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """Each place once in what it lies in."""
    found = (_read(line, context) for line in lines)
    return [*each_once(found, _which, lambda *_: ListedTwice, "place")]


def _which(row: PlaceRow) -> object:
    name = row.hamlet.name if row.hamlet else row.name
    return sounded(row.parent), row.unit_kind, sounded(name)


def _read(line: Line, context: Context) -> Judged:
    def since(value: Value) -> Since:
        if _SINCE_EVER.fullmatch(bare(text(value))):
            return Since(None, said=True)
        said = days.since(value, context.today)
        if said.day is None and said.year is not None:
            raise DateDoubtful
        return Since(said.day or context.on, said=said.day is not None)

    readers: Readers = {
        "place": _name,
        "kind": lambda _: _kinds(line),
        "code": code_said,
        "parent_code": code_said,
        "valid_from": since,
        "document": lambda value: document(value, context.today),
    }
    said, doubts = read(line, readers)
    hamlet_kind, unit_kind = said.get("kind") or (None, None)
    if hamlet_kind and said.get("code"):
        doubts.append(Doubted(CodeOfHamlet(), "code"))
    if doubts:
        return Told(line, *first(doubts))
    return PlaceRow(
        line,
        said["place"],
        hamlet_name(said["place"], hamlet_kind) if hamlet_kind else None,
        unit_kind,
        said["code"],
        said["parent_code"] or text(line.values.get("parent")),
        said["valid_from"],
        said["document"].number,
        text(line.values.get("old_place")),
    )


def _name(value: Value) -> str:
    said = text(value)
    if not any(each.isalnum() for each in said) or said.startswith("#"):
        raise UnitNameMissing
    return said


Kinds = tuple[str | None, str | None]
"""Of a hamlet, or else of a place above hamlets."""


def _kinds(line: Line) -> Kinds:
    """By the name, else by a column or a heading. Raises the Doubt of a kind."""
    values = line.values
    name = text(values.get("place"))
    by_name: Kinds = divided(name)[0], called(name).kind
    by_column = _by_word(text(values.get("kind")))
    if any(by_name) and any(by_column) and by_name != by_column:
        raise KindsContradict
    heading, level = line.headings.get("place", ""), text(values.get("level"))
    for each in (by_name, by_column, (kind_over(heading), None), _by_word(level)):
        if any(each):
            return each
    raise KindMissing


def _by_word(said: str) -> Kinds:
    hamlet = kind_over(said)
    return hamlet, None if hamlet else UNITS.get(bare(said).removeprefix("cap "))
