"""Where notifications is put together."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

import shared.messaging
from services.notifications import api
from services.notifications.api import Desk
from services.notifications.application import Notifications
from services.notifications.channels import Dispatcher, FileChannel
from services.notifications.inbox import Requests
from services.notifications.settings import Settings
from services.notifications.views import Deliveries
from shared.eventstore.connections import pool
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.views import Projector, View
from shared.messaging.brokers import Brokers
from shared.messaging.listener import CommandListener, Listener, ListenerSettings
from shared.messaging.places import PlaceCopy, PlacesProjection
from shared.telemetry.configuration import read
from shared.telemetry.pools import Pool
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.application import Door, create_application
from shared.web.health import Health, Loop, database_answers
from shared.web.identity import Identity, Keys
from shared.web.progress import collectors, readers
from shared.web.roles import Parts, Service

NAME = "notifications"
VIEWS: Sequence[View] = (Deliveries(),)
HEARERS = (Requests(), PlacesProjection())
MIGRATIONS = (
    Path(shared.messaging.__path__[0]) / "migrations",
    Path(__file__).parent / "migrations",
)


def service(settings: Settings | None = None) -> Service:
    """Notifications, set up by its environment unless told otherwise."""
    known = settings or read(Settings)
    return Service(
        NAME,
        migrate=lambda: migrate(known.database, *MIGRATIONS),
        parts=lambda: parts(known),
        host=known.host,
        port=known.port,
    )


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with (
        open_store(settings.database, Notifications.facts, clock) as store,
        pool(settings.database, NAME) as connections,
    ):
        notifications = Notifications(store)
        workers: list[Loop] = [
            Projector(settings.database, store.mapper, VIEWS),
            Dispatcher(notifications, connections, FileChannel(settings.folder)),
        ]
        listeners: list[Loop] = [
            CommandListener(_listening(settings), Requests(), notifications),
            Listener(_listening(settings), PlacesProjection()),
        ]
        desk = Desk(connections, PlaceCopy(connections), clock)
        health = _health(settings, connections)
        yield Parts(_application(settings, health, desk), health, workers, listeners)


def _listening(settings: Settings) -> ListenerSettings:
    return ListenerSettings(
        NAME,
        settings.database,
        settings.kafka,
        settings.kafka_prefix,
        settings.member,
        settings.session_timeout,
    )


def _health(settings: Settings, connections: Pool) -> Health:
    brokers = Brokers(settings.kafka, settings.kafka_prefix)
    reading = readers(HEARERS, VIEWS)
    return Health(
        NAME,
        checks={"database": database_answers(settings.database)},
        collectors=collectors(NAME, settings.database, brokers, reading, [connections]),
    )


def _application(settings: Settings, health: Health, desk: Desk) -> FastAPI:
    keys = Keys(settings.identity_keys)
    identity = Identity(settings.identity_issuer, settings.identity_audience, keys)
    return create_application(Door(NAME, identity, health), [api.routes(desk)])
