"""How many records in a row are parked because of a fault of the program, before it is held to be
the program's and nothing more is parked. Alike for a projection and for commands."""

from collections.abc import Callable

import psycopg
import pytest

from shared.messaging.dead_letters import accept
from shared.messaging.listener.settings import Inapplicable
from tests.messaging.parking.feeding import ELSEWHERE, ILL, SOUND, Commanding, Feed
from tests.support.families import POISON, TOPIC
from tests.support.greeting import NotWelcome

APPLY = "cannot-be-applied"


async def test_nineteen_subjects_in_a_row_are_parked(feed: Feed) -> None:
    feed.publish(ILL[:19])
    outcome = await feed.hear()
    assert (feed.reasons(), feed.at(), outcome.paused) == ([APPLY] * 19, 18, [])


async def test_the_batch_of_the_twentieth_pauses_the_partition(feed: Feed) -> None:
    feed.publish([*SOUND, *ILL])
    (pause,) = (await feed.hear()).paused
    refusal = str(pause.refusal)
    for said in (f"{feed.hearer.name}.v1", TOPIC, "partition 0", "20 subjects", "(KeyError)"):
        assert said in refusal
    assert "missing" not in refusal
    assert len(feed.reasons()) < 20
    assert feed.at() == pause.mark.offset < 10 + 19
    if not isinstance(feed, Commanding):  # one transaction
        assert (feed.reasons(), feed.at(), feed.done()) == ([], -1, [])


async def test_twenty_in_twenty_batches_pause_it_too_whoever_begins_anew(feed: Feed) -> None:
    feed.publish(ILL)
    for _ in range(3):
        for _ in range(8):
            await feed.hear(1)
        feed.restart()
    assert (len(feed.reasons()), feed.at()) == (19, 18)
    assert (await feed.hear()).paused
    assert (len(feed.reasons()), feed.at()) == (19, 18)


async def test_many_records_of_few_subjects_do_not(feed: Feed) -> None:
    feed.publish([*ILL[:3], *ILL[:3]] * 10)
    assert not (await feed.hear(20)).paused
    assert not (await feed.hear()).paused
    assert sorted(feed.reasons()) == ["behind-another"] * 57 + [APPLY] * 3


@pytest.mark.parametrize("size", [1, 7, 5000])
async def test_one_that_is_applied_in_between_begins_the_count_anew(feed: Feed, size: int) -> None:
    feed.publish([*ILL[:19], SOUND[0], *ILL[19:38], SOUND[1], *ILL[38:57]])
    while feed.chapters(1):
        assert not (await feed.hear(size)).paused
    assert feed.reasons() == [APPLY] * 57
    assert [family for family, _ in feed.done()] == SOUND[:2]


async def test_what_says_nothing_about_the_program_neither_counts_nor_ends_it(feed: Feed) -> None:
    key, value, headers = b"key", b"value", [("ce_id", b"\xff")]
    for number, id_ in enumerate(ILL[:19]):
        feed.publish([id_])
        feed.send(0, key, value, headers)
        feed.publish([ILL[number // 2]])
    await feed.hear()
    assert sorted(set(feed.reasons())) == ["behind-another", APPLY, "headers-missing"]
    assert len(feed.reasons()) == 57
    feed.publish(ILL[19:20])
    assert (await feed.hear()).paused


DATA: list[Callable[[], Exception]] = [
    psycopg.errors.lookup("22003"),
    psycopg.errors.lookup("23514"),
    psycopg.DataError,
    NotWelcome,
    Inapplicable,
]


@pytest.mark.parametrize("error", DATA)
async def test_an_error_that_the_record_brought_about_does_not_count(
    feed: Feed, error: Callable[[], Exception]
) -> None:
    feed.hearer.error = error
    feed.publish(ILL)
    assert not (await feed.hear()).paused
    assert (len(feed.reasons()), feed.at()) == (60, 59)
    assert set(feed.reasons()) <= {APPLY, "refused"}


async def test_what_the_database_or_the_domain_refuses_does_not_count(feed: Feed) -> None:
    feed.hearer.ill = set()
    feed.publish(ILL, place=POISON)
    assert not (await feed.hear()).paused
    assert len(feed.reasons()) == 60


async def test_other_partitions_go_on(feed: Feed) -> None:
    feed.publish(ILL[:10])
    feed.publish(ELSEWHERE[:5], partition=1)
    feed.publish(ILL[10:])
    feed.publish(ELSEWHERE[5:], partition=1)
    outcome = await feed.hear()
    assert [pause.mark.partition for pause in outcome.paused] == [0]
    assert (feed.at(1), [family for family, _ in feed.done()]) == (9, ELSEWHERE)


async def test_mended_code_goes_on_and_nothing_is_lost_or_doubled(feed: Feed) -> None:
    feed.publish([*ILL[:12], *SOUND])
    feed.publish(ILL)
    while not (await feed.hear(9)).paused:
        pass
    feed.hearer.ill = set()
    feed.restart()
    while feed.chapters(1):
        assert not (await feed.hear(9)).paused
    while letters := feed.letters():
        await feed.redrive(letters[0])
    assert sorted(feed.done()) == sorted(feed.once_each())
    open_pauses = "select count(*) from listener_pauses where ended_at is null"
    assert feed.connection.execute(open_pauses).fetchone() == (0,)


async def test_what_waits_already_does_not_count_for_who_begins_anew(feed: Feed) -> None:
    """A rebuild parks again what was parked, and meets no new trouble by that."""
    feed.publish(ILL[:38])
    (pause,) = (await feed.hear()).paused
    accept(feed.connection, pause.mark, "Bình")
    await feed.hear()
    feed.hearer.version = -1
    feed.restart()
    assert not (await feed.hear()).paused
    feed.publish(ILL[38:58])
    assert (await feed.hear()).paused
