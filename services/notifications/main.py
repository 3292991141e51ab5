"""Where notifications is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from services.notifications.channels.dispatcher import Dispatcher
from services.notifications.channels.file import FileChannel
from services.notifications.deliveries.card import CARD as DELIVERIES
from services.notifications.grants import GRANTS
from services.notifications.reactions import Requests
from services.notifications.recipients.card import CARD as RECIPIENTS
from services.notifications.settings import Settings
from services.notifications.words import SENTENCES
from shared.messaging.listener import Listener, ReactionListener
from shared.places import PlaceCopy, PlacesProjection
from shared.vocabulary.calendar import Clock, system_clock
from shared.vocabulary.refusals import Refusal
from shared.web.assembly import Assembly
from shared.web.card import Cards
from shared.web.health import Loop
from shared.web.refusals import NotFound
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

REQUESTS, PLACES = Requests(), PlacesProjection()
CARDS = Cards("notifications", (DELIVERIES, RECIPIENTS))
HEARERS = (REQUESTS, PLACES)
ASSEMBLY = Assembly(
    CARDS,
    Settings,
    Path(__file__).parent / "migrations",
    Sayings("services.notifications", SENTENCES, GRANTS),
    hearers=HEARERS,
)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Notifications, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


def _not_found(_place_id: UUID | None) -> Refusal:
    """A place out of reach is said to be no more than one that nobody knows."""
    return NotFound()


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with ASSEMBLY.opened(settings, clock) as opened:
        counter = opened.counter(PlaceCopy(opened.connections), _not_found)
        channel = FileChannel(settings.folder)
        dispatcher = Dispatcher(opened.transactions, opened.connections, channel)
        listening = ASSEMBLY.listening(settings)
        listeners: list[Loop] = [
            ReactionListener(listening, REQUESTS, opened.transactions, clock),
            Listener(listening, PLACES, clock),
        ]
        yield opened.parts(counter, [*opened.workers(), dispatcher], listeners)
