"""Workbooks that the command line writes."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hieuhoc.commands.root import app
from services.registry.importing.kinds import KINDS
from services.registry.importing.names import ListKind
from shared.importing.reading.lists import understood
from shared.importing.sources.reading_apart import sheets_of


@pytest.mark.parametrize("kind", ListKind)
def test_the_template_of_a_kind_is_written_and_read_as_a_list_of_it(
    kind: ListKind, tmp_path: Path
) -> None:
    file = tmp_path / "mẫu.xlsx"
    done = CliRunner().invoke(app, ["import", "template", kind, "--out", str(file)])
    assert (done.exit_code, f"hieuhoc import {kind} {file}" in done.output) == (0, True)
    read = understood(sheets_of("a.xlsx", file.read_bytes()), KINDS[kind].shape)
    assert read[0].heading is not None
    assert not any(each.lines for each in read), "its example is no row"


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mẫu.xlsx"
    file.write_text("half filled in")
    done = CliRunner().invoke(app, ["import", "template", "families", "--out", str(file)])
    assert (done.exit_code, "--out" in done.output) == (2, True)
    assert file.read_text() == "half filled in"


def test_a_template_goes_where_its_output_goes() -> None:
    done = CliRunner().invoke(app, ["import", "template", "families", "--out", "-"])
    assert (done.exit_code, done.stdout_bytes[:2]) == (0, b"PK")


def test_a_kind_that_is_none_and_an_id_that_is_none_are_misuse(tmp_path: Path) -> None:
    for words in (["template", "recipes"], ["workbook", "x", "--out", str(tmp_path / "x.xlsx")]):
        assert CliRunner().invoke(app, ["import", *words]).exit_code == 2
    assert [*tmp_path.iterdir()] == []
