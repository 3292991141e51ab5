"""What every request passes, from the outside in: who is speaking about what, how much, how long.

Plain ASGI, so that bodies are counted while they stream and a fault is logged exactly once.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import structlog
from fastapi import FastAPI, Request
from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.postgres.connections import is_away, took_too_long
from shared.telemetry import metrics
from shared.telemetry.logs import logger
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.tracing import exact_traceparent
from shared.web import problems, refusals
from shared.web.own_writes import SAID, Said

log = logger(__name__)

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
CLIENT_GONE: Final = 499
"""What is counted when nobody is there to be answered, as by many proxies."""
LENGTH: Final = re.compile(r"[0-9]{1,18}")
SECURITY_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True)
class Limits:
    """Bytes a body may have. `bodies`: paths whose JSON may be of another size. `uploads`: path
    beginnings with a limit of their own, where any content type is taken."""

    body: int = 1_000_000
    uploads: Mapping[str, int] = field(default_factory=dict)
    bodies: Mapping[str, int] = field(default_factory=dict)

    def upload(self, path: str) -> int | None:
        fitting = (limit for start, limit in self.uploads.items() if path.startswith(start))
        return next(fitting, None)


class Conversation:
    """Gives each request its correlation id (the caller's, if it is a UUID), says it in the
    answer and in every log line, and puts the security headers on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        correlation_id = _identity(_said_once(headers, "x-correlation-id") or "") or new_id()
        state = scope.setdefault("state", {})
        state["correlation_id"] = correlation_id
        state["traceparent"] = exact_traceparent(_said_once(headers, "traceparent"))

        said = Said()
        SAID.set(said)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                given["X-Correlation-Id"] = str(correlation_id)
                given.update(said.headers)
                for name, value in SECURITY_HEADERS.items():
                    given.setdefault(name, value)
            await send(message)

        with structlog.contextvars.bound_contextvars(correlation_id=str(correlation_id)):
            await self.app(scope, receive, send_on)


class Observation:
    """Measures each request by its route's template, and answers for faults: logged once, 500
    (503 while the database is away)."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self.app = app
        self.service = service
        self._templates: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = time.perf_counter()
        try:
            await self.app(scope, receive, send_on)
        except ClientDisconnect:
            status = status or CLIENT_GONE
        except Exception as fault:
            await self._answer_for(fault, scope, receive, send_on, begun=status != 0)
        finally:
            self._measure(scope, status, time.perf_counter() - began)

    async def _answer_for(
        self, fault: Exception, scope: Scope, receive: Receive, send: Send, *, begun: bool
    ) -> None:
        away = is_away(fault)
        if took_too_long(fault):
            log.error("a question took too long", route=self._template(scope))
        else:
            log.error("database away" if away else "request failed", exc_info=fault)
        if begun:  # half an answer was sent: the server breaks off, which tells the caller
            return
        request = Request(scope)
        refusal: Refusal = refusals.Unavailable()
        if not away:
            refusal = refusals.Unexpected(correlation_id=request.state.correlation_id)
        await problems.answer(request, refusal)(scope, receive, send)

    def _measure(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = self._template(scope)
        metrics.HTTP_REQUEST_DURATION.labels(
            self.service, method, route, f"{status // 100 or 5}xx"
        ).observe(seconds)

    def _template(self, scope: Scope) -> str:
        endpoint = scope.get("endpoint")
        if endpoint is None:
            return "unmatched"
        if not self._templates:
            app: FastAPI = scope["app"]
            self._templates = {
                route.endpoint: route.path or "unmatched"
                for route in iter_route_contexts(app.routes)
            }
        return self._templates.get(endpoint, "unmatched")


class Gate:
    """Refuses bodies that are too large or not JSON before anything reads them."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = self.limits.upload(scope["path"])
        own = self.limits.bodies.get(scope["path"], self.limits.body)
        limit = own if upload is None else upload
        if refusal := _refusal_of(Headers(scope=scope), limit, anything=upload is not None):
            await problems.answer(Request(scope), refusal)(scope, receive, send)
            return
        heard = 0

        async def receive_limited() -> Message:
            nonlocal heard
            message = await receive()
            heard += len(message.get("body", b""))
            if heard > limit:
                raise refusals.BodyTooLarge(limit=limit)
            return message

        await self.app(scope, receive_limited, send)


class Head:
    """Answers HEAD wherever GET is answered, with the headers alone. Counted as HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked: Scope = {**scope, "method": "GET"}
        try:
            await self.app(asked, receive, send_head)
        finally:
            scope["endpoint"] = asked.get("endpoint")


def _said_once(headers: Headers, name: str) -> str | None:
    """None also when it is said several times, by proxies say: then it may be anybody's."""
    said = headers.getlist(name)
    return said[0] if len(said) == 1 else None


def _refusal_of(headers: Headers, limit: int, *, anything: bool) -> Refusal | None:
    length = headers.get("content-length", "0")
    if not LENGTH.fullmatch(length):
        return refusals.RequestUnreadable()
    if int(length) > limit:
        return refusals.BodyTooLarge(limit=limit)
    has_body = int(length) > 0 or "transfer-encoding" in headers
    if has_body and not anything and not _is_json(headers.get("content-type", "")):
        return refusals.ContentTypeUnsupported()
    return None


def _is_json(content_type: str) -> bool:
    media = content_type.partition(";")[0].strip().lower()
    return media == "application/json" or (
        media.startswith("application/") and media.endswith("+json")
    )


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
