"""The walls of an aggregate's folder: what its page, views, api and card may know.

card ▸ api ▸ views ▸ page, and only downward. Aggregates of one service may import each other's page
and nothing else of each other; a card is for `main` alone, and alone speaks the published language.
The vault of people, and the texts beside it, are doors of their own: for every api, and for no page
and no view.
"""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from shared.web.card import Cards
from tests.support.sources import ROOT, SERVICES, Source, aggregates, imported, sources

BESIDE_THE_PAGE = ("views", "tree", "changing", "api", "card")
"""In the order in which they may import each other: what stands right knows what stands left."""
NOT_FOR_A_PAGE = ("fastapi", "psycopg", "msgspec", "pydantic", "shared.contracts", "shared.web")
FOLDERS = [folder for service in SERVICES for folder in aggregates(service)]


def page(folder: Path) -> list[Path]:
    """What is beside the other files of an aggregate: its rules, one file or a folder of them."""
    known = {"__init__", "__pycache__", "vault", "texts", *BESIDE_THE_PAGE}
    (found,) = (each for each in folder.iterdir() if each.stem not in known)
    return sorted(found.glob("*.py")) if found.is_dir() else [found]


PAGES = [file for folder in FOLDERS for file in page(folder)]


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


VAULT = "services.registry.people.vault"
TEXTS = "services.registry.people.texts"
KNOWN = {module(folder) for folder in FOLDERS}


def aggregate_of(name: str) -> str | None:
    if _is_vault(name):
        return None
    return next((each for each in KNOWN if f"{name}.".startswith(f"{each}.")), None)


def file_of(name: str, aggregate: str) -> str:
    """`views`, `api`, `card` or `page`."""
    rest = name.removeprefix(aggregate).strip(".").partition(".")[0]
    return rest if rest in BESIDE_THE_PAGE else "page"


def breaches(source: Source) -> Iterator[str]:
    """What a file imports through a wall."""
    home = aggregate_of(source.module)
    for name in imported(source):
        there = aggregate_of(name)
        if home is not None and _is_vault(name):
            wrong = file_of(source.module, home) not in ("api", "card")
        elif there is None or name == there:
            wrong = home is not None and _is_foreign(source.module, home, name)
        elif home == there:
            wrong = _rank(file_of(name, there)) > _rank(file_of(source.module, there))
        elif home is None:
            wrong = file_of(name, there) == "card" and not source.module.endswith(".main")
        else:
            wrong = file_of(name, there) != "page"
        if wrong:
            yield f"{source.module} imports {name}"


def _is_vault(name: str) -> bool:
    return any(f"{name}.".startswith(f"{door}.") for door in (VAULT, TEXTS))


def _rank(file: str) -> int:
    return BESIDE_THE_PAGE.index(file) if file in BESIDE_THE_PAGE else -1


def _is_foreign(importer: str, home: str, name: str) -> bool:
    """Of what is no aggregate: the published language is for the card, the page is pure."""
    file = file_of(importer, home)
    if file == "page" and importer != home:
        top = name.partition(".")[0]
        allowed = name.startswith(("shared.vocabulary", "services.")) or top not in third_party()
        return not allowed
    return name.startswith("shared.contracts") and file != "card"


@cache
def third_party() -> set[str]:
    named = (name for source in sources("services", "shared") for name in imported(source))
    return {name.partition(".")[0] for name in named} - set(sys.stdlib_module_names)


def planted(name: str, text: str) -> Source:
    return Source(Path(*name.split(".")).with_suffix(".py"), text)


def test_no_wall_is_broken() -> None:
    assert FOLDERS
    assert [each for source in sources("services", "hieuhoc") for each in breaches(source)] == []


OTHER = "services.registry.chapters"
CLAN = "services.registry.clans"


@pytest.mark.parametrize(
    ("importer", "name"),
    [
        (f"{CLAN}.clan", f"{CLAN}.views"),
        (f"{CLAN}.clan", "shared.eventstore.commands"),
        (f"{CLAN}.clan", "shared.contracts.registry"),
        (f"{CLAN}.clan", "psycopg"),
        (f"{CLAN}.views", f"{CLAN}.api"),
        (f"{CLAN}.views", "shared.contracts.registry"),
        (f"{CLAN}.api", f"{CLAN}.card"),
        (f"{CLAN}.api", "shared.contracts.registry"),
        (f"{OTHER}.api", f"{CLAN}.views"),
        (f"{OTHER}.card", f"{CLAN}.api"),
        (f"{OTHER}.chapter", f"{CLAN}.card"),
        ("services.registry.outbox", f"{CLAN}.card"),
        (f"{VAULT}.keeping", f"{CLAN}.card"),
        (f"{CLAN}.clan", f"{VAULT}.keeping"),
        (f"{CLAN}.views", f"{VAULT}.keeping"),
        (f"{CLAN}.clan", f"{TEXTS}.keeping"),
    ],
)
def test_a_planted_import_through_a_wall_is_found(
    monkeypatch: pytest.MonkeyPatch, importer: str, name: str
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "KNOWN", {CLAN, OTHER})
    above, _, last = name.rpartition(".")
    texts = [f"import {name}"] + ([f"from {above} import {last}"] if above else [])
    for text in texts:
        assert list(breaches(planted(importer, text))), text


@pytest.mark.parametrize(
    ("importer", "name"),
    [
        (f"{CLAN}.card", f"{CLAN}.api"),
        (f"{CLAN}.api", f"{CLAN}.views"),
        (f"{CLAN}.views", f"{CLAN}.clan"),
        (f"{CLAN}.card", "shared.contracts.registry"),
        (f"{OTHER}.chapter", f"{CLAN}.clan"),
        (f"{OTHER}.api", f"{CLAN}.clan"),
        ("services.registry.main", f"{CLAN}.card"),
        ("services.registry.main", f"{VAULT}.keeping"),
        (f"{CLAN}.api", f"{VAULT}.keeping"),
        (f"{CLAN}.api", f"{TEXTS}.keeping"),
        (f"{VAULT}.keeping", f"{CLAN}.clan"),
    ],
)
def test_what_may_be_imported_is_let_through(
    monkeypatch: pytest.MonkeyPatch, importer: str, name: str
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "KNOWN", {CLAN, OTHER})
    assert list(breaches(planted(importer, f"import {name}"))) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_alone_brings_in_no_web_database_or_published_language(path: Path) -> None:
    script = f"import sys, {module(path)}; print(*sys.modules, sep=chr(10))"
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    came = [each for each in answer.stdout.split() if f"{each}.".startswith(_BANNED)]
    assert came == []


_BANNED = tuple(f"{each}." for each in NOT_FOR_A_PAGE)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_card_is_listed_by_the_main_of_its_service(folder: Path) -> None:
    cards = import_module(f"{module(folder.parent)}.main").CARDS
    listed = cards.cards if isinstance(cards, Cards) else cards
    assert import_module(f"{module(folder)}.card").CARD in listed
