"""Questions about people that were answered with nothing leave a fact, whichever nothing it was."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.registry.people.api import auditing
from services.registry.people.person import PersonalDataNotShown
from shared.web.actions import declared_actions
from shared.web.identity import Grant
from tests.registry.families.test_registering import HEAD
from tests.registry.people.test_people_door import head_of_a_family
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

PEOPLE = "/registry/v1/people"
NAMING_NOBODY = {"name": "khong ai ca"}


def routes(register: ServiceDoor) -> dict[tuple[str, str], str]:
    """Every route about people, as (method, path), and its action."""
    declared = declared_actions(register.app)
    found = {tuple(route.split(" ")): name for route, name in declared.items() if PEOPLE in route}
    return {(method, path): str(name) for (method, path), name in found.items()}


async def ask(register: ServiceDoor, method: str, path: str, grants: list[Grant]) -> Any:
    path = path.removeprefix("/registry/v1")
    if method == "GET":
        return await register.get(path, grants)
    body = NAMING_NOBODY if path.endswith("search") else {}
    return await register.post(path, body, grants)


def not_shown(register: ServiceDoor) -> list[PersonalDataNotShown]:
    return [fact for fact in register.facts() if isinstance(fact, PersonalDataNotShown)]


async def test_every_denial_about_people_leaves_a_fact_the_same_whether_there_or_not(
    register: ServiceDoor,
) -> None:
    there, expected = await head_of_a_family(register), []
    asked = routes(register)
    assert len(asked) >= 4
    for (method, path), action in asked.items():
        refs: list[UUID | None] = [there, uuid4()] if "{person_ref}" in path else [None]
        for ref in refs:
            where = path.replace("{person_ref}", str(ref))
            answer = await ask(register, method, where, OF_HAMLET)
            assert answer.status_code == 403, where
            expected.append(PersonalDataNotShown(action, ref))
            if ref is not None:
                answer = await ask(register, method, where, OF_OTHER_COMMUNE)
                assert answer.status_code == 404, where
                expected.append(PersonalDataNotShown(action, ref))
    assert not_shown(register) == expected


async def test_who_asked_in_vain_stands_beside_the_fact(register: ServiceDoor) -> None:
    await register.get(f"/people/{uuid4()}", OF_COMMUNE)
    query = "select actor from log where type = 'registry.personal-data-not-shown.v1'"
    assert register.rows(query) == [("officer-7",)]


@pytest.mark.parametrize("grants", [OF_COMMUNE, OF_OTHER_COMMUNE], ids=["there", "elsewhere"])
async def test_a_search_that_finds_nobody_leaves_a_fact_without_what_was_searched_for(
    register: ServiceDoor, grants: list[Grant]
) -> None:
    await head_of_a_family(register)
    name = "khong ai ca" if grants == OF_COMMUNE else HEAD["full_name"]
    for searched in ({"name": name}, {"phone": "0912000111"}):
        answer = await register.post("/people/search", searched, grants)
        assert answer.json() == {"items": [], "number": None, "next_cursor": None, "more": False}
    assert not_shown(register) == [PersonalDataNotShown("registry.person.list", None)] * 2


async def test_nothing_is_answered_when_the_question_cannot_be_recorded(
    register: ServiceDoor,
) -> None:
    there = await head_of_a_family(register)
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update log_head set halted = 'test'")
    for ref in (there, uuid4()):
        answer = await register.get(f"/people/{ref}", OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (503, "eventstore.log-halted")
    assert (await register.post("/people/search", NAMING_NOBODY, OF_COMMUNE)).status_code == 503


async def test_nobody_fills_the_log_with_questions_in_vain(
    register: ServiceDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "MOST_IN_A_MINUTE", 3)
    there = await head_of_a_family(register)
    paths = [f"/people/{ref}" for ref in (uuid4(), there, there, uuid4(), there)]
    answers = [await register.get(path, OF_OTHER_COMMUNE) for path in paths]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert answers[-1].json()["code"] == "registry.asked-in-vain-too-often"
    assert len(not_shown(register)) == 3
