"""Two rebuilds at once: the live figures are right all the time. Killed and frozen ones are in
tests/faults/rebuild."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import psycopg
import pytest

from services.rollups.inbox.cells import CellsProjection
from shared.eventstore.log.format import AnotherFormat
from shared.eventstore.rebuilding.attempt import begin
from shared.eventstore.rebuilding.rebuilt import RebuildDiffers
from shared.eventstore.rebuilding.turn import RebuildOvertaken, RebuildUnderWay, Turn, TurnLost
from shared.messaging.dead_letters import PartitionPaused
from shared.messaging.heard import Heard
from shared.messaging.rebuilding.projection import Hearing, Work, rebuild
from shared.messaging.rebuilding.recipe import Beginning
from tests.rollups import events
from tests.rollups.publishing import Publishing
from tests.rollups.rebuilding import (
    CELLS,
    HAMLETS,
    LEFT,
    PHASES,
    SUMS,
    counted_all_the_time,
    held_back,
    reached,
    rebuilding,
    rows,
    said_no,
    went_through,
    whose_turn,
)
from tests.support import release_0_1
from tests.support.foreign import Foreign
from tests.support.hearing import running
from tests.support.waiting import eventually_async

END_THE_TURN = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and application_name = 'rebuild turn'
"""

WAITS_FOR_A_TABLE = """
select true from pg_locks join pg_stat_activity using (pid)
where locktype = 'relation' and not granted and mode = 'AccessExclusiveLock'
    and datname = current_database()
"""

A_LOOK = 2.5
"""Seconds within which a listener that was thrown out has seen it."""


@pytest.fixture
async def published(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str
) -> AsyncIterator[Publishing]:
    async with counted_all_the_time(migrated, kafka_bootstrap, kafka_prefix) as kafka:
        yield kafka


def test_the_second_of_two_says_that_one_is_under_way_and_touches_nothing(
    published: Publishing, tmp_path: Path
) -> None:
    with rebuilding(published, tmp_path) as first:
        with held_back(published.database):
            reached(published.database, "all added up")
            turn = whose_turn(published.database)
            with rebuilding(published, tmp_path) as second:
                words = ("Đang có một lần dựng lại cells khác", "is under way")
                said_no(*second.ended(), *words)
            assert whose_turn(published.database) == turn
            assert first.is_running
        went_through(*first.ended())


@pytest.mark.parametrize("phase", ["at once", *PHASES])
def test_of_a_pair_one_goes_through_whenever_the_second_comes(
    published: Publishing, tmp_path: Path, phase: str
) -> None:
    with rebuilding(published, tmp_path) as first:
        if phase in PHASES:
            reached(published.database, phase)
        with rebuilding(published, tmp_path) as second:
            ends = [first.ended(), second.ended()]
    assert 0 in {code for code, _ in ends}, ends
    for code, said in ends:
        assert code == 0 or (code == 1 and "is under way" in said), said
        assert "Traceback" not in said
    assert rows(published.database, LEFT) == [(0, 0)]


