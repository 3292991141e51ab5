"""Lists of funding at the command line: understood, and not recorded yet."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hieuhoc.commands.root import app
from services.funding.importing.kinds import KINDS
from services.funding.importing.names import ListKind
from services.funding.importing.trying import Trial, tried
from shared.importing.bringing import File
from shared.importing.understanding import UnreadTold
from tests.importing.fixtures import rows, set_a

HEADING = ["STT", "Họ và tên", "Lớp", "Tiền"]
TODAY = date(2026, 11, 27)
RIGHT = [1, "Lê Văn Học", "5/1", 500_000]


def called(kind: str, file: Path, *said: str) -> Result:
    return CliRunner().invoke(app, ["import", kind, str(file), *said])


def of_set_a(number: str) -> Path:
    return next(set_a().glob(f"{number}*"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "hb.xlsx"
    made.write_bytes(rows([*HEADING[:3], "Số tiền"], RIGHT))
    return made


@pytest.mark.parametrize(
    ("kind", "number", "counts"),
    [("scholarships", "A11", [40, 35, 0, 0, 4, 1]), ("donations", "A12", [44, 33, 0, 0, 7, 4])],
)
def test_a_list_is_tried_and_told_of_in_one_object(
    kind: str, number: str, counts: list[int]
) -> None:
    done = called(kind, of_set_a(number), "--dry-run", "--json", "--place", "26983")
    told = json.loads(done.stdout)
    assert (done.exit_code, [*told["rows"].values()]) == (3, counts)
    assert [*told] == ["import_id", "kind", "sheets", "rows", "sums", "errors", "asks"]
    assert told["kind"] == kind
    assert len(told["errors"] + told["asks"]) == sum(counts[4:])


def test_amounts_are_shown_to_the_last_dong() -> None:
    done = called("scholarships", of_set_a("A11"), "--dry-run")
    assert "29500000" in done.stdout
    assert "33500000" in done.stdout
    assert "44.5" in done.stdout


def test_rows_that_are_all_right_end_with_0(file: Path) -> None:
    assert called("scholarships", file, "--dry-run").exit_code == 0


@pytest.mark.parametrize("said", [[], ["--yes"]])
def test_nothing_is_recorded_and_it_is_said_what_to_do(file: Path, said: list[str]) -> None:
    done = called("scholarships", file, "--json", *said)
    told = json.loads(done.stdout)
    assert (done.exit_code, told["code"]) == (1, "funding.import-not-yet")
    assert "--dry-run" in told["detail"]


def test_a_file_that_is_no_such_list_is_refused_in_plain_words() -> None:
    done = called("donations", of_set_a("A01"), "--dry-run", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["code"]) == (1, "importing.no-list")
    assert "ủng hộ" in told["detail"]


def test_columns_are_understood_as_is_said(file: Path, tmp_path: Path) -> None:
    file.write_bytes(rows(HEADING, RIGHT))
    assert called("scholarships", file, "--dry-run").exit_code == 3, "no amount is found"
    columns = [{"field": "amount", "column": "Tiền"}]
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"sheets": [{"sheet": "Danh sách", "columns": columns}]}))
    assert called("scholarships", file, "--dry-run", "--mapping", str(mapping)).exit_code == 0
    mapping.write_text(json.dumps({"sheets": "all"}))
    assert called("scholarships", file, "--dry-run", "--mapping", str(mapping)).exit_code == 2


async def test_a_column_that_nobody_asked_for_is_as_if_it_were_not_there() -> None:
    data = rows([*HEADING[:3], "Số tiền", "Dân tộc"], [*RIGHT, "Chăm"])
    trial = Trial(File("hb.xlsx", data), TODAY, TODAY)
    report = await tried(KINDS[ListKind.SCHOLARSHIPS], trial, "vi")
    assert (report.rows.new, report.sheets[0].unread) == (1, (UnreadTold("A", "STT"),))
