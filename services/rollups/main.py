"""Where rollups is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.rollups.api import routes
from services.rollups.api.asked import Counter
from services.rollups.grants import GRANTS
from services.rollups.inbox.cells import CellsProjection
from services.rollups.inbox.rebuild import Told, rebuild
from services.rollups.settings import Settings
from services.rollups.views import tables
from services.rollups.views.answers import Answers
from services.rollups.views.freshness import Freshness
from services.rollups.words import SENTENCES
from shared.eventstore.log.format import require_format
from shared.messaging.listener import Listener
from shared.places import PlaceCopy, PlacesProjection
from shared.postgres.connections import connect, pool
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly
from shared.web.card import Cards
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

HEARERS = (PlacesProjection(), CellsProjection())
SAYINGS = Sayings("services.rollups", SENTENCES, GRANTS)
CARDS = Cards("rollups", ())  # it keeps no facts of its own
ASSEMBLY = Assembly(CARDS, Settings, tables.MIGRATIONS, SAYINGS, HEARERS)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Rollups, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


async def rebuild_cells(settings: Settings, told: Told = lambda _: None) -> None:
    """Everything counted again from what was published, as the owner of the schema; see
    `inbox.rebuild`. `told` hears how much has been heard, 0 to 1. Raises AnotherFormat before
    anything is changed."""
    with connect(settings.database, "rebuild") as connection:
        require_format(connection)
    await rebuild(ASSEMBLY.listening(settings), told)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with pool(settings.database, ASSEMBLY.name) as connections:
        counter = Counter(Answers(connections), PlaceCopy(connections).refreshed, clock)
        listeners = [Listener(ASSEMBLY.listening(settings), each, clock) for each in HEARERS]
        health = ASSEMBLY.health(settings, connections)
        health.of_service.append(Freshness(settings.database))
        app = ASSEMBLY.application(settings, [routes(counter)])
        yield Parts(app, health, listeners=listeners)
