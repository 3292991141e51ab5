"""Commands decided as they would be, and nothing recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from shared.eventstore.commands import Answered, Command, MarkMove
from shared.eventstore.deciding.outcome import moved, to_decided
from shared.eventstore.facts import Fact, fold
from shared.eventstore.reading.reader import Folded, Reader, Wanted
from shared.eventstore.store import Store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.refusals import Refusal


class RehearsedReader(Reader):
    """Reads streams as they would be: what stands in the log, and what was rehearsed after it."""

    def __init__(self, log: Reader, facts: Mapping[UUID, Sequence[Fact]]) -> None:
        self._log, self._rehearsed = log, facts

    async def read(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded]:
        return {
            item: self._further(item, folded)
            for item, folded in (await self._log.read(wanted)).items()
        }

    def _further(self, item: Wanted, folded: Folded) -> Folded:
        stream_id, kind = item
        new = self._rehearsed.get(stream_id, ())
        if not new or folded.is_of_another_kind:
            return folded
        types = self._log.types_of(kind)
        if types is not None and any(fact.TYPE not in types for fact in new):
            return replace(folded, is_of_another_kind=True)
        return Folded(folded.version + len(new), fold(folded.state, new))


class Rehearsal(Transactions):
    """Takes commands as `Transactions` does, by the same decisions on what the log says, each
    seeing what all before it here would do. Under a key that was used it decides anew."""

    def __init__(self, store: Store) -> None:
        self._facts: dict[UUID, list[Fact]] = {}
        self._moved: dict[Wanted, Folded] = {}
        super().__init__(replace(store, reader=RehearsedReader(store.reader, self._facts)))

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
        for stream_id, new in decision.facts.items():
            self._facts.setdefault(stream_id, []).extend(new)
        return Answered(msgspec.json.decode(answer))

    async def hear(self, commands: Sequence[Command], marks: Sequence[MarkMove]) -> bool:
        raise TypeError("what a listener hears is recorded, and not rehearsed")
