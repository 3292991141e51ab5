"""Routers whose routes read bodies as `reading` does. An application takes no others."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from shared.web.reading import NotJson, decoded


class Sent(Request):
    """A request whose JSON has passed `decoded`."""

    async def json(self) -> Any:
        try:
            return decoded(await self.body())
        except NotJson:
            raise json.JSONDecodeError("not JSON", "", 0) from None


class Route(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_sent(request: Request) -> Response:
            return await handle(Sent(request.scope, request.receive))

        return handle_sent


class Router(APIRouter):
    """An APIRouter of such routes."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(route_class=Route, **settings)
