"""Set A of the messy lists comes out row by row and value by value as its tables say, of the kinds
that are there."""

import re

import pytest

from services.registry.importing.centre_sessions.list import questions
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.members.list import MemberRow
from shared.importing import people
from shared.importing.doubts import Doubt
from shared.importing.keeping import kept, packed, unpacked
from shared.importing.noting import SENTENCES, NoteCode
from shared.importing.people import text
from shared.importing.report import Told
from shared.importing.summing import Sum
from shared.vocabulary.folding import sounded
from shared.vocabulary.identifiers import new_id
from shared.web.languages import Language
from tests.importing.bringing import report
from tests.importing.set_a import (
    FILES,
    VALUES,
    Where,
    file_of,
    judgements,
    kind_of,
    lines,
    meaning,
    places,
    read,
    reasons,
    told_of,
)


@pytest.mark.parametrize("file", FILES)
def test_headings_and_rows_of_data_are_found_where_they_are(file: str) -> None:
    expected = FILES[file]
    lists = [each for each in read(file) if each.heading and each.lines]
    found = [(line.sheet, line.row) for each in lists for line in each.lines]

    assert [each.sheet for each in lists] == expected["sheets"].split(" | ")
    assert found == places(file, expected["data_at"])
    assert len(found) == int(expected["data_rows"])
    headings = re.findall(r"(?:!|^)(\d+)(?:-(\d+))?", expected["header_rows"])
    rows = [(int(top), int(bottom or top)) for top, bottom in headings]
    assert [(each.heading.top, each.heading.bottom) for each in lists if each.heading] == rows


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


def test_a_list_corrected_means_the_same_but_for_what_was_corrected() -> None:
    """A13 is A02 with three corrections; NFD, tones and spellings of phones are none."""
    before, after = (
        {at[1]: each for at, each in judgements(file).items() if isinstance(each, FamilyRow)}
        for file in (file_of("A02"), file_of("A13"))
    )

    def said(row: FamilyRow) -> tuple[object, ...]:
        return sounded(row.name), row.identity, row.birth

    assert after.keys() - before.keys() == {32}
    assert {n for n in before if said(before[n]) != said(after[n])} <= {15, 26}


def test_dittos_take_what_stands_above_them() -> None:
    (sheet,) = read(file_of("A02"))
    addresses = {line.row: text(line.values["address"]) for line in sheet.lines}
    assert addresses[11] == addresses[10] == "367 Âu Cơ"
    assert addresses[15] == addresses[14] == "378 Âu Cơ"


def test_the_marks_of_registered_families_add_up() -> None:
    file = file_of("A02")
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
    "A09": {"members": Sum(54, 62)},
    "A10": {
        "held": Sum(28, None),
        "cancelled": Sum(1, None),
        "attendances": Sum(1279, 1279),
        "cost": Sum(12_750_000, None),
    },
    "A11": {
        "pupils": Sum(35, None),
        "grants": Sum(39, 44.5),
        "amount": Sum(29_500_000, 33_500_000),
    },
    "A12": {
        "cash": Sum(34_500_000, None),
        "cash: Quý 4": Sum(9_900_000, 9_999_000),
        "goods": Sum(118_350_000, 118_350_000),
    },
}
"""As EXPECTED.csv says in its column `totals`, and the files in their rows."""


ALL_OF = ("A09", "A10", "A11", "A12")
"""Files whose kind says which sums there are."""
APART = ("chapters", "listed")
"""What is counted besides."""


@pytest.mark.parametrize("file", [each for each in FILES if each[:3] in SUMS])
def test_control_sums_stand_beside_what_the_file_states(file: str) -> None:
    found = report(new_id(), kind_of(file).name, read(file), told_of(file), str).sums
    sums = SUMS[file[:3]]
    assert {name: found[name] for name in sums} == sums
    assert file[:3] not in ALL_OF or found.keys() == sums.keys()
    totals = re.findall(r"(\w+)=(\d+)(?:;|$)", FILES[file]["totals"])
    said = {value for name, value in totals if name not in APART}
    assert said <= {f"{n:.0f}" for each in sums.values() for n in (each.right, each.stated or 0)}


def test_members_are_listed_under_as_many_chapters_as_the_file_says() -> None:
    file = file_of("A09")
    rows = [each for each in judgements(file).values() if isinstance(each, MemberRow)]
    totals = f"chapters={len({each.chapter for each in rows})}; members_right={len(rows)}"
    assert f"{totals}; stated=62; listed={len(lines(file))}" == FILES[file]["totals"]


def test_each_free_word_is_asked_once() -> None:
    asked = questions([*lines(file_of("A10")).values()])
    assert len(asked) == 7 == len({each.name for each in asked})
    assert {each.about for each in asked} >= {"Luật Đất đai năm 2024", "XÓA MÙ CHỮ: LỚP GHÉP"}
    assert None not in {each.guessed for each in asked}


OF_THE_BOOKS = {"changed", "new"}
"""Notes of rows beside what the books say: there is no file that says them by itself."""
MISNOTED = {("A02", "zero-lost", 69), ("A13", "zero-lost", 69)}
"""That number, «079 050 586526», has all its zeros."""
CALLED = {"class-6E1-became-60": "class-became-number"}
"""What EXPECTED.csv calls by what stands in that one cell."""
BEYOND = {
    "A02": {"title-before-name": {14, 66}},
    "A03": {"zero-lost": {29, 30, 32, 33, 53, 54, 71, 72, 73, 74, 89, 107, 108, 109, 112}},
    "A13": {"title-before-name": {14, 32, 66}, "zero-lost": {26}},
}
"""What is said beside the one thing that EXPECTED.csv notes of a row, or of a file."""


@pytest.mark.parametrize("file", FILES)
def test_a_right_row_with_something_to_say_is_told_with_it(file: str) -> None:
    expected = {
        (CALLED.get(code, code), at[1])
        for at, code in reasons(file, FILES[file]["notes"])
        if code not in OF_THE_BOOKS and (file[:3], code, at[1]) not in MISNOTED
    }
    beyond = {(code, row) for code, rows in BEYOND.get(file[:3], {}).items() for row in rows}

    told = report(new_id(), kind_of(file).name, read(file), told_of(file), str).notes

    phones = {(each.sheet, each.row) for each in told if each.code == "phone-zero-lost"}
    others = {(each.code, each.row) for each in told if each.code != "phone-zero-lost"}
    assert others == expected | beyond
    assert phones == phones_without_their_zero(file)
    assert all(each.detail and each.column for each in told)


def phones_without_their_zero(file: str) -> set[Where]:
    right = {at for at, each in judgements(file).items() if not isinstance(each, Told)}
    said = {at: text(lines(file)[at].values.get("phone")) for at in right}
    return {at for at, phone in said.items() if re.fullmatch(r"[3-9]\d{8}", phone)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_note_has_a_sentence_of_its_own(language: Language) -> None:
    said = [SENTENCES[code][language] for code in NoteCode]
    assert len({*said}) == len(said)


def test_notes_are_kept_with_their_row_between_two_pages() -> None:
    (told, *_) = [each for each in told_of(file_of("A02")) if each.notes]
    (row,) = unpacked(packed(kept([told], lambda *_: "")))
    assert [each.note for each in row.said(told.line, "vi").notes] == [*told.notes]
