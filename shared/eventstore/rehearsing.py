"""Commands decided as they would be, and nothing recorded."""

from collections.abc import Sequence
from typing import Any

import msgspec

from shared.eventstore.commands import Answered, Command, MarkMove
from shared.eventstore.deciding.outcome import moved, to_decided
from shared.eventstore.reading.reader import Folded, Wanted
from shared.eventstore.store import Store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.refusals import Refusal


class Rehearsal(Transactions):
    """Takes commands as `Transactions` does, by the same decisions on what the log says, each
    seeing what all before it here would do. Under a key that was used it decides anew."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._moved: dict[Wanted, Folded] = {}

    async def execute(self, command: Command) -> Any:
        (outcome,) = await self.answered([command])
        if isinstance(outcome, Refusal):
            raise outcome
        return outcome.answer

    async def answered(self, commands: Sequence[Command]) -> list[Answered | Refusal]:
        items = dict.fromkeys(item for each in commands for item in each.reads.items())
        wanted = [item for item in items if item not in self._moved]
        read = await self.store.reader.read(wanted) if wanted else {}
        return [self._decided(each, read) for each in commands]

    def _decided(self, command: Command, read: dict[Wanted, Folded]) -> Answered | Refusal:
        seen = {item: self._moved.get(item) or read[item] for item in command.reads.items()}
        try:
            decision = command.decide({stream: f.state for (stream, _), f in seen.items()})
            answer = to_decided(command, decision, seen, self.store).answer
        except Refusal as refusal:
            return refusal
        self._moved |= moved(decision, seen)
        return Answered(msgspec.json.decode(answer))

    async def hear(self, commands: Sequence[Command], marks: Sequence[MarkMove]) -> bool:
        raise TypeError("what a listener hears is recorded, and not rehearsed")
