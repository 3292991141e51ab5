"""What is published is counted, once, whatever Kafka delivers."""

from tests.support.hearing import Hearing, running


async def test_what_was_published_is_counted(hearing: Hearing) -> None:
    hearing.publisher.register(300)
    async with running(hearing.listener()):
        await hearing.heard(300)
    hearing.all_applied()
