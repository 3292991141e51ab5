"""Where funding is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.funding import api, outbox
from services.funding.api import Desk
from services.funding.application import Funding
from services.funding.grants import GRANTS
from services.funding.settings import Settings
from services.funding.views import AwardsByFund, Funds
from services.funding.words import SENTENCES
from shared.eventstore.connections import pool
from shared.eventstore.old_keys import OldKeys
from shared.eventstore.store import open_store
from shared.eventstore.views import Projector, View
from shared.messaging.listener import Listener
from shared.messaging.places import PlaceCopy, PlacesProjection
from shared.messaging.relay import Relay, admission
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly, brokers
from shared.web.health import Loop
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

FACTS = Funding.facts
VIEWS: tuple[View, ...] = (Funds(), AwardsByFund())
HEARERS = (PlacesProjection(),)
SAYINGS = Sayings(SENTENCES, GRANTS)
SCHEMA = Path(__file__).parent / "migrations"
ASSEMBLY = Assembly("funding", Settings, SCHEMA, SAYINGS, HEARERS, VIEWS)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Funding, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with (
        open_store(
            settings.database, Funding.facts, clock, admit=admission(outbox.OUTBOX)
        ) as store,
        pool(settings.database, ASSEMBLY.name) as connections,
    ):
        workers: list[Loop] = [
            Relay(outbox.OUTBOX, settings.database, brokers(settings)),
            Projector(settings.database, store.mapper, VIEWS),
            OldKeys(store),
        ]
        listeners = [Listener(ASSEMBLY.listening(settings), each, clock) for each in HEARERS]
        desk = Desk(Funding(store), connections, PlaceCopy(connections), clock)
        health = ASSEMBLY.health(settings, connections)
        app = ASSEMBLY.application(settings, [api.routes(desk)])
        yield Parts(app, health, workers, listeners)
