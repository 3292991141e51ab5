"""An application that would take something in without looking at it does not start."""

from datetime import date
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, Query
from pydantic import BaseModel, Field

from shared.web.actions import open_to_all
from shared.web.application import Door, create_application
from shared.web.inputs import UnguardedInput, unguarded
from shared.web.routing import Router
from shared.web.values import AskedNumber, Day, Form, Text, WholeNumber
from tests.web.tokens import Provider


class Free(BaseModel):
    note: Text


class Careless(Form):
    note: Any


class Nested(Form):
    inner: list[Careless] | None = None


class AskedForm(BaseModel):
    name: Annotated[str | None, Field(max_length=9)] = None


async def plain_text(note: str) -> str:
    return note


async def plain_number(year: Annotated[int, Query(ge=1)] = 1) -> int:
    return year


async def plain_day(on: date | None = None) -> None: ...
async def plain_choice(sure: bool = False) -> None: ...
async def plain_texts(names: Annotated[list[str], Query()]) -> None: ...
async def plain_header(x_note: Annotated[str, Header()] = "") -> None: ...
async def plain_fields(form: Annotated[AskedForm, Query()]) -> None: ...
async def plain_dependency(note: Annotated[str, Depends(plain_text)]) -> None: ...
async def no_form(form: Free) -> None: ...
async def any_body(form: dict[str, Any]) -> None: ...
async def any_value(form: Careless) -> None: ...
async def any_value_within(form: Nested) -> None: ...


CARELESS = [
    plain_text,
    plain_number,
    plain_day,
    plain_choice,
    plain_texts,
    plain_header,
    plain_fields,
    plain_dependency,
    no_form,
    any_body,
    any_value,
    any_value_within,
]


@pytest.mark.parametrize("endpoint", CARELESS, ids=lambda endpoint: endpoint.__name__)
def test_an_application_does_not_start_with_an_input_nobody_looks_at(endpoint: Any) -> None:
    router = Router()
    router.add_api_route("/planted", endpoint, methods=["POST"])
    with pytest.raises(UnguardedInput, match="/planted"):
        started(router)


def test_an_application_does_not_start_with_a_router_that_reads_otherwise() -> None:
    router = APIRouter()
    router.add_api_route("/planted", no_input)
    with pytest.raises(UnguardedInput, match="/planted"):
        started(router)


async def no_input() -> None: ...


class Careful(Form):
    note: Text
    on: Day
    number: WholeNumber
    inner: list[Text] | None = None


async def careful(form: Careful, year: AskedNumber, names: Annotated[list[Text], Query()]) -> None:
    return None


def test_an_application_starts_with_inputs_that_are_looked_at() -> None:
    router = Router(dependencies=[open_to_all()])
    router.add_api_route("/planted", careful, methods=["POST"])
    assert list(unguarded(started(router))) == []


def started(router: APIRouter) -> FastAPI:
    return create_application(Door("sample", Provider().identity()), [router])
