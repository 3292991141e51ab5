"""Listener batches: all commands and all marks as one unit."""

from collections.abc import Iterable, Sequence

from shared.eventstore.appending.units import (
    Decided,
    Halted,
    Lost,
    Submission,
    Unit,
    Used,
    Verdict,
    Won,
)
from shared.eventstore.commands import AlsoRead, Command, MarkMove
from shared.eventstore.deciding.hot import Guess, HotStates, leans
from shared.eventstore.deciding.outcome import moved, to_decided
from shared.eventstore.deciding.turns import Turns
from shared.eventstore.reading.reader import Folded, Wanted
from shared.eventstore.refusals import Busy, not_recording
from shared.eventstore.store import Store
from shared.postgres.attempts import attempt
from shared.vocabulary.refusals import Refusal

ATTEMPTS = 40


class ReadMore(Exception):
    """Some of the commands have to read more than they said: `commands` are all, and say so."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = commands


class Batches:
    """Decided in order, recorded whole or not at all."""

    def __init__(self, store: Store, hot: HotStates, turns: Turns) -> None:
        self._store, self._hot, self._turns = store, hot, turns

    async def record(self, commands: Sequence[Command], marks: Sequence[MarkMove]) -> bool:
        """As `Transactions.hear`."""
        lost = doubted = False
        for _ in range(ATTEMPTS):
            streams = {stream for command in commands for stream in command.reads}
            contested = lost or self._turns.contested(streams)
            async with self._turns.at(streams if contested else ()):
                left = await self._unused(commands)
                seen = await self._look(left, doubted)
                leans_on_hot = any(guess.lineage is not None for guess in seen.values())
                try:
                    verdict = await self._submit(left, seen, marks)
                except ReadMore as more:
                    commands = more.commands
                    continue
                except Refusal:
                    if not leans_on_hot:
                        raise
                    doubted = True
                    continue
            match verdict:
                case Won() | Used():
                    return True
                case Halted():
                    raise not_recording(verdict)
                case Lost():
                    lost, doubted = True, False
                case _:
                    return False
        raise Busy

    async def _look(self, commands: Sequence[Command], doubted: bool) -> dict[Wanted, Guess]:
        """As read from the log, or, where one is kept, the hot state (unless it is doubted)."""
        if doubted:
            await self._store.appender.settled()
        wanted = list(dict.fromkeys(item for o in commands for item in o.reads.items()))
        read = await self._store.reader.read(wanted) if wanted else {}
        kept = {} if doubted else {item: self._hot.get(item) for item in read}
        return {item: kept.get(item) or Guess(folded) for item, folded in read.items()}

    async def _unused(self, commands: Sequence[Command]) -> list[Command]:
        """Those to be decided: one whose key was used, here or before, is done already."""
        done = await self._store.used(o.key for o in commands if o.key is not None)
        left = []
        for command in commands:
            if command.key is not None:
                if (name := (command.key.actor, command.key.key)) in done:
                    continue
                done.add(name)
            left.append(command)
        return left

    def _decide(self, commands: Iterable[Command], states: dict[Wanted, Folded]) -> list[Decided]:
        """Each on what the ones before it leave. Raises `ReadMore`: then what one had to read more,
        and what followed from it, was not decided."""
        decided, all_, more = list[Decided](), list[Command](), False
        for command in commands:
            asked = command
            try:
                decided.append(self._decide_one(command, states))
            except AlsoRead as also:
                asked, more = also.extending(command), True
            except Refusal:
                if not more:
                    raise
            all_.append(asked)
        if more:
            raise ReadMore(all_)
        return decided

    def _decide_one(self, command: Command, states: dict[Wanted, Folded]) -> Decided:
        seen = {item: states[item] for item in command.reads.items()}
        decision = command.decide({stream: s.state for (stream, _), s in seen.items()})
        decided = to_decided(command, decision, seen, self._store)
        states |= moved(decision, seen)
        return decided

    async def _submit(
        self, commands: Sequence[Command], seen: dict[Wanted, Guess], marks: Sequence[MarkMove]
    ) -> Verdict:
        """Decides and submits without a pause, so that no other command comes between."""
        states = {item: guess.folded for item, guess in seen.items()}
        submission = Submission(Unit(self._decide(commands, states), marks), leans(seen.values()))
        future = self._store.appender.enqueue(submission)
        moves = self._hot.move(
            {
                item: states[item]
                for item, guess in seen.items()
                if guess.lineage is not None and states[item] is not guess.folded
            },
            submission,
        )
        verdict = await attempt(future)
        if not submission.written:
            self._hot.forget(moves)
        if isinstance(verdict, Exception):
            raise verdict
        return verdict
