"""Answering for a place on a day: one snapshot of the tables, then the tree in memory."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from services.rollups.figures.location import locations_in
from services.rollups.figures.totals import Count, Extent, Total, total
from services.rollups.measures.counted import Measure, Nature
from services.rollups.views import cells, contributions, freshness
from services.rollups.views.contributions import Lineage, Page, Site, Wanted
from shared.vocabulary.places import Tree

Pool = AsyncConnectionPool[AsyncConnection[Any]]


@dataclass(frozen=True)
class Question:
    """A place (None: the whole deployment), the day asked for, the first day of what happens in
    a period, the day as known on which (None: now), the day whose tree everything is restated to
    (None: what there is, by the tree of `on`; what happened, by that of its own day), and whether
    also what lies in the place is asked for."""

    place_id: UUID | None
    on: date
    since: date | None = None
    as_of: date | None = None
    boundary: date | None = None
    below: bool = True

    @property
    def extent(self) -> Extent:
        return Extent(self.place_id, self.below)

    @property
    def tree_day(self) -> date:
        """The day whose places are the rows."""
        return self.boundary or self.on

    def by_its_own_day(self, measure: Measure) -> bool:
        """Whether each count goes by the tree of the day it happened on."""
        return measure.nature is Nature.FLOW and self.boundary is None

    def wanted(self, measures: Sequence[Measure], nature: Nature) -> Wanted:
        codes = [code for each in measures if each.nature is nature for code in each.codes]
        since = self.since if nature is Nature.FLOW else None
        return Wanted(codes, self.on, since, self.as_of)


@dataclass(frozen=True)
class Answer:
    """Totals by the name of the measure. `data_as_of`: when the latest fact counted here was
    recorded; None before the first."""

    totals: Mapping[str, Total]
    data_as_of: datetime | None


class Answers:
    """Asks the tables. The tree is given with each question: the one known here, or as of a day."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def figures(self, tree: Tree, question: Question, measures: Sequence[Measure]) -> Answer:
        """The totals of a place, all from one snapshot."""
        async with self._snapshot() as connection:
            stocks = await cells.stocks(connection, question.wanted(measures, Nature.STOCK))
            flows = await cells.flows(connection, question.wanted(measures, Nature.FLOW))
            known = await freshness.data_as_of(connection)
        counted = {**stocks, **flows}
        return Answer(await asyncio.to_thread(_totals, tree, question, measures, counted), known)

    async def lineage(
        self, tree: Tree, question: Question, measure: Measure, page: Page
    ) -> list[Lineage]:
        """The contributions that make up a figure, a page of them."""
        wanted = question.wanted([measure], measure.nature)
        ask = cells.flows if measure.nature is Nature.FLOW else cells.stocks
        async with self._snapshot() as connection:
            counted = await ask(connection, wanted)
            counts = [count for counts in counted.values() for count in counts]
            counts = _restated(counts, question.boundary)
            sites = await asyncio.to_thread(_sites_in, tree, question.extent, counts)
            if not question.by_its_own_day(measure):
                sites = {(place_id, None) for place_id, _ in sites}
            return await contributions.lineage(connection, list(sites), wanted, page)

    @asynccontextmanager
    async def _snapshot(self) -> AsyncIterator[AsyncConnection[Any]]:
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute("set transaction isolation level repeatable read, read only")
            yield connection


def _totals(
    tree: Tree, question: Question, measures: Sequence[Measure], counted: Mapping[str, list[Count]]
) -> dict[str, Total]:
    locations = locations_in(tree)
    found = {}
    for measure in measures:
        counts = [count for code in measure.codes for count in counted.get(code, ())]
        restated = _restated(counts, question.boundary)
        found[measure.name] = total(locations, question.extent, restated, question.tree_day)
    return found


def _restated(counts: list[Count], boundary: date | None) -> list[Count]:
    if boundary is None:
        return counts
    return [count._replace(day=boundary) for count in counts]


def _sites_in(tree: Tree, extent: Extent, counts: Iterable[Count]) -> set[Site]:
    """The places and days whose counts are part of the total."""
    locations = locations_in(tree)
    return {
        (count.place_id, count.day)
        for count in counts
        if extent.row(locations.of(count.place_id, count.day)) is not None
    }
