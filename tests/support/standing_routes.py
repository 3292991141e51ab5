"""The routes of a service, made once for all its doors in this process: to make hundreds of them
takes longer than most tests do. Each request is answered at the counter of its own door."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast
from unittest.mock import patch

from fastapi import APIRouter, FastAPI
from starlette.types import Receive, Scope, Send

from shared.web.card import Cards
from shared.web.counter import Counter

_counter: ContextVar[Counter] = ContextVar("counter of the door that is knocked at")
_made: dict[str, list[APIRouter]] = {}
_routers = Cards.routers


class _CounterOfTheDoor:
    """Whichever door is knocked at; routes look at it when they are asked."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_counter.get(), name)


@contextmanager
def standing_routes() -> Iterator[None]:
    """An application that is made meanwhile answers with the routes that stand; `at_its_counter`
    says where."""

    def routers(cards: Cards, _counter: Counter) -> Sequence[APIRouter]:
        if cards.service not in _made:
            _made[cards.service] = _routers(cards, cast(Counter, _CounterOfTheDoor()))
        return _made[cards.service]

    with patch.object(Cards, "routers", routers):
        yield


def at_its_counter(app: FastAPI) -> Any:
    """The application, as a door hands it what is asked."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        _counter.set(app.state.counter)
        await app(scope, receive, send)

    return asked
