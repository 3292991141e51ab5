"""Listener batches: all orders and all marks as one unit."""

from collections.abc import Iterable, Sequence

import psycopg

from shared.eventstore.commands import MarkMove, Order
from shared.eventstore.hot import Guess, HotStates, leans
from shared.eventstore.outcome import moved, to_command
from shared.eventstore.reader import Folded, Wanted
from shared.eventstore.refusals import Busy, LogHalted
from shared.eventstore.store import Store
from shared.eventstore.units import Command, Halted, Lost, Submission, Unit, Used, Verdict, Won
from shared.vocabulary.refusals import Refusal

ATTEMPTS = 12


class Batches:
    """Decided in order, recorded whole or not at all."""

    def __init__(self, store: Store, hot: HotStates) -> None:
        self._store, self._hot = store, hot

    async def record(self, orders: Sequence[Order], marks: Sequence[MarkMove]) -> bool:
        """As `Application.hear`."""
        contested = doubted = False
        for _ in range(ATTEMPTS):
            used = await self._store.used(o.key for o in orders if o.key is not None)
            seen = await self._look(orders, contested, doubted)
            leans_on_hot = any(guess.lineage is not None for guess in seen.values())
            try:
                verdict = await self._submit(orders, used, seen, marks)
            except Refusal:
                if not leans_on_hot:
                    raise
                doubted = True
                continue
            match verdict:
                case Won() | Used():
                    return True
                case Halted(reason):
                    raise LogHalted(reason=reason)
                case Lost():
                    contested, doubted = True, False
                case _:
                    return False
        raise Busy

    async def _look(
        self, orders: Sequence[Order], contested: bool, doubted: bool
    ) -> dict[Wanted, Guess]:
        """As read from the log, or, where one is kept, the hot state (unless it is doubted). A
        stream over which a race was lost is kept hot from then on."""
        if doubted:
            await self._store.appender.settled()
        wanted = list(dict.fromkeys(item for o in orders for item in o.reads.items()))
        read = await self._store.reader.read(wanted) if wanted else {}
        if doubted:
            return {item: Guess(folded) for item, folded in read.items()}
        if contested:
            for item, folded in read.items():
                self._hot.begin(item, folded)
        return {item: self._hot.get(item) or Guess(folded) for item, folded in read.items()}

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

    async def _submit(
        self,
        orders: Sequence[Order],
        used: set[tuple[str, str]],
        seen: dict[Wanted, Guess],
        marks: Sequence[MarkMove],
    ) -> Verdict:
        """Decides and submits without a pause, so that no other order comes between."""
        states = {item: guess.folded for item, guess in seen.items()}
        unit = Unit(self._decide(orders, used, states), marks)
        submission = Submission(unit, leans(seen.values()))
        future = self._store.appender.enqueue(submission)
        moves = self._hot.move(
            {
                item: states[item]
                for item, guess in seen.items()
                if guess.lineage is not None and states[item] is not guess.folded
            },
            submission,
        )
        try:
            verdict = await future
        except psycopg.Error:
            self._hot.forget(moves)
            raise
        if not submission.written:
            self._hot.forget(moves)
        return verdict
