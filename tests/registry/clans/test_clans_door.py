"""Registering, dissolving and looking up clans at the door."""

from typing import Any
from uuid import uuid4

from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

CLAN = {"place_id": str(land.COMMUNE), "registered_on": "2025-08-01"}


async def registered(register: ServiceDoor, **said: Any) -> str:
    answer = await register.post("/clans", CLAN | said, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["clan_id"])


async def shown(register: ServiceDoor, path: str) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_clan_is_registered_and_shown(register: ServiceDoor) -> None:
    clan = await registered(register)
    row = {"clan_id": clan, **CLAN, "ended_on": None}
    assert await shown(register, f"/clans/{clan}") == row
    page = await shown(register, f"/clans?place_id={land.COMMUNE}")
    assert page == {"items": [row], "number": 1, "next_cursor": None}


async def test_a_dissolved_clan_is_on_the_books_until_its_day(register: ServiceDoor) -> None:
    clan = await registered(register)
    ended = {"clan_id": clan, "ended_on": "2026-03-01"}
    answer = await register.post("/clans/dissolutions", ended, OF_COMMUNE)
    assert (answer.status_code, answer.json()) == (201, {"clan_id": clan})
    assert (await shown(register, f"/clans/{clan}"))["ended_on"] == "2026-03-01"
    for day, number in (("2025-07-31", 0), ("2026-02-28", 1), ("2026-03-01", 0)):
        page = await shown(register, f"/clans?place_id={land.COMMUNE}&on={day}")
        assert page["number"] == len(page["items"]) == number


async def test_many_clans_are_each_answered(register: ServiceDoor) -> None:
    rows = [CLAN, CLAN | {"registered_on": "2027-01-01"}, {"place_id": "?"}, CLAN]
    answer = (await register.post("/clans/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert (answer["recorded"], answer["refused"]) == (2, 2)
    assert [row.get("code") for row in answer["rows"]] == [
        None, "calendar.day-not-come", "web.invalid-body", None,
    ]  # fmt: skip
    again = (await register.post("/clans/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert again == answer
    assert (await shown(register, f"/clans?place_id={land.COMMUNE}&limit=1"))["number"] == 2


async def test_pages_follow_each_other(register: ServiceDoor) -> None:
    clans = {await registered(register) for _ in range(3)}
    seen, cursor = [], ""
    while cursor is not None:
        page = await shown(register, f"/clans?place_id={land.COMMUNE}&limit=2{cursor}")
        seen += [row["clan_id"] for row in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert seen == sorted(clans)


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    clan = await registered(register)
    await register.views_caught_up()
    for each in (clan, str(uuid4())):
        body = {"clan_id": each, "ended_on": "2026-03-01"}
        dissolved = await register.post("/clans/dissolutions", body, OF_OTHER_COMMUNE)
        looked_up = await register.get(f"/clans/{each}", OF_OTHER_COMMUNE)
        assert dissolved.json()["code"] == looked_up.json()["code"] == "registry.clan-unknown"
    for place in (land.COMMUNE, uuid4()):
        listed = await register.get(f"/clans?place_id={place}", OF_OTHER_COMMUNE)
        said = await register.post("/clans", CLAN | {"place_id": str(place)}, OF_OTHER_COMMUNE)
        assert listed.json()["code"] == said.json()["code"] == "registry.place-unknown"


async def test_the_same_key_answers_as_before_and_never_for_another_clan(
    register: ServiceDoor,
) -> None:
    first = await register.post("/clans", CLAN, OF_COMMUNE, "k")
    again = await register.post("/clans", CLAN, OF_COMMUNE, "k")
    assert again.json() == first.json()
    other = await register.post("/clans", CLAN | {"registered_on": "2025-09-01"}, OF_COMMUNE, "k")
    assert other.status_code == 409
