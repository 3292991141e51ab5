"""What the services run, for commands that run a part of it themselves."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module

from shared.eventstore.application import Application
from shared.messaging.listener import Ordering, Projection


def listeners(service: str) -> Sequence[Projection | Ordering]:
    """Everything a service hears others with."""
    found: Sequence[Projection | Ordering] = import_module(f"services.{service}.main").HEARERS
    return found


@asynccontextmanager
async def application(service: str) -> AsyncIterator[Application]:
    """The service's application on its own log, as its environment says."""
    async with import_module(f"services.{service}.main").application() as opened:
        yield opened
