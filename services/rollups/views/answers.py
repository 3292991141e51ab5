"""Answering for a place on a day: one snapshot of the tables, then the tree in memory."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Self
from uuid import UUID

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from services.rollups.figures.location import locations_in
from services.rollups.figures.populations import Statement
from services.rollups.figures.totals import Count, Extent, Total, total
from services.rollups.measures.asking import AskedMeasure
from services.rollups.measures.dimensions import Values, read
from services.rollups.measures.measure import Nature
from services.rollups.views import cells, contributions, freshness, populations
from services.rollups.views.contributions import Kind, Lineage, Page, Site, Wanted
from services.rollups.views.freshness import Known
from shared.eventstore.read_models import ReadModel
from shared.vocabulary.places import Tree

Pool = AsyncConnectionPool[AsyncConnection[Any]]


@dataclass(frozen=True)
class Groups:
    """Of a measure asked for: which kinds of cells are added together, by the values it is asked
    apart by."""

    measure: AskedMeasure
    kinds: Mapping[Values, Sequence[Kind]]

    @classmethod
    def of(cls, asked: AskedMeasure, there: Iterable[Kind], since: date | None) -> Self:
        """Of the kinds of cells that there are, in a period from `since` on."""
        kinds: dict[Values, list[Kind]] = {} if asked.apart else {(): []}
        for kind in there:
            if kind.measure in asked.measure.counted_by:
                values = asked.group(read(kind.dimensions, asked.measure.by), since)
                if values is not None:
                    kinds.setdefault(values, []).append(kind)
        return cls(asked, kinds)

    @property
    def all_kinds(self) -> Iterator[Kind]:
        return chain.from_iterable(self.kinds.values())


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

    def by_its_own_day(self, measure: AskedMeasure) -> bool:
        """Whether each count goes by the tree of the day it happened on."""
        return measure.nature is Nature.FLOW and self.boundary is None

    def wanted(self, groups: Sequence[Groups], nature: Nature) -> Wanted:
        kinds = dict.fromkeys(
            kind for each in groups if each.measure.nature is nature for kind in each.all_kinds
        )
        since = self.since if nature is Nature.FLOW else None
        tree_day = self.boundary if nature is Nature.FLOW else self.tree_day
        return Wanted(list(kinds), self.on, since, self.as_of, tree_day)


Totals = Mapping[Values, Total]
"""By the values that a measure is asked apart by; by none, one total."""


@dataclass(frozen=True)
class Answer:
    """Of each measure asked for, and what is known of all that was counted."""

    totals: Mapping[AskedMeasure, Totals]
    known: Known

    def whole(self, measure: AskedMeasure) -> Total:
        """Of a measure that was not asked apart."""
        return self.totals[measure][()]


class Answers:
    """Asks the tables, which are `counted_by` these. The tree is given with each question: the one
    known here, or as of a day."""

    def __init__(self, pool: Pool, counted_by: Sequence[ReadModel]) -> None:
        self._pool = pool
        self._counted_by = counted_by

    async def figures(
        self, tree: Tree, question: Question, measures: Sequence[AskedMeasure]
    ) -> Answer:
        """The totals of a place, all from one snapshot."""
        async with self._snapshot() as connection:
            groups = await _groups(connection, measures, question.since)
            stocks = await cells.stocks(connection, question.wanted(groups, Nature.STOCK))
            flows = await cells.flows(connection, question.wanted(groups, Nature.FLOW))
            known = await freshness.known(connection, self._counted_by)
        counted = {**stocks, **flows}
        return Answer(await asyncio.to_thread(_totals, tree, question, groups, counted), known)

    async def lineage(
        self, tree: Tree, question: Question, measure: AskedMeasure, page: Page
    ) -> list[Lineage]:
        """The contributions that make up a figure, a page of them."""
        ask = cells.flows if measure.nature is Nature.FLOW else cells.stocks
        async with self._snapshot() as connection:
            groups = await _groups(connection, [measure], question.since)
            wanted = question.wanted(groups, measure.nature)
            counted = await ask(connection, wanted)
            counts = [count for counts in counted.values() for count in counts]
            counts = _restated(counts, question.boundary)
            sites = await asyncio.to_thread(_sites_in, tree, question.extent, counts)
            if not question.by_its_own_day(measure):
                sites = {(place_id, None) for place_id, _ in sites}
            return await contributions.lineage(connection, list(sites), wanted, page)

    async def stated(self, question: Question) -> tuple[list[Statement], Known]:
        """What all places state on the day."""
        async with self._snapshot() as connection:
            found = await populations.stated(connection, question.on, question.as_of)
            return found, await freshness.known(connection, self._counted_by)

    @asynccontextmanager
    async def _snapshot(self) -> AsyncIterator[AsyncConnection[Any]]:
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute("set transaction isolation level repeatable read, read only")
            yield connection


async def _groups(
    connection: AsyncConnection[Any], measures: Sequence[AskedMeasure], since: date | None
) -> list[Groups]:
    names = dict.fromkeys(name for each in measures for name in each.measure.counted_by)
    there = await cells.kinds(connection, list(names))
    return [Groups.of(each, there, since) for each in measures]


def _totals(
    tree: Tree, question: Question, groups: Sequence[Groups], counted: Mapping[Kind, list[Count]]
) -> dict[AskedMeasure, Totals]:
    return {each.measure: _totals_of(tree, question, each, counted) for each in groups}


def _totals_of(
    tree: Tree, question: Question, groups: Groups, counted: Mapping[Kind, list[Count]]
) -> Totals:
    """Asked apart, only of what is counted in the place: what else there is elsewhere is not
    told."""
    locations = locations_in(tree)
    found = {}
    for values, kinds in groups.kinds.items():
        counts = [count for kind in kinds for count in counted.get(kind, ())]
        restated = _restated(counts, question.boundary)
        if values == () or _sites_in(tree, question.extent, restated):
            found[values] = total(locations, question.extent, restated, question.tree_day)
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
