"""What funding can be asked to do. One method per command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from services.funding.domain.awards import Award
from services.funding.domain.fund import Fund, FundOpened, ScholarshipAwarded
from services.funding.domain.siting import Circumstances
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision, Key
from shared.eventstore.facts import Fact, Origin


@dataclass(frozen=True)
class Asker:
    """Who asks, in which circumstances. `reaches` says whether the books of a place are theirs;
    `require_reach` refuses a place that is not theirs, and one not known here yet, alike."""

    origin: Origin
    now: Circumstances
    require_reach: Callable[[UUID], None]
    reaches: Callable[[UUID], bool]
    key: Key | None = None


class Funding(Application):
    """A fund takes many awards at once: its state is kept between them."""

    facts: ClassVar[tuple[type[Fact], ...]] = (FundOpened, ScholarshipAwarded)
    hot: ClassVar[frozenset[type[Any]]] = frozenset({Fund})

    async def open_fund(self, fund_id: UUID, asked: FundOpened, by: Asker) -> str:
        """Answers the fund's id."""

        def decide(states: Mapping[UUID, Any]) -> Decision:
            fund: Fund = states[fund_id]
            by.require_reach(asked.place_id)
            return Decision({fund_id: fund.open(asked, by.now)}, answer=str(fund_id))

        return str(await self.execute(Command(by.origin, {fund_id: Fund}, decide, by.key)))

    async def award_scholarship(self, fund_id: UUID, asked: Award, by: Asker) -> str:
        """Answers the award's id. A fund beyond reach is none: its history is not even read."""

        def sees(first: object) -> bool:
            return isinstance(first, FundOpened) and by.reaches(first.place_id)

        def decide(states: Mapping[UUID, Any]) -> Decision:
            fund: Fund = states.get(fund_id, Fund())
            return Decision({fund_id: fund.award(asked, by.now.today)}, answer=str(asked.award_id))

        reads = {fund_id: Fund} if await self.store.beginnings.is_seen(fund_id, sees) else {}
        return str(await self.execute(Command(by.origin, reads, decide, by.key)))
