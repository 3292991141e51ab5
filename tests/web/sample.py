"""A small service made of nothing but the door: what the tests of `shared.web` knock at.

Run as a module it is a process of its own:
`python -m tests.web.sample all PORT OPERATIONS_PORT [fault]`.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any, cast
from uuid import UUID

import msgspec
import psycopg
from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel, Field, ValidationError

from shared.eventstore.transactions import Transactions
from shared.vocabulary.places import Attributes, Change, Entry, Tree
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.actions import open_to_all
from shared.web.allowances import Allowances
from shared.web.application import Door, create_application
from shared.web.caller import Caller, commands, reads
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import Connections, Counter
from shared.web.doors import Limits
from shared.web.health import Health
from shared.web.identity import Identity
from shared.web.keys import Keys
from shared.web.own_writes import OwnWrites
from shared.web.refusals import NotFound, place_not_known_yet
from shared.web.roles import Parts, Service, run
from shared.web.routing import Router
from shared.web.sayings import Sayings
from shared.web.values import (
    PERSONAL,
    AskedNumber,
    Day,
    Form,
    RowsOf,
    RowsSent,
    Text,
    WholeNumber,
)

SERVICE = "sample"
NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SAYINGS = Sayings(
    "tests.web.sample",
    {"registry.family-moving": "Gia đình đang chuyển nơi ở."},
    dict.fromkeys(
        ("registry.family.register", "registry.place.read"), ("province-officer", "commune-officer")
    ),
    {"registry.territory.import": "The territory is the whole deployment's."},
    {"registry.person.*": 0.1, "registry.family.register": 0.5},
)
PROVINCE, COMMUNE, HAMLET, ELSEWHERE = (UUID(int=number) for number in range(1, 5))


def tree() -> Tree:
    def lying(place_id: UUID, level: str, parent_id: UUID | None) -> Entry:
        attributes = Attributes(level, level, level, None, parent_id)
        return Entry(Change.ESTABLISHED, place_id, None, attributes=attributes)

    return Tree.empty().with_(
        [
            lying(PROVINCE, "province", None),
            lying(COMMUNE, "commune", PROVINCE),
            lying(HAMLET, "hamlet", COMMUNE),
            lying(ELSEWHERE, "province", None),
        ]
    )


class Known:
    """These places and no others, ever."""

    async def refreshed(self) -> Tree:
        return tree()


COUNTER = Counter(
    cast(Transactions, None),  # nothing is recorded here, and nothing looked up
    cast(Connections, None),
    Known(),
    lambda: NOW,
    place_not_known_yet,
    cast(OwnWrites, None),
)


class FamilyMoving(Refusal):
    code, kind = "registry.family-moving", Kind.NOT_YET
    sentence = "The family is moving."


Start = Annotated[int, msgspec.Meta(ge=0)]


class Inner(Form):
    note: Text
    phone: Annotated[Text | None, PERSONAL] = None


class FamilyForm(Form):
    place_id: UUID
    name: Annotated[Text, Field(max_length=20)]
    on: Day | None = None
    members: WholeNumber = 1
    inner: Inner | None = None
    full_name: Annotated[Text, PERSONAL] = ""


class RowsForm(Form):
    rows: Annotated[RowsSent, RowsOf(FamilyForm), Field(max_length=10)]


class EchoForm(Form):
    a: Text = ""
    name: Text = ""


Reader = Annotated[Caller, reads("registry.place.read")]


class Registered(BaseModel):
    key: str
    body_hash: str
    actor: str
    correlation_id: UUID
    traceparent: str | None


def routes() -> APIRouter:
    router = Router(prefix="/sample/v1")

    @router.post("/families")
    async def register(
        form: FamilyForm,
        caller: Annotated[Caller, commands("registry.family.register")],
        draft: AskedNumber = 0,
    ) -> Registered:
        caller.require(form.place_id)
        assert caller.key is not None
        return Registered(
            key=caller.key.key,
            body_hash=caller.key.body_hash.hex(),
            actor=caller.origin.actor,
            correlation_id=caller.origin.correlation_id,
            traceparent=caller.origin.traceparent,
        )

    @router.get("/places/{place_id}")
    async def show(place_id: UUID, caller: Reader) -> UUID:
        caller.require(place_id, NotFound)
        return place_id

    @router.get("/places")
    async def list_places(
        page: Annotated[Page[int], paged_by(Start)], caller: Reader
    ) -> dict[str, list[UUID] | str]:
        all_places = [place.place_id for place in caller.tree]
        seen = [each for each in all_places if caller.sees(each).is_something]
        seen = seen[page.after or 0 :][: page.limit]
        return {"places": seen, "next_cursor": cursor_of((page.after or 0) + len(seen))}

    @router.post("/territory")
    async def bring(caller: Annotated[Caller, reads("registry.territory.import")]) -> str:
        return "brought" if caller.sees(None).is_something else "nothing"

    return router


def values() -> APIRouter:
    """Routes that say what they took in."""
    router = Router(prefix="/sample/v1")

    @router.get("/days")
    async def days(
        caller: Reader,
        on: Day | None = None,
        year: AskedNumber = 0,
        name: Text = "",
    ) -> dict[str, Any]:
        return {"on": on, "year": year, "name": name}

    @router.post("/rows")
    async def many(
        form: RowsForm, caller: Annotated[Caller, reads("registry.family.register")]
    ) -> list[str | None]:
        return [_said(row) for row in form.rows]

    return router


def _said(row: object) -> str | None:
    try:
        return FamilyForm.model_validate(row).name
    except ValidationError:
        return None


def troubles() -> APIRouter:
    """Routes at which something goes wrong."""
    router = Router(prefix="/sample/v1", dependencies=[open_to_all()])

    @router.post("/uploads")
    async def upload(request: Request) -> int:
        return len(await request.body())

    @router.post("/echo")
    async def echo(form: EchoForm) -> dict[str, str]:
        return form.model_dump(exclude_unset=True)

    @router.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the ceiling came down")

    @router.get("/away")
    async def away() -> None:
        raise psycopg.OperationalError("connection lost")

    @router.get("/moving")
    async def moving() -> None:
        raise FamilyMoving()

    return router


def application(identity: Identity, body: int = 1000, a_minute: int = 1_000_000) -> FastAPI:
    limits = Limits(body=body, uploads={"/sample/v1/uploads": 5000})
    allowances, state = Allowances(a_minute, SAYINGS.shares), {"counter": COUNTER}
    door = Door(SERVICE, identity, allowances, limits, state, SAYINGS)
    return create_application(door, [routes(), values(), troubles()])


class Beating:
    """A loop that beats until it is stopped; told to fail, it ends with a fault."""

    name = "beating"

    def __init__(self, fault: bool = False) -> None:
        self.fault = fault
        self.beats = 0

    async def run(self, stop: asyncio.Event) -> None:
        self.beats += 1
        if self.fault:
            raise RuntimeError("the heart stopped")
        await stop.wait()

    def unready(self) -> str | None:
        return None if self.beats else "no beat yet"


def service(port: int, operations_port: int = 0, fault: bool = False) -> Service:
    @asynccontextmanager
    async def parts() -> AsyncIterator[Parts]:
        health = Health(SERVICE)
        identity = Identity("urn:nobody", "nobody", Keys('{"keys": []}'))
        yield Parts(application(identity), health, workers=[Beating(fault)])

    return Service(SERVICE, lambda: None, parts, port=port, operations_port=operations_port)


if __name__ == "__main__":
    role, port, operations_port, *fault = sys.argv[1:]
    ports = int(port), int(operations_port)
    sys.exit(run(lambda: service(*ports, fault=bool(fault)), [role]))
