"""What holds of every command: it lists without cutting, as JSON too, and ends as it is asked."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hieuhoc.commands import root
from hieuhoc.commands.listing import Row, show
from hieuhoc.commands.root import imported
from tests.hieuhoc.demo_process import HIEUHOC, environment
from tests.support.sources import sources

DOES = {
    "dead-letters discard",
    "dead-letters facts discard",
    "dead-letters facts retry",
    "dead-letters redrive",
    "dead-letters show",  # one letter with its bytes
    "dead-letters successor",
    "demo",
    "import places",
    "import template",  # one workbook
    "import workbook",
    "places import",
    "places show",  # one place
    "rebuild",
    "relay withhold",
    "topics apply",
}
"""Commands that do something or show one thing. Every other one lists."""


def commands(group: Any, *path: str) -> Iterator[tuple[str, Any]]:
    below: dict[str, Any] = getattr(group, "commands", {})
    if not below:
        yield " ".join(path), group
    for name, command in below.items():
        yield from commands(command, *path, name)


COMMANDS = {
    path: command for name in root.COMMANDS for path, command in commands(imported(name), name)
}


def test_what_is_said_to_do_something_is_a_command() -> None:
    assert set(COMMANDS) >= DOES


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - DOES))
def test_every_listing_can_be_had_as_json(name: str) -> None:
    options = {word for parameter in COMMANDS[name].params for word in parameter.opts}
    assert "--json" in options


def test_tables_are_drawn_in_one_place() -> None:
    drawing = [s.path.name for s in sources("hieuhoc", "services") if "rich.table" in s.text]
    assert drawing == ["listing.py"]


LONG: list[Row] = [{"topic": "x" * 300, "number": 7, "subject": None}] * 2


@pytest.mark.parametrize("columns", ["20", "80"])
def test_a_table_is_not_cut_where_there_is_no_terminal(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    show(LONG, as_json=False, nothing="nothing")
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["topic", "number", "subject"]
    assert [line.split() for line in lines] == [["x" * 300, "7"]] * 2


def test_json_is_what_the_table_shows(capsys: pytest.CaptureFixture[str]) -> None:
    show(LONG, as_json=True, nothing="nothing")
    assert json.loads(capsys.readouterr().out) == LONG


def test_an_empty_listing_is_an_empty_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    show([], as_json=True, nothing="nothing")
    assert json.loads(capsys.readouterr().out) == []


def test_a_strangers_control_characters_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show([{"subject": "a\x1b[31m\x07b"}], as_json=False, nothing="nothing")
    assert "\x1b" not in capsys.readouterr().out


def test_the_version_is_told() -> None:
    said = subprocess.run(
        [str(HIEUHOC), "--version"], env=environment(), capture_output=True, text=True, check=True
    )
    assert said.stdout.split()[0] == "hieuhoc"
    assert said.stdout.split()[1][0].isdecimal()


INTERRUPTING = """
import os, signal, sys
class Interrupting:
    left = {left}
    def find_spec(self, name, path=None, target=None):
        Interrupting.left -= 1
        if not Interrupting.left:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
sys.argv = ["hieuhoc", "topics", "check", "--kafka", "127.0.0.1:1"]
from hieuhoc.__main__ import main
main()
"""


@pytest.mark.parametrize("imports", [5, 50, 300, 500])
def test_ctrl_c_ends_it_without_a_traceback_whenever_it_comes(imports: int) -> None:
    said = subprocess.run(
        [sys.executable, "-c", INTERRUPTING.format(left=imports)],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.returncode in (-signal.SIGINT, 130)
    assert "Traceback" not in said.stderr
