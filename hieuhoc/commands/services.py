"""What the services run, for commands that run a part of it themselves."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from shared.eventstore.mapper import FactMapper
from shared.eventstore.read_models import Kind
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import View
from shared.messaging.listener import Projection, Reaction
from shared.messaging.relay import Outbox
from shared.telemetry.configuration import read
from shared.telemetry.lag import Reader
from shared.vocabulary.calendar import system_clock
from shared.web.assembly import Assembly


def listeners(service: str) -> Sequence[Projection | Reaction]:
    """Everything a service hears others with."""
    found: Sequence[Projection | Reaction] = import_module(
        f"services.{service}.main"
    ).ASSEMBLY.hearers
    return found


def views(service: str) -> Sequence[View]:
    """The views of its own log; of a service that keeps none, none."""
    found: Sequence[View] = import_module(f"services.{service}.main").CARDS.views
    return found


def rebuildable(service: str) -> list[Any]:
    """Projections of others' events, and views, that have tables of their own: what can be built
    anew. A reaction commands, and is never heard again from the beginning."""
    heard = [each for each in listeners(service) if not hasattr(each, "commands")]
    return [*heard, *(view for view in views(service) if view.tables)]


def is_heard(what: Any) -> bool:
    """From others."""
    return bool(what.kind is Kind.PROJECTION)


def mapper(service: str) -> FactMapper:
    """Reads the facts of its log."""
    return FactMapper(import_module(f"services.{service}.main").CARDS.facts)


def readers(service: str) -> Sequence[Reader]:
    """Everything of a service that can be behind, listeners and views."""
    found: Sequence[Reader] = import_module(f"services.{service}.main").ASSEMBLY.readers
    return found


def outbox(service: str) -> Outbox:
    """What a service that publishes tells the others."""
    found: Outbox = import_module(f"services.{service}.main").CARDS.outbox
    return found


@asynccontextmanager
async def transactions(service: str) -> AsyncIterator[Transactions]:
    """The way into the service's own log, as its environment says."""
    assembly: Assembly[Any] = import_module(f"services.{service}.main").ASSEMBLY
    async with assembly.opened(read(assembly.settings), system_clock) as opened:
        yield opened.transactions
