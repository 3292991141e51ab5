"""The limit for rollups: one confluent consumer that folds families and writes the same rows.

It does nothing else: no marks, no repeats, no parking, no headers but the two it counts by; a
crash would lose or double what it was at.
"""

import logging
from collections.abc import Sequence

import msgspec
import psycopg
from confluent_kafka import Consumer, Message, TopicPartition

BATCH = 5000

CONTRIBUTIONS = """insert into contributions_bare
select * from unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::uuid[], %s::date[],
                     %s::date[], %s::bigint[], %s::uuid[])"""
CELLS = """insert into cells_bare as cell
select * from unnest(%s::text[], %s::text[], %s::uuid[], %s::date[], %s::date[], %s::bigint[])
on conflict (measure, dimensions, place_id, effective_on, recorded_on)
do update set value = cell.value + excluded.value"""


class Family(msgspec.Struct, gc=False):
    """What the loop needs of a family's event."""

    family_id: str
    place_id: str
    registered_on: str


_decoder = msgspec.json.Decoder(Family)


def run(dsn: str, bootstrap: str, topic: str, events: int) -> None:
    """Reads so many events from the beginning of the topic and writes what they add."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"{topic}.bare",
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "fetch.queue.backoff.ms": 10,
            "logger": logging.getLogger("bare"),
        }
    )
    partitions = consumer.list_topics(topic).topics[topic].partitions
    consumer.assign([TopicPartition(topic, number, 0) for number in partitions])
    with psycopg.connect(dsn) as connection:
        while events > 0:
            if (first := consumer.poll(1.0)) is None:
                continue
            batch = [first, *consumer.consume(BATCH - 1, 0)]
            write(connection, batch)
            events -= len(batch)
    consumer.close()


def write(connection: psycopg.Connection, batch: Sequence[Message]) -> None:
    rows: list[tuple[str, ...]] = []
    sums: dict[tuple[str, ...], int] = {}
    for message in batch:
        headers: dict[str, bytes] = dict(message.headers() or ())  # type: ignore[arg-type]  # ours have values
        family = _decoder.decode(message.value() or b"")
        recorded_on = headers["ce_time"][:10].decode()
        cell = ("families", '""', family.place_id, family.registered_on, recorded_on)
        sums[cell] = sums.get(cell, 0) + 1
        position = headers["ce_sequence"].decode()
        rows.append(("registry.families", position, *cell, "1", family.family_id))
    cells = sorted(sums.items())
    keys = [literal(column) for column in zip(*(key for key, _ in cells), strict=True)]
    connection.execute(CONTRIBUTIONS, [literal(column) for column in zip(*rows, strict=True)])
    connection.execute(CELLS, [*keys, literal([str(value) for _, value in cells])])
    connection.commit()


def literal(values: Sequence[str]) -> str:
    return "{" + ",".join(values) + "}"
