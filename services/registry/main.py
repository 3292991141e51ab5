"""Where the register is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.registry import api, outbox
from services.registry.api.desk import Desk
from services.registry.application import Registry
from services.registry.clans.card import CARD as CLANS
from services.registry.domain.territory import PlaceUnknown
from services.registry.grants import GRANTS, SHARES
from services.registry.settings import Settings
from services.registry.vault import (
    ErasedPeople,
    MasterKey,
    OrphanSweep,
    Refolding,
    open_search,
    open_vault,
)
from services.registry.views import CentresByPlace, ClassesByDay, FamiliesByPlace, PlacesView
from services.registry.words import SENTENCES
from shared.eventstore.connections import pool
from shared.eventstore.old_keys import OldKeys
from shared.eventstore.store import open_store
from shared.eventstore.views import Projector, View
from shared.messaging.relay import Relay, admission
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly, brokers
from shared.web.counter import Counter
from shared.web.health import Loop
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

CARDS = (CLANS,)
OUTBOX = outbox.telling(CARDS)
FACTS = (*Registry.facts, *(fact for each in CARDS for fact in each.facts))
VIEWS: tuple[View, ...] = (
    *(view for each in CARDS for view in each.views),
    PlacesView(),
    FamiliesByPlace(),
    CentresByPlace(),
    ClassesByDay(),
    ErasedPeople(),
)
SAYINGS = Sayings("services.registry", SENTENCES, GRANTS, shares=SHARES)
SCHEMA = Path(__file__).parent / "migrations"
ASSEMBLY = Assembly("registry", Settings, SCHEMA, SAYINGS, views=VIEWS)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """The register, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    key = MasterKey.from_base64(settings.vault_key.get_secret_value())
    async with (
        open_store(settings.database, FACTS, clock, admit=admission(OUTBOX)) as store,
        open_vault(settings.database, key) as vault,
        open_search(settings.database, key) as search,
        pool(settings.database, ASSEMBLY.name) as connections,
    ):
        desk = Desk(Registry(store), vault, search, connections, clock)
        workers: list[Loop] = [
            Relay(OUTBOX, settings.database, brokers(settings)),
            Projector(settings.database, store.mapper, VIEWS),
            OrphanSweep(settings.database, clock),
            Refolding(settings.database, key),
            OldKeys(store),
        ]
        health = ASSEMBLY.health(settings, connections)
        counter = Counter(
            desk.registry, connections, desk.registry, clock, lambda at: PlaceUnknown(place=at)
        )
        routers = [*api.routes(desk), *(r for each in CARDS for r in each.routes(counter))]
        app = ASSEMBLY.application(settings, routers)
        app.state.counter = counter
        yield Parts(app, health, workers)
