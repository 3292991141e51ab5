"""Where rollups is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.rollups.api.routes import routes
from services.rollups.grants import GRANTS
from services.rollups.inbox.cells import CellsProjection
from services.rollups.inbox.populations import PopulationsProjection
from services.rollups.settings import Settings
from services.rollups.views import tables
from services.rollups.views.answers import Answers
from services.rollups.views.freshness import Freshness
from services.rollups.views.known import KnownTrees
from services.rollups.words import SENTENCES
from shared.messaging.listener import Listener
from shared.places import PlaceCopy, PlacesProjection
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly
from shared.web.card import Card, Cards
from shared.web.refusals import place_not_known_yet
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

HEARERS = (PlacesProjection(), CellsProjection(), PopulationsProjection())
SAYINGS = Sayings("services.rollups", SENTENCES, GRANTS)
FIGURES = Card(
    name="figures",
    facts=(),  # it keeps none of its own
    routes=routes,
    actions=("rollups.figure.read", "rollups.figure.list"),
)
CARDS = Cards("rollups", (FIGURES,))
ASSEMBLY = Assembly(CARDS, Settings, tables.MIGRATIONS, SAYINGS, HEARERS)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Rollups, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with ASSEMBLY.opened(settings, clock) as opened:
        beside = (Answers(opened.connections, HEARERS), KnownTrees())
        counter = opened.counter(PlaceCopy(opened.connections), place_not_known_yet, *beside)
        listeners = [Listener(ASSEMBLY.listening(settings), each, clock) for each in HEARERS]
        running = opened.parts(counter, [], listeners)
        running.health.of_service.append(Freshness(settings.database))
        yield running
