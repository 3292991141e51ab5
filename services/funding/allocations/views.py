"""What was said of each fund and holds, from which day on (`fund_allocations`), and which wait:
those on the books of a place that was split, or last allocated to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.funding.allocations.allocation import FundAllocated
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows

UNSAY = """
delete from {table} said using unnest(%s::uuid[], %s::date[]) as new (fund, day)
where fund_id = fund and since >= day
"""
SAY = """
insert into {table} (fund_id, to_place_id, since)
select * from unnest(%s::uuid[], %s::uuid[], %s::date[])
"""
UNALLOCATED = """
with split as (
    select * from unnest(%(splits)s::uuid[], %(books)s::uuid[], %(days)s::date[])
        as split (place_id, books, day)
), unallocated as (
    select fund.fund_id, split.place_id, fund.opened_on
    from split join funds fund on fund.place_id = split.books
    where not exists (select from fund_allocations said where said.fund_id = fund.fund_id)
    union all
    select said.fund_id, split.place_id, fund.opened_on
    from split join fund_allocations said on said.to_place_id = split.books
    join funds fund using (fund_id)
    where not exists (select from fund_allocations later
        where later.fund_id = said.fund_id and later.since > said.since)
)
"""
WAITING = f"""{UNALLOCATED}
select fund_id, place_id, opened_on from unallocated
where fund_id > %(after)s order by fund_id limit %(most)s
"""
NUMBER = f"{UNALLOCATED} select count(*) from unallocated"
PLACES = f"""{UNALLOCATED}
select place_id, count(*) as funds from unallocated where place_id > %(after)s
group by place_id order by place_id limit %(most)s
"""
NUMBER_OF_PLACES = f"{UNALLOCATED} select count(distinct place_id) from unallocated"


@dataclass(frozen=True)
class UnallocatedFund:
    """A fund of a split place that belongs to no part yet."""

    fund_id: UUID
    place_id: UUID
    opened_on: date


@dataclass(frozen=True)
class FundsUnallocatedAt:
    """How many funds of a split place wait."""

    place_id: UUID
    funds: int


class FundAllocations(OfOwnFacts):
    """Of a fund, what was said last holds from its day on."""

    name = "fund_allocations"
    version = 1
    hears = (FundAllocated,)
    tables = ("fund_allocations",)
    subject = "fund_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        said = [each.fact for each in batch if isinstance(each.fact, FundAllocated)]
        holds: dict[UUID, list[FundAllocated]] = {}
        for fact in said:
            of_it = holds.setdefault(fact.fund_id, [])
            of_it[:] = [each for each in of_it if each.effective_on < fact.effective_on] + [fact]
        allocations = table(self, self.name)
        unsaid = [(fact.fund_id, fact.effective_on) for fact in said]
        write_rows(cursor, UNSAY.format(table=allocations), unsaid)
        rows = [
            (fact.fund_id, fact.to_place_id, fact.effective_on)
            for facts in holds.values()
            for fact in facts
        ]
        write_rows(cursor, SAY.format(table=allocations), rows)
