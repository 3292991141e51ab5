"""Contributions: what every event added, one row each, never changed. Lineage is asked here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import AsyncConnection, Cursor
from psycopg.rows import class_row
from psycopg.sql import SQL

from services.rollups.views.tables import SHOWN, Tables, literal, quoted

ContributionRow = tuple[str, str, str, str, str, str, str, str, str]
"""Topic, position, measure, dimensions, place, effective on, recorded on, value, and of whom it is
counted (`inbox.cells.whose`): each as text."""

_ROWS = SQL(
    "unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::uuid[], %s::date[], %s::date[],"
    " %s::bigint[], %s::uuid[])"
)
_COLUMNS = SQL(
    "(topic, position, measure, dimensions, place_id, effective_on, recorded_on, value, subject_id)"
)
_APPEND = SQL("insert into {table} {columns} select * from {rows}")


def append(cursor: Cursor[Any], tables: Tables, rows: Sequence[ContributionRow]) -> None:
    """Write the rows of one batch."""
    query = _APPEND.format(table=tables.contributions, columns=_COLUMNS, rows=_ROWS)
    cursor.execute(query, _columns(rows))


def _columns(rows: Sequence[ContributionRow]) -> list[str]:
    topics, positions, measures, dimensions, *others = zip(*rows, strict=True)
    named = [literal(topics), literal(positions), literal(measures), quoted(dimensions)]
    return [*named, *map(literal, others)]


_PRESENT = SQL(
    "select distinct topic, position, subject_id from {table} join {rows} as asked {columns}"
    " using (place_id, effective_on, topic, position, subject_id)"
)


def present(
    cursor: Cursor[Any], tables: Tables, rows: Sequence[ContributionRow]
) -> set[tuple[str, int, UUID]]:
    """Topic, position and subject of those of the rows that were written."""
    query = _PRESENT.format(table=tables.contributions, columns=_COLUMNS, rows=_ROWS)
    return set(cursor.execute(query, _columns(rows)).fetchall())


class Kind(NamedTuple):
    """A measure and, as they are stored, the values of its dimensions."""

    measure: str
    dimensions: str


_EVENTS = SQL(
    "select count(*) from (select topic, position from {contributions}"
    " union select topic, position from {holdings}) as events"
)


def events(tables: Tables) -> str:
    """The query for how many events were written; each adds something, or says what is held."""
    named = {"contributions": tables.contributions, "holdings": tables.holdings}
    return _EVENTS.format(**named).as_string()


class Source(NamedTuple):
    """Which contribution: the place in its event's log, the measure, and which of those that the
    event added to it. Pages go on after it."""

    topic: str
    position: int
    measure: str
    dimensions: str
    place_id: UUID
    effective_on: date
    value: int


BEFORE_ALL: Final = Source("", 0, "", "", UUID(int=0), date.min, -(2**63))


@dataclass(frozen=True)
class Lineage:
    """One contribution to a figure, with the event that made it; `subject_id`: of whom it is."""

    topic: str
    position: int
    measure: str
    dimensions: str
    place_id: UUID
    effective_on: date
    recorded_on: date
    value: int
    subject_id: UUID


@dataclass(frozen=True)
class Wanted:
    """What of the tables is asked: kinds, effective from `since` (None: ever) until `until`,
    recorded until `as_of` (None: now), allocated as on `tree_day` (None: on each one's own day)."""

    kinds: Sequence[Kind]
    until: date
    since: date | None = None
    as_of: date | None = None
    tree_day: date | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        return {
            "measures": list({kind.measure for kind in self.kinds}),
            "dimensions": list({kind.dimensions for kind in self.kinds}),
            "since": self.since or date.min,
            "until": self.until,
            "as_of": self.as_of or date.max,
            "tree_day": self.tree_day,
        }


Site = tuple[UUID, date | None]
"""A place, on one effective day or (None) on all of them."""


class Page(NamedTuple):
    """How many, and after which: sources are in a fixed order that new ones may come into."""

    limit: int
    after: Source = BEFORE_ALL


_LINEAGE = SQL(
    "select topic, position, measure, dimensions, told.place_id, effective_on, recorded_on, value,"
    " subject_id from {table} told left join lateral (select to_place_id from {allocations} said"
    " where (said.subject_id, said.place_id) = (told.subject_id, told.place_id) and not undoes"
    " and allocated_on <= coalesce(%(tree_day)s, told.effective_on) and recorded_on <= %(as_of)s"
    " order by said.position desc limit 1) as stands on true"
    " join unnest(%(places)s::uuid[], %(days)s::date[]) as site (place_id, day)"
    " on site.place_id = coalesce(stands.to_place_id, told.place_id)"
    " where told.place_id = any(%(places)s::uuid[] || array("
    "select place_id from {allocations} where to_place_id = any(%(places)s::uuid[])))"
    " and (site.day is null or site.day = effective_on)"
    " and measure = any(%(measures)s) and dimensions = any(%(dimensions)s)"
    " and effective_on between %(since)s and %(until)s and recorded_on <= %(as_of)s"
    " and (topic, position, measure, dimensions, told.place_id, effective_on, value)"
    ' > (%(after_topic)s, %(after_position)s, %(after_measure)s collate "C",'
    ' %(after_dimensions)s collate "C", %(after_place_id)s, %(after_effective_on)s,'
    " %(after_value)s)"
    " order by topic, position, measure, dimensions, told.place_id, effective_on, value"
    " limit %(limit)s"
).format(table=SHOWN.contributions, allocations=SHOWN.allocations)


async def lineage(
    connection: AsyncConnection[Any], sites: Sequence[Site], wanted: Wanted, page: Page
) -> list[Lineage]:
    """The contributions of one measure at these sites, a page at a time in the order of their
    sources."""
    asked = {
        **{f"after_{name}": said for name, said in page.after._asdict().items()},
        **wanted.parameters,
        "places": [place_id for place_id, _ in sites],
        "days": [day for _, day in sites],
        "limit": page.limit,
    }
    async with connection.cursor(row_factory=class_row(Lineage)) as cursor:
        await cursor.execute(_LINEAGE, asked)
        return await cursor.fetchall()
