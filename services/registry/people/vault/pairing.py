"""Pairs who may be one person, the surest first: by one identity number, by one phone, by names
that are written alike in one hamlet.

The first two are looked up at once wherever somebody reaches; for names people are gone through one
after another, so many for a page, and opened in memory alone.
"""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final, Protocol
from uuid import UUID

from rapidfuzz import fuzz

from services.registry.people.vault.opening import opened
from services.registry.people.vault.pair_searches import (
    NAMESAKES,
    PAIRS,
    PAIRS_ANYWHERE,
    PAIRS_BY_PHONE,
    PAIRS_BY_PHONE_ANYWHERE,
    PEOPLE,
    PEOPLE_ANYWHERE,
)
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from shared.postgres import arrays
from shared.vocabulary.folding import bare

Reach = Mapping[UUID, date] | None
"""Places, each with the last day that is seen of it; None: all there are (`Permit.reached`)."""
NAMESAKES_OF: Final = 200
"""So many people are gone through at a time."""
TURNS: Final = 5
"""So many times for one page; what is not found by then is on the next."""
ALIKE: Final = 95.0
"""Of 100: how alike names are written, accents folded, whose years of birth nobody knows."""
ALIKE_AND_AS_OLD: Final = 85.0
FIRST: Final = UUID(int=0)
LAST: Final = UUID(int=2**128 - 1)


class Ground(IntEnum):
    """By what a pair was found: the surest first."""

    IDENTITY = 0
    PHONE = 1
    NAME = 2

    @property
    def code(self) -> str:
        return ("same-identity", "same-phone", "same-name-and-birth")[self]


Place = tuple[int, UUID, UUID]
"""In the list: the ground, and both references. Pages go on after it."""
BEFORE_ALL: Final[Place] = (Ground.IDENTITY, FIRST, FIRST)


@dataclass(frozen=True)
class Pair:
    """Two references that may be the same person, or a wrong number."""

    one_ref: UUID
    one_place_id: UUID
    other_ref: UUID
    other_place_id: UUID
    ground: Ground

    @property
    def place(self) -> Place:
        return self.ground, self.one_ref, self.other_ref


@dataclass(frozen=True)
class Pairs:
    """`after`: where the next page begins; None: there is none. A page may be short before that."""

    found: Sequence[Pair]
    after: Place | None


class Ask(Protocol):
    """Of the database, within a reach."""

    def __call__(
        self, statement: str, reach: Reach, given: Mapping[str, Any], most: int
    ) -> Awaitable[list[Any]]: ...


STATEMENTS: Final = {
    Ground.IDENTITY: (PAIRS, PAIRS_ANYWHERE),
    Ground.PHONE: (PAIRS_BY_PHONE, PAIRS_BY_PHONE_ANYWHERE),
}


class Pairing:
    """Of those within a reach."""

    def __init__(self, ask: Ask, key: MasterKey, reach: Reach) -> None:
        self._ask, self._key, self._reach = ask, key, reach

    async def page(self, after: Place, most: int) -> Pairs:
        """Both of each pair are within reach, and nobody said yet what they are."""
        found: list[Pair] = []
        ground, *refs = after
        for each in (Ground.IDENTITY, Ground.PHONE):
            if each >= ground:
                begin = tuple(refs) if each == ground else (FIRST, FIRST)
                found += await self._by(each, begin, most + 1 - len(found))
            if len(found) > most:
                return Pairs(found[:most], found[most - 1].place)
        begin = (refs[0], refs[1]) if ground == Ground.NAME else (FIRST, FIRST)
        return await self._by_name(found, begin, most)

    async def _by(self, ground: Ground, after: Sequence[UUID], most: int) -> list[Pair]:
        statement = STATEMENTS[ground][self._reach is None]
        given = {"one": after[0], "other": after[1]}
        rows = await self._ask(statement, self._reach, given, most)
        return [Pair(one, at, other, there, ground) for one, at, other, there in rows]

    async def _by_name(self, found: list[Pair], after: tuple[UUID, UUID], most: int) -> Pairs:
        for _ in range(TURNS):
            statement = PEOPLE_ANYWHERE if self._reach is None else PEOPLE
            people = await self._ask(statement, self._reach, {"one": after[0]}, NAMESAKES_OF)
            if not people:
                return Pairs(found, None)
            found += await self._namesakes(people, after)
            if len(found) > most:
                return Pairs(found[:most], found[most - 1].place)
            if len(people) < NAMESAKES_OF:
                return Pairs(found, None)
            after = (people[-1][0], LAST)
        return Pairs(found, (Ground.NAME, *after))

    async def _namesakes(self, people: Sequence[Any], after: tuple[UUID, UUID]) -> list[Pair]:
        asked = {
            "refs": arrays.uuids([person_ref for person_ref, _, _ in people]),
            "untils": arrays.integers([until for _, _, until in people]),
            "one": after[0],
            "other": after[1],
        }
        rows = await self._ask(NAMESAKES, None, asked, NAMESAKES_OF * NAMESAKES_OF)
        return await asyncio.to_thread(self._alike, rows)

    def _alike(self, rows: Sequence[Any]) -> list[Pair]:
        found = []
        for row in rows:
            one, other = opened(self._key, *row[:4]), opened(self._key, *row[4:])
            if are_alike(one.data, other.data):
                refs = one.person_ref, one.place_id, other.person_ref, other.place_id
                found.append(Pair(*refs, Ground.NAME))
        return found


def are_alike(one: PersonalData, other: PersonalData) -> bool:
    """Whether their names are written so much alike, in whatever order of the words, that they may
    be one. Years of birth that are known have to be the same, and then a letter may be missing."""
    years = _year(one), _year(other)
    if None not in years and years[0] != years[1]:
        return False
    wanted = ALIKE if None in years else ALIKE_AND_AS_OLD
    return fuzz.token_sort_ratio(bare(one.full_name), bare(other.full_name)) >= wanted


def _year(data: PersonalData) -> int | None:
    return data.birth.year if data.birth else None
