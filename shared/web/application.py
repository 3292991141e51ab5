"""The factory of every service's HTTP application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from shared.vocabulary.refusals import Refusal
from shared.web import documentation, health, inputs, problems
from shared.web.allowances import Allowances
from shared.web.doors import Conversation, Gate, Head, Limits, Observation
from shared.web.identity import Identity
from shared.web.routing import PROBLEMS
from shared.web.sayings import Sayings, require_said
from shared.web.scrutiny import Scrutiny


@dataclass(frozen=True)
class Door:
    """What an application is made of beside its routes."""

    service: str
    identity: Identity
    allowances: Allowances = field(default_factory=lambda: Allowances(1_000_000, {}))
    limits: Limits = field(default_factory=Limits)
    state: Mapping[str, Any] = field(default_factory=dict)
    sayings: Sayings = field(default_factory=Sayings)


def create_application(door: Door, routers: Sequence[APIRouter]) -> FastAPI:
    """Problems for every refusal, limits, OpenAPI; `door.state` is `app.state`."""
    app = FastAPI(
        title=f"Hiếu Học: {door.service}",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Not by `include_router`, which makes every route once more: services start the later.
        routes=[route for router in routers for route in router.routes],
        responses=PROBLEMS,
    )
    app.state.service, app.state.identity = door.service, door.identity
    app.state.allowances = door.allowances
    app.state.sentences, app.state.actions = door.sayings.sentences, door.sayings.actions
    for name, value in door.state.items():
        setattr(app.state, name, value)
    app.include_router(health.alive())
    app.include_router(documentation.routes(app))
    app.include_router(documentation.published(door.service))
    _stand_guard(app, door)
    inputs.require_guarded(app)
    require_said(app, door.sayings)
    return app


def _stand_guard(app: FastAPI, door: Door) -> None:
    app.add_exception_handler(Refusal, problems.answer_refusal)
    app.add_exception_handler(RequestValidationError, problems.answer_validation)
    app.add_exception_handler(HTTPException, problems.answer_http)
    app.add_middleware(Head)
    app.add_middleware(Gate, limits=door.limits)
    app.add_middleware(Scrutiny)
    app.add_middleware(Observation, service=door.service)
    app.add_middleware(Conversation)  # added last, so it stands outermost
