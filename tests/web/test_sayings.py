"""A service that leaves out what it must say does not start."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import pytest
from fastapi import APIRouter

from shared.vocabulary import vietnamese
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.actions import Permit, action
from shared.web.application import Door, create_application
from shared.web.routing import Router
from shared.web.sayings import Sayings, Unsaid
from tests.web.tokens import Provider

HERE = "planted_sayings"
"""No package: the planted refusals are of it, and so of no service of the product."""
READ = "planted.thing.read"


class ThingUnknown(Refusal):
    __module__ = f"{HERE}.things"
    code, kind = "planted.thing-unknown", Kind.NOT_FOUND
    sentence = "There is no such thing."


SAYINGS = Sayings(HERE, {ThingUnknown.code: "Không có vật này."}, {READ: ("commune-officer",)})


def reading() -> APIRouter:
    router = Router(prefix="/planted/v1")

    @router.get("/things")
    async def things(permit: Annotated[Permit, action(READ)]) -> str:
        return "all of them"

    return router


def started(sayings: Sayings, router: APIRouter | None = None) -> None:
    door = Door("planted", Provider().identity(), sayings=sayings)
    create_application(door, [router or reading()])


def granting(actions: Mapping[str, set[str]]) -> Sayings:
    """By role, the actions it may do."""
    named = sorted({action for each in actions.values() for action in each})
    by_action = {
        action: tuple(role for role, each in actions.items() if action in each) for action in named
    }
    return replace(SAYINGS, actions=by_action)


def test_a_service_that_says_everything_starts() -> None:
    started(SAYINGS)


def test_an_action_that_no_officer_is_granted_does_not_start() -> None:
    with pytest.raises(Unsaid) as fault:
        started(granting({}))
    assert str(fault.value) == (
        f"{READ}: no officer may do it; grant it to a role, or say in SYSTEM_ONLY why not"
    )


def test_an_action_of_the_system_alone_starts_once_that_is_said() -> None:
    started(replace(granting({}), system_only={READ: "It is for the whole deployment."}))


@pytest.mark.parametrize("role", ["commune-officer", "hamlet-officer"])
def test_an_action_that_is_granted_and_that_no_route_has_does_not_start(role: str) -> None:
    with pytest.raises(Unsaid, match=r"planted\.thing\.lose: granted .* no route declares it"):
        started(granting({"commune-officer": {READ}} | {role: {READ, "planted.thing.lose"}}))


def test_an_action_of_the_system_alone_that_no_route_has_does_not_start() -> None:
    with pytest.raises(Unsaid, match=r"planted\.thing\.lose: .* no route declares it"):
        started(replace(SAYINGS, system_only={"planted.thing.lose": "Nobody may."}))


def test_an_action_of_the_system_alone_that_officers_have_too_does_not_start() -> None:
    with pytest.raises(Unsaid, match=rf"{READ}: only the system's, and granted"):
        started(replace(SAYINGS, system_only={READ: "Nobody may."}))


@pytest.mark.parametrize("role", ["comune-officer", "system", ""])
def test_grants_of_a_role_that_no_officer_has_do_not_start(role: str) -> None:
    with pytest.raises(Unsaid, match=f"{role}: no role of officers"):
        started(granting({"commune-officer": {READ}, role: {READ}}))


def test_a_route_without_an_action_does_not_start() -> None:
    router = reading()

    @router.get("/secrets")
    async def secrets() -> str:
        return "all of them"

    with pytest.raises(Unsaid, match="GET /planted/v1/secrets: no action"):
        started(SAYINGS, router)


@pytest.mark.parametrize("sentence", [None, "", " "])
def test_a_refusal_of_the_service_without_a_vietnamese_sentence_does_not_start(
    sentence: str | None,
) -> None:
    said = {} if sentence is None else {ThingUnknown.code: sentence}
    with pytest.raises(Unsaid) as fault:
        started(replace(SAYINGS, sentences=said))
    assert str(fault.value) == (
        "planted.thing-unknown: ThingUnknown has no Vietnamese sentence; write one in words.py"
    )


def test_a_refusal_of_shared_without_a_vietnamese_sentence_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = {code: each for code, each in vietnamese.SENTENCES.items() if code != "web.not-found"}
    monkeypatch.setattr(vietnamese, "SENTENCES", without)
    with pytest.raises(Unsaid, match=r"web\.not-found: NotFound has no Vietnamese sentence"):
        started(SAYINGS)


def test_refusals_of_others_are_theirs_to_say() -> None:
    started(replace(SAYINGS, package="planted", sentences={}))


def test_everything_left_out_is_told_at_once() -> None:
    with pytest.raises(Unsaid) as fault:
        started(replace(granting({}), sentences={}))
    assert [each.partition(":")[0] for each in str(fault.value).split("; ")][:1] == [READ]
    assert "planted.thing-unknown" in str(fault.value)
