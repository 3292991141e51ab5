"""Of rows that are hidden or struck through it is asked whether they are meant, and taken what is
answered: of all of a sheet, or of one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from services.registry.importing.families.kind import FAMILIES
from shared.importing.bringing import as_mended
from shared.importing.mending import Mending
from shared.importing.questions import Question
from shared.importing.reading.lists import Understood
from shared.importing.refusals import NoRowsFound
from shared.importing.table import Row, Sheet
from shared.importing.unsure_rows import questions

HEADING = ("Họ và tên chủ hộ", "Năm sinh", "Khu phố")
ROWS = [
    Row(1, HEADING),
    Row(2, ("Lê Văn Học", 1980.0, "KP1")),
    Row(3, ("Lê Thị Tập", 1981.0, "KP1"), hidden=True),
    Row(4, ("Lê Văn Đọc", 1982.0, "KP1"), hidden=True, struck=frozenset({1})),
    Row(5, ("Lê Thị Viết", 1983.0, "KP1"), struck=frozenset({1})),
]


def read(answers: Mapping[str, str] = {}) -> Understood:
    sheets = [Sheet("Bìa", [Row(1, ("Bìa",))]), Sheet("Hộ", ROWS)]
    return as_mended(FAMILIES, sheets, replace(Mending(), answers=answers))[1][1]


def asked(of: Understood) -> dict[int, tuple[bool, bool]]:
    return {line.row: (line.hidden, line.struck) for line in of.lines}


ALL, ASKED, TAKEN = range(2, 6), {3: (1, 0), 4: (1, 1), 5: (0, 1)}, (0, 0)


@pytest.mark.parametrize(
    ("answers", "stand", "left_out"),
    [
        ({}, ASKED, []),
        ({"hidden-rows/2": "take"}, ASKED | {3: TAKEN}, []),
        ({"hidden-rows/2": "leave-out"}, {5: (0, 1)}, [3, 4]),
        ({"struck-rows/2": "take", "hidden-rows/2": "take"}, dict.fromkeys(ALL, TAKEN), []),
        ({"struck-rows/2": "leave-out", "hidden-rows/2": "take"}, {3: TAKEN}, [4, 5]),
        ({"hidden-rows/2": "leave-out", "row/2/4": "take"}, {4: TAKEN, 5: (0, 1)}, [3]),
        ({"row/2/5": "leave-out"}, {3: (1, 0), 4: (1, 1)}, [5]),
        ({"hidden-rows/1": "take", "struck-rows/2": "?", "row/2/3": "?"}, ASKED, []),
    ],
)
def test_what_is_answered_holds_for_those_rows_alone(
    answers: dict[str, str], stand: dict[int, Any], left_out: list[int]
) -> None:
    found = read(answers)
    assert asked(found) == {2: TAKEN} | stand
    assert [each.row for each in found.skipped if each.why == "left-out"] == left_out


def test_a_question_is_told_of_each_sheet_and_sort_also_when_it_is_answered() -> None:
    names = ["hidden-rows/2", "struck-rows/2"]
    for each in (read(), read(dict(zip(names, ("take", "leave-out"), strict=True)))):
        found = questions([each])
        assert [(one.name, one.about) for one in found] == [(name, "Hộ") for name in names]


def test_a_list_of_which_every_row_is_left_out_has_none() -> None:
    sheets = [Sheet("Hộ", [ROWS[0], ROWS[2]])]
    mending = replace(Mending(), answers={"hidden-rows/1": "leave-out"})
    with pytest.raises(NoRowsFound):
        as_mended(FAMILIES, sheets, mending)


def test_choices_are_said_in_the_language_of_who_asks() -> None:
    (one, _) = questions([read()])
    assert one.choices_in("vi") == {"take": "tính các dòng này", "leave-out": "bỏ các dòng này"}
    assert one.choices_in("en") == {"take": "take these rows", "leave-out": "leave these rows out"}
    topic = Question("topic/x", "x", {"law-land": "đất đai"})
    assert topic.choices_in("en") == {"law-land": "law land"}
