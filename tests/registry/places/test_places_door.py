"""The counter for places: which place a code names on a day, what lies in it, new hamlets."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

QUARTER = {
    "commune_id": str(land.COMMUNE),
    "kind": "khu-pho",
    "name": "Khu phố 9",
    "valid_from": "2025-07-01",
}


async def ask(register: ServiceDoor, path: str) -> Any:
    await register.views_caught_up()
    return (await register.get(path, OF_HAMLET)).json()


async def test_a_code_names_the_place_of_the_day(register: ServiceDoor) -> None:
    found = await ask(register, "/places?code=26968&on=2025-06-30")
    assert found["place_id"] == str(land.ENDED_COMMUNE)
    assert (found["in_force"], found["valid_from"], found["ended_on"]) == (True, None, "2025-07-01")
    assert [above["place_id"] for above in found["parents"]] == [str(land.PROVINCE)]
    (heir,) = found["successors"]
    assert (heir["place"]["place_id"], heir["how"]) == (str(land.COMMUNE), "whole")


async def test_a_code_of_other_days_is_refused_with_those_days(register: ServiceDoor) -> None:
    problem = await ask(register, "/places?code=26968&on=2025-07-01")
    assert (problem["code"], problem["status"]) == ("registry.code-not-in-force", 404)
    assert "… – 2025-06-30" in problem["detail"]


async def test_a_code_of_no_place_is_refused(register: ServiceDoor) -> None:
    problem = await ask(register, "/places?code=99999")
    assert (problem["code"], problem["status"]) == ("registry.place-unknown", 404)


@pytest.mark.parametrize("asked", ["code=x", "", "code=26968&on=yesterday"])
async def test_a_question_that_is_none_is_refused(register: ServiceDoor, asked: str) -> None:
    assert (await ask(register, f"/places?{asked}"))["status"] == 422


async def test_an_ended_place_is_shown_as_it_was_on_its_last_day(register: ServiceDoor) -> None:
    found = await ask(register, f"/places/{land.ENDED_COMMUNE}?on=2026-01-01")
    assert (found["in_force"], found["code"], found["on"]) == (False, "26968", "2026-01-01")
    assert (await ask(register, f"/places/{uuid4()}"))["code"] == "registry.place-unknown"


async def test_children_are_those_of_the_day_a_page_at_a_time(register: ServiceDoor) -> None:
    before = await ask(register, f"/places/{land.PROVINCE}/children?on=2025-06-30")
    assert [place["code"] for place in before["items"]] == ["26968", "26971", "27316"]
    first = await ask(register, f"/places/{land.PROVINCE}/children?limit=1")
    assert (first["number"], [place["code"] for place in first["items"]]) == (2, ["27301"])
    rest = f"/places/{land.PROVINCE}/children?limit=1&cursor={first['next_cursor']}"
    last = await ask(register, rest)
    assert [place["code"] for place in last["items"]] == ["27316"]
    assert last["next_cursor"] is None


async def test_a_cursor_of_something_else_is_refused(register: ServiceDoor) -> None:
    problem = await ask(register, f"/places/{land.PROVINCE}/children?cursor=MTI")
    assert problem["status"] == 422


async def test_a_hamlet_is_put_on_the_books_once(register: ServiceDoor) -> None:
    told = await register.post("/places", QUARTER, OF_SYSTEM, "once")
    again = await register.post("/places", QUARTER, OF_SYSTEM, "once")
    assert (told.status_code, again.status_code) == (201, 201)
    assert told.json() == again.json()
    found = await ask(register, f"/places/{told.json()['place_id']}?on=2026-01-01")
    assert (found["level"], found["code"], found["name"]) == ("hamlet", None, "Khu phố 9")
    above = [place["place_id"] for place in found["parents"]]
    assert above == [str(land.COMMUNE), str(land.PROVINCE)]


async def test_a_hamlet_of_a_name_taken_is_refused(register: ServiceDoor) -> None:
    await register.post("/places", QUARTER, OF_SYSTEM)
    refused = await register.post("/places", QUARTER, OF_SYSTEM)
    assert (refused.status_code, refused.json()["code"]) == (409, "registry.hamlet-name-taken")


async def test_officers_found_hamlets_in_their_own_commune_only(register: ServiceDoor) -> None:
    own = await register.post("/places", QUARTER, OF_COMMUNE)
    elsewhere = await register.post("/places", QUARTER, OF_OTHER_COMMUNE)
    of_hamlet = await register.post("/places", QUARTER, OF_HAMLET)
    answers = [answer.status_code for answer in (own, elsewhere, of_hamlet)]
    assert answers == [201, 404, 403]


async def test_a_hamlet_of_a_day_to_come_is_refused(register: ServiceDoor) -> None:
    tomorrow = {**QUARTER, "valid_from": "2026-11-25"}
    refused = await register.post("/places", tomorrow, OF_SYSTEM)
    assert refused.status_code == 422


async def test_an_empty_document_number_is_none_at_all(register: ServiceDoor) -> None:
    refused = await register.post("/places", {**QUARTER, "document_number": ""}, OF_SYSTEM)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["document_number"]
