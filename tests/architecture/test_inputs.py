"""Every field, parameter and header of every service is of a type that takes what it says only."""

import importlib
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from shared.web.application import Door, create_application
from shared.web.card import Cards
from shared.web.counter import Counter
from shared.web.inputs import unguarded
from tests.support.sayings import SAYINGS
from tests.support.sources import SERVICES
from tests.web.tokens import Provider


def routers(service: str) -> Sequence[APIRouter]:
    """As the service makes them; nothing is asked of them here, so they need no database."""
    cards: Cards = importlib.import_module(f"services.{service}.main").CARDS
    if cards.cards:
        return cards.routers(cast(Counter, SimpleNamespace(connections=None)))
    made: Any = importlib.import_module(f"services.{service}.api.routes").routes(None)
    return [made] if isinstance(made, APIRouter) else list(made)


@cache
def application(service: str) -> FastAPI:
    """Made once for all tests: they ask it, and change nothing of it."""
    door = Door(service, Provider().identity(), sayings=SAYINGS[service])
    return create_application(door, routers(service))


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_taken_in_that_nobody_looks_at(service: str) -> None:
    app = application(service)
    paths = [
        context.path
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute)
    ]
    assert any(str(path).startswith(f"/{service}/v1") for path in paths)
    assert list(unguarded(app)) == [], "use the types of shared.web.values"
