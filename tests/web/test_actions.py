"""Every route says which action it is, and passes the one deciding function."""

from uuid import uuid4

from fastapi import APIRouter
from fastapi.testclient import TestClient

from shared.web.actions import declared_actions, undeclared_routes
from shared.web.identity import Grant
from tests.web.sample import COMMUNE, ELSEWHERE, HAMLET, PROVINCE, application
from tests.web.tokens import Provider, commune_officer, signed_in


def test_every_route_of_a_service_declares_its_action(provider: Provider) -> None:
    app = application(provider.identity())
    assert undeclared_routes(app) == []
    assert declared_actions(app)["POST /sample/v1/families"] == "registry.family.register"


def test_a_route_that_declares_no_action_is_found(provider: Provider) -> None:
    app, forgetful = application(provider.identity()), APIRouter(prefix="/sample/v1")

    @forgetful.get("/secrets", include_in_schema=False)
    async def secrets() -> str:
        return "all of them"

    app.include_router(forgetful)
    assert undeclared_routes(app) == ["GET /sample/v1/secrets"]


def test_an_officer_is_shown_what_lies_in_reach(
    client: TestClient, officer: dict[str, str]
) -> None:
    answer = client.get(f"/sample/v1/places/{HAMLET}", headers=officer)
    assert answer.json() == str(HAMLET)


def test_out_of_scope_looks_like_not_there(client: TestClient, officer: dict[str, str]) -> None:
    answer = client.get(f"/sample/v1/places/{ELSEWHERE}", headers=officer)
    assert (answer.status_code, answer.json()["code"]) == (404, "web.not-found")


def test_a_command_out_of_scope_is_refused_as_one_for_a_place_that_nobody_told_of(
    client: TestClient, officer: dict[str, str]
) -> None:
    answers = []
    for place_id in (str(PROVINCE), str(uuid4())):
        form = {"place_id": place_id, "name": "A"}
        answer = client.post("/sample/v1/families", json=form, headers=officer)
        assert answer.headers["retry-after"] == "2"
        answers.append((answer.status_code, answer.json()["detail"].replace(place_id, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_a_list_shows_no_row_outside_the_reach(client: TestClient, officer: dict[str, str]) -> None:
    shown = client.get("/sample/v1/places", headers=officer).json()["places"]
    assert shown == [str(COMMUNE), str(HAMLET)]


def test_what_no_role_of_the_officer_may_do_anywhere_is_forbidden(
    client: TestClient, provider: Provider
) -> None:
    headers = signed_in(provider.token(commune_officer(COMMUNE)))
    answer = client.post("/sample/v1/territory", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "web.action-not-granted")


def test_the_system_may_bring_the_territory(client: TestClient, provider: Provider) -> None:
    headers = signed_in(provider.token([Grant("system", None, "subtree")]))
    assert client.post("/sample/v1/territory", headers=headers).json() == "brought"


def test_an_officer_without_grants_may_do_nothing(client: TestClient, provider: Provider) -> None:
    answer = client.get("/sample/v1/places", headers=signed_in(provider.token()))
    assert answer.status_code == 403
