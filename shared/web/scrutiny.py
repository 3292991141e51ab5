"""The address and the headers of every request, looked at before anything reads them.

After this every part of a path, every parameter of a query and every header is text that is fit,
paths and queries in their one form (NFC).
"""

from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.vocabulary import text
from shared.web import problems, refusals

NEVER_KEPT: Final = frozenset({b"accept"})
"""Headers that only choose a form of the answer."""


SINGLE: Final = frozenset(
    {b"authorization", b"content-length", b"content-type", b"host", b"idempotency-key"}
)
"""Headers that mean something else the second time: nobody may choose one of them in silence."""


class Scrutiny:
    """Refuses a request with a text that is not fit in its address or a header, by its name, and
    one that says twice what can be meant once only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if (name := _repeated(scope)) is not None:
            repeated = refusals.HeaderRepeated(name=name.decode().title())
            await problems.answer(Request(scope), repeated)(scope, receive, send)
            return
        scope["path"], errors = _path(scope)
        scope["query_string"], unfit = _query(scope["query_string"])
        errors += unfit + [_error("header", name) for name in _headers(scope)]
        if errors:
            refusal = refusals.InvalidRequest()
            await problems.answer(Request(scope), refusal, errors)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _error(where: str, name: str) -> dict[str, Any]:
    return {"type": "text_unfit", "loc": (where, name)}


def _path(scope: Scope) -> tuple[str, list[dict[str, Any]]]:
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    found = _fit(unquote_to_bytes(raw))
    return ("/", [_error("path", "path")]) if found is None else (found, [])


def _query(sent: bytes) -> tuple[bytes, list[dict[str, Any]]]:
    """The query with what was not NFC made so, and the names of what is unfit."""
    parts, errors = [], []
    for part in sent.split(b"&"):
        said = [unquote_to_bytes(each.replace(b"+", b" ")) for each in part.split(b"=", 1)]
        fit = [_fit(each) for each in said]
        if None in fit:
            errors.append(_error("query", text.shown(said[0].decode(errors="replace"))))
        made = [each.encode() for each in fit if each is not None]
        parts.append(part if made == said else b"=".join(map(_quoted, made)))
    return b"&".join(parts), errors


def _quoted(said: bytes) -> bytes:
    return quote_from_bytes(said, safe="").encode()


def _repeated(scope: Scope) -> bytes | None:
    names = [name for name, _ in scope["headers"] if name in SINGLE]
    return next((name for name in names if names.count(name) > 1), None)


def _headers(scope: Scope) -> Iterator[str]:
    """The names of headers that are not fit; a tab between words is allowed there."""
    for name, value in scope["headers"]:
        if name not in NEVER_KEPT and _fit(value.replace(b"\t", b" "), _header) is None:
            yield text.shown(name.decode("latin-1"))


def _header(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _fit(sent: bytes, decode: Callable[[bytes], str] = bytes.decode) -> str | None:
    try:
        return text.fit(decode(sent))
    except (UnicodeDecodeError, text.TextUnfit):
        return None
