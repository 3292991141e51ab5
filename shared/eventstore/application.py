"""The application every service builds on: read histories, decide, record the outcome."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shared.eventstore.commands import MarkMove, Order
from shared.eventstore.facts import Fact


class Application:
    """A service's facts and its way into the log."""

    facts: ClassVar[tuple[type[Fact], ...]] = ()

    async def execute(self, order: Order) -> Any:
        """Decide and record one order; answers what the decision (or, for a repeated key, the
        first decision) answered. Raises the decision's Refusal, `KeyReused`, or `LogHalted`."""
        raise NotImplementedError

    async def execute_many(self, orders: Sequence[Order]) -> list[Any]:
        """As `execute`, many at once; each outcome is an answer or the Refusal itself."""
        raise NotImplementedError

    async def hear(self, orders: Sequence[Order], marks: Sequence[MarkMove]) -> bool:
        """Record a listener batch as one unit. False: a mark was not where the batch read it
        (stale, or locked by a redrive), nothing was written; a lost race is decided again."""
        raise NotImplementedError
