"""Award: a scholarship (học bổng) that a fund gave to one recipient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.funding.funds.fund import FundOpened
from shared.vocabulary.calendar import require_come
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.kinds import MOST_DONG, MOST_GRANTS
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# A recipient is a reference: who it is stands in the registry's vault only.


@dataclass(frozen=True)
class ScholarshipAwarded:
    """`grants` counts suất, not pupils; `amount_dong` is whole đồng."""

    TYPE: ClassVar[str] = "funding.scholarship-awarded.v1"
    fund_id: UUID
    award_id: UUID
    place_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date


def award_stream(fund_id: UUID, award_id: UUID) -> UUID:
    """Each award has a stream of its own; the same id in another fund is another award."""
    return derived_id("award", fund_id, award_id)


# Refusals.


class AwardBeforeFund(Refusal):
    code = "funding.award-before-fund"
    kind = Kind.INVALID
    sentence = "The fund was opened on {opened_on}, after the day of this award."


class AwardAlreadyMade(Refusal):
    code = "funding.award-already-made"
    kind = Kind.CONFLICT
    sentence = "Award {award_id} was made already, with other figures."


class GrantsImplausible(Refusal):
    code = "funding.grants-implausible"
    kind = Kind.INVALID
    sentence = "An award counts from 1 to {most} grants."


class AmountImplausible(Refusal):
    code = "funding.amount-implausible"
    kind = Kind.INVALID
    sentence = "The amount of an award is from 0 to {most} whole đồng."


# The award.


@dataclass(frozen=True)
class AwardReport:
    """An award as an officer reports it; the id makes telling twice harmless."""

    award_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date


@dataclass(frozen=True)
class Award:
    made: ScholarshipAwarded | None = None

    def evolve(self, fact: ScholarshipAwarded) -> Award:
        return Award(fact)

    def make(self, report: AwardReport, fund: FundOpened, today: date) -> list[ScholarshipAwarded]:
        """Counted at the fund's place, also after that has ended: what became of it then has the
        fund's whole history."""
        asked = ScholarshipAwarded(fund_id=fund.fund_id, place_id=fund.place_id, **vars(report))
        if self.made == asked:
            return []
        if self.made is not None:
            raise AwardAlreadyMade(award_id=report.award_id)
        _require_sane(report, fund, today)
        return [asked]


def _require_sane(report: AwardReport, fund: FundOpened, today: date) -> None:
    require_come(report.awarded_on, today)
    if report.awarded_on < fund.opened_on:
        raise AwardBeforeFund(opened_on=fund.opened_on)
    if not 1 <= report.grants <= MOST_GRANTS:
        raise GrantsImplausible(most=MOST_GRANTS)
    if not 0 <= report.amount_dong <= MOST_DONG:
        raise AmountImplausible(most=MOST_DONG)
