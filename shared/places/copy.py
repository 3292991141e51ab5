"""The tree in memory, as new as the table it is read from."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg

from shared.places.table import COPY, PlaceTable, line_of
from shared.postgres.connections import is_away
from shared.postgres.sharing import Sharing
from shared.vocabulary.places import Tree

PAUSE = 0.25
FEW = 500
"""So many lines are read on the event loop; more of them in a thread."""


class Connections(Protocol):
    """A pool of connections to the service's database."""

    def connection(self) -> AbstractAsyncContextManager[psycopg.AsyncConnection[Any]]: ...


@dataclass(frozen=True)
class Seen:
    """The tree made of the rows up to `line` of this file, the last of them at `position`."""

    tree: Tree
    file: int = 0
    line: int = 0
    position: int = 0

    def moved_to(self, file: int, line: int) -> "Seen":
        """What can be built on when the table stands there: nothing, if it was filled anew."""
        return self if file == self.file and line >= self.line else Seen(Tree(), file)

    def is_outdated_by(self, rows: Sequence[Sequence[Any]]) -> bool:
        """Whether a row came late (redriven): then all are read again, in the log's order."""
        return bool(rows) and line_of(rows[0]).position <= self.position

    def with_rows(self, rows: Sequence[Sequence[Any]]) -> "Seen":
        if not rows:
            return self
        lines = [line_of(row) for row in rows]
        tree = self.tree.with_([line.entry for line in lines])
        return Seen(tree, self.file, max(line.line for line in lines), lines[-1].position)


class PlaceCopy:
    """`tree()` answers at once with the tree as last seen; `refreshed` looks first whether the
    table has moved; as a loop it keeps looking several times a second.

    Safe to share between the event loop and threads: each look-up replaces one immutable value.
    """

    name = "places-copy"

    def __init__(self, connections: Connections, table: PlaceTable = COPY) -> None:
        self._connections = connections
        self._table = table
        self._seen = Seen(Tree())
        self._looked = False
        self._looking = Sharing(self._looked_up)

    def tree(self) -> Tree:
        """The places as last seen."""
        return self._seen.tree

    async def refreshed(self) -> Tree:
        """The places as the table has them now; concurrent callers share one look."""
        return await self._looking.ask()

    async def _looked_up(self) -> Tree:
        async with self._connections.connection() as connection:
            moved_to = await _ask(connection, self._table.moved_to)
            seen = self._seen.moved_to(*moved_to[0])
            rows = await _ask(connection, self._table.lines_after, seen.line)
            if seen.is_outdated_by(rows):
                seen = Seen(Tree(), seen.file)
                rows = await _ask(connection, self._table.lines_after, 0)
            if len(rows) > FEW:
                self._seen = await asyncio.to_thread(seen.with_rows, rows)
            else:
                self._seen = seen.with_rows(rows)
            self._looked = True
        return self.tree()

    def refreshed_in(self, cursor: psycopg.Cursor[Any]) -> Tree:
        """As `refreshed`, in a thread and inside a projection's transaction (of another
        projection than the one that writes the copy)."""
        moved_to = cursor.execute(self._table.moved_to).fetchall()
        seen = self._seen.moved_to(*moved_to[0])
        rows = cursor.execute(self._table.lines_after, (seen.line,)).fetchall()
        if seen.is_outdated_by(rows):
            seen = Seen(Tree(), seen.file)
            rows = cursor.execute(self._table.lines_after, (0,)).fetchall()
        self._seen = seen.with_rows(rows)
        return self.tree()

    async def run(self, stop: asyncio.Event) -> None:
        """Look until stopped. While the database is away the last tree stays."""
        while not stop.is_set():
            try:
                await self.refreshed()
            except psycopg.Error as error:
                if not is_away(error):
                    raise
                self._looked = False
            try:
                await asyncio.wait_for(stop.wait(), PAUSE)
            except TimeoutError:
                continue

    def unready(self) -> str | None:
        return None if self._looked else "the copy of the places was not read yet"


async def _ask(connection: psycopg.AsyncConnection[Any], query: str, *given: int) -> list[Any]:
    cursor = await connection.execute(query, given)
    return await cursor.fetchall()
