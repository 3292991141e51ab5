"""An import is undone by who said so, and a call that says too little asks nobody."""

import json

import pytest
from typer.testing import CliRunner

from hieuhoc.commands.root import app

IMPORT = "00000000-0000-4000-8000-000000000001"
NOBODY = {"HIEUHOC_REGISTRY": "http://127.0.0.1:1", "HIEUHOC_TOKEN": "t"}


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["no-import", "--yes"], "hieuhoc.no-import-id", 2),
        ([IMPORT], "hieuhoc.not-confirmed", 2),
        ([IMPORT, "--yes"], "hieuhoc.no-answer", 1),
    ],
)
def test_what_was_not_undone_is_told_by_the_exit_code(
    words: list[str], code: str, exit_code: int
) -> None:
    done = CliRunner().invoke(app, ["import", "undo", *words, "--json"], env=NOBODY)
    assert (done.exit_code, json.loads(done.stdout)["code"]) == (exit_code, code)
    plain = CliRunner().invoke(app, ["import", "undo", *words], env=NOBODY)
    assert (plain.exit_code, plain.stdout) == (exit_code, "")
