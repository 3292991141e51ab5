"""What became of a list is told in one form: counts, sums, and why a row was not taken."""

import json
from collections.abc import Sequence

import pytest

from shared.importing import doubts
from shared.importing.report import Became, Report, Told
from shared.importing.summing import Sum
from shared.importing.table import letters
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from tests.importing.bringing import report
from tests.importing.set_a import FILES, file_of, read, told_of

A02 = file_of("A02")


def of_file(file: str, told: Sequence[Told] | None = None) -> Report:
    rows = told_of(file) if told is None else told
    return report(new_id(), FILES[file]["kind"], read(file), rows, str)


@pytest.mark.parametrize("file", FILES)
def test_rows_are_counted_each_once(file: str) -> None:
    rows, expected = of_file(file).rows, FILES[file]
    counted = rows.read, rows.new, rows.rejected, rows.ask
    assert counted == tuple(int(expected[each]) for each in ("data_rows", "right", "wrong", "ask"))


def test_what_is_told_is_one_object_of_plain_values() -> None:
    found = of_file(A02)
    told = json.loads(json.dumps(found.plain()))

    said = ["import_id", "kind", "sheets", "rows", "sums", "errors", "asks"]
    assert [*told] == [*said, "notes", "others", "causes", "questions"]
    (sheet,) = told["sheets"]
    assert (sheet["name"], sheet["header_rows"]) == ("DS hộ", [7])
    assert sheet["columns"]["name"] == "Họ và tên chủ hộ"
    assert told["errors"][0] == {
        "sheet": "DS hộ",
        "row": 27,
        "column": "E",
        "code": "identity",
        "detail": str(doubts.IdentityWrong()),
    }
    assert found.exit_code == 3


def test_a_sum_over_right_rows_stands_beside_what_the_file_states() -> None:
    found = of_file(A02)
    members = [each.line.values["members"] for each in told_of(A02) if each.outcome is Became.NEW]
    assert found.sums["members"] == Sum(sum(m for m in members if isinstance(m, float)), 239)


def test_totals_of_parts_are_added_where_none_is_of_all() -> None:
    assert of_file(file_of("A05")).sums.keys() <= {"members"}


def test_a_list_all_right_ends_well_and_a_refusal_of_the_books_is_told_by_its_code() -> None:
    class Other(Refusal):
        code = "registry.place-unknown"
        sentence = "There is no such place."

    lines = [each.line for each in told_of(A02)]
    assert of_file(A02, [Told(each, Became.UNCHANGED) for each in lines]).exit_code == 0
    (error,) = of_file(A02, [Told(lines[0], Other())]).errors
    assert (error.column, error.code) == (None, "registry.place-unknown")


def test_columns_are_named_as_excel_names_them() -> None:
    assert [*map(letters, (1, 26, 27, 52, 16_384))] == ["A", "Z", "AA", "AZ", "XFD"]
