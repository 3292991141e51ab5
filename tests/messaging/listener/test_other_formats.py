"""A listener hears nothing of a topic that holds records of release 0.1, until it was made anew."""

from collections.abc import Callable

import pytest
from kafka import KafkaAdminClient

from shared.messaging.listener import Listener, ListenerSettings
from tests.support import release_0_1
from tests.support.families import TOPIC, FamiliesByPlace, family_named
from tests.support.hearing import Hearing, make_topic, running
from tests.support.waiting import eventually_async


@pytest.fixture
def recreate(hearing: Hearing, kafka_admin: KafkaAdminClient) -> Callable[[], None]:
    """Deletes the topic with all it holds and makes it anew."""

    def recreate() -> None:
        kafka_admin.delete_topics([f"{hearing.prefix}{TOPIC}"])
        make_topic(kafka_admin, hearing.prefix)

    return recreate


async def unready(listener: Listener, why: str = f"{TOPIC} is {release_0_1.SENTENCE}") -> None:
    async def said() -> bool:
        return why in (listener.unready() or "")

    await eventually_async(said, 30, why)


async def ready(listener: Listener) -> None:
    async def nothing_said() -> bool:
        return listener.unready() is None

    await eventually_async(nothing_said, 60, "ready")


def left_alone(hearing: Hearing) -> bool:
    """Nothing was applied or parked, and no mark stands anywhere."""
    query = """select not exists (select from heard) and not exists (select from dead_letters)
        and not exists (select from listener_marks where record_offset >= 0)"""
    row = hearing.connection.execute(query).fetchone()
    return bool(row and row[0])


async def test_nothing_of_a_topic_of_0_1_is_heard_until_it_was_made_anew(
    hearing: Hearing, recreate: Callable[[], None]
) -> None:
    release_0_1.send(hearing.publisher.foreign, TOPIC)
    listener = hearing.listener()
    async with running(listener):
        await unready(listener)
        assert left_alone(hearing)
        recreate()
        await ready(listener)
        hearing.publisher.register(30)
        await hearing.heard(30, 60)
    hearing.all_applied()
    assert hearing.reasons() == []


async def test_nothing_that_stands_above_records_of_0_1_is_heard(hearing: Hearing) -> None:
    for partition in range(6):
        release_0_1.send(hearing.publisher.foreign, TOPIC, partition)
    hearing.publisher.register(30)
    listener = hearing.listener()
    async with running(listener):
        await unready(listener)
        hearing.publisher.register(30)
    assert left_alone(hearing)


async def test_records_of_0_1_end_the_hearing_of_a_topic_where_they_come(
    hearing: Hearing,
) -> None:
    hearing.publisher.register(30)
    first = list(hearing.publisher.families)
    listener = hearing.listener()
    async with running(listener):
        await hearing.heard(30)
        await hearing.caught_up()
        release_0_1.send(hearing.publisher.foreign, TOPIC, partition=0)
        await unready(listener)
        hearing.publisher.register(30)
        hearing.publisher.register_one(family_named("last"), family_named("hamlet"))
    hearing.all_applied(first)
    assert hearing.reasons() == []


async def test_a_listener_leaves_a_database_of_0_1_as_it_is(
    hearing: Hearing, postgres_dsn: str
) -> None:
    hearing.publisher.register(30)
    with release_0_1.database(postgres_dsn, "rollups") as dsn:
        before = release_0_1.whole(dsn)
        settings = ListenerSettings("rollups", dsn, hearing.bootstrap, hearing.prefix, "one", 6.0)
        listener = Listener(settings, FamiliesByPlace())
        async with running(listener):
            await unready(listener, release_0_1.SENTENCE)
        assert release_0_1.whole(dsn) == before
