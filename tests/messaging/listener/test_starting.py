"""What a listener says when it starts: nothing that means nothing."""

import logging

import pytest

from shared.messaging.listener.reading.subscription import Subscription
from shared.messaging.listener.settings import ListenerSettings
from shared.places import PlacesProjection
from tests.support.waiting import eventually_async


async def test_a_start_warns_of_nothing_but_what_it_meets(caplog: pytest.LogCaptureFixture) -> None:
    """Here a Kafka that is not there, which the client tells of by itself."""
    settings = ListenerSettings("rollups", "postgresql://127.0.0.1:1/none", "127.0.0.1:1")
    subscription = Subscription(settings, PlacesProjection(), nothing, lambda *_: None)

    async def has_met_it() -> bool:
        return any("Connection refused" in each for each in caplog.messages)

    with caplog.at_level(logging.INFO):
        await subscription.start()
        try:
            await eventually_async(has_met_it, 30.0)
        finally:
            await subscription.stop()
    warned = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert [each.getMessage() for each in warned if "FAIL" not in each.getMessage()] == []


async def nothing(_: object) -> None: ...
