"""PostgreSQL or Kafka away: at the start, in between, by force."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from tests.support.hearing import Hearing, prepare, publishing, running
from tests.support.servers import another_database
from tests.support.waiting import eventually_async

MakeTopic = Callable[[str, str], None]
Kafkas = Callable[[], EmbeddedKafka]
Postgreses = Callable[[], EmbeddedPostgres]
PREFIX = "own."


@contextmanager
def hearing_at(database: str, bootstrap: str) -> Iterator[Hearing]:
    prepare(database)
    hearing = Hearing(database, bootstrap, PREFIX)
    try:
        yield hearing
    finally:
        hearing.close()


async def test_a_broker_killed_and_restarted_costs_nothing(
    own_kafka: Kafkas, database: str, make_topic_at: MakeTopic
) -> None:
    kafka = own_kafka()
    make_topic_at(kafka.bootstrap, PREFIX)
    with hearing_at(database, kafka.bootstrap) as hearing:
        async with running(hearing.listener()):
            async with publishing(hearing):
                await hearing.heard(2_000)
                kafka.kill()
                kafka.start()
                await hearing.heard(len(hearing.publisher.families) + 1_000, within=30)
            await hearing.caught_up(within=20)
        hearing.all_applied()


async def test_a_listener_started_before_kafka_waits_for_it(
    own_kafka: Kafkas, database: str, make_topic_at: MakeTopic
) -> None:
    kafka = own_kafka()
    make_topic_at(kafka.bootstrap, PREFIX)
    with hearing_at(database, kafka.bootstrap) as hearing:
        hearing.publisher.register(500)
        kafka.kill()
        listener = hearing.listener(silence_limit=2)
        async with running(listener):

            async def asked() -> bool:
                return listener.unready() == "kafka: no partition assigned"

            await eventually_async(asked)
            kafka.start()
            await hearing.heard(500, within=20)
        hearing.all_applied()


async def test_postgres_stopped_and_restarted_costs_nothing(
    own_postgres: Postgreses, kafka_bootstrap: str, make_topic_at: MakeTopic, kafka_prefix: str
) -> None:
    postgres = own_postgres()
    make_topic_at(kafka_bootstrap, kafka_prefix)
    database = another_database(postgres.dsn, "postgres")
    prepare(database)
    hearing = Hearing(database, kafka_bootstrap, kafka_prefix)
    async with running(hearing.listener()):
        async with publishing(hearing):
            await hearing.heard(2_000)
            postgres.restart()
            hearing.connect_again()
            await hearing.heard(len(hearing.publisher.families), within=20)
        await hearing.caught_up(within=20)
    hearing.all_applied()
    hearing.close()


async def test_a_listener_started_before_postgres_waits_for_it(
    own_postgres: Postgreses, kafka_bootstrap: str, make_topic_at: MakeTopic, kafka_prefix: str
) -> None:
    postgres = own_postgres()
    make_topic_at(kafka_bootstrap, kafka_prefix)
    database = another_database(postgres.dsn, "postgres")
    prepare(database)
    hearing = Hearing(database, kafka_bootstrap, kafka_prefix)
    hearing.publisher.register(500)
    postgres.stop()
    listener = hearing.listener(silence_limit=2)
    async with running(listener):

        async def asked() -> bool:
            return listener.unready() == "database: OperationalError"

        await eventually_async(asked)
        postgres.start()
        hearing.connect_again()
        await hearing.heard(500, within=20)
    hearing.all_applied()
    hearing.close()


async def test_a_listener_stops_in_time_while_both_servers_are_away(
    own_postgres: Postgreses, own_kafka: Kafkas, make_topic_at: MakeTopic
) -> None:
    postgres, kafka = own_postgres(), own_kafka()
    make_topic_at(kafka.bootstrap, PREFIX)
    with hearing_at(postgres.dsn, kafka.bootstrap) as hearing:
        stop = asyncio.Event()
        hearing.publisher.register(2_000)
        running = asyncio.create_task(hearing.listener(batch_size=100).run(stop))
        await hearing.heard(1)
        postgres.stop()
        kafka.kill()
        stop.set()
        async with asyncio.timeout(60):
            await running
