"""SQL on a table stands in the drawer or the service whose migrations make it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sources import ROOT, Source, sources

MADE = re.compile(r"create (?:table|view|sequence)(?: if not exists)? ([a-z_0-9%]+)")
ASKED = re.compile(
    r"\b(?:from|join|into|update|truncate|table|exists)\s+(?:only\s+)?(?:public\.)?([a-z_][a-z_0-9]*)"
)
TWO_MOVE_THEM = {"listener_marks": "shared/messaging"}
"""Marks are made beside the log, because an append moves them with its facts; where a batch has no
facts, messaging does."""


def room(path: Path) -> str:
    """The drawer or the service that a file is of."""
    return "/".join(path.parts[:2])


def owners() -> dict[str, str]:
    """The room of each table; of one made by the number of its generation, the stem of its name."""
    return {
        table.partition("%")[0]: room(file.relative_to(ROOT))
        for file in sorted(ROOT.glob("s*/*/migrations/*.sql"))
        for table in MADE.findall(file.read_text(encoding="utf-8"))
    }


def said(tree: ast.Module) -> Iterator[str]:
    """Every text of a file that is no docstring."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                yield text


def strange(source: Source, of: dict[str, str]) -> set[str]:
    """The tables of other rooms that a file asks."""
    mine = {room(source.path)}
    asked = {table for text in said(source.tree) for table in ASKED.findall(text)}
    return {
        table
        for table in asked & of.keys()
        if not mine & {of[table], TWO_MOVE_THEM.get(table, of[table])}
    }


def test_every_table_has_one_owner() -> None:
    made = [
        (table, room(file.relative_to(ROOT)))
        for file in sorted(ROOT.glob("s*/*/migrations/*.sql"))
        for table in MADE.findall(file.read_text(encoding="utf-8"))
    ]
    assert len({table for table, _ in set(made)}) == len(set(made))
    assert {
        "log",
        "listener_marks",
        "dead_letters",
        "place_entries_v1",
        "people",
    } <= owners().keys()


def test_sql_on_a_table_stands_with_its_owner() -> None:
    of = owners()
    found = {
        str(source.path): tables
        for source in sources("services", "shared", "hieuhoc")
        if (tables := strange(source, of))
    }
    assert not found, f"ask the room that owns the table for a function: {found}"


@pytest.mark.parametrize(
    ("path", "code", "found"),
    [
        ("shared/messaging/relay/x.py", 'ask("select 1 from log where position > 1")', {"log"}),
        ("shared/messaging/relay/x.py", 'ask("update log_head set halted = 1")', {"log_head"}),
        ("services/funding/x/y.py", 'ask(f"select {a} from b join chain c")', {"chain"}),
        ("services/funding/x/y.py", 'ask("insert into people (a) values (1)")', {"people"}),
        ("shared/eventstore/x.py", 'ask("select 1 from log join chain using (a)")', set()),
        ("shared/messaging/x.py", 'ask("select 1 from listener_marks")', set()),
        ("services/rollups/x.py", 'ask("select 1 from listener_marks")', {"listener_marks"}),
        ("services/registry/x.py", '"""Told from log to people."""', set()),
    ],
)  # fmt: skip
def test_a_question_to_anothers_table_is_found(path: str, code: str, found: set[str]) -> None:
    assert strange(Source(Path(path), code), owners()) == found
