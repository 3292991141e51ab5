"""The walk of pairs itself: it finds a route that tells, wherever it takes an id."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI, Response

from shared.web import application
from shared.web.actions import open_to_all
from shared.web.routing import Router
from shared.web.values import Form
from tests.doors.alike import Pair, asking, spots
from tests.doors.forms import operations
from tests.doors.samples import Sample
from tests.doors.test_planted import served
from tests.doors.tries import Door
from tests.doors.wire import Line
from tests.web.tokens import Provider

KNOWN, NOTHING = str(uuid4()), str(uuid4())


class Asked(Form):
    thing_id: UUID
    place_id: UUID | None = None


def telling(status: int, text: str, **headers: str) -> FastAPI:
    """Answers 404 for everything, and otherwise for the one that it knows."""
    router = Router(prefix="/planted/v1", dependencies=[open_to_all()])

    @router.post("/things/{thing_id}")
    async def keep(thing_id: UUID, form: Asked) -> Response:
        for each in (thing_id, form.thing_id, form.place_id):
            if str(each) == KNOWN:
                return Response(text.format(each), status, headers)
        return Response("none", 404)

    door = application.Door("planted", Provider().identity())
    return application.create_application(door, [router])


def body() -> dict[str, Any]:
    return {"thing_id": str(uuid4())}


async def told(app: FastAPI) -> list[str]:
    with served(app) as port:
        (operation,) = (o for o in operations(app.openapi()) if o.path.startswith("/planted"))
        sample = Sample({"thing_id": str(uuid4())}, body=body)
        door = Door(port, {}, {operation.name: sample})
        pair = Pair("theirs", (KNOWN, NOTHING), (door, door), {})
        async with Line() as line:
            found = [
                (str(spot), await pair.ask(line, asking(operation, sample, spot)))
                for spot in spots(operation, sample)
            ]
    return [spot for spot, wrong in found if wrong is not None]


async def test_a_route_that_answers_alike_is_left_in_peace() -> None:
    assert await told(telling(404, "none")) == []


@pytest.mark.parametrize(
    ("status", "text", "headers"),
    [
        (409, "none", {}),
        (404, "there is {}", {}),
        (404, "nono", {}),
        (404, "none", {"Retry-After": "2"}),
    ],
    ids=["status", "id", "text", "header"],
)
async def test_a_route_that_tells_is_found_wherever_it_takes_an_id(
    status: int, text: str, headers: dict[str, str]
) -> None:
    found = await told(telling(status, text, **headers))
    assert found[:3] == ["path thing_id", "body thing_id", "body place_id"]
