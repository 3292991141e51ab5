"""What funding can be asked to do. One method per command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from services.funding.domain.award import Award, AwardReport, ScholarshipAwarded, award_stream
from services.funding.domain.fund import Fund, FundOpened
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
    """Awards of one fund do not contend, but all of them read it: it is kept in memory, so that a
    race lost for one award makes no other wait for its turn at the fund."""

    facts: ClassVar[tuple[type[Fact], ...]] = (FundOpened, ScholarshipAwarded)
    hot: ClassVar[frozenset[type[Any]]] = frozenset({Fund})

    async def open_fund(self, asked: FundOpened, by: Asker) -> str:
        """Answers the fund's id."""
        fund_id = asked.fund_id

        def decide(states: Mapping[UUID, Any]) -> Decision:
            fund: Fund = states[fund_id]
            by.require_reach(asked.place_id)
            return Decision({fund_id: fund.open(asked, by.now)}, answer=str(fund_id))

        return str(await self.execute(Command(by.origin, {fund_id: Fund}, decide, by.key)))

    async def award_scholarship(self, fund_id: UUID, report: AwardReport, by: Asker) -> str:
        """Answers the award's id. A fund beyond reach is none: its history is not even read."""
        stream = award_stream(fund_id, report.award_id)

        def sees(first: object) -> bool:
            return isinstance(first, FundOpened) and by.reaches(first.place_id)

        def decide(states: Mapping[UUID, Any]) -> Decision:
            fund: Fund = states.get(fund_id, Fund())
            opened = fund.require_opened()
            award: Award = states[stream]
            facts = award.make(report, opened, by.now.today)
            return Decision({stream: facts}, answer=str(report.award_id))

        is_seen = await self.store.beginnings.is_seen(fund_id, sees)
        reads: dict[UUID, type[Any]] = {fund_id: Fund, stream: Award} if is_seen else {}
        return str(await self.execute(Command(by.origin, reads, decide, by.key)))
