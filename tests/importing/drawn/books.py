"""What the register says of everything at a moment: what its views show, whom they name, what
figures add up to."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from services.registry.main import CARDS
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.sealed import said_of
from services.rollups.measures.counting import OF, contributions, held
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.read_models import table
from shared.vocabulary.places.levels import HAMLET
from shared.web.card import fact_of
from tests.importing.register import DAY, counter_of
from tests.support import land
from tests.support.service_door import ServiceDoor, mapper_of

SAID: Final = {fact_of(each): each for card in CARDS.cards for each in card.told}
OF_IMPORTS_ALONE: Final = ("imports", "places")
"""What stays of an import that is undone: that it was, and that a place never was."""
SUMS: Final = ("members_by_day_v1", "people_told_v1", "terms_v1")
"""Whose last column may come to nothing: such a row says as little as none."""
ROUNDS: Final = 3
"""So far a thing is known by what refers to it, and by what that refers to."""
FACTS: Final = f"""
select {COLUMNS} from log where type not like 'registry.place-%%' and position <= %s
order by position
"""

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Books:
    """Rows by what they are of; `figures`: what each cell comes to."""

    tables: Mapping[str, Tally[Row]]
    figures: Tally[Row]

    @property
    def ids(self) -> set[UUID]:
        return {each for rows in self.tables.values() for row in rows for each in _ids(row)}

    def alike(self, known: Collection[UUID]) -> "Books":
        """The same, where what is none of these known is called by what is said of it, and not by
        the id that it happened to be given."""
        called: Mapping[UUID, str] = {}
        for _ in range(ROUNDS):
            called = {each: self._said_of(each, known, called) for each in self.ids - {*known}}
        tables = {name: _renamed(rows, called) for name, rows in self.tables.items()}
        return Books(tables, _renamed(self.figures, called))

    def _said_of(self, of: UUID, known: Collection[UUID], called: Mapping[UUID, str]) -> str:
        names = {each: called.get(each, "another") for each in self.ids - {*known}} | {of: "this"}
        said = sorted(
            f"{name} {_called(row, names)}"
            for name, rows in self.tables.items()
            for row in rows
            if of in _ids(row)
        )
        return sha256("\n".join(said).encode()).hexdigest()


def differences(found: Books, expected: Books) -> list[str]:
    """What is too much (+) and what is missing (-)."""
    both = {name: (rows, expected.tables[name]) for name, rows in found.tables.items()}
    both["figures"] = (found.figures, expected.figures)
    return [
        f"{sign} {name}: {row}"
        for name, (one, other) in both.items()
        for sign, rows in (("+", one.keys() - other), ("-", other.keys() - one))
        for row in rows
    ] or [name for name, (one, other) in both.items() if one != other]


async def books(register: ServiceDoor) -> Books:
    await register.views_caught_up()
    shown = {name: _rows(register, name) for name in _tables()}
    shown["hamlets"] = await _hamlets(register)
    whom = Books(shown, Tally()).ids
    people = await counter_of(register).has(Vault).all_of(whom)
    named = Tally((each.person_ref, each.place_id, _plain(said_of(each.data))) for each in people)
    return Books(shown | {"people": named}, figures(register))


def recorded(register: ServiceDoor) -> int:
    ((position,),) = register.rows("select position from log_head")
    return int(position)


def figures(register: ServiceDoor, known_at: int | None = None) -> Tally[Row]:
    """What rollups count of all that was published; as known when so much was recorded."""
    until = recorded(register) if known_at is None else known_at
    added, holding = Tally[Row](), list[Any]()
    placed: defaultdict[Row, list[Any]] = defaultdict(list)
    for row in register.rows(FACTS, until):
        each = mapper_of("registry").recorded(stored_fact(row))
        if (say := SAID.get(type(each.fact))) is None:
            continue
        event, who = say(each.originator_id, each.fact), each.originator_id
        for measure, by, place_id, day, value in contributions(event):
            added[measure, by, place_id, day] += value
            placed[measure, who].append((place_id, day, value))
        holding += [(measure, by, who, day, value) for measure, by, _, day, value in held(event)]
    for measure, by, who, day, value in holding:
        for place_id, since, times in placed[OF[measure], who]:
            added[measure, by, place_id, max(day, since)] += value * times
    return Tally({cell: value for cell, value in added.items() if value})


def _tables() -> Iterator[str]:
    for view in CARDS.views:
        if view.name not in OF_IMPORTS_ALONE:
            yield from (table(view, name) for name in view.tables)


def _rows(register: ServiceDoor, name: str) -> Tally[Row]:
    found = Tally(_plain(row) for row in register.rows(f"select * from {name}"))
    return Tally({row: n for row, n in found.items() if name not in SUMS or row[-1]})


async def _hamlets(register: ServiceDoor) -> Tally[Row]:
    tree = await counter_of(register).places.refreshed()
    there = {each: tree.attributes(each, DAY) for each in tree.children(land.COMMUNE, DAY)}
    rows = ((each, said.name) for each, said in there.items() if said and said.level == HAMLET)
    return Tally(rows)


def _plain(value: Any) -> Any:
    match value:
        case list() | tuple():
            return tuple(_plain(each) for each in value)
        case dict():
            return tuple((name, _plain(each)) for name, each in sorted(value.items()))
        case _:
            return value


def _ids(value: Any) -> Iterator[UUID]:
    match value:
        case UUID():
            yield value
        case tuple():
            for each in value:
                yield from _ids(each)


def _called(value: Any, names: Mapping[UUID, str]) -> Any:
    match value:
        case UUID():
            return names.get(value, value)
        case tuple():
            return tuple(_called(each, names) for each in value)
        case _:
            return value


def _renamed(rows: Iterable[Row], names: Mapping[UUID, str]) -> Tally[Row]:
    tally: Tally[Row] = Tally()
    for row, times in Tally(rows).items():
        tally[_called(row, names)] += times
    return tally
