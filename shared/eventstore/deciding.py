"""Orders decided together: read once, decide each in turn, append; what was lost, again."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

import msgspec
import psycopg

from shared.eventstore.commands import Decision, Key, Order
from shared.eventstore.facts import fold
from shared.eventstore.hot import HotStates
from shared.eventstore.mapper import FactMapper
from shared.eventstore.reader import Folded, Wanted
from shared.eventstore.refusals import Busy, FactTooLarge, KeyReused, LogHalted
from shared.eventstore.store import Store
from shared.eventstore.units import Command, Halted, Lost, NewFact, Unit, Used, Verdict, Won
from shared.vocabulary.refusals import Refusal

ATTEMPTS = 12
AGAIN: Final = object()


class Ground(IntEnum):
    """What a decision stands on. Facts are proved by their versions when they are appended; an
    outcome without facts is not, so on softer ground it is asked again."""

    FIRM = 0  # as read from the log
    ROUND = 1  # what earlier orders of this round are about to record
    HOT = 2  # a state kept from earlier orders; another process may have moved on


@dataclass(slots=True)
class Sight:
    """What the orders of a round see: the log as read, and what the round did to it so far."""

    read: Mapping[Wanted, Folded] = field(default_factory=dict)
    moved: dict[Wanted, Folded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """A hot state moved on by an order."""

    item: Wanted
    folded: Folded
    lineage: object


@dataclass(frozen=True, slots=True)
class Attempt:
    """One order in a round: submitted, or (no verdict) answered without facts."""

    order: Order
    answer: Any
    ground: Ground
    verdict: "asyncio.Future[Verdict] | None" = None
    moves: Sequence[Move] = ()

    def is_doubtful(self, round_lost: bool) -> bool:
        """Whether its outcome may be wrong for want of a proof."""
        if self.verdict is not None or self.ground is Ground.FIRM:
            return False
        unkept = self.order.key is not None and not isinstance(self.answer, Refusal)
        return self.ground is Ground.HOT or round_lost or unkept


class Deciding:
    """States of the types named hot are kept between orders."""

    def __init__(self, store: Store, hot_types: frozenset[type[Any]]) -> None:
        self._store = store
        self._hot_types = hot_types
        self._hot = HotStates()

    async def outcomes(self, orders: Sequence[Order]) -> list[Any]:
        """Of each order the answer, or the Refusal itself."""
        found: dict[int, Any] = {}
        waiting = dict(enumerate(orders))
        doubted: frozenset[int] = frozenset()
        contested: frozenset[Wanted] = frozenset()
        for _ in range(ATTEMPTS):
            sight = await self._look(waiting, doubted, contested)
            attempts = {n: self._attempt(o, sight, n in doubted) for n, o in waiting.items()}
            outcomes = {n: await self._outcome(attempt) for n, attempt in attempts.items()}
            lost = [waiting[n] for n, outcome in outcomes.items() if outcome is AGAIN]
            contested = frozenset(item for order in lost for item in order.reads.items())
            doubted = frozenset(n for n, a in attempts.items() if a.is_doubtful(bool(lost)))
            found |= {n: o for n, o in outcomes.items() if o is not AGAIN and n not in doubted}
            waiting = {n: order for n, order in waiting.items() if n not in found}
            if not waiting:
                break
        return [found[n] if n in found else Busy() for n in range(len(orders))]

    async def _look(
        self,
        orders: Mapping[int, Order],
        doubted: frozenset[int],
        contested: frozenset[Wanted],
    ) -> Sight:
        """Streams over which a race was lost are kept hot from then on."""
        if doubted:
            await self._store.appender.settled()
        read: dict[Wanted, Folded] = {}
        while wanted := self._unseen(orders, doubted, read):
            found = await self._store.reader.read(wanted)
            read |= found
            for item in wanted:
                if item[1] in self._hot_types or item in contested:
                    self._hot.begin(item, found[item])
        return Sight(read)

    def _unseen(
        self, orders: Mapping[int, Order], doubted: frozenset[int], read: Mapping[Wanted, Folded]
    ) -> list[Wanted]:
        return [
            item
            for item in dict.fromkeys(
                item
                for n, order in orders.items()
                for item in order.reads.items()
                if n in doubted or self._hot.get(item) is None
            )
            if item not in read
        ]

    def _attempt(self, order: Order, sight: Sight, doubted: bool) -> Attempt:
        """Decides and submits without a pause, so that no other order comes between."""
        seen = {item: self._see(item, sight, doubted) for item in order.reads.items()}
        ground = max((ground for _, ground in seen.values()), default=Ground.FIRM)
        try:
            decision = order.decide({stream: s.state for (stream, _), (s, _) in seen.items()})
        except Refusal as refusal:
            return Attempt(order, refusal, ground)
        answer = msgspec.to_builtins(decision.answer)
        states = {item: folded for item, (folded, _) in seen.items()}
        command = to_command(order, decision, states, self._store.mapper)
        if not command.facts and (order.key is None or ground is not Ground.FIRM):
            return Attempt(order, answer, ground)
        try:
            verdict = self._store.appender.submit(Unit((command,)))
        except FactTooLarge as refusal:
            return Attempt(order, refusal, Ground.FIRM)
        moves = self._move(decision, states, sight, doubted)
        return Attempt(order, answer, ground, verdict, moves)

    def _see(self, item: Wanted, sight: Sight, doubted: bool) -> tuple[Folded, Ground]:
        if item in sight.moved:
            return sight.moved[item], Ground.ROUND
        if not doubted and (hot := self._hot.get(item)) is not None:
            return hot.folded, Ground.HOT
        return sight.read[item], Ground.FIRM

    def _move(
        self, decision: Decision, seen: Mapping[Wanted, Folded], sight: Sight, doubted: bool
    ) -> list[Move]:
        moves = []
        for item, folded in moved(decision, seen).items():
            hot = self._hot.get(item)
            if hot is None:
                sight.moved[item] = folded
            elif not doubted:
                self._hot.move(item, folded)
                moves.append(Move(item, folded, hot.lineage))
        return moves

    async def _outcome(self, attempt: Attempt) -> Any:
        if attempt.verdict is None:
            first = await self._first_answer(attempt.order.key)
            return attempt.answer if first is None else first
        try:
            verdict = await attempt.verdict
        except psycopg.Error:
            self._forget(attempt)
            raise
        match verdict:
            case Won():
                await self._store.reader.keep([(m.item, m.folded) for m in attempt.moves])
                return attempt.answer
            case Used():
                self._forget(attempt)
                first = await self._first_answer(attempt.order.key)
                return AGAIN if first is None else first
            case Halted(reason):
                self._forget(attempt)
                return LogHalted(reason=reason)
            case _:
                self._forget(attempt)
                return AGAIN

    def _forget(self, attempt: Attempt) -> None:
        for move in attempt.moves:
            self._hot.forget(move.item, move.lineage)

    async def _first_answer(self, key: Key | None) -> Any:
        if key is None:
            return None
        try:
            return await self._store.first_answer(key)
        except KeyReused as refusal:
            return refusal


def to_command(
    order: Order, decision: Decision, seen: Mapping[Wanted, Folded], mapper: FactMapper
) -> Command:
    """Its facts at the next versions of their streams; a stream that was not read is a new one."""
    versions = {stream: folded.version for (stream, _), folded in seen.items()}
    facts = [
        NewFact(stream, version, fact.TYPE, mapper.encode(fact))
        for stream, new in decision.facts.items()
        for version, fact in enumerate(new, versions.get(stream, 0) + 1)
    ]
    return Command(order.origin, facts, order.key, msgspec.json.encode(decision.answer))


def moved(decision: Decision, seen: Mapping[Wanted, Folded]) -> dict[Wanted, Folded]:
    """The states that this decision changes, as it leaves them."""
    return {
        item: Folded(folded.version + len(new), fold(folded.state, new))
        for item, folded in seen.items()
        if (new := decision.facts.get(item[0]))
    }


class Batches:
    """Listener batches: all orders and marks as one unit."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def record(self, orders: Sequence[Order], marks: Sequence[Any]) -> bool:
        """As `Application.hear`."""
        for _ in range(ATTEMPTS):
            used = await self._store.used(o.key for o in orders if o.key is not None)
            wanted = list(dict.fromkeys(item for o in orders for item in o.reads.items()))
            states = await self._store.reader.read(wanted) if wanted else {}
            commands = self._decide(orders, used, dict(states))
            verdict = await self._store.appender.submit(Unit(commands, marks))
            match verdict:
                case Won() | Used():
                    return True
                case Halted(reason):
                    raise LogHalted(reason=reason)
                case Lost():
                    continue
                case _:
                    return False
        raise Busy

    def _decide(
        self, orders: Iterable[Order], used: set[tuple[str, str]], states: dict[Wanted, Folded]
    ) -> list[Command]:
        """Each on what the ones before it leave; one whose key was used is done already."""
        commands, done = [], set(used)
        for order in orders:
            if order.key is not None:
                if (name := (order.key.actor, order.key.key)) in done:
                    continue
                done.add(name)
            seen = {item: states[item] for item in order.reads.items()}
            decision = order.decide({stream: s.state for (stream, _), s in seen.items()})
            commands.append(to_command(order, decision, seen, self._store.mapper))
            states |= moved(decision, seen)
        return commands
