"""The projection `cells`: published events folded into contributions, cells and freshness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace
from psycopg import Cursor

from services.rollups.inbox.allocating import ALLOCATIONS, allocated, moves_of
from services.rollups.measures.catalogue import HEARD, VERSIONS
from services.rollups.measures.counting import (
    HOLDERS,
    OF,
    Contribution,
    contributions,
    held,
)
from services.rollups.views import allocations, cells, freshness, holdings
from services.rollups.views import contributions as written
from services.rollups.views.allocations import Move
from services.rollups.views.cells import CellKey
from services.rollups.views.contributions import ContributionRow
from services.rollups.views.holdings import HoldingRow
from services.rollups.views.tables import LIVE, NAMES, Tables
from shared.contracts.envelope import Contract
from shared.contracts.recognition import CandidacyEvent
from shared.contracts.registry.memberships import MembershipEvent, MembershipRestated
from shared.eventstore.read_models import OfOthersEvents, table
from shared.messaging.heard import Heard
from shared.messaging.rebuilding.recipe import Filling, Recount
from shared.vocabulary.calendar import civil_day


def whose(event: Contract) -> UUID:
    """Of whom this is counted, as allocations name them: candidacies go where their bearer goes,
    members where their chapter or association does."""
    match event:
        case CandidacyEvent():
            return event.bearer_id
        case MembershipEvent():
            return event.host_id
        case _:
            return event.subject


def of_each(event: Contract) -> Iterator[tuple[UUID, Contract]]:
    """What an event says, of each of whom it is counted: a member who moves counts here and there
    of another host."""
    if not isinstance(event, MembershipRestated):
        yield whose(event), event
        return
    for host_id in dict.fromkeys([event.host_id, *(s.host_id for s in (*event.was, *event.now))]):
        was = tuple(each for each in event.was if each.host_id == host_id)
        now = tuple(each for each in event.now if each.host_id == host_id)
        yield host_id, replace(event, was=was, now=now)


def rows_of(batch: Sequence[Heard]) -> tuple[list[ContributionRow], list[HoldingRow]]:
    """What the events of a batch add, and what they say of how many their subjects hold, as text
    ready to be written: of each event a row at least, by which it is known to have been heard.
    ValueError for an event that names what nobody knows."""
    rows: list[ContributionRow] = []
    said: list[HoldingRow] = []
    days: dict[int, str] = {}
    for heard in batch:
        event, stamp = heard.event, heard.stamp
        if isinstance(event, ALLOCATIONS):
            continue
        hour = int(stamp.time.timestamp()) // 3600  # lies within one civil day in Vietnam
        day = days.get(hour) or days.setdefault(hour, civil_day(stamp.time).isoformat())
        topic, position = event.TOPIC, str(stamp.sequence)
        for subject_id, part in of_each(event):
            subject, added, holds = subject_id.hex, contributions(part), held(part)
            for measure, dimensions, place_id, on, value in added:
                cell = (measure, dimensions, place_id.hex, on.isoformat(), day)
                rows.append((topic, position, *cell, str(value), subject))
            for measure, _, _, on, value in holds or (() if added else NOTHING):
                of = (measure, OF.get(measure, ""), on.isoformat(), day, str(value))
                said.append((topic, position, *of, subject))
    return rows, said


NOTHING: Final[tuple[Contribution, ...]] = (("", "", UUID(int=0), date.min, 0),)
"""Of an event that changes no number, as one that puts a document right."""


def new_moves(cursor: Cursor[Any], kept: Tables, batch: Sequence[Heard]) -> list[Move]:
    """What the allocations in a batch move, by what was told of the same subjects before."""
    told = {h.event.subject.hex for h in batch if isinstance(h.event, ALLOCATIONS)}
    return moves_of(batch, allocations.known(cursor, kept, told)) if told else []


def sums_of(rows: Sequence[ContributionRow]) -> dict[CellKey, int]:
    """What the rows add up to, cell by cell."""
    sums: dict[CellKey, int] = {}
    for _, _, measure, dimensions, place, effective_on, recorded_on, value, _ in rows:
        key = (measure, dimensions, place, effective_on, recorded_on)
        sums[key] = sums.get(key, 0) + int(value)
    return sums


def latest_of(batch: Sequence[Heard]) -> dict[str, datetime]:
    """The latest recorded instant by topic."""
    latest: dict[str, datetime] = {}
    for heard in batch:
        topic, time = heard.event.TOPIC, heard.stamp.time
        if topic not in latest or latest[topic] < time:
            latest[topic] = time
    return latest


@dataclass(frozen=True)
class CellsProjection(OfOthersEvents):
    """Exact for any split into batches and any order between topics: it only ever adds. `kept` are
    the tables it writes, a rebuild's are its own."""

    kept: Tables = LIVE
    version: int = 2
    name: str = "cells"
    hears: tuple[type[Contract], ...] = (*HEARD, *ALLOCATIONS)
    tables: tuple[str, ...] = NAMES
    parts = VERSIONS

    @property
    def recount(self) -> Recount:
        told_by_others = {
            table(self, "cells"): cells.sums(self.kept),
            table(self, "allocated"): allocations.sums(self.kept),
        }
        counted, said = written.events(self.kept), allocations.events(self.kept)
        return Recount(f"select ({counted}) + ({said})", told_by_others)

    @property
    def filling(self) -> Filling | None:
        return Filling(ContributionsProjection(self.kept, self.version), self._sum_up)

    def _sum_up(self, cursor: Cursor[Any]) -> None:
        holdings.sum_up(cursor, self.kept)
        cells.sum_up(cursor, self.kept)
        allocations.sum_up(cursor, self.kept)

    def make(self, cursor: Cursor[Any]) -> None:
        for of in ("rollup", "allocation", "holding"):
            for function in (f"make_{of}_tables", f"index_{of}_tables"):
                cursor.execute(f"select {function}(%s)".encode(), [self.kept.generation])

    def apply(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> None:
        if not batch:
            return
        says = any(isinstance(heard.event, ALLOCATIONS) for heard in batch)
        allocations.hold(cursor, alone=says)
        if moves := new_moves(cursor, self.kept, batch):
            allocations.carry(cursor, self.kept, moves)
            allocations.append(cursor, self.kept, moves)
        rows, said = rows_of(batch)
        if rows:
            written.append(cursor, self.kept, rows)
        if made := self._held(cursor, rows, said):
            written.append(cursor, self.kept, made)
            rows += made
        if rows:
            known = allocations.known(cursor, self.kept, {row[-1] for row in rows})
            cells.add(cursor, self.kept, sums_of(rows))
            allocations.add(cursor, self.kept, allocated(rows, known))
        freshness.move(cursor, self.kept, latest_of(batch))

    def _held(
        self, cursor: Cursor[Any], rows: list[ContributionRow], held: list[HoldingRow]
    ) -> list[ContributionRow]:
        """What becomes of what is held by what a batch added, and of what it says is held."""
        if held:
            holdings.append(cursor, self.kept, held)
        new = [row for row in rows if row[2] in HOLDERS]
        new_of = [*new, *(row for row in held if row[2])]
        subjects, positions = {row[-1] for row in new_of}, {row[1] for row in new_of}
        return holdings.made(cursor, self.kept, subjects, positions)

    def applied(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> set[str]:
        rows, held = rows_of(batch)
        there = written.present(cursor, self.kept, rows) if rows else set()
        there |= holdings.present(cursor, self.kept, held) if held else set()
        told = [heard for heard in batch if isinstance(heard.event, ALLOCATIONS)]
        asked = [(heard.event.TOPIC, heard.stamp.sequence) for heard in told]
        said = allocations.present(cursor, self.kept, asked) if told else set()
        counted = {
            heard.stamp.id
            for heard in batch
            if (heard.event.TOPIC, heard.stamp.sequence, whose(heard.event)) in there
        }
        return counted | {
            heard.stamp.id for heard in told if (heard.event.TOPIC, heard.stamp.sequence) in said
        }


@dataclass(frozen=True)
class ContributionsProjection(CellsProjection):
    """How a rebuild fills its tables: contributions and moves alone. Their sums are made at once
    afterwards, which is several times faster than adding to cells batch by batch."""

    @property
    def filling(self) -> None:
        return None

    def applied(self, _cursor: Cursor[Any], batch: Sequence[Heard]) -> set[str]:
        """Not looked up: it began empty, and has no index while it is being filled."""
        return {heard.stamp.id for heard in batch}

    def apply(self, cursor: Cursor[Any], batch: Sequence[Heard]) -> None:
        if not batch:
            return
        if moves := new_moves(cursor, self.kept, batch):
            allocations.append(cursor, self.kept, moves)
        rows, held = rows_of(batch)
        if rows:
            written.append(cursor, self.kept, rows)
        if held:
            holdings.append(cursor, self.kept, held)
        freshness.move(cursor, self.kept, latest_of(batch))
