"""What officers look up: the funds with their sums (`funds_v1`), and the awards of each
(`awards_by_fund_v1`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row

from services.funding.domain.award import ScholarshipAwarded
from services.funding.domain.fund import FundOpened
from shared.eventstore.facts import Recorded
from shared.vocabulary.calendar import civil_day

OPEN = """
insert into funds_v1 (fund_id, place_id, opened_on)
select * from unnest(%s::uuid[], %s::uuid[], %s::date[])
"""
ADD = """
update funds_v1 f set awards = f.awards + a.awards, grants = f.grants + a.grants,
    amount_dong = f.amount_dong + a.amount_dong
from (select fund_id, count(*) as awards, sum(grants) as grants, sum(amount_dong) as amount_dong
    from unnest(%s::uuid[], %s::bigint[], %s::bigint[]) as given (fund_id, grants, amount_dong)
    group by fund_id) a
where f.fund_id = a.fund_id
"""
AWARD = """
insert into awards_by_fund_v1
    (fund_id, award_id, recipient_ref, grants, amount_dong, awarded_on, recorded_on)
select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[], %s::bigint[], %s::date[],
    %s::date[])
"""
ONE = "select * from funds_v1 where fund_id = %s"
UNTIL = """
select count(*), coalesce(sum(grants), 0)::bigint, coalesce(sum(amount_dong), 0)::bigint
from awards_by_fund_v1 where fund_id = %s and awarded_on <= %s
"""
PAGE = """
select award_id, recipient_ref, grants, amount_dong, awarded_on, recorded_on
from awards_by_fund_v1
where fund_id = %(fund_id)s and award_id > %(after)s and awarded_on <= %(until)s
order by award_id limit %(most)s
"""


class Funds:
    """An award waits behind what cannot be told of its fund."""

    name = "funds"
    version = 1
    subject = "fund_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        opened, added = [], []
        for recorded in batch:
            match recorded.fact:
                case FundOpened(fund_id, place_id, opened_on):
                    opened.append((fund_id, place_id, opened_on))
                case ScholarshipAwarded(fund_id=fund_id, grants=grants, amount_dong=amount):
                    added.append((fund_id, grants, amount))
        _write(cursor, OPEN, opened)
        _write(cursor, ADD, added)


class AwardsByFund:
    name = "awards_by_fund"
    version = 1
    subject = "fund_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        awarded = [
            (
                fact.fund_id,
                fact.award_id,
                fact.recipient_ref,
                fact.grants,
                fact.amount_dong,
                fact.awarded_on,
                civil_day(recorded.recorded_at),
            )
            for recorded in batch
            if isinstance(fact := recorded.fact, ScholarshipAwarded)
        ]
        _write(cursor, AWARD, awarded)


def _write(cursor: Cursor[Any], statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


@dataclass(frozen=True)
class FundRow:
    """`grants` are suất and `amount_dong` whole đồng, of all its awards so far that
    whoever asks may see."""

    fund_id: UUID
    place_id: UUID
    opened_on: date
    awards: int
    grants: int
    amount_dong: int


@dataclass(frozen=True)
class AwardRow:
    award_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date
    recorded_on: date


async def fund(connection: AsyncConnection, fund_id: UUID) -> FundRow | None:
    async with connection.cursor(row_factory=class_row(FundRow)) as cursor:
        return await (await cursor.execute(ONE, (fund_id,))).fetchone()


async def until(connection: AsyncConnection, fund: FundRow, last: date) -> FundRow:
    """The fund with what it had awarded by the end of the day; `date.max`: ever."""
    if last == date.max:
        return fund
    found = await connection.execute(UNTIL, (fund.fund_id, last))
    awards, grants, amount_dong = await found.fetchone() or (0, 0, 0)
    return replace(fund, awards=awards, grants=grants, amount_dong=amount_dong)


@dataclass(frozen=True)
class Asked:
    """The awards of a fund until the end of a day: those whose ids follow `after`, at most
    `most`."""

    fund_id: UUID
    until: date
    after: UUID
    most: int


async def awards_of(connection: AsyncConnection, asked: Asked) -> list[AwardRow]:
    """In the order of their ids."""
    async with connection.cursor(row_factory=class_row(AwardRow)) as cursor:
        return await (await cursor.execute(PAGE, vars(asked))).fetchall()
