"""Where recognition is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.recognition.candidacies.card import CARD as CANDIDACIES
from services.recognition.grants import GRANTS
from services.recognition.reactions import Bearers
from services.recognition.settings import Settings
from services.recognition.words import SENTENCES
from shared.messaging.listener import Listener, ReactionListener
from shared.places import PlaceCopy, PlacesProjection
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly
from shared.web.card import Cards
from shared.web.health import Loop
from shared.web.refusals import place_not_known_yet
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

BEARERS, PLACES = Bearers(), PlacesProjection()
CARDS = Cards("recognition", (CANDIDACIES,))
HEARERS = (BEARERS, PLACES)
ASSEMBLY = Assembly(
    CARDS,
    Settings,
    Path(__file__).parent / "migrations",
    Sayings("services.recognition", SENTENCES, GRANTS),
    hearers=HEARERS,
)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """Recognition, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    async with ASSEMBLY.opened(settings, clock) as opened:
        counter = opened.counter(PlaceCopy(opened.connections), place_not_known_yet)
        listening = ASSEMBLY.listening(settings)
        listeners: list[Loop] = [
            ReactionListener(listening, BEARERS, opened.transactions, clock),
            Listener(listening, PLACES, clock),
        ]
        yield opened.parts(counter, opened.workers(), listeners)
