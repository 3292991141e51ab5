"""Two rebuilds at once: the live figures are right all the time. Killed and frozen ones are in
tests/faults/rebuild."""

from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from services.rollups.inbox.attempt import RebuildOvertaken, RebuildUnderWay, Turn, begin
from services.rollups.inbox.rebuild import rebuild
from shared.eventstore.log.format import AnotherFormat
from tests.rollups import events
from tests.rollups.publishing import Publishing
from tests.rollups.rebuilding import (
    HAMLETS,
    LEFT,
    PHASES,
    SUMS,
    attempts,
    counted_all_the_time,
    held_back,
    reached,
    rebuilding,
    rows,
    said_no,
    went_through,
)
from tests.support import release_0_1
from tests.support.foreign import Foreign
from tests.support.hearing import running

END_THE_TURN = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and application_name = 'rebuild turn'
"""


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
            with rebuilding(published, tmp_path) as second:
                words = ("Đang có một lần dựng lại bảng số liệu khác", "is under way")
                said_no(*second.ended(), *words)
            assert attempts(published.database) == 1
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
        await rebuild(publishing.settings)
    assert rows(migrated, SUMS) == before != []


async def test_a_rebuild_whose_turn_was_ended_stops_and_leaves_the_live_tables_alone(
    published: Publishing,
) -> None:
    def ended(share: float) -> None:
        rows(published.database, END_THE_TURN)

    with held_back(published.database), pytest.raises(RebuildOvertaken):
        await rebuild(published.settings, ended)
    await rebuild(published.settings)


async def test_one_that_lost_its_turn_before_it_began_clears_nothing_of_the_next_ones(
    published: Publishing,
) -> None:
    with Turn(published.database) as lost:
        rows(published.database, END_THE_TURN)
        with Turn(published.database) as following:
            begin(published.database, following)
            made = rows(published.database, LEFT)
            with pytest.raises(RebuildOvertaken):
                begin(published.database, lost)
            assert rows(published.database, LEFT) == made
            assert made[0][0] > 0
    await rebuild(published.settings)


async def test_a_rebuild_in_the_same_process_waits_for_nobody(published: Publishing) -> None:
    with Turn(published.database), pytest.raises(RebuildUnderWay):
        await rebuild(published.settings)
    await rebuild(published.settings)


def test_what_the_database_refuses_is_said_in_a_sentence(
    published: Publishing, tmp_path: Path
) -> None:
    with psycopg.connect(published.database) as connection:
        connection.execute("alter sequence rollup_rebuilds rename to elsewhere")
    with rebuilding(published, tmp_path) as failing:
        said_no(*failing.ended(), "Cơ sở dữ liệu", "UndefinedTable")
