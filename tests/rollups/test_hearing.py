"""From Kafka to the figure: the real listener, the real projection, and rebuilt from zero."""

from datetime import UTC, datetime

import psycopg
import pytest

from services.rollups.inbox.cells import CellsProjection
from services.rollups.views.tables import Tables
from shared.messaging.listener import Listener
from shared.messaging.rebuilding.projection import rebuild
from shared.messaging.rebuilding.switching import RebuildMetTrouble
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.publishing import Publishing
from tests.rollups.territory import place_id
from tests.support.hearing import running

HAMLETS = [place_id(f"79/766/{hamlet}") for hamlet in ("26965/1", "26965/2", "26968/1")]
FAMILIES, REGISTERED = 645, 582
POISON = events.class_held(HAMLETS[0], attendances=10**30)
PARKED_BY_MISTAKE = """
insert into dead_letters (projection, version, topic, partition, record_offset, record_hash,
                          reason, detail, headers)
select projection, version, topic, partition, record_offset, record_hash, 'refused', '', ''
from listener_marks where topic = 'registry.families' and partition = 0
"""
LIVE_GOES_AHEAD = """
update listener_marks set record_offset = record_offset + 1
where version = 2 and topic = 'registry.families' and partition = 0
"""
AFTERWARDS = datetime(2022, 9, 30, 5, tzinfo=UTC)
TABLES = ("contributions_v2", "cells_v2", "freshness_v2")


@pytest.fixture
def published(migrated: str, kafka_bootstrap: str, kafka_prefix: str) -> Publishing:
    """Tân Bình in small: 645 families, of whom 582 registered for the title year 2022."""
    kafka = Publishing(migrated, kafka_bootstrap, kafka_prefix)
    kafka.tell([events.family(HAMLETS[n % 3]) for n in range(FAMILIES)])
    kafka.tell([events.candidacy(HAMLETS[n % 3]) for n in range(REGISTERED)])
    return kafka


async def test_the_figure_of_a_district_comes_from_its_families_one_by_one(
    published: Publishing,
) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
    assert await published.figures() == (REGISTERED, FAMILIES)


async def test_a_family_told_of_later_is_counted_from_its_day_and_not_in_what_was_known(
    published: Publishing,
) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        published.tell([events.family(HAMLETS[0])], AFTERWARDS)
        await published.counted(FAMILIES + REGISTERED + 1)
    assert await published.figures() == (REGISTERED, FAMILIES + 1)
    assert await published.figures(as_of="2022-09-29") == (REGISTERED, FAMILIES)


async def test_what_is_delivered_twice_is_counted_once(published: Publishing) -> None:
    again = [heard(events.family(HAMLETS[0]), 2000)] * 2
    published.send([*again, heard(events.family(HAMLETS[1]), 2001)])
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED + 2)
    assert await published.figures() == (REGISTERED, FAMILIES + 2)


async def test_rebuilt_while_listening_equals_live(published: Publishing) -> None:
    shares: list[float] = []
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        live = [published.rows(table) for table in TABLES]
        await rebuild(published.settings, CellsProjection(), shares.append)
        assert [published.rows(table) for table in TABLES] == live
        published.tell([events.family(HAMLETS[0])])
        await published.counted(FAMILIES + REGISTERED + 1)
    assert shares[-1] == 1
    assert await published.figures() == (REGISTERED, FAMILIES + 1)


async def test_a_rebuild_does_not_take_over_while_it_is_behind(published: Publishing) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
    caught_up = 0

    def live_goes_ahead(share: float) -> None:
        nonlocal caught_up
        caught_up += share == 1
        if share == 1 and caught_up == 2:
            published.tell_first_partition(lambda: events.family(HAMLETS[0]))
            with psycopg.connect(published.database) as connection:
                connection.execute(LIVE_GOES_AHEAD)

    await rebuild(published.settings, CellsProjection(), live_goes_ahead)
    assert await published.figures() == (REGISTERED, FAMILIES + 1)


@pytest.mark.parametrize("marks", ["kept", "forgotten"])
async def test_rebuilt_after_the_tables_were_dropped_gives_the_same_figure(
    published: Publishing, marks: str
) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
    with psycopg.connect(published.database) as connection:
        connection.execute("drop table contributions_v2, cells_v2, freshness_v2 cascade")
        if marks == "forgotten":
            connection.execute("delete from listener_marks")
    await rebuild(published.settings, CellsProjection())
    assert await published.figures() == (REGISTERED, FAMILIES)
    async with running(published.listener()):
        published.tell([events.family(HAMLETS[0])])
        await published.counted(FAMILIES + REGISTERED + 1)
    assert await published.figures() == (REGISTERED, FAMILIES + 1)


async def test_a_record_that_was_parked_before_is_parked_again_by_a_rebuild(
    published: Publishing,
) -> None:
    published.tell([POISON])
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        await published.parked(1)
    await rebuild(published.settings, CellsProjection())
    assert (published.letters("parked"), published.letters("redriven")) == (1, 0)
    assert await published.figures() == (REGISTERED, FAMILIES)


async def test_a_rebuild_that_meets_new_trouble_leaves_the_live_tables_alone(
    published: Publishing,
) -> None:
    published.tell([POISON])
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        await published.parked(1)
    with psycopg.connect(published.database) as connection:
        connection.execute("delete from dead_letters")
        connection.execute("update cells_v2 set value = value + 1")
    live = published.rows("cells_v2")
    with pytest.raises(RebuildMetTrouble):
        await rebuild(published.settings, CellsProjection())
    assert published.rows("cells_v2") == live


async def test_what_a_rebuild_could_apply_is_not_parked_any_more(published: Publishing) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
    with psycopg.connect(published.database) as connection:
        connection.execute(PARKED_BY_MISTAKE)
    await rebuild(published.settings, CellsProjection())
    assert (published.letters("parked"), published.letters("redriven")) == (0, 1)


async def test_a_raised_version_is_rebuilt_beside_the_live_one_and_keeps_what_is_parked(
    published: Publishing,
) -> None:
    published.tell([POISON])
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        await published.parked(1)
    with psycopg.connect(published.database) as connection:
        connection.execute("select make_rollup_tables('v3'), index_rollup_tables('v3')")
    raised = CellsProjection(Tables("v3"), version=3)
    rebuilt = await rebuild(published.settings, raised)
    assert (rebuilt.version, rebuilt.told, rebuilt.waiting) == (3, FAMILIES + REGISTERED, 1)
    assert await published.figures() == (REGISTERED, FAMILIES)
    assert published.parked_by() == [("cells", 3)]
    async with running(Listener(published.settings, raised)):
        published.tell([events.family(HAMLETS[0])])
        await published.shown(FAMILIES + REGISTERED + 1)
    assert await published.figures() == (REGISTERED, FAMILIES + 1)
