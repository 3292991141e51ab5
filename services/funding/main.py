"""Where funding is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.funding.allocations.card import CARD as ALLOCATIONS
from services.funding.awards.card import CARD as AWARDS
from services.funding.funds.card import CARD as FUNDS
from services.funding.funds.fund import Fund
from services.funding.grants import GRANTS
from services.funding.settings import Settings
from services.funding.words import SENTENCES
from shared.messaging.listener import Listener
from shared.places import PlaceCopy, PlacesProjection
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly
from shared.web.card import Cards
from shared.web.refusals import place_not_known_yet
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

PLACES = PlacesProjection()
CARDS = Cards("funding", (FUNDS, ALLOCATIONS, AWARDS))
HEARERS = (PLACES,)
ASSEMBLY = Assembly(
    CARDS,
    Settings,
    Path(__file__).parent / "migrations",
    Sayings("services.funding", SENTENCES, GRANTS),
    hearers=HEARERS,
    hot=frozenset({Fund}),  # many awards read one fund: kept, none waits for its turn at it
)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Funding, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with ASSEMBLY.opened(settings, clock) as opened:
        counter = opened.counter(PlaceCopy(opened.connections), place_not_known_yet)
        listeners = [Listener(ASSEMBLY.listening(settings), PLACES, clock)]
        yield opened.parts(counter, opened.workers(), listeners)
