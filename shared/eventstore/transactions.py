"""The one way from a command into the log: read histories, decide, record the outcome."""

from collections.abc import Sequence
from typing import Any

from shared.eventstore.commands import Answered, Command, MarkMove
from shared.eventstore.deciding.batches import Batches
from shared.eventstore.deciding.deciding import Deciding
from shared.eventstore.deciding.hot import HotStates
from shared.eventstore.deciding.turns import Turns
from shared.eventstore.store import Store
from shared.vocabulary.refusals import Refusal


class Transactions:
    """Of one process on one log.

    `hot` names the types of state of streams that many commands read or change at once (a fund,
    the territory): they are kept in memory between commands.
    """

    def __init__(self, store: Store, hot: frozenset[type[Any]] = frozenset()) -> None:
        self.store = store
        states, turns = HotStates(), Turns()
        self._deciding = Deciding(store, states, turns, hot)
        self._batches = Batches(store, states, turns)

    async def execute(self, command: Command) -> Any:
        """Decide and record one command; answers what the decision (or, for a repeated key, the
        first decision) answered, as plain JSON. Raises the decision's Refusal, `KeyReused`,
        `FactTooLarge`, `Busy` or `LogHalted`; psycopg's error when the database stays away."""
        (outcome,) = await self._deciding.outcomes([command])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome.answer

    async def execute_many(self, commands: Sequence[Command]) -> list[Any]:
        """As `execute`, many at once, each seeing what the ones before it do; each outcome is an
        answer or the Refusal itself. Raises the first fault that is no Refusal, once all the
        others are recorded: asked again under their keys, those are answered as before."""
        outcomes = await self.answered(commands)
        return [each.answer if isinstance(each, Answered) else each for each in outcomes]

    async def answered(self, commands: Sequence[Command]) -> list[Answered | Refusal]:
        """As `execute_many`, of each answer also up to where the log stood."""
        found: list[Answered | Refusal] = []
        for outcome in await self._deciding.outcomes(commands):
            if not isinstance(outcome, Answered | Refusal):
                raise outcome
            found.append(outcome)
        return found

    async def hear(self, commands: Sequence[Command], marks: Sequence[MarkMove]) -> bool:
        """Record a listener batch as one unit. False: a mark was not where the batch read it
        (stale, or locked by a redrive), nothing was written; a lost race is decided again. An
        command whose key was used counts as done. Raises the Refusal of a command that is refused
        (nothing was written), `Busy` or `LogHalted`."""
        return await self._batches.record(commands, marks)
