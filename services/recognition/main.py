"""Where recognition is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.recognition import outbox
from services.recognition.application import Recognition
from services.recognition.candidacies import api
from services.recognition.candidacies.api.desk import Desk
from services.recognition.candidacies.views import CandidaciesByBearer, PlacesByBearer
from services.recognition.grants import GRANTS
from services.recognition.reactions import Bearers
from services.recognition.settings import Settings
from services.recognition.words import SENTENCES
from shared.eventstore.connections import pool
from shared.eventstore.old_keys import OldKeys
from shared.eventstore.store import open_store
from shared.eventstore.views import Projector, View
from shared.messaging.listener import Listener, ReactionListener
from shared.messaging.places import PlaceCopy, PlacesProjection
from shared.messaging.relay import Relay, admission
from shared.telemetry.configuration import read
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly, brokers
from shared.web.health import Loop
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

FACTS = Recognition.facts
VIEWS: tuple[View, ...] = (CandidaciesByBearer(), PlacesByBearer())
HEARERS = (Bearers(), PlacesProjection())
SAYINGS = Sayings("services.recognition", SENTENCES, GRANTS)
SCHEMA = Path(__file__).parent / "migrations"
ASSEMBLY = Assembly("recognition", Settings, SCHEMA, SAYINGS, HEARERS, VIEWS)
OUTBOX = outbox.OUTBOX
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Recognition, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def application(
    settings: Settings | None = None, clock: Clock = system_clock
) -> AsyncIterator[Recognition]:
    """Recognition on its log, set up by its environment unless told otherwise."""
    known = settings or read(Settings)
    async with open_store(
        known.database, Recognition.facts, clock, admit=admission(outbox.OUTBOX)
    ) as store:
        yield Recognition(store)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with (
        application(settings, clock) as recognition,
        pool(settings.database, ASSEMBLY.name) as connections,
    ):
        mapper, listening = recognition.store.mapper, ASSEMBLY.listening(settings)
        workers: list[Loop] = [
            Relay(outbox.OUTBOX, settings.database, brokers(settings)),
            Projector(settings.database, mapper, VIEWS),
            OldKeys(recognition.store),
        ]
        listeners: list[Loop] = [
            ReactionListener(listening, Bearers(), recognition, clock),
            Listener(listening, PlacesProjection(), clock),
        ]
        desk = Desk(recognition, connections, PlaceCopy(connections), clock)
        health = ASSEMBLY.health(settings, connections)
        app = ASSEMBLY.application(settings, api.routes(desk))
        yield Parts(app, health, workers, listeners)
