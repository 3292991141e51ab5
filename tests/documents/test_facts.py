"""The page of facts (docs/glossary-of-facts.md) says what the code says, and each name once."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.contracts.catalogue import EVENT_BY_TYPE
from tests.support.sources import ROOT, sources

PAGE = (ROOT / "docs" / "glossary-of-facts.md").read_text(encoding="utf-8")
TYPE = re.compile(r"(?:vn\.hieuhoc\.)?([a-z]+)\.([a-z-]+)\.v\d+")
SERVICES = re.compile(r"^## ([a-z]+(?:, [a-z]+)*)$")
NOUNS = re.compile(r"^### ([a-z-]+(?:, [a-z-]+)*) \(.+\)$")
TODAY = re.compile(r"foreseen|stands(?: as `([a-z-]+)`)?")

Named = tuple[str, str]
"""A service, and a fact of it."""


@dataclass(frozen=True)
class Row:
    """A fact on the page: `services` may record it, under `now` today, if it stands at all."""

    services: tuple[str, ...]
    nouns: tuple[str, ...]
    fact: str
    told: str
    today: str

    @property
    def stands(self) -> bool:
        return self.today != "foreseen"

    @property
    def now(self) -> str:
        known = TODAY.fullmatch(self.today)
        return (known and known[1]) or self.fact

    @property
    def participles(self) -> set[str]:
        """What may be the participle: the rest behind any of the nouns."""
        return {self.fact.removeprefix(f"{noun}-") for noun in self.nouns} - {self.fact}


def cells(line: str) -> list[str]:
    """The cells of a row of a table; none: it is no row, or a heading."""
    if not line.startswith("| ") or line.startswith(("| fact |", "| participle |", "| title |")):
        return []
    return [cell.strip() for cell in line.strip("|").split("|")]


def rows() -> Iterator[Row]:
    services: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    for line in PAGE.splitlines():
        if heading := SERVICES.fullmatch(line):
            services = tuple(heading[1].split(", "))
        elif table := NOUNS.fullmatch(line):
            nouns = tuple(table[1].split(", "))
        elif services and (row := cells(line)):
            fact, told, vietnamese, says, today = row
            assert vietnamese, fact
            assert says, fact
            yield Row(services, nouns, fact, told, today)


def participles() -> list[str]:
    section = PAGE.partition("\n## Participles\n")[2].partition("\n## ")[0]
    return [row[0] for row in map(cells, section.splitlines()) if row]


def stored() -> set[Named]:
    """Every TYPE with a version that a class of a service has, as service and fact."""
    return {
        named(node.value.value)
        for source in sources("services")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.AnnAssign)
        and ast.unparse(node.target) == "TYPE"
        and isinstance(node.value, ast.Constant)
        and TYPE.fullmatch(str(node.value.value))
    }


def named(type_name: object) -> Named:
    known = TYPE.fullmatch(str(type_name))
    assert known, type_name
    return known[1], known[2]


ROWS = list(rows())
STANDING = [row for row in ROWS if row.stands]


def lacking(wanted: set[Named], said: list[Row]) -> set[Named]:
    """What of `wanted` none of the rows says."""
    return wanted - {(service, row.now) for row in said for service in row.services}


def untrue(said: list[Row], wanted: set[Named]) -> set[str]:
    """The rows that no service makes true."""
    return {row.fact for row in said if not wanted & {(each, row.now) for each in row.services}}


def test_every_fact_of_the_services_stands_on_the_page_and_no_other_is_said_to_stand() -> None:
    facts = stored()
    assert len(facts) > 15
    assert lacking(facts, STANDING) == set(), "say on the page that it stands"
    assert untrue(STANDING, facts) == set(), "no service knows it under this name"


def test_every_published_event_is_a_fact_that_is_told_and_no_fact_kept_at_home_is_published() -> (
    None
):
    published = {named(each) for each in EVENT_BY_TYPE}
    told = [row for row in STANDING if row.told == "told"]
    assert lacking(published, told) == set(), "say on the page that it is told"
    assert untrue(told, published) == set(), "no contract tells it"


def test_every_name_is_a_noun_of_its_table_and_a_participle_of_the_list() -> None:
    listed = set(participles())
    assert [row.fact for row in ROWS if not row.participles & listed] == []


def test_every_participle_of_the_list_is_in_use() -> None:
    used = {participle for row in ROWS for participle in row.participles}
    assert set(participles()) - used == set()


def test_every_noun_of_a_table_is_in_use() -> None:
    idle = {
        noun
        for row in ROWS
        for noun in row.nouns
        if not any(other.fact.startswith(f"{noun}-") for other in ROWS)
    }
    assert idle == set()


def test_nothing_stands_twice() -> None:
    tables = {row.nouns for row in ROWS}
    nouns = [noun for table in tables for noun in table]
    for words in ([row.fact for row in ROWS], participles(), nouns):
        assert len(words) > 50
        assert sorted(words) == sorted(set(words))


def test_every_row_says_whether_it_is_told_and_whether_it_stands() -> None:
    assert len(ROWS) > 200
    assert [row.fact for row in ROWS if row.told not in {"told", "home"}] == []
    assert [row.fact for row in ROWS if not TODAY.fullmatch(row.today)] == []
