"""What is put together alike in every service, so that its `main.py` holds only what differs."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from fastapi import APIRouter, FastAPI
from psycopg_pool import AsyncConnectionPool

import shared.messaging
import shared.places
from shared.eventstore.appending.old_keys import OldKeys
from shared.eventstore.due.loop import DueDays
from shared.eventstore.due.occurrence import Due, numbers_waiting
from shared.eventstore.migrations import PATIENCE, migrate, require_migrated
from shared.eventstore.numbers import Numbers
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import Projector
from shared.messaging.brokers import Brokers
from shared.messaging.listener import ListenerSettings
from shared.messaging.listener.settings import Hearer
from shared.messaging.relay import Relay, admission
from shared.postgres.connections import pool
from shared.telemetry import metrics
from shared.telemetry.configuration import ServiceSettings, read
from shared.telemetry.kafka import Login
from shared.telemetry.lag import Reader
from shared.telemetry.pools import Pool, Pools
from shared.vocabulary.calendar import Clock
from shared.vocabulary.refusals import Refusal
from shared.web.allowances import Allowances
from shared.web.application import Door, create_application
from shared.web.card import Cards
from shared.web.counter import Counter, Places
from shared.web.doors import Limits
from shared.web.health import Health, Loop, database_answers
from shared.web.identity import Identity
from shared.web.keys import Keys
from shared.web.own_writes import OwnWrites
from shared.web.progress import progress_of, readers
from shared.web.receipts import Receipts
from shared.web.recording import log_takes_facts
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings
from shared.web.waiting import Waiting

Settings = TypeVar("Settings", bound=ServiceSettings)


class ListeningSettings(Protocol):
    """The settings of a service that listens."""

    @property
    def database(self) -> str: ...
    @property
    def kafka(self) -> str: ...
    @property
    def kafka_prefix(self) -> str: ...
    @property
    def kafka_login(self) -> Login: ...
    @property
    def member(self) -> str: ...
    @property
    def session_timeout(self) -> float: ...


@dataclass(frozen=True)
class Assembly(Generic[Settings]):
    """A service by its cards: what it reads from the environment, the folder of its own migrations,
    what it says and nobody else does, what it hears others with, which states of its log are
    `hot` (see `Transactions`), how much its routes take in, and what falls `due` in it."""

    cards: Cards
    settings: type[Settings]
    schema: Path
    sayings: Sayings
    hearers: Sequence[Hearer] = ()
    hot: frozenset[type[Any]] = frozenset()
    limits: Limits = field(default_factory=Limits)
    due: Sequence[Due] = ()

    @property
    def name(self) -> str:
        return self.cards.service

    @property
    def migrations(self) -> tuple[Path, ...]:
        """The folders of everything its database needs, beside the event store's own."""
        drawers = (shared.messaging, shared.places)
        return *(Path(each.__path__[0]) / "migrations" for each in drawers), self.schema

    @property
    def readers(self) -> list[Reader]:
        """Everything that reads: what it hears with, and its views."""
        return readers(self.hearers, self.cards.views)

    def service(
        self,
        parts: Callable[[Settings], AbstractAsyncContextManager[Parts]],
        settings: Settings | None = None,
    ) -> Service:
        """What `roles.run` runs, set up by its environment unless told otherwise."""
        known = settings or read(self.settings)
        return Service(
            self.name,
            migrate=lambda: migrate(known.database, *self.migrations, patience=PATIENCE),
            parts=lambda: self._on_known_schema(known, parts),
            host=known.host,
            port=known.port,
            operations_port=known.operations_port,
        )

    @asynccontextmanager
    async def _on_known_schema(
        self, settings: Settings, parts: Callable[[Settings], AbstractAsyncContextManager[Parts]]
    ) -> AsyncIterator[Parts]:
        """Raises SchemaBehind before anything is opened."""
        await require_migrated(settings.database, *self.migrations)
        async with parts(settings) as opened:
            yield opened

    @asynccontextmanager
    async def opened(self, settings: Settings, clock: Clock) -> AsyncIterator["Opened[Settings]"]:
        """The log and the connections, closed at the end."""
        cards, dsn = self.cards, settings.database
        async with (
            open_store(dsn, cards.facts, clock, admit=admission(cards.outbox)) as store,
            pool(dsn, self.name) as connections,
        ):
            transactions = Transactions(store, self.hot)
            yield Opened(self, settings, clock, transactions, connections)

    def listening(self, settings: ListeningSettings) -> ListenerSettings:
        return ListenerSettings(
            self.name,
            settings.database,
            settings.kafka,
            settings.kafka_prefix,
            settings.member,
            settings.session_timeout,
            login=settings.kafka_login,
        )

    def health(self, settings: Settings, connections: Pool) -> Health:
        """Ready while the database answers; shows how far everything that reads has come."""
        dsn = settings.database
        progress = progress_of(self.name, dsn, brokers(settings), self.readers)
        return Health(
            self.name,
            checks={"database": database_answers(dsn), "log": log_takes_facts(dsn)},
            collectors=[Pools(self.name, [connections])],
            of_service=[progress],
        )

    def application(self, settings: Settings, routers: Sequence[APIRouter]) -> FastAPI:
        """The HTTP face, for officers whom the issuer of the settings vouches for."""
        keys = Keys(settings.identity_keys)
        identity = Identity(settings.identity_issuer, settings.identity_audience, keys)
        allowances = Allowances(settings.requests_a_minute, self.sayings.shares)
        door = Door(self.name, identity, allowances, self.limits, sayings=self.sayings)
        return create_application(door, routers)


@dataclass(frozen=True)
class Opened(Generic[Settings]):
    """A service whose connections are open."""

    assembly: Assembly[Settings]
    settings: Settings
    clock: Clock
    transactions: Transactions
    connections: AsyncConnectionPool[Any]

    def counter(
        self, places: Places, unknown: Callable[[UUID | None], Refusal], *beside: object
    ) -> Counter:
        """Where its routes work; `unknown` is how it refuses a place that it does not know,
        `beside` what else they need."""
        line = self.transactions.store.line
        own = OwnWrites(Receipts(line), Waiting(line, self.assembly.cards.views))
        return Counter(
            self.transactions, self.connections, places, self.clock, unknown, own, beside
        )

    def workers(self) -> list[Loop]:
        """What every service does beside answering: tell, show, forget old keys, do what is due."""
        store, dsn = self.transactions.store, self.settings.database
        cards = self.assembly.cards
        relay = [Relay(cards.outbox, dsn, brokers(self.settings))] if cards.tells else []
        due = self.assembly.due
        days = [DueDays(self.transactions, self.connections, due, self.clock)] if due else []
        return [*relay, Projector(dsn, store.mapper, cards.views), OldKeys(store), *days]

    def parts(
        self, counter: Counter, workers: Sequence[Loop], listeners: Sequence[Loop] = ()
    ) -> Parts:
        cards = self.assembly.cards
        app = self.assembly.application(self.settings, cards.routers(counter))
        app.state.counter = counter
        health = self.assembly.health(self.settings, self.connections)
        if due := numbers_waiting(cards.service, self.assembly.due):
            dsn, clock = self.settings.database, self.clock
            health.of_service.append(Numbers(metrics.DUE_WAITING, dsn, clock, due))
        return Parts(app, health, workers, listeners, [counter.own_writes.waiting])


def brokers(settings: ServiceSettings) -> Brokers:
    return Brokers.told(settings)
