"""Looking families up: one, those of a hamlet, and who belongs to one on a day."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from psycopg.rows import class_row

from services.registry.families.family.refusals import FamilyUnknown
from services.registry.families.views import (
    MEMBERS,
    NUMBER,
    PAGE,
    SPELLS,
    FamilyRow,
    MemberRow,
)
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.values import Day

Reader = Annotated[Caller, reads("registry.family.read")]
OF_HAMLET = f"{FamilyRow.__doc__} Those of a hamlet; with `on`, those on its books on that day."
OF_FAMILY = f"{MemberRow.__doc__} Of today, unless `on` says another day."


def looking_up(router: APIRouter, counter: Counter) -> None:
    @router.get("", description=OF_HAMLET)
    async def at_place(
        place_id: UUID, caller: Reader, page: Paging, on: Day | None = None
    ) -> PageOf[FamilyRow]:
        seen = caller.sees(place_id)
        if caller.tree.place(place_id) is None or not seen.is_something:
            raise caller.unknown(place_id)
        wanted = {"place_id": place_id, "until": seen.until, "on": on}
        day = min(on or date.max, seen.until)
        return await counter.page(FamilyRow, PAGE, page, NUMBER, **wanted, day=day)

    @router.get("/{family_id}", description=FamilyRow.__doc__ or "")
    async def one(family_id: UUID, caller: Reader) -> FamilyRow:
        for spell in await _spells(counter, family_id):
            until = caller.sees(spell.place_id).until
            if spell.since <= until:
                shown = await _spells(counter, family_id, until)
                return next(each for each in shown if each.since == spell.since)
        raise FamilyUnknown

    @router.get("/{family_id}/members", description=OF_FAMILY)
    async def members(
        family_id: UUID, caller: Reader, page: Paging, on: Day | None = None
    ) -> PageOf[MemberRow]:
        day = on or caller.day
        spells = await _spells(counter, family_id)
        then = [each for each in spells if each.since <= day] or spells[-1:]
        until = caller.sees(then[0].place_id).until if then else date.min
        if not then or then[0].since > until:
            raise FamilyUnknown
        itself = then[0].family_id  # the one of whom an alias was asked for
        return await counter.page(
            MemberRow, MEMBERS, page, family_id=itself, until=until, on=min(day, until)
        )


async def _spells(counter: Counter, family_id: UUID, until: date = date.max) -> list[FamilyRow]:
    """Where the family was, the last first, as far as is seen until that day."""
    asked = {"family_id": family_id, "until": until, "day": until}
    async with (
        counter.connections.connection() as connection,
        connection.cursor(row_factory=class_row(FamilyRow)) as cursor,
    ):
        return await (await cursor.execute(SPELLS.encode(), asked)).fetchall()
