"""Allocation (phân bổ): a fund of a place that was split belongs to one of its parts.

A split moves no money: the fund waits on the books of the place that was split until an officer
says, by a decision, to which part it belongs. That is said on a stream of its own; the fund's
stays as it is. From then on it is in that part, with all that it awarded, and in the reach of
whoever has it. What was said is corrected by saying it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, NamedTuple
from uuid import UUID

from services.funding.funds.fund import FundOpened
from shared.vocabulary.documents import DocumentNumberMalformed, document_number
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places.allocating import allocated_since, part_on
from shared.vocabulary.places.siting import Circumstances
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class FundAllocated:
    """From `effective_on` on the fund, on the books of `place_id`, belongs to `to_place_id`; what
    was said of that day and later is so no more."""

    TYPE: ClassVar[str] = "funding.fund-allocated.v1"
    fund_id: UUID
    place_id: UUID
    to_place_id: UUID
    effective_on: date
    decision_number: str


# Refusals.


class FundNotWaiting(Refusal):
    code = "funding.fund-not-waiting"
    kind = Kind.CONFLICT
    sentence = (
        "The place of this fund was not split by {day}: the fund needs no allocation; check the"
        " day and the fund."
    )


class AllocationDocumentMalformed(Refusal):
    code = "funding.allocation-document-malformed"
    kind = Kind.INVALID
    sentence = "This is not the number of a decision, such as 123/QĐ-UBND."


# The allocation.


@dataclass(frozen=True)
class Asked:
    """This fund belongs to this part, by this decision; `effective_on` None: from the day of the
    split."""

    fund_id: UUID
    place_id: UUID
    to_place_id: UUID
    decision_number: str
    effective_on: date | None = None


class Found(NamedTuple):
    """Where somebody finds a fund, and until when what happened to it is shown to them."""

    place_id: UUID
    until: date


@dataclass(frozen=True)
class FundAllocation:
    """What was said of one fund and still holds, earliest day first."""

    said: tuple[FundAllocated, ...] = ()

    def evolve(self, fact: FundAllocated) -> FundAllocation:
        before = [each for each in self.said if each.effective_on < fact.effective_on]
        return replace(self, said=(*before, fact))

    def place_of(self, fund: FundOpened) -> UUID:
        """Where the fund is: on the books on which it was opened, or in the part that it was last
        said to belong to."""
        return part_on(self.said, fund.place_id) or fund.place_id

    def allocate(self, asked: Asked, now: Circumstances) -> list[FundAllocated]:
        number = _in_one_form(asked.decision_number)
        since = allocated_since(self.said, asked, now, FundNotWaiting)
        if since is None and self.said[-1].decision_number == number:
            return []
        since = since or asked.effective_on or self.said[-1].effective_on
        whose = (asked.fund_id, asked.place_id)
        return [FundAllocated(*whose, asked.to_place_id, since, number)]

    def found(self, fund: FundOpened, sees: Callable[[UUID], date]) -> Found | None:
        """By whoever is shown of a place what was effective until a day (`date.min`: nothing):
        where the fund is, or where it was on that day, if nothing later is shown to them."""
        later = date.max
        for place_id, since in self._seats(fund):
            until = sees(place_id)
            if since <= until and (until < later or later == date.max):
                return Found(place_id, until)
            later = since
        return None

    def _seats(self, fund: FundOpened) -> Iterator[tuple[UUID, date]]:
        """Where it is and was, and since when, the last first."""
        for each in reversed(self.said):
            yield each.to_place_id, each.effective_on
        yield fund.place_id, fund.opened_on


def allocation_stream(fund_id: UUID) -> UUID:
    return derived_id("allocation", fund_id)


def _in_one_form(number: str) -> str:
    try:
        return document_number(number)
    except DocumentNumberMalformed:
        raise AllocationDocumentMalformed from None
