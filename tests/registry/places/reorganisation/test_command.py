"""`hieuhoc places reorganise` where nobody, or somebody else, answers; with the register it is a
journey's (`tests/journeys/test_can_giuoc_is_reorganised.py`)."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from hieuhoc.commands.reorganising import _taken_back, _text, _why, cancel, reorganise

app = typer.Typer()
app.command()(reorganise)


def asked(folder: Path, **told: str) -> Result:
    file = folder / "document.json"
    file.write_text("{}", encoding="utf-8")
    nothing = dict.fromkeys(("HIEUHOC_REGISTRY", "HIEUHOC_TOKEN", "HIEUHOC_ISSUER"))
    return CliRunner().invoke(app, [str(file)], env={**nothing, **told})


@pytest.mark.parametrize("said", ["HIEUHOC_REGISTRY", "HIEUHOC_TOKEN"])
def test_half_of_an_address_is_misuse(tmp_path: Path, said: str) -> None:
    answer = asked(tmp_path, **{said: "http://127.0.0.1:1"})
    assert answer.exit_code == 2
    assert "HIEUHOC_TOKEN" in answer.output


def test_a_register_that_does_not_answer_is_told_of(tmp_path: Path) -> None:
    answer = asked(tmp_path, HIEUHOC_REGISTRY="http://127.0.0.1:1", HIEUHOC_TOKEN="token")
    assert answer.exit_code == 1
    assert "http://127.0.0.1:1" in answer.output
    assert "Traceback" not in answer.output


def test_every_wrong_row_is_told_on_a_line_of_its_own() -> None:
    wrong = [{"field": f"row {n}", "code": "x", "detail": f"sai {n}"} for n in (3, 7)]
    lines = [*_why({"detail": "Không ghi.", "errors": wrong})]
    assert lines == ["Không ghi.", "  dòng 3: sai 3", "  dòng 7: sai 7"]


def test_what_was_done_is_told_in_numbers() -> None:
    said = {"document_number": "1/QĐ-UBND", "effective_on": "2027-01-01", "announced": True}
    counts = {"changes": 12, "hamlets_moved": 3, "hamlets_unallocated": 1, "made": [{}]}
    assert "đã công bố" in _text(said | counts)
    assert "không có gì mới" in _text(said | counts | {"changes": 0})


def test_a_document_is_taken_back_by_its_number() -> None:
    taking_back = typer.Typer()
    taking_back.command()(cancel)
    env = {"HIEUHOC_REGISTRY": "http://127.0.0.1:1", "HIEUHOC_TOKEN": "token"}
    answer = CliRunner().invoke(taking_back, ["1/QĐ-UBND"], env=env)
    assert (answer.exit_code, "http://127.0.0.1:1" in answer.output) == (1, True)
    said = {"document_number": "1/QĐ-UBND", "effective_on": "2027-01-01", "places": 4}
    assert "đã hủy (cancelled)" in _taken_back(said)
    assert "cancelled before" in _taken_back(said | {"places": 0})
