"""Routers whose routes read bodies as `reading` does. An application takes no others."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from shared.web.actions import OPEN_TO_ALL, actions_of
from shared.web.identity import principal
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


class Route(APIRoute):
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
    """An APIRouter of such routes."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(route_class=Route, **settings)
