"""Searching for places at the door."""

from typing import Any
from uuid import uuid4

from tests.support import land
from tests.support.land import OF_HAMLET
from tests.support.service_door import ServiceDoor


async def ask(register: ServiceDoor, **asked: object) -> Any:
    answer = await register.get("/places/search", OF_HAMLET, **asked)
    return answer.json()


async def test_a_place_found_says_what_it_was_called_and_what_became_of_it(
    register: ServiceDoor,
) -> None:
    name = str(land.ENDED_COMMUNE)[:8]
    found = (await ask(register, name=name))["items"][0]
    assert (found["place_id"], found["matched"]) == (str(land.ENDED_COMMUNE), name)
    assert (found["ended_on"], found["matched_until"]) == ("2025-07-01", "2025-07-01")
    assert [each["place_id"] for each in found["parents"]] == [str(land.PROVINCE)]
    assert [s["place"]["place_id"] for s in found["successors"]] == [str(land.COMMUNE)]


async def test_a_search_may_be_within_a_place_on_a_day_and_of_a_level(
    register: ServiceDoor,
) -> None:
    name = str(land.ENDED_HAMLET)[:8]

    async def finds(**asked: object) -> bool:
        items = (await ask(register, name=name, **asked))["items"]
        return str(land.ENDED_HAMLET) in [each["place_id"] for each in items]

    assert await finds(within=land.COMMUNE)
    assert await finds(within=land.ENDED_COMMUNE, on="2025-06-30", level="hamlet")
    assert not await finds(on="2025-07-01")
    assert not await finds(within=land.OTHER_COMMUNE)
    assert not await finds(level="commune")


async def test_a_search_that_is_none_is_refused(register: ServiceDoor) -> None:
    assert (await ask(register, name=""))["status"] == 422
    assert (await ask(register))["status"] == 422
    unknown = await ask(register, name="x", within=uuid4())
    assert unknown["code"] == "registry.place-unknown"


async def test_many_places_are_named_at_once_as_of_a_day(register: ServiceDoor) -> None:
    unknown = str(uuid4())
    ids = [str(land.COMMUNE), unknown, str(land.ENDED_COMMUNE), str(land.COMMUNE)]
    asked = {"place_ids": ids, "on": "2026-01-01"}
    await register.views_caught_up()
    said = (await register.post("/places/names", asked, OF_HAMLET)).json()
    shown = [(each["place_id"], each["in_force"], each["ended_on"]) for each in said["items"]]
    assert shown == [(ids[0], True, None), (ids[2], False, "2025-07-01")]
    assert said["unknown"] == [unknown]
    assert said["items"][1]["code"] == "26968"


async def test_no_more_than_500_places_are_named_at_once(register: ServiceDoor) -> None:
    for number, status in ((500, 200), (501, 422), (0, 422)):
        asked = {"place_ids": [str(uuid4()) for _ in range(number)]}
        assert (await register.post("/places/names", asked, OF_HAMLET)).status_code == status
