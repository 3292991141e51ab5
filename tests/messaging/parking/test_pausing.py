"""What a listener makes of it: that partition waits, others do not, and it goes on by itself."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from shared.messaging.dead_letters import PartitionPaused
from shared.messaging.listener import Listener, redrive
from tests.messaging.dead_letters.test_commands import run
from tests.messaging.parking.feeding import ELSEWHERE, ILL, SOUND, WELL, Faulty, Feed
from tests.support.families import TOPIC
from tests.support.hearing import Hearing, running
from tests.support.waiting import eventually_async

STOP_WRITING = """
create function stop() returns trigger language plpgsql as $$ begin raise exception 'stop'; end $$;
create trigger stop before insert on listener_pauses execute function stop()
"""
GO_ON = "drop function stop() cascade"


def publish(hearing: Hearing, ids: Sequence[UUID]) -> None:
    for id_ in ids:
        hearing.publisher.register_one(id_, WELL)


async def paused(*listeners: Listener) -> None:
    """Waits until one of them says so."""

    async def one_is() -> bool:
        return any("partition-paused" in (each.unready() or "") for each in listeners)

    await eventually_async(one_is, message="a partition is paused")


async def ready(listener: Listener) -> None:
    async def is_ready() -> bool:
        return listener.unready() is None

    await eventually_async(is_ready, message="it goes on")


async def test_whoever_has_the_partition_pauses_it_alone_until_the_code_is_mended(
    hearing: Hearing,
) -> None:
    hearer = Faulty(set(ILL))
    first, second = (Listener(hearing.settings(member), hearer) for member in ("one", "two"))
    publish(hearing, [*ILL[:18], *ELSEWHERE])
    async with running(second):
        with capture_logs() as lines:
            async with running(first):
                await hearing.parked(18)
                publish(hearing, ILL[18:])
                await paused(first, second)
                publish(hearing, ELSEWHERE)
                await hearing.heard(20)
                assert len(hearing.reasons()) in (18, 19)
        assert [each["error"] for each in lines if each["event"] == "partition paused"]
        await paused(second)
        assert f"{TOPIC}, partition 0" in (second.unready() or "")
        publish(hearing, SOUND)
        assert await asyncio.to_thread(second._watch._ask_marks) == {}, "no reason to end it"
        with pytest.raises(PartitionPaused):
            second.require_going()
        hearer.ill = set()
        await hearing.caught_up()
        await ready(second)
    for _ in range(len(hearing.reasons())):
        query = "select letter from dead_letters where state = 'parked' order by letter limit 1"
        (letter,) = hearing.connection.execute(query).fetchone() or (0,)
        redrive(hearing.connection, hearer, letter)
    hearing.all_applied()


async def test_an_operator_lets_it_go_on(hearing: Hearing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLUPS_DATABASE", hearing.database)
    listener = Listener(hearing.settings(), Faulty(set(ILL)))
    publish(hearing, [*ILL, *SOUND])
    async with running(listener):
        await paused(listener)
        words = ("accept", "rollups", "families", "0", "--by", "Bình", "--json")
        said = await asyncio.to_thread(run, *words)
        assert (said.exit_code, '"by": "Bình"' in said.output) == (0, True)
        await hearing.caught_up()
        await ready(listener)
        said = await asyncio.to_thread(run, *words)
    assert (said.exit_code, "families is not paused" in said.output) == (1, True)
    assert "không bị tạm dừng" in said.output
    assert len(hearing.reasons()) == len(ILL)


MISUSED = [
    ("cells", "0", "An", "it has families"),
    ("families", "registry.centres/0", "An", f"hears {TOPIC}"),
    ("families", f"{TOPIC}/99", "An", "partitions 0 to"),
    ("families", "first", "An", "partitions 0 to"),
    ("families", "0", " ", "--by must say something"),
]


@pytest.mark.parametrize(("projection", "partition", "by", "sentence"), MISUSED)
def test_a_name_that_is_not_known_is_said_in_one_sentence(
    migrated: str,
    monkeypatch: pytest.MonkeyPatch,
    projection: str,
    partition: str,
    by: str,
    sentence: str,
) -> None:
    monkeypatch.setenv("ROLLUPS_DATABASE", migrated)
    said = run("accept", "rollups", projection, partition, "--by", by)
    assert (said.exit_code, sentence in said.output) == (2, True)
    assert len(said.output.strip().splitlines()) == 1


async def test_one_killed_before_the_pause_is_written_pauses_at_the_same_record(
    feed: Feed,
) -> None:
    feed.publish(ILL)
    feed.connection.execute(STOP_WRITING)
    with pytest.raises(Exception, match="stop"):
        await feed.hear()
    before = len(feed.reasons()), feed.at()
    feed.connection.execute(GO_ON)
    feed.restart()
    assert (await feed.hear()).paused
    assert (len(feed.reasons()), feed.at()) == before
