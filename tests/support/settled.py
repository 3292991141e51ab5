"""Databases of a service with the places of `land`, as one finds them that ran for a while: every
view has seen them. To be told them anew takes each test longer than what it asks."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from uuid import uuid4

import psycopg

from services.registry.places.changing import Importer, change_places
from shared.eventstore.facts import Origin
from shared.eventstore.mapper import FactMapper
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import catch_up
from shared.places import COPY
from shared.web.card import Cards
from tests.support import land
from tests.support.databases import Databases

SYSTEM = Importer(Origin("system:test", uuid4()))


def cards_of(service: str) -> Cards:
    cards: Cards = import_module(f"services.{service}.main").CARDS
    return cards


@contextmanager
def settled(databases: Databases, service: str) -> Iterator[str]:
    """The address of one that nobody else has."""
    with databases.prepared(f"{service} on land", lambda dsn: _prepare(service, dsn)) as dsn:
        yield dsn


def _prepare(service: str, dsn: str) -> None:
    migrate(dsn, *import_module(f"services.{service}.main").MIGRATIONS)
    with ThreadPoolExecutor(1) as aside:  # who asks may have a loop of its own
        aside.submit(asyncio.run, settle(service, dsn)).result()
    cards = cards_of(service)
    mapper = FactMapper(cards.facts)
    with psycopg.connect(dsn, autocommit=True) as connection:
        for view in cards.views:
            while catch_up(connection, mapper, view):
                pass


async def settle(service: str, dsn: str) -> None:
    """Tells it the places."""
    if service == "registry":
        async with open_store(dsn, cards_of(service).facts) as store:
            await change_places(Transactions(store), land.PLACES, SYSTEM)
    else:
        with psycopg.connect(dsn) as connection:
            COPY.insert(connection.cursor(), list(enumerate(land.HEARD, 1)))
