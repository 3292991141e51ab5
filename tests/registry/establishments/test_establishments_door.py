"""Establishments at the door: registered, corrected, moved, dissolved, withdrawn, looked up."""

from typing import Any
from uuid import uuid4

from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

SCHOOL = {
    "place_id": str(land.COMMUNE),
    "kind": "school",
    "name": "Trường Tiểu học Kim Đồng",
    "registered_on": "2025-08-01",
}
ALL = "/establishments"


async def registered(register: ServiceDoor) -> str:
    answer = await register.post(ALL, SCHOOL, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["establishment_id"])


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> None:
    """Twice, which changes nothing."""
    for _ in range(2):
        answer = await register.post(f"{ALL}/{path}", body, OF_PROVINCE)
        assert answer.status_code == 201, answer.text


async def shown(register: ServiceDoor, path: str) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, OF_PROVINCE)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_establishment_is_shown_as_all_that_happened_left_it(
    register: ServiceDoor,
) -> None:
    id_ = await registered(register)
    row = {"establishment_id": id_, **SCHOOL, "since": "2025-08-01", "ended_on": None}
    page = await shown(register, f"{ALL}?place_id={land.COMMUNE}")
    assert page == {"items": [row], "number": 1, "next_cursor": None}
    of = {"establishment_id": id_}
    there = {"place_id": str(land.OTHER_COMMUNE)}
    await done(register, "names", of | {"name": "Trường THCS Lê Quý Đôn"})
    right = {"of_day": "2025-08-01", "place_id": str(land.COMMUNE), "day": "2025-09-01"}
    await done(register, "corrections", of | right | {"kind": "agency"})
    await done(register, "moves", of | there | {"moved_on": "2026-01-05"})
    await done(register, "dissolutions", of | {"ended_on": "2026-03-01"})
    days = {"since": "2026-01-05", "registered_on": "2025-09-01", "ended_on": "2026-03-01"}
    named = {"kind": "agency", "name": "Trường THCS Lê Quý Đôn"}
    assert await shown(register, f"{ALL}/{id_}") == of | there | named | days
    assert (await shown(register, f"{ALL}?place_id={land.COMMUNE}"))["number"] == 0
    ends = "dissolutions/corrections"
    await done(register, ends, of | {"of_day": "2026-03-01", "ended_on": "2026-04-01"})
    assert (await shown(register, f"{ALL}/{id_}"))["ended_on"] == "2026-04-01"
    await done(register, ends, of | {"of_day": "2026-04-01"})
    assert (await shown(register, f"{ALL}/{id_}"))["ended_on"] is None
    await done(register, "withdrawals", of)
    await register.views_caught_up()
    assert (await register.get(f"{ALL}/{id_}", OF_PROVINCE)).status_code == 404


async def test_many_establishments_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    rows = [SCHOOL, SCHOOL | {"kind": "club"}, SCHOOL | {"name": "…"}, {"kind": 1}]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "registry.establishment-kind-unknown",
        "registry.establishment-name-implausible",
        "web.invalid-body",
    ]
    other = await register.post(f"{ALL}/bulk", {"rows": rows[:1]}, OF_COMMUNE, "k")
    assert other.status_code == 409 or other.json() != sent[0].json()


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    id_ = await registered(register)
    await register.views_caught_up()
    for each in (id_, str(uuid4())):
        of = {"establishment_id": each}
        away = of | {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-01-05"}
        for path, body in (
            ("moves", away),
            ("withdrawals", of),
            ("names", of | {"name": "Trường"}),
            ("dissolutions", of | {"ended_on": "2026-03-01"}),
        ):
            answer = await register.post(f"{ALL}/{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.establishment-unknown"
        looked_up = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == "registry.establishment-unknown"
