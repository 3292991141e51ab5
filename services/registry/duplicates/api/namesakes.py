"""Clans, and establishments, that may be one: called alike in one place."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from psycopg.rows import class_row
from pydantic import BaseModel

from services.registry.duplicates import views
from services.registry.duplicates.api.alike import Called, Namesakes, namesakes
from services.registry.duplicates.merging.facts import CLAN, ESTABLISHMENT
from services.registry.duplicates.views import NamedRow
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf

Reader = Annotated[Caller, reads("registry.duplicate.read")]
At = tuple[UUID, UUID, UUID]
"""In the list: the place, and both."""
PageOfNamesakes = Annotated[Page[At], paged_by(At)]
Two = tuple[UUID, UUID]


class ClanReferred(BaseModel):
    """`place_id`: where it stands today, an allocated one in its part."""

    clan_id: UUID
    place_id: UUID
    name: str


class ClansShown(BaseModel):
    """`same_name`: but for marks and the word for what it is (dòng họ); else nearly so."""

    one: ClanReferred
    other: ClanReferred
    same_name: bool


class EstablishmentReferred(BaseModel):
    """`place_id`: where it stands today, an allocated one in its part."""

    establishment_id: UUID
    place_id: UUID
    kind: str
    name: str


class EstablishmentsShown(BaseModel):
    """`same_name`: but for marks and the word for what it is (trường); else nearly so."""

    one: EstablishmentReferred
    other: EstablishmentReferred
    same_name: bool


def queueing_namesakes(router: APIRouter, counter: Counter) -> None:
    @router.get("/clans")
    async def of_clans(caller: Reader, page: PageOfNamesakes) -> PageOf[ClansShown]:
        """Pairs of clans within reach that stand in one place today and are called alike: one clan
        perhaps, registered twice. Once merged, or said to be two, they stand here no more."""
        found = await _found(counter, caller, CLAN, page)
        items = [
            ClansShown(one=_clan(one), other=_clan(other), same_name=same)
            for one, other, same in found.pairs
        ]
        return PageOf(items=items, next_cursor=found.next_cursor)

    @router.get("/establishments")
    async def of_establishments(
        caller: Reader, page: PageOfNamesakes
    ) -> PageOf[EstablishmentsShown]:
        """Pairs of establishments within reach that stand in one place today and are called alike,
        of whichever kinds: one perhaps, registered twice. Once merged, or said to be two, they
        stand here no more."""
        found = await _found(counter, caller, ESTABLISHMENT, page)
        items = [
            EstablishmentsShown(
                one=_establishment(one), other=_establishment(other), same_name=same
            )
            for one, other, same in found.pairs
        ]
        return PageOf(items=items, next_cursor=found.next_cursor)


@dataclass(frozen=True)
class Found:
    pairs: Sequence[tuple[NamedRow, NamedRow, bool]]
    next_cursor: str | None


async def _found(counter: Counter, caller: Caller, kind: str, page: Page[At]) -> Found:
    reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
    asked: dict[str, Any] = {"on": caller.day, "kind": kind}
    asked |= {"places": None if reach is None else list(reach)}
    async with counter.connections.connection() as connection:
        cursor = connection.cursor(row_factory=class_row(NamedRow))
        rows = await (await cursor.execute(views.NAMED[kind].encode(), asked)).fetchall()
        told = await connection.execute(views.TWO_OF_A_KIND.encode(), asked)
        two = frozenset([(one, other) for one, other in await told.fetchall()])
    return await asyncio.to_thread(_paged, caller, rows, two, page)


def _paged(caller: Caller, rows: Sequence[NamedRow], two: frozenset[Two], page: Page[At]) -> Found:
    known = {row.bearer_id: row for row in rows if caller.sees(row.place_id).shows(row.since)}
    pairs = list(islice(_pairs(caller, known, two, page.after), page.limit + 1))
    shown = pairs[: page.limit]
    more = len(pairs) > page.limit
    last = [str(each) for each in _place(shown[-1])] if more else None
    return Found(
        [(known[each.one_id], known[each.other_id], each.same) for _, each in shown],
        cursor_of(last) if last else None,
    )


def _place(found: tuple[UUID, Namesakes]) -> At:
    place_id, pair = found
    return place_id, pair.one_id, pair.other_id


def _pairs(
    caller: Caller, known: Mapping[UUID, NamedRow], two: frozenset[Two], after: At | None
) -> Iterator[tuple[UUID, Namesakes]]:
    places: dict[UUID, list[Called]] = defaultdict(list)
    today: dict[UUID, UUID] = {}
    for row in known.values():
        if row.place_id not in today:
            today[row.place_id] = _today(caller, row.place_id)
        places[today[row.place_id]].append(Called(row.bearer_id, row.name))
    for place_id in sorted(places):
        if after is None or place_id >= after[0]:
            begin = after[1:] if after is not None and place_id == after[0] else None
            for pair in namesakes(places[place_id], begin):
                if (pair.one_id, pair.other_id) not in two:
                    yield place_id, pair


def _today(caller: Caller, place_id: UUID) -> UUID:
    """What became of the whole place; of one that was split, what waits stands in itself."""
    placed = caller.tree.place_on(place_id, caller.day)
    return placed.place_id if placed.allocated and placed.place_id else place_id


def _clan(row: NamedRow) -> ClanReferred:
    return ClanReferred(clan_id=row.bearer_id, place_id=row.place_id, name=row.name)


def _establishment(row: NamedRow) -> EstablishmentReferred:
    return EstablishmentReferred(
        establishment_id=row.bearer_id, place_id=row.place_id, kind=row.kind, name=row.name
    )
