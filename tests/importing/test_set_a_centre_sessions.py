"""Sessions of set A come out row by row and value by value as its tables say."""

from collections.abc import Sequence

import pytest

from services.registry.importing.centre_sessions.list import SessionRow, judged, questions
from services.registry.importing.centre_sessions.shape import SHAPE
from shared.importing.reading.lists import Line
from shared.importing.report import Became, Sum, Told, report
from shared.vocabulary.identifiers import new_id
from tests.importing.set_a import OfSetA, values


def answered(lines: Sequence[Line]) -> dict[str, str]:
    return {each.name: each.guessed or "other" for each in questions(lines)}


(FILE,) = OfSetA.of_kind("centre sessions", SHAPE, judged, answered)
VALUES = values(FILE.name)


def test_headings_and_rows_of_data_are_found_where_they_are() -> None:
    FILE.require_rows()
    heading = FILE.read[0].heading
    assert heading is not None
    assert f"{heading.top}-{heading.bottom}" == FILE.expected["header_rows"]


def test_every_row_is_right_wrong_or_asked_about_as_it_should_be() -> None:
    FILE.require_judgements()


@pytest.mark.parametrize("value", VALUES, ids=lambda v: f"{v['row']}-{v['field']}")
def test_a_cell_that_is_easily_misread_means_what_it_should(value: dict[str, str]) -> None:
    FILE.require_column(value)
    row = FILE.judgements[value["sheet"], int(value["row"])]
    assert isinstance(row, SessionRow)
    assert {"held_on": row.held_on.isoformat()}[value["field"]] == value["wanted"]


def test_sums_stand_beside_what_the_file_states() -> None:
    told = [
        each if isinstance(each, Told) else Told(each.line, Became.NEW)
        for each in FILE.judgements.values()
    ]
    sums, said = report(new_id(), "", FILE.read, told, str).sums, FILE.totals
    assert sums == {
        "held": Sum(said["held"], None),
        "cancelled": Sum(said["cancelled"], None),
        "attendances": Sum(said["attendances"], 1279),
        "cost": Sum(said["spent"], None),
    }


def test_each_free_word_is_asked_once() -> None:
    asked = questions(FILE.lines)
    assert len(asked) == 7 == len({each.name for each in asked})
    assert {each.about for each in asked} >= {"Luật Đất đai năm 2024", "XÓA MÙ CHỮ: LỚP GHÉP"}
    assert None not in {each.guessed for each in asked}
