"""The walk itself: it finds a route that forgets the scope, an answer that says too much or keeps
too much, and a route that nobody told it how to ask."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

import pytest
from fastapi import FastAPI

from services.registry.places.territory.facts import entry
from shared.vocabulary.places import Tree
from shared.web import application
from shared.web.actions import Permit, action, declared_actions
from shared.web.identity import Grant
from shared.web.refusals import NotFound
from shared.web.routing import Router
from tests.doors.samples import Sample
from tests.doors.test_planted import served
from tests.scope.lands import REFORM, Land, generated
from tests.scope.things import Family, Trace
from tests.scope.walk import Officer, walk
from tests.scope.world import World
from tests.support.sayings import all_of
from tests.web.tokens import Provider, signed_in

TODAY = date(2026, 11, 24)
ONE, SUMMARY = "GET /planted/v1/families/{family_id}", "GET /planted/v1/summary"
ReadPermit = Annotated[Permit, action("registry.family.read")]
WritePermit = Annotated[Permit, action("registry.family.register")]
NewPermit = Annotated[Permit, action("registry.secret.read")]


def imagined(land: Land) -> World:
    """Of each hamlet a family from before the reform and one since, as far as it was there."""
    days = (date(2018, 5, 5), REFORM)
    families = [
        Family(*_ids(place, day), *("Trần Thị Hoà", "0900000000"))
        for place in land.names("hamlet")
        for day in days
        if land[place].in_force(day)
    ]
    return World(land, TODAY, families)


def _ids(place: str, day: date) -> tuple[str, Trace, str]:
    family_id = uuid5(UUID(int=1), f"{place} {day}")
    return str(family_id), Trace(place, day), str(uuid5(family_id, "head"))


WORLD = imagined(generated(1))
TREE = Tree().with_(map(entry, WORLD.land.facts()))
BY_ID = {each.family_id: each for each in WORLD.families}
SAMPLES = {
    ONE: Sample({"family_id": WORLD.families[0].family_id}),
    SUMMARY: Sample(),
}
PROVIDER = Provider()


def place_of(family: Family) -> UUID:
    return WORLD.land[family.trace.place].place_id


def shown(permit: Permit, family_id: str) -> Family | None:
    """As a route should do it."""
    family = BY_ID.get(family_id)
    seen = None if family is None else permit.sight(place_of(family), TREE, TODAY)
    return family if family and seen and seen.shows(family.trace.on) else None


def said(family: Family, **more: Any) -> dict[str, Any]:
    return {"family_id": family.family_id, "head": {"ref": family.head_ref}, **more}


def careless(fault: str, family_id: str, permit: Permit) -> Family | None:
    """Of a route that looks at less than it should."""
    family = BY_ID.get(family_id)
    if family is None or fault == "asks for no scope":
        return family
    if fault == "never looks at the day":
        return family if permit.reaches(place_of(family), TREE, TODAY) else None
    seen = shown(permit, family_id)
    return None if seen and fault == "keeps too much" and seen.trace.on < REFORM else seen


def planted(fault: str) -> FastAPI:
    router = Router(prefix="/planted/v1")

    @router.get("/families/{family_id}")
    async def one(family_id: UUID, permit: ReadPermit) -> dict[str, Any]:
        family = careless(fault, str(family_id), permit)
        if family is None:
            raise NotFound
        neighbour = WORLD.families[-1] if fault == "says too much" else family
        return said(family, deep=[{"neighbour": neighbour.head_ref}])

    _summing_up(router, fault)
    door = application.Door("planted", PROVIDER.identity(), sayings=all_of(router))
    return application.create_application(door, [router])


def _summing_up(router: Router, fault: str) -> None:
    if fault == "lists all":

        @router.get("/summary")
        async def summary(permit: ReadPermit) -> list[str]:
            return list(BY_ID)

    if fault == "is an action of nobody":

        @router.get("/summary")
        async def secret(permit: NewPermit) -> list[str]:
            return []

    if fault == "is called a command":

        @router.get("/summary")
        async def command(permit: WritePermit) -> list[str]:
            return []


async def found(app: FastAPI, grants: Sequence[Grant], samples: Any = None) -> list[str]:
    with served(app) as port:
        headers = signed_in(PROVIDER.token(grants))
        officer = Officer(WORLD, port, headers, grants, random.Random(1))
        known = SAMPLES if samples is None else samples
        return await walk(officer, app.openapi(), declared_actions(app), known)


OFFICERS = [
    [Grant("commune-officer", WORLD.land[place].place_id, "subtree")]
    for place in ("merged ward", "ward a", "ward b")
]


@pytest.mark.parametrize("grants", OFFICERS, ids=["live", "ended", "other ended"])
async def test_a_route_that_shows_what_is_seen_is_left_in_peace(grants: list[Grant]) -> None:
    assert await found(planted("nothing"), grants) == []


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        ("asks for no scope", "out of reach"),
        ("never looks at the day", "out of reach"),
        ("says too much", "out of reach"),
        ("lists all", "out of reach"),
        ("keeps too much", "is kept from who may see it"),
        ("is an action of nobody", "whose registry.secret.read is"),
        ("is called a command", "whose registry.family.register is"),
    ],
)
async def test_a_route_that_is_careless_is_found(fault: str, complaint: str) -> None:
    wrong = [each for grants in OFFICERS for each in await found(planted(fault), grants)]
    assert any(complaint in each for each in wrong), wrong


async def test_a_route_without_a_sample_is_told_how_to_get_one() -> None:
    (sentence,) = await found(planted("nothing"), OFFICERS[0], samples={})
    assert sentence == f"{ONE}: no sample; add one to tests/doors/samples"
