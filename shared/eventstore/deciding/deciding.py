"""Commands decided together: read once, decide each in turn, append; what was lost, again."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

import msgspec

from shared.eventstore.appending.units import Decided, Halted, Submission, Unit, Used, Verdict, Won
from shared.eventstore.commands import AlsoRead, Answered, Command, Key
from shared.eventstore.deciding.hot import Guess, HotStates, Moves, leans
from shared.eventstore.deciding.outcome import moved, to_decided
from shared.eventstore.deciding.turns import Turns
from shared.eventstore.reading.reader import Folded, Wanted
from shared.eventstore.refusals import Busy, FactTooLarge, KeyReused, not_recording
from shared.eventstore.store import Store
from shared.postgres.attempts import attempt, attempted
from shared.postgres.connections import is_away

ATTEMPTS = 40
AGAIN: Final = object()


class Ground(IntEnum):
    """What a decision stands on. What is appended is proved by the versions it was decided on; a
    refusal is not, nor is an answer with nothing to record: on softer ground it is asked again."""

    FIRM = 0  # as read from the log
    ROUND = 1  # what earlier commands of this round are about to record
    HOT = 2  # a state kept from earlier commands; another process may have moved on


@dataclass(slots=True)
class Sight:
    """What the commands of a round see: the log as read (or why a stream cannot be read), and what
    the round did to it so far."""

    read: Mapping[Wanted, Folded | Exception] = field(default_factory=dict)
    moved: dict[Wanted, Guess] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One command in a round: submitted, or (no verdict) answered without facts: with what was
    decided, a Refusal, or the fault that this command ran into."""

    command: Command
    answer: Any
    ground: Ground
    verdict: "asyncio.Future[Verdict] | None" = None
    moves: Moves = field(default_factory=dict)

    def is_doubtful(self, round_lost: bool) -> bool:
        """Whether its outcome may be wrong for want of a proof."""
        if self.verdict is not None or self.ground is Ground.FIRM:
            return False
        return self.ground is Ground.HOT or round_lost


