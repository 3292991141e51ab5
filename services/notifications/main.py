"""Where notifications is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.notifications.application import Notifications
from services.notifications.channels import Dispatcher, FileChannel
from services.notifications.deliveries import api
from services.notifications.deliveries.api import Desk
from services.notifications.deliveries.views import Deliveries
from services.notifications.grants import GRANTS
from services.notifications.reactions import Requests
from services.notifications.settings import Settings
from services.notifications.words import SENTENCES
from shared.eventstore.connections import pool
from shared.eventstore.store import open_store
from shared.eventstore.views import Projector, View
from shared.messaging.listener import Listener, ReactionListener
from shared.messaging.places import PlaceCopy, PlacesProjection
from shared.telemetry.configuration import read
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly
from shared.web.health import Loop
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

FACTS = Notifications.facts
VIEWS: tuple[View, ...] = (Deliveries(),)
HEARERS = (Requests(), PlacesProjection())
SAYINGS = Sayings("services.notifications", SENTENCES, GRANTS)
SCHEMA = Path(__file__).parent / "migrations"
ASSEMBLY = Assembly("notifications", Settings, SCHEMA, SAYINGS, HEARERS, VIEWS)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Notifications, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def application(
    settings: Settings | None = None, clock: Clock = system_clock
) -> AsyncIterator[Notifications]:
    """Notifications on its log, set up by its environment unless told otherwise."""
    known = settings or read(Settings)
    async with open_store(known.database, Notifications.facts, clock) as store:
        yield Notifications(store)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with (
        application(settings, clock) as notifications,
        pool(settings.database, ASSEMBLY.name) as connections,
    ):
        workers: list[Loop] = [
            Projector(settings.database, notifications.store.mapper, VIEWS),
            Dispatcher(notifications, connections, FileChannel(settings.folder)),
        ]
        listening = ASSEMBLY.listening(settings)
        listeners: list[Loop] = [
            ReactionListener(listening, Requests(), notifications, clock),
            Listener(listening, PlacesProjection(), clock),
        ]
        desk = Desk(connections, PlaceCopy(connections), clock)
        health = ASSEMBLY.health(settings, connections)
        app = ASSEMBLY.application(settings, [api.routes(desk)])
        yield Parts(app, health, workers, listeners)
