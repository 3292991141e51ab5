"""Fund (quỹ khuyến học): money kept for learning at one place, and the scholarships it awards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, assert_never
from uuid import UUID

from services.funding.domain.awards import Award
from services.funding.domain.siting import Circumstances
from shared.vocabulary.calendar import require_come
from shared.vocabulary.growing import Growing
from shared.vocabulary.refusals import Kind, Refusal

MOST_GRANTS = 10_000
MOST_DONG = 1_000_000_000_000

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.
# A recipient is a reference: who it is stands in the registry's vault only.


@dataclass(frozen=True)
class FundOpened:
    TYPE: ClassVar[str] = "funding.fund-opened.v1"
    place_id: UUID
    opened_on: date


@dataclass(frozen=True)
class ScholarshipAwarded:
    """`grants` counts suất, not pupils; `amount_dong` is whole đồng."""

    TYPE: ClassVar[str] = "funding.scholarship-awarded.v1"
    award_id: UUID
    place_id: UUID
    recipient_ref: UUID
    grants: int
    amount_dong: int
    awarded_on: date


FundFact = FundOpened | ScholarshipAwarded

# Refusals.


class FundUnknown(Refusal):
    code = "funding.fund-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such fund."


class FundAlreadyOpened(Refusal):
    code = "funding.fund-already-opened"
    kind = Kind.CONFLICT
    sentence = "This fund was opened already, at another place or on another day."


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


# The fund: what its facts add up to, and what it answers when asked.


@dataclass(frozen=True)
class Fund:
    TYPE: ClassVar[str] = "funding.fund"
    STATE_VERSION: ClassVar[int] = 1
    opened: FundOpened | None = None
    awards: Growing[Award] = field(default_factory=Growing)

    def evolve(self, fact: FundFact) -> Fund:
        match fact:
            case FundOpened():
                return replace(self, opened=fact)
            case ScholarshipAwarded():
                return replace(self, awards=self.awards.with_(fact.award_id, _award(fact)))
            case _:
                assert_never(fact)

    def open(self, asked: FundOpened, now: Circumstances) -> list[FundFact]:
        if self.opened == asked:
            return []
        if self.opened is not None:
            raise FundAlreadyOpened
        now.require_site(asked.place_id, asked.opened_on)
        return [asked]

    def award(self, asked: Award, today: date) -> list[FundFact]:
        """Counted at the fund's place, also after that has ended: what became of it then has the
        fund's whole history."""
        fund = self.require_opened()
        known = self.awards.get(asked.award_id)
        if known == asked:
            return []
        if known is not None:
            raise AwardAlreadyMade(award_id=asked.award_id)
        _require_sane(asked, fund, today)
        return [ScholarshipAwarded(place_id=fund.place_id, **vars(asked))]

    def require_opened(self) -> FundOpened:
        if self.opened is None:
            raise FundUnknown
        return self.opened


def _award(fact: ScholarshipAwarded) -> Award:
    return Award(fact.award_id, fact.recipient_ref, fact.grants, fact.amount_dong, fact.awarded_on)


def _require_sane(asked: Award, fund: FundOpened, today: date) -> None:
    require_come(asked.awarded_on, today)
    if asked.awarded_on < fund.opened_on:
        raise AwardBeforeFund(opened_on=fund.opened_on)
    if not 1 <= asked.grants <= MOST_GRANTS:
        raise GrantsImplausible(most=MOST_GRANTS)
    if not 0 <= asked.amount_dong <= MOST_DONG:
        raise AmountImplausible(most=MOST_DONG)
