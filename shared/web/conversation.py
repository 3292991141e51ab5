"""What a route asks of its request beside the form: the key, the origin of facts, the page."""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, Final, Generic, TypeVar

import msgspec
from fastapi import Depends, Header, Query, Request

from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.web.identity import principal
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
        Header(alias="Idempotency-Key", description="a new one for each request, kept on retry"),
    ] = None,
) -> Key:
    """The key of a command. The same key means the same method, path and body, however spaced."""
    officer = await principal(request)
    if not given:
        raise IdempotencyKeyMissing()
    if not KEY_FORM.fullmatch(given):
        raise IdempotencyKeyInvalid()
    return Key(officer.subject, given, body_hash(request, await request.body()))


def body_hash(request: Request, body: bytes) -> bytes:
    where = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return sha256(where + canonical(body)).digest()


def canonical(body: bytes) -> bytes:
    """The same bytes for the same JSON, whatever its spacing and the order of its fields. What is
    no JSON, or nested too deep to be read, stands for itself."""
    try:
        return msgspec.json.encode(msgspec.json.decode(body), order="deterministic")
    except (msgspec.MsgspecError, RecursionError):
        return body


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
FactOrigin = Annotated[Origin, Depends(origin)]
