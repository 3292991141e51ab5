"""An operator's word that what cannot be applied is parked after all: these records, no others."""

import pytest

from shared.messaging.dead_letters import NothingPaused, accept
from tests.messaging.parking.feeding import ILL, SOUND, Feed


async def test_what_was_read_is_parked_and_the_rest_counts_anew(feed: Feed) -> None:
    feed.publish(ILL[:25])
    (pause,) = (await feed.hear()).paused
    accepted = accept(feed.connection, pause.mark, "Bình")
    assert (accepted.accepted_by, accepted.read_through, accepted.subjects) == ("Bình", 24, 20)
    feed.publish(ILL[25:44])
    feed.restart()
    assert not (await feed.hear()).paused
    assert not (await feed.hear()).paused
    assert (len(feed.reasons()), feed.at()) == (44, 43)
    feed.publish(ILL[44:45])
    assert (await feed.hear()).paused, "the word was for those that were read"


async def test_more_behind_them_pauses_again_and_does_not_take_them_back(feed: Feed) -> None:
    """As many again have come since, in the batch in which the accepted ones are tried."""
    feed.publish(ILL[:25])
    (pause,) = (await feed.hear()).paused
    accept(feed.connection, pause.mark, "Bình")
    feed.publish(ILL[25:])
    await feed.hear()
    assert feed.at() >= 24
    (pause,) = (await feed.hear()).paused
    assert pause.read_through == 59
    assert 25 <= len(feed.reasons()) < 25 + 20
    accept(feed.connection, pause.mark, "Bình")
    assert not (await feed.hear()).paused
    assert (len(feed.reasons()), feed.at()) == (60, 59)


async def test_a_shorter_batch_leaves_the_rest_accepted(feed: Feed) -> None:
    feed.publish(ILL)
    (pause,) = (await feed.hear()).paused
    accept(feed.connection, pause.mark, "Bình")
    while feed.chapters(1):
        assert not (await feed.hear(13)).paused
    assert len(feed.reasons()) == 60


async def test_it_is_kept_who_said_so_and_a_second_word_changes_nothing(feed: Feed) -> None:
    feed.publish(ILL)
    (pause,) = (await feed.hear()).paused
    first = accept(feed.connection, pause.mark, "Bình")
    assert accept(feed.connection, pause.mark, "An") == first
    await feed.hear()
    with pytest.raises(NothingPaused):
        accept(feed.connection, pause.mark, "An")
    kept = "select accepted_by, ended_at is not null from listener_pauses order by pause"
    assert feed.connection.execute(kept).fetchall() == [("Bình", True)]


async def test_nothing_is_accepted_where_nothing_is_paused_any_more(feed: Feed) -> None:
    feed.publish(ILL)
    (pause,) = (await feed.hear()).paused
    feed.hearer.ill = set()
    await feed.hear(1)
    with pytest.raises(NothingPaused, match="not paused"):
        accept(feed.connection, pause.mark, "Bình")


async def test_what_was_accepted_is_redriven_in_order_by_mended_code(feed: Feed) -> None:
    feed.publish([*ILL[:30], *SOUND, *ILL[:30]])
    (pause,) = (await feed.hear()).paused
    accept(feed.connection, pause.mark, "Bình")
    await feed.hear()
    feed.hearer.ill = set()
    feed.restart()
    while letters := feed.letters():
        await feed.redrive(letters[0])
    assert sorted(feed.done()) == sorted(feed.once_each())
    of_each = [[n for who, n in feed.done() if who == family] for family in ILL[:30]]
    assert of_each == [sorted(numbers) for numbers in of_each]
