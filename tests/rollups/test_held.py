"""Members count where their bearer does: in any order, for any split, rebuilt as live."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.rollups.inbox.cells import CellsProjection, ContributionsProjection
from services.rollups.views.tables import Tables
from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.messaging.heard import Heard
from tests.rollups import events, households, learning, organisation
from tests.rollups.events import heard
from tests.rollups.households import CLAN, FAMILY
from tests.rollups.many import all_added
from tests.rollups.territory import place_id

HAMLETS = [place_id(f"h{number}") for number in range(3)]
HERE, THERE, PART = HAMLETS
DAY = events.DAY
DAYS = [DAY, date(2022, 9, 2), date(2022, 10, 1)]
INSTANTS = [datetime(2022, 10, 22, 5, tzinfo=UTC), datetime(2022, 10, 23, 5, tzinfo=UTC)]
HELD = ("family-members", "clan-members")
CELLS = """
select measure, place_id, effective_on, recorded_on, value from {} where measure = any(%s)
"""
SUMS = """
select measure, place_id, effective_on, recorded_on, sum(value)::int from {}
where measure = any(%s) group by 1, 2, 3, 4
"""
ON = """
select sum(value)::int from cells_v2 where (measure, place_id) = (%s, %s) and effective_on <= %s
"""
Cells = Counter[tuple[str, UUID, date, date]]


def apply(connection: psycopg.Connection, batches: Sequence[Sequence[Heard]]) -> None:
    for batch in batches:
        with connection.cursor() as cursor:
            CellsProjection().apply(cursor, batch)


def told(connection: psycopg.Connection, *said: Contract) -> None:
    """One after the other, each in a batch of its own."""
    (known,) = connection.execute("select count(*) from holdings_v2").fetchone() or (0,)
    (more,) = connection.execute("select count(*) from contributions_v2").fetchone() or (0,)
    apply(connection, [[heard(each, known + more + n)] for n, each in enumerate(said, 1)])


def cells(connection: psycopg.Connection, query: str = CELLS, table: str = "cells_v2") -> Cells:
    rows = connection.execute(query.format(table).encode(), [list(HELD)]).fetchall()
    return Counter({tuple(row): value for *row, value in rows if value})


def of_members(heard_of: Sequence[Heard]) -> Cells:
    sums: Cells = Counter()
    for each in all_added(heard_of):
        if each.measure in HELD:
            sums[each.measure, each.place_id, each.day, each.recorded_on] += each.value
    for each in all_added(heard_of):
        if each.measure == "families":
            sums["family-members", each.place_id, each.day, each.recorded_on] -= each.value
    return Counter({cell: value for cell, value in sums.items() if value})


@st.composite
def stories(draw: st.DrawFn) -> list[Heard]:
    """Anything that may be told of a family and a clan, in whatever order."""
    found = []
    for number in range(1, draw(st.integers(1, 25)) + 1):
        here, there = draw(st.sampled_from(HAMLETS)), draw(st.sampled_from(HAMLETS))
        said = households.told(here, draw(st.sampled_from(DAYS)), there)
        found.append(heard(draw(st.sampled_from(said)), number, draw(st.sampled_from(INSTANTS))))
    return found


@given(stories(), st.randoms(use_true_random=False), st.integers(0, 25))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_members_equal_a_recount_for_any_order_and_any_split(
    rollups: psycopg.Connection, story: list[Heard], order: Random, cut: int
) -> None:
    expected = of_members(story)
    order.shuffle(story)
    apply(rollups, [story[:cut], story[cut:]])
    assert cells(rollups) == expected
    assert cells(rollups, SUMS, "contributions_v2") == expected
    rollups.rollback()


@given(stories())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rebuilt_equals_live(rollups: psycopg.Connection, story: list[Heard]) -> None:
    anew = Tables("anew")
    with rollups.cursor() as cursor:
        CellsProjection(anew).make(cursor)
        ContributionsProjection(anew).apply(cursor, story)
        CellsProjection(anew)._sum_up(cursor)
    apply(rollups, [[each] for each in story])
    for table in ("contributions", "holdings", "cells"):
        live, other = (rollups.execute(f"table {table}_{of}").fetchall() for of in ("v2", "anew"))
        assert Counter(live) == Counter(other)
    rollups.rollback()


def count(connection: psycopg.Connection, measure: str, where: UUID, day: date) -> int:
    row = connection.execute(ON.encode(), [measure, where, day]).fetchone()
    return int(row[0] or 0) if row else 0


def of_family(*spells: tuple[UUID, date, date | None]) -> tuple[Spell, ...]:
    return tuple(Spell(place_id=at, since=day, until=until) for at, day, until in spells)


LATER, LATEST = date(2022, 10, 1), date(2022, 12, 1)
JOINED = households.members(HERE)[0]


@pytest.fixture
def family(rollups: psycopg.Connection) -> psycopg.Connection:
    """Of one, with two who joined: moved after a month."""
    registered, moved, *_ = (events.family(HERE), *events.family_restated(HERE, to=THERE))
    begun: list[Any] = [replace(each, family_id=FAMILY) for each in (registered, moved)]
    told(rollups, begun[0], JOINED, households.members(HERE)[0], begun[1])
    return rollups


def test_members_move_with_their_family(family: psycopg.Connection) -> None:
    days = (DAY, LATER)
    assert [count(family, HELD[0], HERE, day) for day in days] == [2, 0]
    assert [count(family, HELD[0], THERE, day) for day in days] == [0, 2]


def test_whoever_joins_once_it_moved_counts_where_it_is_by_then(
    family: psycopg.Connection,
) -> None:
    told(family, households.members(THERE, LATEST)[0])
    assert count(family, HELD[0], THERE, LATEST) == 3
    assert count(family, HELD[0], HERE, LATEST) == 0


@pytest.mark.parametrize(
    ("number", "day"), [(3, LATER), (4, LATER), (5, DAY), (6, DAY)], ids=["e", "j", "w", "m"]
)
def test_nobody_counts_once_the_family_ended_joined_never_was_or_is_an_alias(
    rollups: psycopg.Connection, number: int, day: date
) -> None:
    gone = [events.family(HERE), events.family_restated(HERE)[number - 1]]
    begun, ended = (replace(each, family_id=FAMILY) for each in gone)
    told(rollups, begun, JOINED, ended)
    assert count(rollups, HELD[0], HERE, day) == 0
    if number == 6:
        told(rollups, replace(events.family_restated(HERE)[6], family_id=FAMILY))
        assert count(rollups, HELD[0], HERE, day) == 1


def test_members_of_a_clan_end_with_it(rollups: psycopg.Connection) -> None:
    begun, ended = events.clan(HERE), events.clan_ended(HERE, LATER)
    one, other = (households.members(HERE, day, CLAN) for day in (DAY, LATEST))
    told(rollups, replace(begun, clan_id=CLAN), one[0], replace(ended, clan_id=CLAN), other[0])
    days = (DAY, LATER, LATEST)
    assert [count(rollups, HELD[1], HERE, day) for day in days] == [1, 0, 0]


def test_members_are_allocated_with_their_clan(rollups: psycopg.Connection) -> None:
    joined = households.members(HERE, of=CLAN)
    told(rollups, replace(events.clan(HERE), clan_id=CLAN), joined[0])
    told(rollups, events.allocation(CLAN, HERE, PART), households.members(HERE, of=CLAN)[0])
    query = "select to_place_id, sum(value)::int from allocated_v2 where measure = %s group by 1"
    assert rollups.execute(query, [HELD[1]]).fetchall() == [(PART, 2)]


CHANGES_NO_NUMBER: list[Contract] = [
    replace(households.members(HERE)[2], was=(), now=()),
    replace(events.family_restated(HERE)[0], was=(), now=()),
    learning.session_restated(HERE)[-1],
    learning.activity_restated(HERE)[-1],
    organisation.plan_item_restated(HERE)[2],
    organisation.plan_item_restated(HERE)[4],
]
"""As what puts a ground, a document or a cost right, and what takes a mere plan back."""


@pytest.mark.parametrize("same", CHANGES_NO_NUMBER, ids=lambda it: type(it).__name__)
def test_what_changes_no_number_leaves_a_row_and_is_known_to_have_been_heard(
    rollups: psycopg.Connection, same: Contract
) -> None:
    batch = [heard(same, 7)]
    apply(rollups, [batch])
    with rollups.cursor() as cursor:
        assert CellsProjection().applied(cursor, batch) == {batch[0].stamp.id}
        assert CellsProjection().applied(cursor, [heard(same, 8)]) == set()
    query = CellsProjection().recount.events
    assert rollups.execute(query.encode()).fetchone() == (1,)
