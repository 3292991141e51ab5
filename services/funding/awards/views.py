"""What officers look up: the awards of a fund (`awards_by_fund`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor

from services.funding.awards.award import ScholarshipAwarded
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.writing import write_rows
from shared.vocabulary.calendar import civil_day

AWARD = """
insert into {table}
    (fund_id, award_id, recipient_ref, grants, amount_dong, awarded_on, recorded_on)
select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[], %s::bigint[], %s::date[],
    %s::date[])
"""
PAGE = """
select award_id, recipient_ref, grants, amount_dong, awarded_on, recorded_on
from awards_by_fund
where fund_id = %(fund_id)s and award_id > %(after)s and awarded_on <= %(until)s
order by award_id limit %(most)s
"""


class AwardsByFund(OfOwnFacts):
    name = "awards_by_fund"
    version = 1
    hears = (ScholarshipAwarded,)
    tables = ("awards_by_fund",)
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
        write_rows(cursor, AWARD.format(table=table(self, "awards_by_fund")), awarded)


@dataclass(frozen=True)
class AwardRow:
    award_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date
    recorded_on: date
