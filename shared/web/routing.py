"""Routers whose routes read bodies as `reading` does. An application takes no others."""

import json
from collections.abc import Callable, Coroutine, Iterator
from http import HTTPStatus
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from shared.web import problems
from shared.web.actions import OPEN_TO_ALL, actions_of
from shared.web.identity import principal
from shared.web.own_writes import HEADERS
from shared.web.reading import NotJson, decoded


class Sent(Request):
    """A request whose JSON has passed `decoded`, once for all who ask."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            try:
                self._json = decoded(await self.body())
            except NotJson:
                raise json.JSONDecodeError("not JSON", "", 0) from None
        return self._json


PROBLEM: Final[dict[str, Any]] = {
    "description": "A refusal (RFC 9457)",
    "content": {problems.MEDIA_TYPE: {"schema": problems.SCHEMA}},
}
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {"4XX": PROBLEM, "5XX": PROBLEM}
TEXT: Final = {"type": "string"}
Dependency = TypeVar("Dependency", bound=Callable[..., Any])


def says(dependency: Dependency, *headers: str) -> Dependency:
    """Declares headers that the answers of every route have which depends on this."""
    dependency.says = headers  # type: ignore[attr-defined]  # read back by _said_by
    return dependency


def _said_by(dependant: Dependant) -> Iterator[str]:
    for dependency in dependant.dependencies:
        yield from getattr(dependency.call, "says", ())
        yield from _said_by(dependency)


class Route(APIRoute):
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if said := dict.fromkeys(_said_by(self.dependant)):
            told = {name: {"description": HEADERS[name], "schema": TEXT} for name in said}
            self.responses = {
                **self.responses,
                self.status_code or HTTPStatus.OK: {"headers": told},
            }

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Who asks is known, and has not asked too much, before the body is read."""
        handle = super().get_route_handler()
        action = next(actions_of(self.dependant), OPEN_TO_ALL)

        async def handle_sent(request: Request) -> Response:
            if action != OPEN_TO_ALL:
                officer = await principal(request)
                await request.app.state.allowances.take(officer, action)
            return await handle(Sent(request.scope, request.receive))

        return handle_sent


class Router(APIRouter):
    """An APIRouter of such routes, each of which may answer with a refusal."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(route_class=Route, responses=PROBLEMS, **settings)
