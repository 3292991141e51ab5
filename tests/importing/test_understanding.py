"""What was understood of a list is shown, and what is wrong of it by its cause."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as any_

from services.registry.importing.centre_sessions.topics import questions
from services.registry.importing.families.list import SHAPE, judged
from shared.importing.bringing import lines_of
from shared.importing.causes import Complained, causes_of
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context
from shared.importing.reading.lists import understood
from shared.importing.report import Became, Beside, Report, Told, asked_of, report_of, said
from shared.importing.table import Row, Sheet, letters, number_of
from shared.vocabulary.identifiers import new_id
from tests.importing.persons import HAMLETS, TODAY
from tests.support import land

TABLE: Sequence[tuple[Any, ...]] = (
    ("DANH SÁCH HỘ",),
    ("STT", "Họ và tên chủ hộ", "Năm sinh", "Tôn giáo"),
    ("Khu phố 1",),
    (1.0, "Lê Văn Học", 1980.0),
    (2.0, "Trần Thị Hiếu", 1985.0),
    ("Khu phố 99",),
    (3.0, "Phạm Văn Tập", 1979.0),
    (4.0, "Phạm Văn An", 1978.0),
    ("Tổng cộng", 4),
)


def told(*table: tuple[Any, ...], hamlets: Hamlets[Any] = HAMLETS) -> Report:
    sheet = Sheet("Hộ", [Row(number, cells) for number, cells in enumerate(table, 1)])
    read = understood([sheet, Sheet("Ghi chép", []), Sheet("Cũ", sheet.rows, True)], SHAPE)
    found = judged(lines_of(read), Context(land.COMMUNE, TODAY, TODAY, hamlets))
    rows = [each if isinstance(each, Told) else Told(each.line, Became.NEW) for each in found]
    return report_of(new_id(), "families", read, [said(each, str) for each in rows])


def test_all_that_was_made_of_a_sheet_is_shown() -> None:
    report = told(*TABLE)
    (sheet,) = report.sheets
    assert sheet.letters == {"name": "B", "birth": "C"}
    assert [(each.column, each.heading) for each in sheet.unread] == [
        ("A", "STT"),
        ("D", "Tôn giáo"),
    ]
    skipped = {each.why: (each.number, each.rows) for each in sheet.skipped}
    assert skipped == {"sub-heading": (2, (3, 6)), "total": (1, (9,))}
    blocks = [(each.first, each.last, each.rows, each.place) for each in sheet.blocks]
    assert blocks == [(4, 5, 2, "Khu phố 1"), (7, 8, 2, "Khu phố 99")]
    assert {each.name: each.why for each in report.others} == {
        "Ghi chép": "no-list",
        "Cũ": "hidden",
    }


def test_what_is_wrong_of_many_rows_for_one_reason_is_one_cause_with_the_words_to_map() -> None:
    (cause,) = told(*TABLE).causes
    assert (cause.code, cause.field, cause.number, cause.asks) == ("place", "hamlet", 2, False)
    assert [each.row for each in cause.rows] == [7, 8]
    assert [(each.words, each.number) for each in cause.words] == [("Khu phố 99", 2)]


def test_what_is_missing_and_what_is_not_found_are_two_causes_each_in_its_own_words() -> None:
    heading = ("Họ và tên chủ hộ", "Năm sinh", "Khu phố")
    missing, unknown = ("Lê Văn Học", 1980.0, ""), ("Lê Văn Tập", 1981.0, "Khu phố 99")
    report = told(heading, missing, unknown, unknown)
    details = {each.row: each.detail for each in report.errors}
    assert {(each.code, each.number, each.detail) for each in report.causes} == {
        ("place", 1, details[2]),
        ("place", 2, details[3]),
    }


def test_a_cause_repeats_no_cell_that_names_somebody() -> None:
    heading = ("Họ và tên chủ hộ", "Năm sinh", "CCCD", "Khu phố")
    report = told(heading, ("Lê Văn Học", "32/1/1980", "12345", "Khu phố 1"))
    assert report.causes != ()
    assert all(each.words == () for each in report.causes)


def test_what_is_asked_of_a_list_is_told_with_what_is_guessed_and_never_taken() -> None:
    (asked,) = asked_of(questions(["Lớp luật đất đai"]), {})
    assert (asked.about, asked.guessed, asked.answered) == ("Lớp luật đất đai", "law-land", None)
    assert asked.choices["law"]
    (answered,) = asked_of(questions(["Lớp luật đất đai"]), {asked.name: "law"})
    assert answered.answered == "law"
    sheet = Sheet("Hộ", [Row(n, cells) for n, cells in enumerate(TABLE, 1)])
    read = understood([sheet], SHAPE)
    report = report_of(new_id(), "families", read, [], Beside({"Hộ": "said"}, [asked]))
    assert (report.questions, report.sheets[0].mapped) == ((asked,), "said")


Said = any_.tuples(any_.booleans(), any_.sampled_from("ab"), any_.sampled_from(["x", "y", None]))


@given(any_.lists(Said))
@settings(max_examples=30)
def test_each_row_that_is_not_taken_is_of_one_cause(rows: Sequence[tuple[bool, str, Any]]) -> None:
    causes = causes_of(Complained(*each, "A", "", "s", n) for n, each in enumerate(rows))
    assert sum(each.number for each in causes) == len(rows)
    assert {(each.asks, each.code, each.field) for each in causes} == {*rows}
    assert [each.number for each in causes] == sorted((c.number for c in causes), reverse=True)


@given(any_.integers(1, 18_278))
@settings(max_examples=30)
def test_a_column_has_the_letters_that_excel_shows(column: int) -> None:
    assert number_of(letters(column)) == column
    assert [number_of(each) for each in ("", "a", "AAAA", "Á", "A1")] == [0] * 5
