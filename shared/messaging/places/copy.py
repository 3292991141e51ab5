"""The tree in memory, as new as the table it is read from."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg

from shared.messaging.places.table import COPY, PlaceTable, line_of
from shared.vocabulary.places import Tree

PAUSE = 0.25
FEW = 500
"""So many lines are read on the event loop; more of them in a thread."""


class Connections(Protocol):
    """A pool of connections to the service's database."""

    def connection(self) -> AbstractAsyncContextManager[psycopg.AsyncConnection[Any]]: ...


@dataclass(frozen=True)
class Seen:
    """The tree made of the table's rows up to `line`, the last of them at `position`."""

    tree: Tree
    line: int
    position: int

    def is_outdated_by(self, rows: Sequence[Sequence[Any]]) -> bool:
        """Whether a row came late (redriven), or the table was filled anew: rows to be read
        again from the first, for their order is that of the registry's log."""
        return bool(rows) and line_of(rows[0]).position <= self.position

    def with_rows(self, rows: Sequence[Sequence[Any]]) -> "Seen":
        if not rows:
            return self
        lines = [line_of(row) for row in rows]
        tree = self.tree.with_([line.entry for line in lines])
        return Seen(tree, max(line.line for line in lines), lines[-1].position)


NOTHING_SEEN = Seen(Tree(), 0, 0)


class PlaceCopy:
    """`tree()` answers at once with the tree as last seen; `refreshed` looks first whether the
    table has moved; as a loop it keeps looking several times a second.

    Safe to share between the event loop and threads: each look-up replaces one immutable value.
    """

    name = "places-copy"

    def __init__(self, connections: Connections, table: PlaceTable = COPY) -> None:
        self._connections = connections
        self._table = table
        self._seen = NOTHING_SEEN
        self._looked = False
        self._looking = asyncio.Lock()

    def tree(self) -> Tree:
        """The places as last seen."""
        return self._seen.tree

    async def refreshed(self) -> Tree:
        """The places as the table has them now."""
        async with self._looking, self._connections.connection() as connection:
            seen = self._seen
            rows = await _ask(connection, self._table.lines_after, seen.line)
            if seen.is_outdated_by(rows):
                seen, rows = NOTHING_SEEN, await _ask(connection, self._table.lines_after, 0)
            if len(rows) > FEW:
                self._seen = await asyncio.to_thread(seen.with_rows, rows)
            else:
                self._seen = seen.with_rows(rows)
            self._looked = True
        return self.tree()

    def refreshed_in(self, cursor: psycopg.Cursor[Any]) -> Tree:
        """As `refreshed`, in a thread and inside a projection's transaction (of another
        projection than the one that writes the copy)."""
        seen = self._seen
        rows = cursor.execute(self._table.lines_after, (seen.line,)).fetchall()
        if seen.is_outdated_by(rows):
            seen = NOTHING_SEEN
            rows = cursor.execute(self._table.lines_after, (0,)).fetchall()
        self._seen = seen.with_rows(rows)
        return self.tree()

    async def run(self, stop: asyncio.Event) -> None:
        """Look until stopped. While the database is away the last tree stays."""
        while not stop.is_set():
            try:
                await self.refreshed()
            except psycopg.OperationalError:
                self._looked = False
            try:
                await asyncio.wait_for(stop.wait(), PAUSE)
            except TimeoutError:
                continue

    def unready(self) -> str | None:
        return None if self._looked else "the copy of the places was not read yet"


async def _ask(connection: psycopg.AsyncConnection[Any], query: str, after: int) -> list[Any]:
    cursor = await connection.execute(query, (after,))
    return await cursor.fetchall()
