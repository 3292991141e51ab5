"""A percent is written as the movement's reports write it, without a space: `90,23%`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.test_documents import DOCUMENTS
from tests.support.sources import ROOT, Source, sources

APART = re.compile(r"(?:[\d}]|%[a-z])\s+%(?![\w(])")
"""A digit or a placeholder, space of any kind (also one that does not break), the sign."""

BY_HAND = re.compile(r"}%(?![\w(])")
"""The sign put behind a placeholder."""


def texts(source: Source) -> Iterator[str]:
    """Every text of a file, `{}` where something is put in."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )


@pytest.mark.parametrize("apart", ["90,23 %", "(0,00\u00a0%)", "{share}\u202f%", "%d %%", "1 %."])
def test_a_percent_with_a_space_is_found(apart: str) -> None:
    assert APART.search(apart)


@pytest.mark.parametrize("fine", ["90,23%", "{share}%", "limit %s", "{} %(most)s", "n % 3"])
def test_nothing_else_is_taken_for_one(fine: str) -> None:
    assert not APART.search(fine)


@pytest.mark.parametrize(
    "path",
    DOCUMENTS,
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_document_parts_a_number_from_its_percent(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if APART.search(line)] == []


def test_no_text_of_the_code_or_its_tests_parts_a_number_from_its_percent() -> None:
    parted = [
        f"{source.path}: {text[:80]!r}"
        for source in sources()
        if source.path.name != Path(__file__).name
        for text in texts(source)
        if APART.search(text)
    ]
    assert parted == []


def test_one_place_writes_percents() -> None:
    """Everybody else leaves it to that one to put the sign behind a number."""
    written = [
        str(source.path)
        for source in sources("services", "shared", "hieuhoc")
        if any(BY_HAND.search(text) for text in texts(source))
    ]
    assert written == ["hieuhoc/commands/report.py"]
