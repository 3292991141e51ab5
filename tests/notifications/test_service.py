"""Notifications as a whole: what is published becomes messages, one for each event."""

from uuid import UUID

import psycopg
import pytest

from services.notifications import rules
from services.notifications.deliveries.delivery import DeliveryRequested
from services.notifications.main import service
from services.notifications.settings import Settings
from shared.messaging.heard import Heard
from tests.notifications.events import awarded, recognised
from tests.notifications.sending import Sending, names
from tests.support.serving import Surroundings

EVENTS = [*(recognised(n) for n in range(30)), *(awarded(n) for n in range(20))]
HEARD_AGAIN = "delete from listener_marks where projection = 'requests'"


@pytest.fixture
def around(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str, unused_tcp_port: int
) -> Surroundings:
    return Surroundings(migrated, kafka_bootstrap, kafka_prefix, unused_tcp_port)


def asked_by(heard: list[Heard]) -> list[DeliveryRequested]:
    return [a for h in heard for a in rules.requests(UUID(h.stamp.id), h.event)]


async def test_each_event_becomes_one_message_however_often_it_is_told(
    around: Surroundings, sending: Sending
) -> None:
    running = service(Settings(**around.settings("notifications"), folder=sending.folder))
    heard = around.tell(EVENTS, times=2)
    async with around.served(running):
        await sending.settled(len(EVENTS))
    before = sending.written()
    assert set(before) == names(asked_by(heard))
    with psycopg.connect(sending.dsn) as connection:
        connection.execute(HEARD_AGAIN)
    around.repeat(heard)
    more = around.tell([recognised(99)])
    async with around.served(running):
        await sending.handled(3 * len(EVENTS) + 1)
        await sending.settled(len(EVENTS) + 1)
    assert set(sending.messages()) == names(asked_by([*heard, *more]))
    assert before.items() <= sending.written().items()
