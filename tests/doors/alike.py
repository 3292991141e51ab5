"""Two requests that differ in one id, that of something out of reach and that of nothing: their
answers, and what they leave behind, must differ in nothing else.

`spots` finds every place of an operation where an id is asked for, by the operation's document
and its sample; so an operation that comes later is in it unasked. `Pairs` asks.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from tests.doors.forms import Operation
from tests.doors.samples import Body, Sample
from tests.doors.tries import Door, written
from tests.doors.wire import Answer, Ask, Line

OPEN: Final = frozenset(
    {
        "GET /registry/v1/places/{place_id}",
        "GET /registry/v1/places/{place_id}/children",
        "GET /registry/v1/places/{place_id}/history",
        "GET /registry/v1/places/search",
        "POST /registry/v1/places/names",
    }
)
"""The official list of places is public: whoever is signed in looks up any of them."""

OF_THE_MOMENT: Final = frozenset({"date", "x-correlation-id", "hieuhoc-after"})
DOCUMENT: Final = re.compile(r"[0-9]{6}/NQ-HĐND")
"""As a sample numbers it anew each time it is asked."""
UUID_FORM: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Spot:
    """Where an id is asked for: `where` is path, query or body. `without` is left out of the body,
    for what is asked otherwise then (a head by its reference, a bearer without its hamlet)."""

    where: str
    way: Way
    without: Way | None = None

    def __str__(self) -> str:
        left_out = f" without {_name(self.without)}" if self.without else ""
        return f"{self.where} {_name(self.way)}{left_out}"


def _name(way: Way) -> str:
    return ".".join(map(str, way))


def spots(operation: Operation, sample: Sample) -> Iterator[Spot]:
    for where in ("path", "query"):
        for field in operation.parameters[where]:
            if field.kind == "identity":
                yield Spot(where, field.way)
    if sample.body is None:
        return
    body = sample.body()
    of_ids = [field.way for field in operation.body if field.kind == "identity"]
    declared = [way for way in of_ids if _is_there(body, way[:-1])]
    found = [way for way, value in _leaves(body) if _is_id(value)]
    for way in dict.fromkeys([*declared, *found]):
        yield Spot("body", way)
        for other in dict.fromkeys([*found, *_heads(body)]):
            if other != way[: len(other)]:
                yield Spot("body", way, other)


def _leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*way, name))
    else:
        yield way, value


def _heads(value: Any, way: Way = ()) -> Iterator[Way]:
    """The objects in an object: what may be told in another form."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, dict) and isinstance(name, str):
                yield (*way, name)
            yield from _heads(inner, (*way, name))


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and UUID_FORM.fullmatch(value) is not None


def value_at(sample: Sample, spot: Spot) -> Any:
    """What the sample itself asks for there."""
    if spot.where == "path":
        return sample.path.get(str(spot.way[0]))
    if spot.where == "query":
        return sample.query.get(str(spot.way[0]))
    return dict(_leaves(sample.body() if sample.body else {})).get(spot.way)


Asking = Callable[[Door, str], Ask]
"""A request of somebody's, for an id."""


def asking(operation: Operation, sample: Sample, spot: Spot) -> Asking:
    """The sample's request with an id in the spot."""

    def asked(door: Door, id_: str) -> Ask:
        if spot.where != "body":
            return door.ask(operation, **{spot.where: {str(spot.way[0]): id_.encode()}})
        assert sample.body is not None
        body: Any = sample.body()
        if spot.without is not None:
            del _at(body, spot.without[:-1])[spot.without[-1]]
        _at(body, spot.way[:-1])[spot.way[-1]] = id_
        return door.ask(operation, body=written(body))

    return asked


def variants(sample: Sample) -> Iterator[Sample]:
    """The sample, and with its row in its body."""
    yield sample
    if (body := sample.body) is not None and (row := sample.row) is not None:
        yield replace(sample, body=lambda: {**body(), "rows": [row()]})


def _at(value: Any, way: Way) -> Any:
    for name in way:
        value = value[name]
    return value


def _is_there(value: Any, way: Way) -> bool:
    try:
        return isinstance(_at(value, way), dict | list)
    except (KeyError, IndexError, TypeError):
        return False


Names = Mapping[str, str]
"""What ids stand for, so that a name in an answer says what is told that should not be."""


def shape(answer: Answer, asked: str, names: Names) -> tuple[object, ...]:
    """All of an answer but the id that was asked for and what every answer has of its own."""
    correlation = answer.headers.get("x-correlation-id", "")

    def named(found: re.Match[str]) -> str:
        id_ = found.group()
        own = {asked: "<the id asked for>", correlation: "<the correlation id>"}
        return own.get(id_) or names.get(id_, "<a new id>")

    headers = {n: v for n, v in answer.headers.items() if n not in OF_THE_MOMENT}
    text = DOCUMENT.sub("<a document of its own>", answer.text)
    return answer.status, headers, UUID_FORM.sub(named, text)


@dataclass(frozen=True)
class Pair:
    """The id of something, and the id of nothing beside it; each has an officer of its own, so
    that what they leave behind can be told apart. Both have the same grants."""

    what: str
    ids: tuple[str, str]
    doors: tuple[Door, Door]
    names: Names

    async def ask(self, line: Line, asking: Asking) -> str | None:
        """What differs, if anything."""
        shapes = []
        for id_, door in zip(self.ids, self.doors, strict=True):
            answer = await line.ask(asking(door, id_))
            shapes.append(shape(answer, id_, self.names))
        known, nothing = shapes
        return None if known == nothing else f"{self.what} is told apart: {known} {nothing}"


def in_commune(sample: Sample, communes: Mapping[UUID, UUID]) -> Sample:
    """The sample, asked for in one commune instead of others."""

    def moved(value: Any) -> Any:
        text = json.dumps(value)
        for old, new in communes.items():
            text = text.replace(str(old), str(new))
        return json.loads(text)

    def making(make: Callable[[], Body] | None) -> Callable[[], Body] | None:
        return None if make is None else lambda: moved(make())

    return Sample(
        moved(dict(sample.path)), moved(dict(sample.query)), making(sample.body), making(sample.row)
    )
