"""Servers that are there and never answer, a consumer that hands nothing over, a process that was
frozen: none of them is waited for without end, none is taken for another."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import psycopg
import pytest
from confluent_kafka import Consumer, Producer

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from shared.messaging.listener import Listener, ListenerSilent
from shared.messaging.listener.writing.session import Session
from tests.faults.listener.test_servers_away import PREFIX, hearing_at
from tests.support.families import TOPIC
from tests.support.hearing import SESSION_TIMEOUT, Hearing, prepare, running
from tests.support.listener_process import ListenerProcess
from tests.support.servers import another_database
from tests.support.waiting import eventually, eventually_async

MakeTopic = Callable[[str, str], None]
LONGER_THAN_ALL = SESSION_TIMEOUT * 2 + 2


def pass_by(seconds: float) -> None:
    """The length of the freeze is the fault itself."""
    end = time.monotonic() + seconds
    eventually(lambda: time.monotonic() >= end, within=seconds + 5)


async def says(listener: Listener, reason: str | None, within: float = 40.0) -> None:
    async def said() -> bool:
        return listener.unready() == reason

    await eventually_async(said, within, f"unready: {reason}")


async def test_a_process_frozen_for_longer_than_every_limit_goes_on(
    hearing: Hearing, start: Callable[..., ListenerProcess]
) -> None:
    hearing.publisher.register(500)
    frozen = start("one", silence_limit=2.0)
    frozen.wait_until_ready()
    await hearing.heard(500)
    frozen.send(signal.SIGSTOP)
    hearing.publisher.register(500)
    await asyncio.to_thread(pass_by, LONGER_THAN_ALL)
    frozen.send(signal.SIGCONT)
    await hearing.heard(1_000, within=30)
    assert frozen.process.poll() is None
    hearing.all_applied()


async def test_a_broker_that_answers_nothing_is_said_and_then_gone_on_with(
    own_kafka: Callable[[], EmbeddedKafka], database: str, make_topic_at: MakeTopic
) -> None:
    kafka = own_kafka()
    make_topic_at(kafka.bootstrap, PREFIX)
    with hearing_at(database, kafka.bootstrap) as hearing:
        hearing.publisher.register(500)
        listener = hearing.listener(silence_limit=2.0)
        async with running(listener):
            await hearing.heard(500)
            await says(listener, None)
            kafka.freeze()

            async def kafka_is_missed() -> bool:
                return (listener.unready() or "").startswith("kafka: ")

            await eventually_async(kafka_is_missed, 40)
            await asyncio.to_thread(pass_by, LONGER_THAN_ALL)
            kafka.thaw()
            await says(listener, None)
            hearing.publisher.register(500)
            await hearing.heard(1_000, within=40)
        hearing.all_applied()


@asynccontextmanager
async def frozen_sessions(postgres: EmbeddedPostgres, named: str) -> AsyncIterator[None]:
    """They have taken whatever is asked, and answer nothing."""
    query = "select pid from pg_stat_activity where application_name like %s"
    with psycopg.connect(postgres.dsn) as connection:
        pids = [pid for (pid,) in connection.execute(query, (named,))]
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def test_a_session_gives_up_on_a_server_that_took_the_question_and_is_frozen(
    own_postgres: Callable[[], EmbeddedPostgres],
) -> None:
    postgres = own_postgres()
    session = Session(postgres.dsn, "to be frozen", within=0.1)
    with session.alone() as connection, connection.transaction():
        connection.execute("select 1")
    async with frozen_sessions(postgres, "to be frozen"):
        with pytest.raises(psycopg.OperationalError):
            await asyncio.to_thread(_ask, session)
        _ask(session)  # over another connection
    session.drop()


def _ask(session: Session) -> None:
    with session.alone() as connection, connection.transaction():
        connection.execute("select 1")


async def test_a_database_that_is_frozen_is_said_and_then_gone_on_with(
    own_postgres: Callable[[], EmbeddedPostgres],
    kafka_bootstrap: str,
    make_topic_at: MakeTopic,
    kafka_prefix: str,
) -> None:
    postgres = own_postgres()
    make_topic_at(kafka_bootstrap, kafka_prefix)
    database = another_database(postgres.dsn, "postgres")
    prepare(database)
    hearing = Hearing(database, kafka_bootstrap, kafka_prefix)
    hearing.publisher.register(500)
    listener = hearing.listener(silence_limit=2.0)
    async with running(listener):
        await hearing.heard(500)
        async with frozen_sessions(postgres, "rollups.%"):
            hearing.publisher.register(500)
            await says(listener, "database: no answer")
        await hearing.heard(1_000, within=30)
        await says(listener, None)
    hearing.all_applied()
    hearing.close()


def consumer_of(listener: Listener) -> Consumer:
    consumer = listener._subscription._consumer
    assert consumer is not None
    return consumer


async def test_records_that_wait_while_no_mark_moves_are_said(hearing: Hearing) -> None:
    listener = hearing.listener(silence_limit=3.0)
    async with running(listener):
        await says(listener, None)
        consumer = consumer_of(listener)
        consumer.pause(consumer.assignment())
        hearing.publisher.register(100)
        await says(listener, "marks: records wait and none moves")
        consumer.resume(consumer.assignment())
        await hearing.heard(100)
        await says(listener, None)
    hearing.all_applied()


async def test_only_a_new_process_helps_when_no_mark_moves_for_long(hearing: Hearing) -> None:
    listener = hearing.listener(silence_limit=1.0)
    running = asyncio.create_task(listener.run(asyncio.Event()))
    await says(listener, None)
    consumer = consumer_of(listener)
    consumer.pause(consumer.assignment())
    hearing.publisher.register(100)
    with pytest.raises(ListenerSilent, match="no mark moves"):
        async with asyncio.timeout(60):
            await running


async def test_what_a_transaction_leaves_behind_the_last_record_is_not_waited_for(
    hearing: Hearing,
) -> None:
    hearing.publisher.register(100)
    listener = hearing.listener()
    async with running(listener):
        await hearing.heard(100)
        for end in (Producer.commit_transaction, Producer.abort_transaction):
            name = f"{hearing.prefix}{end.__name__}"
            stranger = Producer(
                {"bootstrap.servers": hearing.bootstrap, "transactional.id": name, "log_level": 0}
            )
            stranger.init_transactions(30)
            stranger.begin_transaction()
            stranger.produce(f"{hearing.prefix}{TOPIC}", b"{}", partition=0)
            end(stranger, 30)
        await hearing.parked(1)

        async def nothing_waits() -> bool:
            return await asyncio.to_thread(listener._watch._ask_marks) == {}

        await eventually_async(nothing_waits, 20, "nothing to wait for")
