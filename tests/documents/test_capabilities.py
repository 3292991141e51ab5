"""Each row of docs/capabilities.md names what shows it, and that is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.test_inputs import application
from tests.support.sources import ROOT, SERVICES

PAGE = (ROOT / "docs" / "capabilities.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| capability |")
]
TEST = re.compile(r"`(tests/[a-z_/]+\.py)`")
COMMAND = re.compile(r"`(?:make|hieuhoc) [a-z-]+")
"""Whether these exist, the tests of all documents ask (`test_documents`)."""


def test_every_row_says_what_where_and_what_shows_it() -> None:
    assert len(ROWS) > 25
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []
    assert [row for row in ROWS if not TEST.search(row[2]) and not COMMAND.search(row[2])] == []


def test_nothing_that_the_product_can_do_is_said_twice() -> None:
    said = Counter(row[0] for row in ROWS)
    assert [what for what, times in said.items() if times > 1] == []


@pytest.mark.parametrize("path", sorted(set(TEST.findall(PAGE))))
def test_every_test_that_is_named_is_there_and_tests_something(path: str) -> None:
    assert "def test_" in (ROOT / Path(path)).read_text(encoding="utf-8")


@pytest.mark.parametrize("service", SERVICES)
def test_every_collection_of_a_service_is_in_a_row(service: str) -> None:
    """`/registry/v1/clans` is one, whatever is below it."""
    known = {"/".join(path.split("/")[:4]) for path in application(service).openapi()["paths"]}
    offered = sorted(path for path in known if path.startswith(f"/{service}/v1/"))
    assert offered
    assert [path for path in offered if f"{path}" not in PAGE] == []
