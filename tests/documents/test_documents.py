"""What the documents promise is there: commands, links, words, runbooks."""

import re
from pathlib import Path

import pytest

from hieuhoc.commands import root
from hieuhoc.commands.root import imported
from tests.support.sources import ROOT, sources

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_command_that_is_named_can_be_made(path: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"`make ([a-z-]+)", path.read_text(encoding="utf-8")))
    assert named <= targets


COMMANDS = {name: imported(name) for name in root.COMMANDS}
TEXTS = {
    **{str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS},
    **{str(s.path): s.text for s in sources("services", "shared", "hieuhoc")},
}


@pytest.mark.parametrize("place", [place for place, text in TEXTS.items() if "`hieuhoc " in text])
def test_every_hieuhoc_command_that_is_named_exists(place: str) -> None:
    """Somebody in trouble will type it."""
    for first, second in re.findall(r"`hieuhoc ([a-z-]+)(?: ([a-z-]+))?", TEXTS[place]):
        assert first in COMMANDS, first
        below = getattr(COMMANDS[first], "commands", None)
        assert not (second and below) or second in below, f"{first} {second}"


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_a_readme_names_the_two_commands_to_know(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_the_build_runs_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_folder_of_tests_is_run_by_a_make_command() -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    folders = {path.relative_to(ROOT).parts[1] for path in ROOT.glob("tests/*/**/test_*.py")}
    assert sorted(folder for folder in folders if f"tests/{folder}" not in made) == []


def test_both_readmes_tell_of_the_same_commands() -> None:
    commands = [
        re.findall(r"^\$ (.*)$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("README.md", "README.vi.md")
    ]
    assert commands[0] == commands[1]


GLOSSARY = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| identifier |")
]


def test_the_glossary_says_each_word_once() -> None:
    words = [row[0] for row in GLOSSARY]
    assert len(words) > 30
    assert len(words) == len(set(words))


def test_the_glossary_says_each_word_in_vietnamese_and_what_it_means() -> None:
    unfinished = [row for row in GLOSSARY if len(row) != 4 or not (row[1] and row[2])]
    assert unfinished == []


def test_whoever_knows_the_field_finds_its_words_for_ours() -> None:
    terms = {word: term for word, _, _, term in GLOSSARY}
    assert terms["mark"] == "checkpoint"
    assert terms["reaction"] == "process manager"
    assert terms["contribution"] == "delta"
    assert terms["hamlet"] == "", "a word of the movement has none"
