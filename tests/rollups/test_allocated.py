"""What was allocated counts at its part: in any order, for any day, as known on any day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import count, product
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.rollups.figures.totals import Count
from services.rollups.figures.transfers import Transfer, transferred
from services.rollups.inbox.cells import CellsProjection, ContributionsProjection
from services.rollups.views.tables import LIVE
from shared.messaging.heard import Heard
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.territory import place_id
from tests.support.waiting import eventually

SPLIT, OTHER, *PARTS = (place_id(name) for name in ("split", "other", "east", "west", "south"))
SUBJECTS = [place_id(f"subject {number}") for number in range(3)]
FUND = SUBJECTS[-1]
"""What becomes of it is told in a log of its own, whose positions are those of the other too."""
MEASURES = "('attendances', 'scholarship-grants')"
DAYS = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 1), date(2026, 1, 1)]
NOON = time(5)


@dataclass(frozen=True)
class Counted:
    """A class of a centre, or a scholarship of a fund, in plain words."""

    subject: UUID
    place: UUID
    on: date
    recorded_on: date
    attendances: int


@dataclass(frozen=True)
class Said:
    """The subject, as it stands in the split place, belongs to this part."""

    subject: UUID
    to: UUID
    on: date


def as_event(fact: Counted | Said) -> Any:
    if isinstance(fact, Said):
        allocation = events.fund_allocation if fact.subject == FUND else events.allocation
        return allocation(fact.subject, SPLIT, fact.to, fact.on)
    if fact.subject == FUND:
        return replace(events.scholarship(fact.place, fact.on, fact.attendances), fund_id=FUND)
    return replace(events.class_held(fact.place, fact.on, fact.attendances), centre_id=fact.subject)


def at(day: date) -> datetime:
    return datetime.combine(day, NOON, UTC)


@dataclass(frozen=True)
class Story:
    """What was counted, and what was said of it, in the order in which it was recorded."""

    counted: Sequence[Counted]
    said: Sequence[tuple[Said, date]]

    def told(self) -> tuple[list[Heard], list[Heard]]:
        next_of = {False: count(1), True: count(1)}
        counted = [
            heard(as_event(each), next(next_of[each.subject == FUND]), at(each.recorded_on))
            for each in self.counted
        ]
        next_of = {False: count(1001), True: count(1001)}
        said = [
            heard(as_event(each), next(next_of[each.subject == FUND]), at(day))
            for each, day in self.said
        ]
        return counted, said

    def stands(self, fact: Counted, tree_day: date, as_of: date) -> UUID:
        """The last that was said of it, as known then, of this day or an earlier one."""
        found = fact.place
        for each, recorded_on in self.said:
            of_it = fact.place == SPLIT and each.subject == fact.subject
            if of_it and each.on <= tree_day and recorded_on <= as_of:
                found = each.to
        return found

    def figures(self, until: date, tree_day: date, as_of: date) -> dict[UUID, int]:
        found: Counter[UUID] = Counter()
        for fact in self.counted:
            if fact.on <= until and fact.recorded_on <= as_of:
                found[self.stands(fact, tree_day, as_of)] += fact.attendances
        return {place: value for place, value in found.items() if value}


COUNTED = st.builds(
    Counted,
    st.sampled_from(SUBJECTS),
    st.sampled_from([SPLIT, SPLIT, OTHER]),
    st.sampled_from(DAYS),
    st.sampled_from(DAYS),
    st.integers(1, 50),
)
SAID = st.builds(Said, st.sampled_from(SUBJECTS), st.sampled_from(PARTS), st.sampled_from(DAYS[1:]))
STORIES = st.builds(
    lambda counted, said, days: Story(
        counted, list(zip(said, sorted(days)[: len(said)], strict=True))
    ),
    st.lists(COUNTED, min_size=1, max_size=8),
    st.lists(SAID, max_size=5),
    st.lists(st.sampled_from(DAYS), min_size=5, max_size=5),
)
ORDERS = st.lists(st.booleans(), min_size=13, max_size=13)


def interleaved(story: Story, order: Sequence[bool]) -> Iterator[Heard]:
    """Two partitions of two topics: each in its order, one before the other as it comes."""
    counted, said = story.told()
    for first in order:
        queue = (counted or said) if first else (said or counted)
        if queue:
            yield queue.pop(0)


def shown(rollups: psycopg.Connection, until: date, tree_day: date, as_of: date) -> dict[UUID, int]:
    asked = {"until": until, "tree_day": tree_day, "as_of": as_of}
    counts = [
        Count(place, tree_day, int(value))
        for place, value in rollups.execute(
            "select place_id, sum(value) from cells_v2 where measure in"
            f" {MEASURES} and effective_on <= %(until)s and recorded_on <= %(as_of)s group by 1",
            asked,
        )
    ]
    transfers = [
        Transfer(place, to, tree_day, int(value))
        for place, to, value in rollups.execute(
            "select place_id, to_place_id, sum(value) from allocated_v2"
            f" where measure in {MEASURES} and effective_on <= %(until)s"
            " and recorded_on <= %(as_of)s and allocated_on <= %(tree_day)s group by 1, 2",
            asked,
        )
    ]
    return {each.place_id: each.value for each in transferred(counts, transfers) if each.value}


def rows(rollups: psycopg.Connection, query: str) -> list[tuple[Any, ...]]:
    return rollups.execute(query.encode()).fetchall()


@given(STORIES, ORDERS, st.integers(0, 13))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_any_order_the_figures_are_those_of_a_recount(
    rollups: psycopg.Connection, story: Story, order: list[bool], cut: int
) -> None:
    batch = list(interleaved(story, order))
    with rollups.cursor() as cursor:
        CellsProjection().apply(cursor, batch[:cut])
        CellsProjection().apply(cursor, batch[cut:])
    for until, tree_day, as_of in product(DAYS, DAYS, DAYS):
        found = shown(rollups, until, tree_day, as_of)
        assert found == story.figures(until, tree_day, as_of)
    again = CellsProjection().recount.rows["allocated_v2"]
    assert sorted(rows(rollups, again)) == sorted(rows(rollups, "table allocated_v2"))
    assert CellsProjection().applied(rollups.cursor(), batch) == {each.stamp.id for each in batch}
    rollups.rollback()


@given(STORIES, ORDERS, st.integers(0, 13))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_rebuild_fills_what_is_allocated_as_it_was_told_live(
    rollups: psycopg.Connection, story: Story, order: list[bool], cut: int
) -> None:
    batch = list(interleaved(story, order))
    with rollups.cursor() as cursor:
        CellsProjection().apply(cursor, batch)
        live = sorted(rows(rollups, "table allocated_v2"))
        for name in ("cells", "allocated", "contributions", "allocations"):
            cursor.execute(f"truncate {name}_v2".encode())
        filling = CellsProjection().filling
        assert filling is not None
        ContributionsProjection(LIVE).apply(cursor, batch[:cut])
        filling.projection.apply(cursor, batch[cut:])
        filling.finish(cursor)
    assert sorted(rows(rollups, "table allocated_v2")) == live
    told = rows(rollups, CellsProjection().recount.events)
    assert told == [(len(batch),)]
    rollups.rollback()


def test_nothing_is_told_of_an_allocation_that_is_not_kept(rollups: psycopg.Connection) -> None:
    said = heard(events.allocation(SUBJECTS[0], SPLIT, PARTS[0]), 5)
    assert CellsProjection().applied(rollups.cursor(), [said]) == set()


def test_an_allocation_is_told_from_one_of_another_log_at_the_same_position(
    rollups: psycopg.Connection,
) -> None:
    kept = heard(events.allocation(SUBJECTS[0], SPLIT, PARTS[0]), 5)
    other = heard(events.fund_allocation(FUND, SPLIT, PARTS[1]), 5)
    CellsProjection().apply(rollups.cursor(), [kept])
    assert CellsProjection().applied(rollups.cursor(), [kept, other]) == {kept.stamp.id}
    CellsProjection().apply(rollups.cursor(), [other])
    assert rows(rollups, CellsProjection().recount.events) == [(2,)]


@pytest.mark.parametrize("allocated_first", [True, False])
def test_neither_of_two_transactions_at_once_misses_what_the_other_writes(
    migrated: str, allocated_first: bool
) -> None:
    """The topics are different partitions, which two processes may hear at the same moment."""
    said = heard(events.allocation(SUBJECTS[0], SPLIT, PARTS[0], DAYS[1]), 5)
    held = heard(as_event(Counted(SUBJECTS[0], SPLIT, DAYS[0], DAYS[0], 7)), 6)
    first, second = (said, held) if allocated_first else (held, said)
    with ThreadPoolExecutor(1) as other, psycopg.connect(migrated) as connection:
        with connection.cursor() as cursor:
            CellsProjection().apply(cursor, [first])
        waiting = other.submit(told, migrated, second)
        eventually(lambda: waits(migrated) or waiting.done(), 30, "the other one waits")
        connection.commit()
        waiting.result(30)
        asked = "select sum(value)::int from allocated_v2 where measure = 'attendances'"
        assert rows(connection, asked) == [(7,)]


def told(dsn: str, event: Heard) -> None:
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        CellsProjection().apply(cursor, [event])


def waits(dsn: str) -> bool:
    query = "select true from pg_locks where locktype = 'advisory' and not granted"
    with psycopg.connect(dsn) as connection:
        return bool(rows(connection, query))
