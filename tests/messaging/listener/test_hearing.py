"""What is published is counted, once, whatever Kafka delivers."""

import asyncio

from tests.support.hearing import Hearing, running
from tests.support.waiting import eventually_async


async def test_what_was_published_is_counted(hearing: Hearing) -> None:
    hearing.publisher.register(300)
    async with running(hearing.listener()):
        await hearing.heard(300)
    hearing.all_applied()


async def test_events_delivered_twice_count_once(hearing: Hearing) -> None:
    async with running(hearing.listener()):
        for _ in range(5):
            hearing.publisher.send(hearing.publisher.register(100))
        hearing.publisher.send(hearing.publisher.families)
        await hearing.caught_up()
    hearing.all_applied()


async def test_a_listener_started_again_goes_on_where_it_stopped(hearing: Hearing) -> None:
    for number in (100, 200, 300):
        hearing.publisher.register(100)
        async with running(hearing.listener()):
            await hearing.heard(number)
    hearing.all_applied()


async def test_a_whole_topic_replayed_changes_nothing(hearing: Hearing) -> None:
    hearing.publisher.register(300)
    async with running(hearing.listener()):
        await hearing.heard(300)
    hearing.connection.execute("update listener_marks set record_offset = -1, record_hash = ''")
    hearing.publisher.register(10)
    async with running(hearing.listener()):
        await hearing.caught_up()
    hearing.all_applied()


async def test_a_projection_dropped_with_its_marks_is_heard_anew(hearing: Hearing) -> None:
    hearing.publisher.register(300)
    async with running(hearing.listener()):
        await hearing.heard(300)
        hearing.connection.execute("truncate listener_marks, heard, families_by_place")
        hearing.publisher.register(60)
        await hearing.heard(360)
    hearing.all_applied()


async def test_marks_that_fall_back_while_batches_are_on_their_way_leave_nothing_out(
    hearing: Hearing,
) -> None:
    hearing.publisher.register(600)
    async with running(hearing.listener(batch_size=10)):
        await hearing.heard(300)
        for _ in range(3):
            hearing.connection.execute("truncate listener_marks, heard, families_by_place")
            hearing.publisher.register(200)
            await hearing.heard(200)
        await hearing.caught_up()
    hearing.all_applied()


async def test_it_is_ready_only_with_partitions_and_a_database(hearing: Hearing) -> None:
    listener = hearing.listener()
    assert listener.unready() is not None
    async with running(listener):

        async def ready() -> bool:
            return listener.unready() is None

        await eventually_async(ready, within=10)


async def test_it_stops_within_ten_seconds_even_before_it_began(hearing: Hearing) -> None:
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(60):
        await hearing.listener().run(stop)
