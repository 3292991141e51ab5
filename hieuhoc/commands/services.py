"""What the services run, for commands that run a part of it themselves."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module

from shared.eventstore.mapper import FactMapper
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import View
from shared.messaging.listener import Projection, Reaction
from shared.messaging.relay import Outbox
from shared.telemetry.lag import Reader


def listeners(service: str) -> Sequence[Projection | Reaction]:
    """Everything a service hears others with."""
    found: Sequence[Projection | Reaction] = import_module(f"services.{service}.main").HEARERS
    return found


def views(service: str) -> Sequence[View]:
    """The views of its own log; of a service that keeps none, none."""
    found: Sequence[View] = getattr(import_module(f"services.{service}.main"), "VIEWS", ())
    return found


def mapper(service: str) -> FactMapper:
    """Reads the facts of its log."""
    return FactMapper(import_module(f"services.{service}.main").FACTS)


def readers(service: str) -> Sequence[Reader]:
    """Everything of a service that can be behind, listeners and views."""
    found: Sequence[Reader] = import_module(f"services.{service}.main").ASSEMBLY.readers
    return found


def outbox(service: str) -> Outbox:
    """What a service that publishes tells the others."""
    found: Outbox = import_module(f"services.{service}.main").OUTBOX
    return found


@asynccontextmanager
async def application(service: str) -> AsyncIterator[Transactions]:
    """The service's application on its own log, as its environment says."""
    async with import_module(f"services.{service}.main").application() as opened:
        yield opened
