"""The counter of a service: where its routes record and look up."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from shared.eventstore.commands import Answered, Command, Key
from shared.eventstore.facts import Origin
from shared.eventstore.transactions import Transactions
from shared.vocabulary.calendar import Clock, civil_day
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Refusal
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.conversation import Page
from shared.web.own_writes import OwnWrites
from shared.web.pages import PageOf, page_of

Row = TypeVar("Row")
Answer = TypeVar("Answer")
Thing = TypeVar("Thing")
Began = TypeVar("Began")
State = TypeVar("State")
BEGINNING = UUID(int=0)


class Connections(Protocol):
    """A pool of connections to the service's database."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


class Places(Protocol):
    """The tree of places, as the service knows it this moment."""

    async def refreshed(self) -> Tree: ...


@dataclass(frozen=True)
class Counter:
    """`unknown` is how the service refuses a place that it does not know; `own_writes` lets who
    recorded something read it; `beside` is what the service opened beside its log for its routes,
    each of a type of its own."""

    transactions: Transactions
    connections: Connections
    places: Places
    clock: Clock
    unknown: Callable[[UUID | None], Refusal]
    own_writes: OwnWrites
    beside: tuple[object, ...] = ()

    def has(self, kind: type[Thing]) -> Thing:
        """That which stands beside the log under this type."""
        return next(each for each in self.beside if isinstance(each, kind))

    async def caller(self, permit: Permit, origin: Origin, key: Key | None) -> Caller:
        """Whoever holds the permit, today."""
        tree, day = await self.places.refreshed(), civil_day(self.clock())
        return Caller(permit, origin, key, day, tree, self.unknown)

    async def transact(self, answers: type[Answer], command: Command) -> Answer:
        """Decide and record; what the decision, or for a repeated key the first one, answered.
        Raises as `Transactions.execute`."""
        (outcome,) = await self.outcomes([command])
        if isinstance(outcome, Refusal):
            raise outcome
        return msgspec.convert(outcome, answers)

    async def outcomes(self, commands: Sequence[Command]) -> list[Any]:
        """As `Transactions.execute_many`; the request's answer says how far the log is then."""
        outcomes = await self.transactions.answered(commands)
        await self.own_writes.tell(outcomes)
        return [each.answer if isinstance(each, Answered) else each for each in outcomes]

    async def first_answers(
        self, answers: type[Answer], callers: Sequence[Caller]
    ) -> list[Answer | Refusal | None]:
        """What was answered when the key of each was used first; None: it was not; the refusal: for
        another request. Asked before anything is done that the log knows nothing of."""

        async def first(key: Key | None) -> Answered | Refusal | None:
            try:
                return None if key is None else await self.transactions.store.first_answers.to(key)
            except Refusal as refusal:
                return refusal

        found = await asyncio.gather(*(first(caller.key) for caller in callers))
        await self.own_writes.tell(found)
        return [
            msgspec.convert(each.answer, answers) if isinstance(each, Answered) else each
            for each in found
        ]

    async def seen(
        self, stream_id: UUID, began: type[Began], shows: Callable[[Began], bool]
    ) -> Began | None:
        """The fact that a thing began with; None: there is no such thing, or it is not shown to
        whoever asks, after the same work."""

        def sees(first: Any) -> bool:
            return isinstance(first, began) and shows(first)

        found: Began | None = await self.transactions.store.beginnings.seen(stream_id, sees)
        return found

    async def state(self, stream_id: UUID, kind: type[State]) -> State:
        """What a short stream adds up to, as the log has it now."""
        wanted = (stream_id, kind)
        found: State = (await self.transactions.store.reader.read([wanted]))[wanted].state
        return found

    async def one(self, row: type[Row], query: str, **asked: object) -> Row | None:
        """The first row that a query finds, if any."""
        return next(iter(await self.rows(row, query, **asked)), None)

    async def rows(self, row: type[Row], query: str, **asked: object) -> list[Row]:
        """All rows that a query finds: a few."""
        async with (
            self.connections.connection() as connection,
            connection.cursor(row_factory=class_row(row)) as cursor,
        ):
            return await (await cursor.execute(query.encode(), asked)).fetchall()

    async def page(
        self, row: type[Row], query: str, page: Page[Any], count: str = "", **asked: object
    ) -> PageOf[Row]:
        """A page of what a query finds in the order of the first field of its rows: those that
        follow `%(after)s` (an id before all others, unless the page says), at most `%(most)s`.
        `count` is the query of how many there are on all pages, if it matters."""
        after = BEGINNING if page.after is None else page.after
        asked |= {"after": after, "most": page.limit + 1}
        async with self.connections.connection() as connection:
            number = await _first(connection, count, asked) if count else None
            async with connection.cursor(row_factory=class_row(row)) as cursor:
                found = await (await cursor.execute(query.encode(), asked)).fetchall()
        return page_of(found, page.limit, number)


async def _first(connection: AsyncConnection[Any], query: str, asked: dict[str, object]) -> int:
    (number,) = await (await connection.execute(query.encode(), asked)).fetchone() or (0,)
    return int(number)
