"""What officers look up: the funds with the sums of their awards (`funds`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.funding.awards.award import ScholarshipAwarded
from services.funding.funds.fund import FundOpened
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows

OPEN = """
insert into {table} (fund_id, place_id, opened_on)
select * from unnest(%s::uuid[], %s::uuid[], %s::date[])
"""
ADD = """
update {table} f set awards = f.awards + a.awards, grants = f.grants + a.grants,
    amount_dong = f.amount_dong + a.amount_dong
from (select fund_id, count(*) as awards, sum(grants) as grants, sum(amount_dong) as amount_dong
    from unnest(%s::uuid[], %s::bigint[], %s::bigint[]) as given (fund_id, grants, amount_dong)
    group by fund_id) a
where f.fund_id = a.fund_id
"""
ONE = """
select fund_id, place_id, opened_on, awards, grants, amount_dong
from funds where fund_id = %(fund_id)s
"""
ONE_UNTIL = """
select fund_id, place_id, opened_on, count(award_id) as awards,
    coalesce(sum(a.grants), 0)::bigint as grants,
    coalesce(sum(a.amount_dong), 0)::bigint as amount_dong
from funds left join (select * from awards_by_fund where awarded_on <= %(until)s) a
    using (fund_id)
where fund_id = %(fund_id)s group by fund_id, place_id, opened_on
"""


class Funds(OfOwnFacts):
    """An award waits behind what cannot be told of its fund."""

    name = "funds"
    version = 1
    hears = (FundOpened, ScholarshipAwarded)
    tables = ("funds",)
    subject = "fund_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        opened, added = [], []
        for recorded in batch:
            match recorded.fact:
                case FundOpened(fund_id, place_id, opened_on):
                    opened.append((fund_id, place_id, opened_on))
                case ScholarshipAwarded(fund_id=fund_id, grants=grants, amount_dong=amount):
                    added.append((fund_id, grants, amount))
        funds = table(self, "funds")
        write_rows(cursor, OPEN.format(table=funds), opened)
        write_rows(cursor, ADD.format(table=funds), added)


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
