"""Registering, dissolving and looking up clans at the door."""

from typing import Any
from uuid import UUID, uuid4

from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
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
    row = {"clan_id": clan, **CLAN, "name": None, "since": CLAN["registered_on"], "ended_on": None}
    assert await shown(register, f"/clans/{clan}") == row
    page = await shown(register, f"/clans?place_id={land.COMMUNE}")
    assert page == {"items": [row], "number": 1, "next_cursor": None}


async def test_a_clan_has_the_name_that_was_said_last(register: ServiceDoor) -> None:
    clan = await registered(register, name="Họ Nguyễn  Văn")
    assert (await shown(register, f"/clans/{clan}"))["name"] == "Họ Nguyễn Văn"
    called = {"clan_id": clan, "name": "Họ Nguyễn Văn, thôn Đông"}
    rows = [called, called | {"name": "…"}, called]
    answer = await register.post("/clans/names/bulk", {"rows": rows}, OF_COMMUNE, "k")
    codes = [row.get("code") for row in answer.json()["rows"]]
    assert codes == [None, "registry.clan-name-implausible", None]
    assert (await shown(register, f"/clans/{clan}"))["name"] == called["name"]
    foreign = await register.post("/clans/names", called, OF_OTHER_COMMUNE)
    assert foreign.json()["code"] == "registry.clan-unknown"


async def test_a_dissolved_clan_is_on_the_books_until_its_day(register: ServiceDoor) -> None:
    clan = await registered(register)
    ended = {"clan_id": clan, "ended_on": "2026-03-01"}
    answer = await register.post("/clans/dissolutions", ended, OF_COMMUNE)
    assert (answer.status_code, answer.json()) == (201, {"clan_id": clan})
    assert (await shown(register, f"/clans/{clan}"))["ended_on"] == "2026-03-01"
    for day, number in (("2025-07-31", 0), ("2026-02-28", 1), ("2026-03-01", 0)):
        page = await shown(register, f"/clans?place_id={land.COMMUNE}&on={day}")
        assert page["number"] == len(page["items"]) == number


async def test_a_clan_that_was_dissolved_by_mistake_is_on_the_books_again(
    register: ServiceDoor,
) -> None:
    clan = await registered(register)
    right = {"clan_id": clan, "of_day": "2026-03-01", "ended_on": "2026-04-01"}
    path = "/clans/dissolutions/corrections"
    refused = await register.post(path, right, OF_COMMUNE)
    assert (refused.status_code, refused.json()["code"]) == (409, "registry.nothing-ended")
    ended = {"clan_id": clan, "ended_on": "2026-03-01"}
    await register.post("/clans/dissolutions", ended, OF_COMMUNE)
    for _ in range(2):
        answer = await register.post(path, right, OF_COMMUNE)
        assert (answer.status_code, answer.json()) == (201, {"clan_id": clan})
    assert (await shown(register, f"/clans/{clan}"))["ended_on"] == "2026-04-01"
    assert await on_the_books(register, land.COMMUNE, on="2026-03-31") == [clan]
    never = {"clan_id": clan, "of_day": "2026-04-01"}
    rows = [right, never]
    answer = await register.post(f"{path}/bulk", {"rows": rows}, OF_COMMUNE, "k")
    assert answer.json()["recorded"] == 2
    assert (await shown(register, f"/clans/{clan}"))["ended_on"] is None
    assert await on_the_books(register, land.COMMUNE, on="2026-05-01") == [clan]
    foreign = await register.post(path, never, OF_OTHER_COMMUNE)
    assert foreign.json()["code"] == "registry.clan-unknown"


async def on_the_books(register: ServiceDoor, place: UUID, **asked: str) -> list[str]:
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    page = await shown(register, f"/clans?place_id={place}{query}")
    return [row["clan_id"] for row in page["items"]]


async def test_a_clan_that_moved_is_shown_where_it_is_and_since_when(
    register: ServiceDoor,
) -> None:
    clan = await registered(register)
    moved = {"clan_id": clan, "place_id": str(land.HAMLET), "moved_on": "2026-01-05"}
    for _ in range(2):
        answer = await register.post("/clans/moves", moved, OF_COMMUNE)
        assert (answer.status_code, answer.json()) == (201, {"clan_id": clan})
    row = await shown(register, f"/clans/{clan}")
    assert (row["place_id"], row["since"]) == (str(land.HAMLET), "2026-01-05")
    assert row["registered_on"] == "2025-08-01"
    assert await on_the_books(register, land.COMMUNE) == []
    assert await on_the_books(register, land.HAMLET, on="2026-01-05") == [clan]
    assert await on_the_books(register, land.HAMLET, on="2026-01-04") == []


async def test_a_clan_written_down_wrongly_is_shown_as_it_is(register: ServiceDoor) -> None:
    clan = await registered(register)
    right = {"clan_id": clan, "of_day": "2025-08-01", "place_id": str(land.HAMLET)}
    rows = [right | {"day": "2025-09-01"}, right | {"of_day": "2025-08-02", "day": "2025-09-02"}]
    answer = await register.post("/clans/corrections/bulk", {"rows": rows}, OF_COMMUNE, "k")
    codes = [row.get("code") for row in answer.json()["rows"]]
    assert codes == [None, "registry.nothing-of-that-day"]
    row = await shown(register, f"/clans/{clan}")
    assert [row[name] for name in ("place_id", "since", "registered_on")] == [
        str(land.HAMLET), "2025-09-01", "2025-09-01",
    ]  # fmt: skip


async def test_a_clan_that_was_withdrawn_is_shown_no_more(register: ServiceDoor) -> None:
    clan, other = await registered(register), await registered(register)
    for each in ({"clan_id": clan}, {"clan_id": clan}):
        answer = await register.post("/clans/withdrawals", each, OF_COMMUNE)
        assert (answer.status_code, answer.json()) == (201, {"clan_id": clan})
    assert await on_the_books(register, land.COMMUNE) == [other]
    assert (await register.get(f"/clans/{clan}", OF_COMMUNE)).status_code == 404
    ended = {"clan_id": clan, "ended_on": "2026-03-01"}
    refused = await register.post("/clans/dissolutions", ended, OF_COMMUNE)
    assert refused.json()["code"] == "registry.withdrawn-already"


async def test_a_clan_moves_only_between_places_that_the_officer_oversees(
    register: ServiceDoor,
) -> None:
    clan = await registered(register)
    away = {"clan_id": clan, "place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-01-05"}
    out = await register.post("/clans/moves", away, OF_COMMUNE)
    assert out.json()["code"] == "registry.place-unknown"
    taken = await register.post("/clans/moves", away, OF_OTHER_COMMUNE)
    assert taken.json()["code"] == "registry.clan-unknown"
    assert (await register.post("/clans/moves", away, OF_PROVINCE)).status_code == 201


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
