"""What the services say their roles may do, for tests of what shared makes of it."""

import importlib
from collections.abc import Iterable, Mapping
from typing import Final

from fastapi import APIRouter
from fastapi.routing import APIRoute

from shared.web.actions import OPEN_TO_ALL, Permit, actions_of
from shared.web.identity import Grant
from shared.web.sayings import Sayings
from shared.web.scope import OFFICERS, Actions, allowing
from tests.support.sources import SERVICES


def _said(service: str) -> Sayings:
    sayings = importlib.import_module(f"services.{service}.main").ASSEMBLY.sayings
    assert isinstance(sayings, Sayings)
    return sayings


SAYINGS: Final[Mapping[str, Sayings]] = {service: _said(service) for service in SERVICES}
ACTIONS: Final[Actions] = {
    action: roles for said in SAYINGS.values() for action, roles in said.actions.items()
}
"""Of all services."""


def permit(grants: Iterable[Grant], action: str) -> Permit:
    """As a route of the service that has the action gives it, to whoever has these grants."""
    return Permit(allowing(grants, action, ACTIONS), action)


def all_of(*routers: APIRouter) -> Sayings:
    """What lets every officer do what the routes say, where he has a grant."""
    routes = (route for router in routers for route in router.routes)
    found = (actions_of(route.dependant) for route in routes if isinstance(route, APIRoute))
    declared = frozenset().union(*found) - {OPEN_TO_ALL}
    return Sayings(actions=dict.fromkeys(declared, OFFICERS))
