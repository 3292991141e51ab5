"""What a route asks of its request beside the form: the key, the origin of facts, the page."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, Final, Generic, TypeVar

import msgspec
from fastapi import Depends, Header, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

from shared.eventstore.commands import Key, is_lasting
from shared.eventstore.facts import Origin
from shared.web.identity import principal
from shared.web.impersonal import form_of, impersonal
from shared.web.reading import NotJson, decoded
from shared.web.refusals import CursorInvalid, IdempotencyKeyInvalid, IdempotencyKeyMissing
from shared.web.values import AskedNumber, Cursor, Text

LARGEST_PAGE: Final = 100
KEY_FORM: Final = re.compile(r"[\x21-\x7e]{1,200}")

After = TypeVar("After")


async def idempotency_key(
    request: Request,
    given: Annotated[
        Text | None,
        Header(
            alias="Idempotency-Key",
            description="a new one for each request, kept on retry",
            examples=["7f1c8c3e-2b1d-4a55-9d0e-5a3c1f0b7e11"],
        ),
    ] = None,
) -> Key:
    """The key of a command. The same key means the same method, path and body, however spaced; of
    fields that are marked PERSONAL whoever keeps them says whether they are the same."""
    officer = await principal(request)
    if not given:
        raise IdempotencyKeyMissing()
    if not KEY_FORM.fullmatch(given):
        raise IdempotencyKeyInvalid()
    return key_of(officer.subject, given, await _said(request))


async def _said(request: Request) -> Any:
    """What the route reads, as far as it is nobody's. What is not JSON says nothing: such a request
    is refused before anything is kept."""
    route: APIRoute = request.scope["route"]
    asked = {name: request.query_params.getlist(name) for name in _parameters(route.dependant)}
    said = None
    if (form := form_of(route)) is not None:
        with suppress(json.JSONDecodeError):
            said = impersonal(await request.json(), form)
    return [request.method, request.url.path, asked, said]


def _parameters(dependant: Dependant) -> Iterator[str]:
    """Those that stand in the address. Others there are read by nobody."""
    yield from (each.alias for each in dependant.query_params)
    for dependency in dependant.dependencies:
        yield from _parameters(dependency)


def key_of_row(
    whole: Key | None, number: int, row: Any, form: type[BaseModel], common: object = None
) -> Key | None:
    """The key of one row of many: the request's, the row's number, and what the row says of its
    form; `common` is what the request says of all rows."""
    if whole is None:
        return None
    said = [form.__name__, common, impersonal(row, form)]
    return key_of(whole.actor, f"{whole.key}/{number}", said)


def key_of(actor: str, key: str, said: Any) -> Key:
    """The same for the same said, in whatever order of its fields. What is kept for ever covers
    nothing that was said: there the key alone says it."""
    covered = key if is_lasting(actor) else said
    body = msgspec.json.encode(covered, order="deterministic")
    return Key(actor, key, sha256(body).digest())


async def origin(request: Request) -> Origin:
    """Who causes what this request records, in which conversation."""
    officer = await principal(request)
    return Origin(
        actor=officer.subject,
        correlation_id=request.state.correlation_id,
        traceparent=request.state.traceparent,
    )


@dataclass(frozen=True)
class Page(Generic[After]):
    """How many, and after what: `after` is what the last page's `next_cursor` was made from."""

    limit: int
    after: After | None = None


def paged_by(kind: Any) -> Any:
    """`page: Annotated[Page[UUID], paged_by(UUID)]`: cursors of the route hold one of these (as
    msgspec knows types); all others are refused."""

    async def page(
        limit: Annotated[AskedNumber, Query(ge=1, le=LARGEST_PAGE)] = 50,
        cursor: Cursor | None = None,
    ) -> Page[Any]:
        return Page(limit, None if cursor is None else _after(cursor, kind))

    return Depends(page)


def cursor_of(after: Any) -> str:
    """Where the next page begins, in a form nobody needs to understand. `after` is plain JSON."""
    written = json.dumps(after, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


def _after(cursor: str, kind: Any) -> Any:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        said = decoded(base64.b64decode(padded, altchars=b"-_", validate=True))
        return msgspec.convert(said, kind)
    except (UnicodeError, binascii.Error, NotJson, msgspec.ValidationError):
        raise CursorInvalid() from None


IdempotencyKey = Annotated[Key, Depends(idempotency_key)]