async def test_a_rebuild_ends_at_a_topic_of_0_1(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    """Nothing of it is heard, however long one waits; the live figures are as they were."""
    publishing = Publishing(migrated, kafka_bootstrap, kafka_prefix)
    publishing.tell([events.family(HAMLETS[0])])
    async with running(publishing.listener()):
        await publishing.counted(1)
    before = rows(migrated, SUMS)
    release_0_1.send(Foreign(kafka_bootstrap, kafka_prefix), "registry.families")
    with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
        await rebuild(publishing.settings, CellsProjection())
    assert rows(migrated, SUMS) == before != []


class AtFault(CellsProjection):
    """Applies nothing: the program has a fault."""

    filling = None

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        if batch:
            raise KeyError("of the program")


async def test_a_rebuild_by_code_at_fault_says_where_it_stopped_and_leaves_nothing(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    publishing = Publishing(migrated, kafka_bootstrap, kafka_prefix)
    publishing.tell([events.family(HAMLETS[0]) for _ in range(250)])
    async with running(publishing.listener()):
        await publishing.counted(250)
    before = rows(migrated, SUMS)
    with pytest.raises(PartitionPaused, match=r"cells.* subjects in a row .*KeyError"):
        await rebuild(publishing.settings, AtFault())
    assert rows(migrated, SUMS) == before != []
    assert rows(migrated, LEFT) == [(0, 0)]
    await rebuild(publishing.settings, CellsProjection())
    assert rows(migrated, SUMS) == before


class LosesOne(CellsProjection):
    """Of what it is told first, one event is not counted."""

    filling = None

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch[1:])


class AddsUpOtherwise(CellsProjection):
    """Its cells are not what its contributions add up to."""

    filling = None

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        cursor.execute("update cells_v2 set value = value + 1")


@pytest.mark.parametrize(
    ("wrong", "table"), [(LosesOne(), "cells"), (AddsUpOtherwise(), "cells_v2")]
)
async def test_a_rebuild_that_differs_from_a_recount_is_not_switched_to(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str, wrong: CellsProjection, table: str
) -> None:
    publishing = Publishing(migrated, kafka_bootstrap, kafka_prefix)
    publishing.tell([events.family(HAMLETS[0]) for _ in range(5)])
    async with running(publishing.listener()):
        await publishing.counted(5)
    before = rows(migrated, SUMS)
    with pytest.raises(RebuildDiffers) as differs:
        await rebuild(publishing.settings, wrong)
    assert differs.value.fields["table"] == table
    assert rows(migrated, SUMS) == rows(migrated, CELLS) == before != []
    assert rows(migrated, LEFT) == [(0, 0)]


async def test_a_rebuild_whose_turn_was_ended_stops_and_leaves_the_live_tables_alone(
    published: Publishing,
) -> None:
    def ended(share: float) -> None:
        rows(published.database, END_THE_TURN)

    with held_back(published.database), pytest.raises(RebuildOvertaken):
        await rebuild(published.settings, CellsProjection(), ended)
    await rebuild(published.settings, CellsProjection())


async def test_one_that_lost_its_turn_before_it_began_clears_nothing_of_the_next_ones(
    published: Publishing,
) -> None:
    beginning = Beginning(CellsProjection())
    steps = beginning.value, beginning.make
    with Turn(published.database, "cells") as lost:
        rows(published.database, END_THE_TURN)
        with Turn(published.database, "cells") as following:
            begin(published.database, following, *steps)
            made = rows(published.database, LEFT)
            with pytest.raises(TurnLost):
                begin(published.database, lost, *steps)
            assert rows(published.database, LEFT) == made
            assert made[0][0] > 0
    await rebuild(published.settings, CellsProjection())


async def test_one_that_lost_its_turn_and_joins_kafka_again_throws_nobody_out(
    published: Publishing,
) -> None:
    """As one that was frozen does when it wakes, before it knows."""
    cells, settings = CellsProjection(), published.settings
    steps = Beginning(cells).value, Beginning(cells).make
    with Turn(published.database, "cells") as lost:
        before = begin(published.database, lost, *steps)
        rows(published.database, END_THE_TURN)
        with Turn(published.database, "cells") as turn:
            attempt = begin(published.database, turn, *steps)
            async with Work(settings, cells, attempt, print).listening(cells) as following:
                await eventually_async(lambda: _hears(following), 20.0, "the next one hears")
                async with Work(settings, cells, before, print).listening(cells) as woken:
                    await eventually_async(lambda: _hears(woken), 20.0, "the woken one hears")
                    await asyncio.sleep(A_LOOK)
                    assert await _hears(following)
                    assert not following.running.done()


async def _hears(hearing: Hearing) -> bool:
    return hearing.listener.unready() is None


async def test_a_rebuild_in_the_same_process_waits_for_nobody(published: Publishing) -> None:
    with Turn(published.database, "cells"), pytest.raises(RebuildUnderWay):
        await rebuild(published.settings, CellsProjection())
    await rebuild(published.settings, CellsProjection())


def test_what_the_database_refuses_is_said_in_a_sentence(
    published: Publishing, tmp_path: Path
) -> None:
    with psycopg.connect(published.database) as connection:
        connection.execute("alter table rebuilds rename to elsewhere")
    with rebuilding(published, tmp_path) as failing:
        said_no(*failing.ended(), "Cơ sở dữ liệu", "UndefinedTable")


@pytest.mark.parametrize(
    ("first", "then"), [("cells", "contributions"), ("contributions", "cells")]
)
async def test_who_reads_two_tables_is_answered_and_no_rebuild_is_given_up_for_it(
    published: Publishing, first: str, then: str
) -> None:
    """He holds one and asks for the other while the switch holds that one and wants the first."""
    with psycopg.connect(published.database) as reader:
        reader.execute(f"select count(*) from {first}".encode())
        rebuilding = asyncio.create_task(rebuild(published.settings, CellsProjection()))
        await eventually_async(lambda: asyncio.to_thread(_switching, published.database), 60.0)
        for _ in range(20):
            await asyncio.to_thread(reader.execute, f"select count(*) from {then}".encode())
        assert not rebuilding.done()
    await rebuilding


def _switching(database: str) -> bool:
    """Whether a rebuild waits for a table."""
    return rows(database, WAITS_FOR_A_TABLE) != []
