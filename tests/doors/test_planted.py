"""The walk itself: it finds a door that lets odd things in, and says which field it was."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

from shared.web import application
from shared.web.actions import open_to_all
from shared.web.routing import Router
from shared.web.server import listening, server_of
from shared.web.values import Form, Text
from tests.doors.judging import each_row_answered
from tests.doors.samples import Sample
from tests.doors.tries import Door, written
from tests.doors.walk import walk
from tests.doors.wire import Answer
from tests.support.waiting import eventually
from tests.web.tokens import Provider

PATH = "/planted/v1/notes"


class Note(Form):
    note: Text


class CarelessNote(BaseModel):
    note: str
    grants: int = 1


def careful() -> FastAPI:
    router = Router(prefix="/planted/v1", dependencies=[open_to_all()])

    @router.post("/notes")
    async def keep(form: Note) -> str:
        return form.note

    door = application.Door("planted", Provider().identity())
    return application.create_application(door, [router])


def careless() -> FastAPI:
    """As FastAPI would have it, without anything of ours."""
    app, router = FastAPI(), APIRouter(prefix="/planted/v1")

    @router.post("/notes")
    async def keep(form: CarelessNote) -> str:
        return form.note

    app.include_router(router)
    return app


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    with listening("127.0.0.1", 0) as door:
        server = server_of(app)
        thread = threading.Thread(target=asyncio.run, args=[server.serve(sockets=[door])])
        thread.start()
        try:
            eventually(lambda: server.started)
            yield door.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(60)


async def found(app: FastAPI, **samples: Sample) -> list[str]:
    with served(app) as port:
        known = {f"POST {PATH}": sample for sample in samples.values()}
        door = Door(port, {}, known)
        return await walk(door, app.openapi())


def note() -> dict[str, Any]:
    return {"note": "Ấp 1"}


async def test_a_door_that_looks_at_everything_is_left_in_peace() -> None:
    assert await found(careful(), notes=Sample(body=note)) == []


async def test_a_field_that_nobody_looks_at_is_found() -> None:
    wrong = "\n".join(await found(careless(), notes=Sample(body=note)))
    for odd in ("note", "grants", "\\\\x00", "\\\\u202e", "\\\\ud800", "500.000", "True", "1.0"):
        assert odd in wrong, f"the walk passed over {odd}"


async def test_an_operation_without_a_sample_is_told_how_to_get_one() -> None:
    (sentence,) = await found(careful())
    assert sentence == f"POST {PATH}: no sample; add one to tests/doors/samples"


async def test_a_sample_that_is_not_answered_well_is_no_sample() -> None:
    (sentence,) = await found(careful(), notes=Sample(body=lambda: {"note": 7}))
    assert "the sample" in sentence


@pytest.mark.parametrize("row", [{"code": "web.invalid-body"}, {}])
def test_a_good_row_that_is_refused_is_found(row: dict[str, str]) -> None:
    judge = each_row_answered(1)
    rows = [row, {"row": 2, "code": "web.invalid-body"}, {}]
    answer = Answer(200, written({"rows": rows}).decode())
    assert (judge(answer) is None) == ("code" not in row)
