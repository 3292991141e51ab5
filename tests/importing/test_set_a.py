"""Set A of the messy lists comes out row by row and value by value as its tables say, of the kinds
that are there."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import pytest

from services.registry.importing.clans.list import clan_name
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.kinds import KINDS, ListKind
from shared.importing import people
from shared.importing.amounts import count, thousandfold
from shared.importing.doubts import Doubt
from shared.importing.hamlet_names import hamlet_name, kind_over
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context, Kind
from shared.importing.people import text
from shared.importing.reading.lists import Line, Understood, understood
from shared.importing.report import Became, Sum, Told, report
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Value
from shared.vocabulary.folding import sounded
from shared.vocabulary.identifiers import new_id
from tests.importing.fixtures import set_a, table

TODAY = date(2026, 11, 27)
OURS = {each.value.replace("-", " "): kind for each, kind in KINDS.items()}
FILES = {each["file"]: each for each in table("EXPECTED.csv") if each["kind"] in OURS}
FAMILIES = [file for file, each in FILES.items() if each["kind"] == ListKind.FAMILIES.value]
VALUES = [each for each in table("VALUES.csv") if each["file"] in FILES]
Where = tuple[str, int]


@cache
def read(file: str) -> list[Understood]:
    return understood(sheets_of(file, (set_a() / file).read_bytes()), kind_of(file).shape)


def kind_of(file: str) -> Kind[Any]:
    return OURS[FILES[file]["kind"]]


@cache
def hamlets(file: str) -> dict[UUID, str]:
    number = file.partition("_")[0]
    return {
        new_id(): each["hamlet"] for each in table("PLACES.csv") if number in each["files"].split()
    }


@cache
def lines(file: str) -> dict[Where, Line]:
    return {(line.sheet, line.row): line for each in read(file) for line in each.lines}


@cache
def judgements(file: str) -> dict[Where, Any]:
    """Of each row; a household is that of each of its rows."""
    context = Context(new_id(), TODAY, TODAY, Hamlets(hamlets(file)))
    found: dict[Where, Any] = {}
    for each in kind_of(file).judged([*lines(file).values()], context):
        for line in [each.line] if isinstance(each, Told) else each.lines:
            assert (line.sheet, line.row) not in found
            found[line.sheet, line.row] = each
    return found


def places(file: str, said: str) -> list[Where]:
    """`KP1!3-5,9; kp4!2` or `3-5,9`: the rows, where one sheet is all there is under its name."""
    (only, *_) = FILES[file]["sheets"].split(" | ")
    found = []
    for part in filter(None, said.split(";")):
        sheet, _, numbers = part.strip().rpartition("!")
        for each in numbers.split(","):
            first, _, last = each.partition("-")
            rows = range(int(first), int(last or first) + 1)
            found += [(sheet or only, row) for row in rows]
    return found


def reasons(file: str, said: str) -> Iterator[tuple[Where, str]]:
    """`identity: 4 10; duplicate: KP1 (2)!3 KP1 (2)!4`."""
    (only, *_) = FILES[file]["sheets"].split(" | ")
    for part in filter(None, said.split(";")):
        reason, _, where = part.strip().partition(": ")
        for sheet, row in re.findall(r"(?:(\S[^!]*)!)?(\d+)(?: |$)", where):
            yield (sheet or only, int(row)), reason


@pytest.mark.parametrize("file", FILES)
def test_headings_and_rows_of_data_are_found_where_they_are(file: str) -> None:
    expected = FILES[file]
    lists = [each for each in read(file) if each.heading and each.lines]
    found = [(line.sheet, line.row) for each in lists for line in each.lines]

    assert [each.sheet for each in lists] == expected["sheets"].split(" | ")
    assert found == places(file, expected["data_at"])
    assert len(found) == int(expected["data_rows"])
    headings = re.findall(r"(?:!|^)(\d+)", expected["header_rows"])
    assert [each.heading.top for each in lists if each.heading] == [*map(int, headings)]


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_right_wrong_or_asked_about_as_it_should_be(file: str) -> None:
    expected = FILES[file]
    wrong = {at: (why, False) for at, why in reasons(file, expected["wrong_rows"])}
    ask = {at: (why, True) for at, why in reasons(file, expected["ask_rows"])}
    found = judgements(file)

    doubts = {
        at: (each.outcome.reason, each.outcome.asks)
        for at, each in found.items()
        if isinstance(each, Told) and isinstance(each.outcome, Doubt)
    }

    assert doubts == wrong | ask
    assert found.keys() == lines(file).keys()
    assert len(wrong) == int(expected["wrong"])
    assert len(ask) == int(expected["ask"])
    assert len(found) - len(doubts) == int(expected["right"])


@pytest.mark.parametrize("value", VALUES, ids=lambda v: f"{v['file'][:3]}-{v['row']}-{v['field']}")
def test_a_cell_that_is_easily_misread_means_what_it_should(value: dict[str, str]) -> None:
    file, field = value["file"], value["field"]
    at = value["sheet"], int(value["row"])
    heading = next(each.heading for each in read(file) if each.sheet == value["sheet"])
    assert heading is not None
    column = heading.columns.get({"birth_year": "birth", "clan": "name"}.get(field, field), 0)

    assert meaning(file, at, field) == value["wanted"]
    assert int(value["column"]) in (0, column)


def said_over(line: Line) -> str | None:
    return kind_over(line.headings["hamlet"])


def whole(value: Value) -> int | None:
    return thousandfold(value) or count(value)


MEANINGS: dict[str, dict[str, Callable[[Line], str]]] = {
    "clans": {
        "clan": lambda line: clan_name(line.values["name"]),
        "head": lambda line: people.name(line.values["head"]),
    },
    "hamlets": {
        "hamlet": lambda line: hamlet_name(line.values["hamlet"], said_over(line)).name,
        "population": lambda line: str(whole(line.values["population"])),
    },
}
"""What cells mean of kinds that are no lists of people."""


def meaning(file: str, at: Where, field: str) -> str:
    line, row = lines(file)[at], judgements(file)[at]
    if field in MEANINGS.get(kind_of(file).name, {}):
        return MEANINGS[kind_of(file).name][field](line)
    if field == "hamlet":
        there = Hamlets({name: name for name in hamlets(file).values()})
        return there.find(line.values.get("hamlet") or line.place)
    if field == "household":
        return text(line.values["household"])
    assert isinstance(row, FamilyRow)
    born = row.birth.day.year if row.birth.day else row.birth.year
    return {
        "identity": row.identity.number or row.identity.old_number or "",
        "phone": row.phone or "",
        "birth_year": str(born or ""),
        "name": row.name,
    }[field]


def test_a_list_corrected_means_the_same_but_for_what_was_corrected() -> None:
    """A13 is A02 with three corrections; NFD, tones and spellings of phones are none."""
    before, after = (
        {at[1]: each for at, each in judgements(file).items() if isinstance(each, FamilyRow)}
        for file in FAMILIES
        if file.startswith(("A02", "A13"))
    )

    def said(row: FamilyRow) -> tuple[object, ...]:
        return sounded(row.name), row.identity, row.birth

    assert after.keys() - before.keys() == {32}
    assert {n for n in before if said(before[n]) != said(after[n])} <= {15, 26}


def test_dittos_take_what_stands_above_them() -> None:
    (sheet,) = read(next(file for file in FILES if file.startswith("A02")))
    addresses = {line.row: text(line.values["address"]) for line in sheet.lines}
    assert addresses[11] == addresses[10] == "367 Âu Cơ"
    assert addresses[15] == addresses[14] == "378 Âu Cơ"


def test_the_marks_of_registered_families_add_up() -> None:
    file = next(file for file in FILES if file.startswith("A02"))
    marks = [
        row.line.values["registered"]
        for row in judgements(file).values()
        if isinstance(row, FamilyRow)
    ]
    assert f"families_registered_marks_x={marks.count('x')}" == FILES[file]["totals"]
    assert people.name("Ông Trần Hữu Đực") == "Trần Hữu Đực"


SUMS = {
    "A08": {"staff": Sum(609, None)},
    "A07": {"opening_balance": Sum(41_000_000, None), "households": Sum(458, 500)},
    "A01": {"households": Sum(6994, 8438), "population": Sum(26244, 32762)},
    "A03": {"families": Sum(26, None), "people": Sum(102, 115)},
    "A14": {"families": Sum(19, None), "people": Sum(51, None)},
}
"""As EXPECTED.csv says in its column `totals`, and the files in their rows."""


@pytest.mark.parametrize("file", [each for each in FILES if each[:3] in SUMS])
def test_control_sums_stand_beside_what_the_file_states(file: str) -> None:
    there = lines(file)
    told = [
        each if isinstance(each, Told) else Told(there[at], Became.NEW, adds=each.adds(there[at]))
        for at, each in judgements(file).items()
    ]
    found = report(new_id(), kind_of(file).name, read(file), told, str).sums
    sums = SUMS[file[:3]]
    assert {name: found[name] for name in sums} == sums
    said = re.findall(r"(\d+)(?:;|$)", FILES[file]["totals"])
    assert {*said} <= {f"{n:.0f}" for each in sums.values() for n in (each.right, each.stated or 0)}