class Deciding:
    """States of the types named hot are kept between commands."""

    def __init__(
        self, store: Store, hot: HotStates, turns: Turns, hot_types: frozenset[type[Any]]
    ) -> None:
        self._store, self._hot, self._turns = store, hot, turns
        self._hot_types = hot_types

    async def outcomes(self, commands: Sequence[Command]) -> list[Answered | Exception]:
        """Of each command the answer, the Refusal, or the fault itself: one command's fault leaves
        the others as they are."""
        found: dict[int, Any] = {}
        waiting = dict(enumerate(commands))
        doubted = frozenset[int]()
        lost = False
        for _ in range(ATTEMPTS):
            async with self._turns.at(self._contested(waiting.values(), lost)):
                attempts = await self._try_all(waiting, doubted)
                outcomes = {n: await attempt(self._outcome(a)) for n, a in attempts.items()}
            for n, outcome in outcomes.items():
                if isinstance(outcome, AlsoRead):
                    waiting[n], outcomes[n] = outcome.extending(waiting[n]), AGAIN
            lost = AGAIN in outcomes.values()
            doubted = frozenset(n for n, a in attempts.items() if a.is_doubtful(lost))
            found |= {n: o for n, o in outcomes.items() if o is not AGAIN and n not in doubted}
            waiting = {n: command for n, command in waiting.items() if n not in found}
            if not waiting:
                break
        return [found[n] if n in found else Busy() for n in range(len(commands))]

    def _contested(self, commands: Iterable[Command], lost: bool) -> set[UUID]:
        """The streams at which these commands must await their turn, once a race was lost there;
        those kept hot need none."""
        streams = {
            s for each in commands for s, kind in each.reads.items() if kind not in self._hot_types
        }
        return streams if lost or self._turns.contested(streams) else set()

    async def _try_all(
        self, commands: Mapping[int, Command], doubted: frozenset[int]
    ) -> dict[int, Attempt]:
        if doubted:
            await self._store.appender.settled()
        read: dict[Wanted, Folded | Exception] = {}
        while wanted := self._unseen(commands, doubted, read):
            found = await self._read_on(wanted)
            read |= found
            for item in wanted:
                if item[1] in self._hot_types and isinstance(folded := found[item], Folded):
                    self._hot.begin(item, folded)
                    self._hot.prove({item: folded})
        sight = Sight(read)
        return {n: self._attempt(command, sight, n in doubted) for n, command in commands.items()}

    async def _read_on(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded | Exception]:
        """From the states that are known to be the log's, where there are such; else wholly."""
        further = await attempt(self._store.reader.further(self._hot.proven(wanted)))
        known = {} if isinstance(further, Exception) else further
        left = [item for item in wanted if item not in known]
        return {**known, **(await self._read(left) if left else {})}

    async def _read(self, wanted: Sequence[Wanted]) -> dict[Wanted, Folded | Exception]:
        """By halves when something cannot be read, until it stands alone."""
        found = await attempt(self._store.reader.read(wanted))
        if not isinstance(found, Exception):
            return {**found}
        if len(wanted) == 1 or is_away(found):
            return dict.fromkeys(wanted, found)
        middle = len(wanted) // 2
        return await self._read(wanted[:middle]) | await self._read(wanted[middle:])

    def _unseen(
        self,
        commands: Mapping[int, Command],
        doubted: frozenset[int],
        read: Mapping[Wanted, object],
    ) -> list[Wanted]:
        return [
            item
            for item in dict.fromkeys(
                item
                for n, command in commands.items()
                for item in command.reads.items()
                if n in doubted or self._hot.get(item) is None
            )
            if item not in read
        ]

    def _attempt(self, command: Command, sight: Sight, doubted: bool) -> Attempt:
        """Decides and submits without a pause, so that no other command comes between."""
        for item in command.reads.items():
            if isinstance(fault := sight.read.get(item), Exception):
                return Attempt(command, fault, Ground.FIRM)
        seen = {item: self._see(item, sight, doubted) for item in command.reads.items()}
        ground = max((ground for _, ground in seen.values()), default=Ground.FIRM)
        states = {item: guess.folded for item, (guess, _) in seen.items()}
        decided = attempted(lambda: self._decide(command, states))
        if isinstance(decided, Exception):
            return Attempt(command, decided, ground)
        new, answer, left = decided
        if not new.facts and command.key is None:
            return Attempt(command, answer, ground)
        submission = Submission(Unit((new,)), leans(guess for guess, _ in seen.values()))
        try:
            verdict = self._store.appender.enqueue(submission)
        except FactTooLarge as refusal:
            return Attempt(command, refusal, Ground.FIRM)
        moves = self._move(left, submission, sight, doubted)
        return Attempt(command, answer, ground, verdict, moves)

    def _decide(
        self, command: Command, states: Mapping[Wanted, Folded]
    ) -> tuple[Decided, Any, dict[Wanted, Folded]]:
        """The command, what it answers, and the states it leaves."""
        decision = command.decide({stream: s.state for (stream, _), s in states.items()})
        new = to_decided(command, decision, states, self._store)
        return new, msgspec.json.decode(new.answer), moved(decision, states)

    def _see(self, item: Wanted, sight: Sight, doubted: bool) -> tuple[Guess, Ground]:
        if item in sight.moved:
            return sight.moved[item], Ground.ROUND
        if not doubted and (hot := self._hot.get(item)) is not None:
            return hot, Ground.HOT
        folded = sight.read[item]
        assert isinstance(folded, Folded), "who reads what cannot be read decides nothing"
        return Guess(folded), Ground.FIRM

    def _move(
        self, states: Mapping[Wanted, Folded], by: Submission, sight: Sight, doubted: bool
    ) -> Moves:
        """On for the orders that come next: those of all where a state is hot, else of the round.
        What was decided past a doubted state leaves that one alone."""
        moves = {} if doubted else self._hot.move(states, by)
        sight.moved |= {item: Guess(f, by) for item, f in states.items() if item not in moves}
        return moves

    async def _outcome(self, tried: Attempt) -> Any:
        if tried.verdict is None:
            said = tried.answer if isinstance(tried.answer, Exception) else Answered(tried.answer)
            return await self._first_answer(tried.command.key) or said
        verdict = await attempt(tried.verdict)
        if isinstance(verdict, Won):
            recorded = {item: guess.folded for item, guess in tried.moves.items()}
            self._hot.prove(recorded)
            await self._store.reader.keep(recorded)
            return Answered(tried.answer, verdict.reached)
        self._hot.forget(tried.moves)
        match verdict:
            case Used():
                return await self._first_answer(tried.command.key) or AGAIN
            case Halted():
                return not_recording(verdict)
            case Exception():
                return verdict
            case _:
                return AGAIN

    async def _first_answer(self, key: Key | None) -> Answered | KeyReused | None:
        if key is None:
            return None
        try:
            return await self._store.first_answers.to(key)
        except KeyReused as refusal:
            return refusal
