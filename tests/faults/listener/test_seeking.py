"""Going back in a partition at a moment when the client cannot, and nothing new arrives there."""

from dataclasses import replace

from confluent_kafka import TopicPartition

from shared.messaging.listener import Listener
from shared.messaging.listener.marks.progress import beginning_at
from shared.messaging.listener.marks.table import NOTHING
from tests.support.hearing import Hearing, running


def begins_anew(hearing: Hearing) -> None:
    """As when another moved the marks: nothing counts as handled, all of it as heard."""
    hearing.connection.execute("update listener_marks set record_offset = -1, record_hash = ''")


async def goes_back_in_vain(listener: Listener, prefix: str) -> None:
    """In every partition, while none is assigned; then the same ones are, behind all records."""
    consumer = listener._subscription._consumer
    assert consumer is not None
    consumer.unassign()
    marks = [progress.mark for progress in listener._tracking._progress.values()]
    for mark in marks:
        unread = beginning_at(replace(mark, offset=NOTHING, record_hash=b""))
        assert not await listener._tracking.return_to((mark.topic, mark.partition), unread)
    consumer.assign(
        [TopicPartition(f"{prefix}{m.topic}", m.partition, m.offset + 1) for m in marks]
    )


async def test_a_seek_that_failed_is_made_again_though_nothing_new_arrives(
    hearing: Hearing,
) -> None:
    hearing.publisher.register(300)
    listener = hearing.listener()
    async with running(listener):
        await hearing.caught_up()
        begins_anew(hearing)
        await goes_back_in_vain(listener, hearing.prefix)
        await hearing.caught_up()
    hearing.all_applied()
