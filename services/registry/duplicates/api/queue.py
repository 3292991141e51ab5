"""Families that may be one, found by whoever heads them."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from psycopg.rows import class_row
from pydantic import BaseModel

from services.registry.duplicates import views
from services.registry.duplicates.views import HeadedRow
from services.registry.people.vault.pairing import BEFORE_ALL, Pair, Place
from services.registry.people.vault.searching import Search
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf

Reader = Annotated[Caller, reads("registry.duplicate.read")]
PageOfPairs = Annotated[Page[Place], paged_by(Place)]


class FamilyReferred(BaseModel):
    family_id: UUID
    place_id: UUID
    head_ref: UUID


class FamiliesShown(BaseModel):
    """`ground_code`: by what their heads were found, the surest if by several."""

    one: FamilyReferred
    other: FamilyReferred
    ground_code: str


def queueing(router: APIRouter, counter: Counter) -> None:
    @router.get("/families")
    async def of_families(caller: Reader, page: PageOfPairs) -> PageOf[FamiliesShown]:
        """Pairs of families within reach that are on the books, whose heads have one identity
        number, one phone, or names written alike in one hamlet and the same year of birth as far as
        it is known: one family perhaps, registered twice. Once the two families are merged or said
        to be two, or their heads are, they stand here no more. A page may be short before the last
        one."""
        reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
        pairs = await counter.has(Search).pairs(reach, page.after or BEFORE_ALL, page.limit)
        headed = await _headed(counter, pairs.found, caller)
        both = [each for each in pairs.found if {each.one_ref, each.other_ref} <= headed.keys()]
        two = await _dismissed(counter, both, headed)
        items = [_shown(each, headed) for each in both if _ids(each, headed) not in two]
        last = pairs.after and [int(pairs.after[0]), *map(str, pairs.after[1:])]
        return PageOf(items=items, next_cursor=cursor_of(last) if last else None)


async def _headed(
    counter: Counter, pairs: Sequence[Pair], caller: Caller
) -> Mapping[UUID, HeadedRow]:
    """The families that these head today, as far as they are seen, by head."""
    refs = list({ref for each in pairs for ref in (each.one_ref, each.other_ref)})
    async with (
        counter.connections.connection() as connection,
        connection.cursor(row_factory=class_row(HeadedRow)) as cursor,
    ):
        asked = {"refs": refs, "on": caller.day}
        rows = await (await cursor.execute(views.HEADED.encode(), asked)).fetchall()
    return {each.head_ref: each for each in rows if caller.sees(each.place_id).shows(each.since)}


async def _dismissed(
    counter: Counter, pairs: Sequence[Pair], headed: Mapping[UUID, HeadedRow]
) -> frozenset[tuple[UUID, UUID]]:
    """Those of whose families somebody said that they are two."""
    ids = [_ids(each, headed) for each in pairs]
    asked = {"ones": [one for one, _ in ids], "others": [other for _, other in ids]}
    async with counter.connections.connection() as connection:
        found = await connection.execute(views.SAID_TO_BE_TWO.encode(), asked)
        return frozenset([(one, other) for one, other in await found.fetchall()])


def _ids(pair: Pair, headed: Mapping[UUID, HeadedRow]) -> tuple[UUID, UUID]:
    """The lesser first."""
    one, other = sorted(headed[each].family_id for each in (pair.one_ref, pair.other_ref))
    return one, other


def _shown(pair: Pair, headed: Mapping[UUID, HeadedRow]) -> FamiliesShown:
    def referred(head_ref: UUID) -> FamilyReferred:
        row = headed[head_ref]
        return FamilyReferred(family_id=row.family_id, place_id=row.place_id, head_ref=row.head_ref)

    return FamiliesShown(
        one=referred(pair.one_ref), other=referred(pair.other_ref), ground_code=pair.ground.code
    )
