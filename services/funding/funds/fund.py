"""Fund (quỹ khuyến học): money kept for learning at one place, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed.


@dataclass(frozen=True)
class FundOpened:
    TYPE: ClassVar[str] = "funding.fund-opened.v1"
    fund_id: UUID
    place_id: UUID
    opened_on: date


# Refusals.


class FundUnknown(Refusal):
    code = "funding.fund-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such fund."


class FundAlreadyOpened(Refusal):
    code = "funding.fund-already-opened"
    kind = Kind.CONFLICT
    sentence = "This fund was opened already, at another place or on another day."


# The fund.


@dataclass(frozen=True)
class Fund:
    opened: FundOpened | None = None

    def evolve(self, fact: FundOpened) -> Fund:
        return Fund(fact)

    def open(self, asked: FundOpened, now: Circumstances) -> list[FundOpened]:
        if self.opened == asked:
            return []
        if self.opened is not None:
            raise FundAlreadyOpened
        require_site(now, asked.place_id, asked.opened_on)
        return [asked]

    def require_opened(self) -> FundOpened:
        if self.opened is None:
            raise FundUnknown
        return self.opened
