"""Every odd request that an operation's parameters and fields can be made of."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.doors import odd
from tests.doors.forms import Field, Operation
from tests.doors.judging import Judge, each_row_answered, expected, in_order, refused
from tests.doors.odd import Raw
from tests.doors.samples import Body, Sample
from tests.doors.wire import Ask


@dataclass(frozen=True)
class Try:
    """One odd request: what was made odd, and how its answer is judged."""

    what: str
    ask: Ask
    judge: Judge


@dataclass(frozen=True)
class Door:
    """Where a service is asked, as whom, and what is known to be answered well there."""

    port: int
    headers: Mapping[str, str]
    samples: Mapping[str, Sample]

    def ask(self, operation: Operation, **made: Any) -> Ask:
        """The sample's request, some of it made otherwise: `path`, `query`, `body`, `headers`."""
        sample = self.samples[operation.name]
        path = operation.path.encode()
        for name, value in {**_encoded(sample.path), **made.get("path", {})}.items():
            path = path.replace(b"{%s}" % name.encode(), value)
        query = {**_encoded(sample.query), **made.get("query", {})}
        target = path + b"?" + b"&".join(b"%s=%s" % (n.encode(), v) for n, v in query.items())
        given = {**self.headers, "Idempotency-Key": str(uuid4())}
        headers = {**_encoded(given), **made.get("headers", {})}
        body = made["body"] if "body" in made else written(sample.body()) if sample.body else b""
        lines = [(name.encode(), value) for name, value in headers.items()]
        return Ask(self.port, operation.method, target, lines, body)


def _encoded(said: Mapping[str, str]) -> dict[str, bytes]:
    return {name: value.encode() for name, value in said.items()}


def written(value: Any) -> bytes:
    """JSON, with what stands raw in it as it is."""
    raw: dict[str, str] = {}

    def stand_in(each: object) -> str:
        assert isinstance(each, Raw), each
        raw[name := f"raw-{len(raw)}-{uuid4()}"] = each.json
        return name

    text = json.dumps(value, default=stand_in)
    for name, each in raw.items():
        text = text.replace(f'"{name}"', each)
    return text.encode()


def tries(door: Door, operation: Operation) -> Iterator[Try]:
    yield from _paths(door, operation)
    yield from _queries(door, operation)
    yield from _headers(door, operation)
    if operation.body:
        yield from _bodies(door, operation)
        yield from _fields(door, operation)
    if door.samples[operation.name].row is not None:
        yield from _rows(door, operation)


def _paths(door: Door, operation: Operation) -> Iterator[Try]:
    for field in operation.parameters["path"]:
        for each in odd.fitting(odd.ADDRESSES, field.kind):
            ask = door.ask(operation, path={field.name: each.value})
            yield _try(operation, field, each.value, ask, expected(each, field, "path"))


def _queries(door: Door, operation: Operation) -> Iterator[Try]:
    for field in operation.parameters["query"]:
        if field.name == "cursor":
            yield from _cursors(door, operation, field)
        item = Field(field.way, "text") if field.kind == "list" else field
        for each in odd.fitting(odd.ADDRESSES, item.kind):
            ask = door.ask(operation, query={field.name: each.value})
            yield _try(operation, field, each.value, ask, expected(each, item, field.name))
    for name in odd.SOME_UNFIT:
        ask = door.ask(operation, query={odd.in_address(f"more{name}").decode(): b"1"})
        yield Try(f"{operation.name} query {name!a}", ask, refused)


def _cursors(door: Door, operation: Operation, field: Field) -> Iterator[Try]:
    for cursor in [*odd.CURSORS, *odd.LONG_CURSORS, *odd.NO_CURSORS]:
        ask = door.ask(operation, query={"cursor": cursor})
        yield _try(operation, field, cursor, ask, in_order)
    for cursor in map(odd.cursor, ["true", '"\\u0000"', '"\\ud800"', '[["x"]]', "NaN", "{}"]):
        ask = door.ask(operation, query={"cursor": cursor})
        yield _try(operation, field, cursor, ask, refused)


def _headers(door: Door, operation: Operation) -> Iterator[Try]:
    always = ["Accept", "Accept-Language", "X-Correlation-Id", "traceparent", "Authorization"]
    for name in dict.fromkeys([*always, *(f.name for f in operation.parameters["header"])]):
        for value in ODD_HEADERS:
            judge = refused if name == "Authorization" in door.headers else in_order
            ask = door.ask(operation, headers={name: value})
            yield Try(f"{operation.name} header {name} {value[:40]!r}", ask, judge)


ODD_HEADERS = (b"", b"\xff", b"\x80", b"\xc2\x85", "\u202e".encode(), b"a\tb", b"x" * 10_000,
               b"\x00", b"\x07", b"en;q=1e999", b"en;q=nan, vi;q=1_0", "ế".encode(),
               b"{}")  # fmt: skip


def _bodies(door: Door, operation: Operation) -> Iterator[Try]:
    for body in odd.BODIES:
        ask = door.ask(operation, body=body)
        yield Try(f"{operation.name} body {body[:40]!r}", ask, refused)
    for name in odd.NAMES_OF_FIELDS:
        ask = door.ask(operation, body=written(_body(door, operation) | {name: "x"}))
        yield Try(f"{operation.name} field named {name[:20]!a}", ask, refused)


def _fields(door: Door, operation: Operation) -> Iterator[Try]:
    for field in operation.body:
        for each in odd.fitting(odd.VALUES, field.kind):
            body = put(_body(door, operation), field.way, each.value)
            judge = expected(each, field, field.name)
            yield _try(operation, field, each.value, door.ask(operation, body=written(body)), judge)


def _body(door: Door, operation: Operation) -> Body:
    make = door.samples[operation.name].body
    assert make is not None, f"{operation.name} takes a body; give its sample one"
    return make()


def put(body: Body, way: Sequence[str], value: Any) -> Body:
    """The body with another value at the end of the way."""
    first, *rest = way
    if not rest:
        return {**body, first: value}
    return {**body, first: put(body.get(first) or {}, rest, value)}


def _rows(door: Door, operation: Operation) -> Iterator[Try]:
    """Each odd row stands between two good ones, which must not notice."""
    make = door.samples[operation.name].row
    assert make is not None
    values = [each for each in odd.VALUES if not _too_deep(each.value)]
    whole = [{**make(), name: "x"} for name in odd.NAMES_OF_FIELDS]
    whole += [{**make(), "more": each.value} for each in values]
    yield _try_rows(door, operation, "rows", [*whole, *(each.value for each in values)])
    for way in _ways(make()):
        rows = [put(make(), way, each.value) for each in values if each.unfit]
        yield _try_rows(door, operation, f"rows.{'.'.join(way)}", rows)


def _too_deep(value: Any) -> bool:
    """So deep that nobody can tell the rows apart: the body is refused."""
    return isinstance(value, Raw) and len(value.json) > 1_000 and value.json[0] in "[{"


def _ways(row: Body) -> Iterator[tuple[str, ...]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((name, *way) for way in _ways(value))
        else:
            yield (name,)


def _try_rows(door: Door, operation: Operation, what: str, rows: Sequence[Any]) -> Try:
    make = door.samples[operation.name].row
    assert make is not None
    body = {**_body(door, operation), "rows": [make(), *rows, make()]}
    ask = door.ask(operation, body=written(body))
    return Try(f"{operation.name} {what}", ask, each_row_answered(len(rows)))


def _try(operation: Operation, field: Field, value: object, ask: Ask, judge: Judge) -> Try:
    shown = repr(value)[:60]
    return Try(f"{operation.name} {field.name} {shown!a}", ask, judge)
