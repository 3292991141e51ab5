"""Finding people by name or phone within the places somebody reaches.

What a search reads and how long it takes follows from those places and from what is asked for,
never from who lives elsewhere: the reach is a set in SQL, and each place of it is looked up by
index. It has connections of its own, so that it holds up nobody who keeps or reads people.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from services.registry.people.vault.names import earlier_hashes, hashes_to_ask, words_to_ask
from services.registry.people.vault.numbers import phone_number
from services.registry.people.vault.opening import opened
from services.registry.people.vault.pairing import Pairing, Pairs, Place, Reach
from services.registry.people.vault.rows import KeptPerson
from services.registry.people.vault.sealing import MasterKey
from services.registry.people.vault.searches import (
    BY_INDEX_ALONE,
    CALLED,
    CALLED_ANYWHERE,
    CALLED_SO,
    NAMED,
    NAMED_ANYWHERE,
    SURVIVORS,
)
from shared.postgres import arrays
from shared.postgres.connections import TIMEOUTS, parameters
from shared.vocabulary.folding import sounded
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.writing import in_one_form

MOST_FOUND: Final = 100
MOST_COMPARED: Final = 1_000
"""So many are read, to choose those from who are written most like what is asked for."""
PATIENCE: Final = 2.0
"""Seconds that a search may take in the database."""
AT_ONCE: Final = 3
"""Searches of a process; later ones wait for their turn."""

UNPREPARED: Final[dict[str, Any]] = {"autocommit": True, "prepare_threshold": None}
"""A plan of a moment when the tables were empty would be kept."""

Distance = Callable[[str], tuple[bool, bool]]


class SearchTooWide(Refusal):
    code = "registry.search-too-wide"
    kind = Kind.INVALID
    sentence = "Too much is to be looked through for this; say more of the name."


class Sought(NamedTuple):
    """Somebody of this name who is at one of these places, whoever sees those."""

    name: str
    place_ids: frozenset[UUID]


@dataclass(frozen=True)
class Found:
    """At most MOST_FOUND, best first. `more`: others would fit as well."""

    people: Sequence[KeptPerson]
    more: bool


@asynccontextmanager
async def open_search(
    dsn: str, key: MasterKey, patience: float = PATIENCE
) -> AsyncIterator["Search"]:
    """The search of a migrated database. Connects when first asked."""
    settings = BY_INDEX_ALONE | {"statement_timeout": str(int(patience * 1000))}
    async with AsyncConnectionPool(
        kwargs=parameters(dsn, "search", TIMEOUTS, settings) | UNPREPARED,
        min_size=0,
        max_size=AT_ONCE,
        open=False,
        name="search",
        check=AsyncConnectionPool.check_connection,
    ) as connections:
        yield Search(connections, key)


class Search:
    """Made by `open_search`. Who is seen until a day only, is so through a family they had on the
    books of the place by then, and not once their data were changed after it."""

    def __init__(self, connections: AsyncConnectionPool[Any], key: MasterKey) -> None:
        self._connections, self._key = connections, key

    async def named(self, name: str, reach: Reach) -> Found:
        """People whose names have all these syllables, whatever the marks and the order; those
        first who are written so, then those who sound so."""
        hashes, earlier = hashes_to_ask(self._key, name), earlier_hashes(self._key, name)
        found: dict[UUID, Any] = {}
        for asked in [hashes] if hashes == earlier else [hashes, earlier]:
            given = {"hashes": arrays.blobs(asked), "number": len(asked)}
            rows = await self._ask(NAMED_ANYWHERE if reach is None else NAMED, reach, given)
            found |= {row[0]: row for row in rows}
        themselves = await self._themselves(found, reach)
        return await self._best(themselves.values(), _distance(name))

    async def reached_by(self, phone: str, reach: Reach) -> Found:
        """People who gave this phone; a household may share one."""
        given = {"hash": self._key.hash_of("phone", phone_number(phone))}
        rows = await self._ask(CALLED_ANYWHERE if reach is None else CALLED, reach, given)
        themselves = await self._themselves({row[0]: row for row in rows}, reach)
        return await self._best(themselves.values(), lambda _: (False, False))

    async def called_so(self, sought: Sequence[Sought]) -> list[list[KeptPerson]]:
        """Who has each of the names, but for how it is typed, at one of its places: of all in one
        question, in order."""
        numbers: dict[Sought, int] = {each: n for n, each in enumerate(dict.fromkeys(sought))}
        found: dict[int, dict[UUID, Any]] = defaultdict(dict)
        given = await asyncio.to_thread(self._columns_of, [*numbers])
        for number, *row in await self._ask(CALLED_SO, None, given):
            found[number][row[0]] = row
        refs = arrays.uuids([*{ref for rows in found.values() for ref in rows}])
        merged = await self._ask(SURVIVORS, None, {"refs": refs}) if found else []
        survivors = {alias: row for alias, *row in merged}

        def people(number: int, each: Sought) -> list[KeptPerson]:
            own = (survivors.get(ref, row) for ref, row in found[number].items())
            at_place = {row[0]: row for row in own if row[1] in each.place_ids}
            return _of_name(each.name, [opened(self._key, *row) for row in at_place.values()])

        def of_all() -> list[list[KeptPerson]]:
            named = [people(number, each) for each, number in numbers.items()]
            return [named[numbers[each]] for each in sought]

        return await asyncio.to_thread(of_all)

    def _columns_of(self, sought: Sequence[Sought]) -> dict[str, Any]:
        """As CALLED_SO asks."""
        asked = [
            (number, place_id, words[0], b"".join(words[1:]))
            for number, each in enumerate(sought)
            for words in words_to_ask(self._key, each.name)
            for place_id in each.place_ids
        ]
        return {
            "numbers": arrays.integers([each[0] for each in asked]),
            "places": arrays.uuids([each[1] for each in asked]),
            "firsts": arrays.blobs([each[2] for each in asked]),
            "others": arrays.blobs([each[3] for each in asked]),
        }

    async def _themselves(self, found: Mapping[UUID, Any], reach: Reach) -> dict[UUID, Any]:
        """Instead of aliases those whose they are, where they are seen without an end."""
        given = {"refs": arrays.uuids(list(found))}
        rows = await self._ask(SURVIVORS, None, given) if found else []
        aliases = {alias for alias, *_ in rows}
        own = {ref: row for ref, row in found.items() if ref not in aliases}
        seen = [
            row
            for _, *row in rows
            if reach is None or reach.get(row[1]) == date.max or row[0] in found
        ]
        return {row[0]: row for row in seen if row[0] not in aliases} | own

    async def pairs(self, reach: Reach, after: Place, most: int) -> Pairs:
        """Who may be one person, both within reach."""
        return await Pairing(self._ask, self._key, reach).page(after, most)

    async def _ask(
        self, statement: str, reach: Reach, given: Mapping[str, Any], most: int = MOST_COMPARED + 1
    ) -> list[Any]:
        within = {} if reach is None else await asyncio.to_thread(columns_of, reach)
        async with self._connections.connection() as connection:
            cursor = connection.cursor(binary=True)
            try:
                await cursor.execute(statement, {**given, **within, "most": most})
            except psycopg.errors.QueryCanceled:
                raise SearchTooWide from None
            found: list[Any] = await cursor.fetchall()
            return found

    async def _best(self, rows: Iterable[Any], distance: Distance) -> Found:
        def opened_and_sorted() -> list[KeptPerson]:
            people = [opened(self._key, *row) for row in rows]
            people.sort(key=lambda kept: (*distance(kept.data.full_name), kept.person_ref))
            return people

        people = await asyncio.to_thread(opened_and_sorted)
        return Found(people[:MOST_FOUND], more=len(people) > MOST_FOUND)


def _of_name(name: str, people: Iterable[KeptPerson]) -> list[KeptPerson]:
    return [each for each in people if sounded(each.data.full_name) == sounded(name)]


def columns_of(reach: Mapping[UUID, date]) -> dict[str, Any]:
    return {
        "places": arrays.uuids(list(reach)),
        "untils": arrays.integers([until.toordinal() for until in reach.values()]),
    }


def _distance(asked: str) -> Distance:
    """How far a full name is from what is asked: written so, sounding so, neither."""
    written, sounding = in_one_form(asked).casefold(), sounded(asked)

    def distance(full_name: str) -> tuple[bool, bool]:
        if written in full_name.casefold():
            return False, False
        return True, sounding not in sounded(full_name)

    return distance
