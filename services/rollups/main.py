"""Where rollups is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

import shared.messaging
from services.rollups.api import routes
from services.rollups.api.asked import Counter
from services.rollups.inbox.cells import CellsProjection
from services.rollups.inbox.rebuild import Told, rebuild
from services.rollups.settings import Settings
from services.rollups.views.answers import Answers
from services.rollups.views.freshness import Freshness
from services.rollups.views.tables import MIGRATIONS
from shared.eventstore.connections import pool
from shared.eventstore.migrations import migrate
from shared.messaging.brokers import Brokers
from shared.messaging.listener import Listener, ListenerSettings
from shared.messaging.places import PlaceCopy, PlacesProjection
from shared.telemetry.configuration import read
from shared.telemetry.pools import Pool
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.application import Door, create_application
from shared.web.health import Health, database_answers
from shared.web.identity import Identity, Keys
from shared.web.progress import collectors, readers
from shared.web.roles import Parts, Service

NAME = "rollups"
HEARERS = (PlacesProjection(), CellsProjection())
FOLDERS = (Path(shared.messaging.__path__[0]) / "migrations", MIGRATIONS)


def service(settings: Settings | None = None) -> Service:
    """Rollups, set up by its environment unless told otherwise."""
    known = settings or read(Settings)
    return Service(
        NAME,
        migrate=lambda: migrate(known.database, *FOLDERS),
        parts=lambda: parts(known),
        host=known.host,
        port=known.port,
    )


async def rebuild_cells(settings: Settings, told: Told = lambda _: None) -> None:
    """Everything counted again from what was published, as the owner of the schema; see
    `inbox.rebuild`. `told` hears how much has been heard, 0 to 1."""
    await rebuild(_listening(settings), told)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with pool(settings.database, NAME) as connections:
        counter = Counter(Answers(connections), PlaceCopy(connections).refreshed, clock)
        health = _health(settings, connections)
        listeners = [Listener(_listening(settings), each) for each in HEARERS]
        yield Parts(_application(settings, health, counter), health, listeners=listeners)


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
    reading = readers(HEARERS, ())
    asked = collectors(NAME, settings.database, brokers, reading, [connections])
    return Health(
        NAME,
        checks={"database": database_answers(settings.database)},
        collectors=[*asked, Freshness(settings.database)],
    )


def _application(settings: Settings, health: Health, counter: Counter) -> FastAPI:
    keys = Keys(settings.identity_keys)
    identity = Identity(settings.identity_issuer, settings.identity_audience, keys)
    return create_application(Door(NAME, identity, health), [routes(counter)])
