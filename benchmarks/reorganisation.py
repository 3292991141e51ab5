"""A province is reorganised by one document: its 15 districts end, its 188 communes become 60 of
another province, and its 2,000 hamlets go with them.

    python -m benchmarks.reorganisation

On the register with all places of Vietnam on its books: decided and appended, and then until the
copy of the tree that rollups keeps has all of it, through the relay, Kafka and a listener.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from uuid import UUID

import psycopg

from benchmarks.rollups import servers
from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import data_folder, read
from services.registry.main import CARDS
from services.registry.main import MIGRATIONS as OF_REGISTRY
from services.registry.places.api.reorganising import reorganising
from services.registry.places.changing import Importer, change_places, import_places
from services.registry.places.territory.facts import PlaceEstablished
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.territory.reorganisation.document import Document, Row
from services.registry.places.territory.territory import Territory
from services.registry.places.tree import TheTree
from services.rollups.main import MIGRATIONS as OF_ROLLUPS
from shared.eventstore.facts import Origin
from shared.eventstore.migrations import migrate
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.listener import Listener, ListenerSettings
from shared.messaging.relay import Relay
from shared.places import COPY, PlacesProjection
from shared.vocabulary.identifiers import derived_id, new_id
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.identity import Grant

DISTRICTS, COMMUNES, HEIRS, HAMLETS = 15, 188, 60, 2_000
DAY, TODAY = date(2027, 7, 1), date(2027, 1, 1)
BY = Importer(Origin("import:benchmark", new_id()))
ANYTHING = Permit((Grant("system", None, "subtree"),), "registry.place.reorganise")
OLD, OTHER = "03", "05"
"""Codes that no list of provinces has."""


def measure() -> list[str]:
    """The lines of the table. Starts servers of its own and ends them."""
    with servers() as (dsn, bootstrap):
        server = dsn.rpartition("/")[0]
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("create database register")
            connection.execute("create database figures")
        migrate(f"{server}/register", *OF_REGISTRY)
        migrate(f"{server}/figures", *OF_ROLLUPS)
        brokers = Brokers(bootstrap, "bench.")
        topics.apply(brokers)
        enacted, seen = asyncio.run(timed(server, brokers))
    size = f"{DISTRICTS} districts, {COMMUNES} communes into {HEIRS}, {HAMLETS:,} hamlets"
    what = f"a province reorganised ({size}): decided and appended"
    return [
        f"| {what} | {enacted:.2f} s | – | – | ≤ 3 s |",
        f"| … then to be seen in the tree of rollups | {seen:.2f} s | – | – | ≤ 10 s |",
    ]


async def timed(server: str, brokers: Brokers) -> tuple[float, float]:
    """Seconds until it is recorded, and from then on until it is seen."""
    async with open_store(f"{server}/register", CARDS.facts) as store, telling(server, brokers):
        register = Transactions(store, frozenset({Territory}))
        await import_places(register, place_proposals(read(data_folder())), BY)
        await change_places(register, [*province()], BY)
        await asyncio.to_thread(seen, server)
        caller = await asker(store)
        began = time.perf_counter()
        answer = await register.execute(reorganising(document(), caller))
        enacted = time.perf_counter() - began
        assert answer["hamlets_moved"] == HAMLETS
        await asyncio.to_thread(seen, server)
        return enacted, time.perf_counter() - began - enacted


@asynccontextmanager
async def telling(server: str, brokers: Brokers) -> AsyncIterator[None]:
    """The register's relay, and what rollups hear of places with."""
    stop = asyncio.Event()
    settings = ListenerSettings("rollups", f"{server}/figures", brokers.bootstrap, brokers.prefix)
    work = [
        Relay(CARDS.outbox, f"{server}/register", brokers).run(stop),
        Listener(settings, PlacesProjection()).run(stop),
    ]
    running = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*running)


def seen(server: str) -> None:
    """Until the copy has every line of the register's log."""
    told = "select count(*) from log where type like 'registry.place-%'"
    heard = f"select count(*) from {COPY.name}"
    while _counted(f"{server}/figures", heard) < _counted(f"{server}/register", told):
        time.sleep(0.05)


def _counted(dsn: str, query: str) -> int:
    with psycopg.connect(dsn) as connection:
        row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


async def asker(store: Store) -> Caller:
    tree = await TheTree(store).refreshed()
    return Caller(ANYTHING, BY.origin, None, TODAY, tree, lambda _: PlaceUnknown(place=""))


def province() -> Iterator[PlaceEstablished]:
    def place(level: str, code: str, parent: UUID | None) -> PlaceEstablished:
        place_id = derived_id("benchmark", code)
        return PlaceEstablished(place_id, level, "x", f"Nơi {code}", code, parent, None)

    yield (old := place("province", OLD, None))
    yield place("province", OTHER, None)
    districts = [place("district", f"{3000 + n}", old.place_id) for n in range(DISTRICTS)]
    yield from districts
    communes = [
        place("commune", f"99{n:03}", districts[n % DISTRICTS].place_id) for n in range(COMMUNES)
    ]
    yield from communes
    for n in range(HAMLETS):
        hamlet, commune = derived_id("benchmark", "hamlet", n), communes[n % COMMUNES].place_id
        yield PlaceEstablished(hamlet, "hamlet", "ap", f"Ấp {n}", None, commune, None)


def document() -> Document:
    made = [
        Row("made", level="commune", kind="xa", name=f"Xã {n}", code=f"98{n:03}", parent=OTHER)
        for n in range(HEIRS)
    ]
    whole = [Row("whole", f"99{n:03}", f"98{n % HEIRS:03}") for n in range(COMMUNES)]
    ended = [Row("ended", f"{3000 + n}") for n in range(DISTRICTS)]
    rows = (*made, *whole, *ended, Row("whole", OLD, OTHER))
    return Document.made_of("202/2027/QH16", DAY, rows)


if __name__ == "__main__":
    print("\n".join(measure()))
