"""The counter for taking a document back: before its day, by whom it reaches."""

from typing import Any

from tests.registry.places.reorganisation.test_door import PATH, merger, paper
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

CANCELLED = f"{PATH}/cancellations"
NUMBER = {"document_number": "Số 123/QĐ-UBND"}


async def announced(register: ServiceDoor, body: Any, by: Any = OF_PROVINCE) -> None:
    told = await register.post(PATH, body, by)
    assert told.status_code == 201, told.text


async def test_a_province_officer_takes_an_announcement_back_and_nothing_is_seen_of_it(
    register: ServiceDoor,
) -> None:
    before = (await register.get(f"/places/{land.COMMUNE}/history", OF_COMMUNE)).json()
    await announced(register, paper(*merger("27301", "27316")))
    told = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    assert told.status_code == 201, told.text
    answer = told.json()
    assert (answer["document_number"], answer["effective_on"]) == ("123/QĐ-UBND", "2027-01-01")
    assert answer["places"] == 6, "the new commune, two that had ended, three hamlets"
    await register.views_caught_up()
    gone = await register.get("/places?code=27400&on=2027-01-01", OF_COMMUNE)
    assert gone.status_code == 404
    found = (await register.get("/places?code=27301&on=2027-01-01", OF_COMMUNE)).json()
    assert found["in_force"]
    place = await register.get(f"/places/{land.HAMLET}?on=2027-01-01", OF_COMMUNE)
    assert place.json()["parents"][0]["place_id"] == str(land.COMMUNE)
    after = (await register.get(f"/places/{land.COMMUNE}/history", OF_COMMUNE)).json()
    assert after == before
    searched = await register.get("/places/search?name=xa moi", OF_COMMUNE)
    assert searched.json()["items"] == []


async def test_cancelled_again_nothing_changes_and_it_may_be_announced_otherwise(
    register: ServiceDoor,
) -> None:
    await announced(register, paper(*merger("27301", "27316")))
    first = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    again = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    assert (first.json()["places"] > 0, again.json()["places"]) == (True, 0)
    await announced(register, paper(*merger("27316"), on="2027-02-01"))
    await register.views_caught_up()
    found = (await register.get("/places?code=27400&on=2027-02-01", OF_COMMUNE)).json()
    assert found["valid_from"] == "2027-02-01"


async def test_it_is_refused_once_its_day_has_come_and_while_another_builds_on_it(
    register: ServiceDoor,
) -> None:
    come = {"how": "renamed", "predecessor": str(land.HAMLET), "name": "Khu phố Mười"}
    await announced(register, paper(come, number="9/QĐ-UBND", on="2026-01-05"))
    refused = await register.post(CANCELLED, {"document_number": "9/QĐ-UBND"}, OF_PROVINCE)
    assert (refused.status_code, refused.json()["code"]) == (409, "registry.reorganisation-come")
    await announced(register, paper(*merger("27301", "27316")))
    on = {"how": "retyped", "predecessor": "27400", "kind": "phuong"}
    await announced(register, paper(on, number="124/QĐ-UBND", on="2027-03-01"), OF_SYSTEM)
    refused = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "registry.reorganisation-built-on")
    assert "124/QĐ-UBND" in problem["detail"]
    for number in ("124/QĐ-UBND", "123/QĐ-UBND"):
        told = await register.post(CANCELLED, {"document_number": number}, OF_SYSTEM)
        assert told.status_code == 201, told.text


async def test_what_is_out_of_reach_is_as_if_nothing_had_been_announced(
    register: ServiceDoor,
) -> None:
    province = {"how": "made", "level": "province", "kind": "tinh", "name": "Tỉnh", "code": "80"}
    moved = {"how": "moved", "predecessor": "27301", "parent": "80"}
    unknown = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    await announced(register, paper(province, moved), OF_SYSTEM)
    foreign = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "registry.document-unknown")
    assert foreign.json()["detail"] == unknown.json()["detail"]
    assert (await register.post(CANCELLED, NUMBER, OF_OTHER_COMMUNE)).status_code == 403
    assert (await register.post(CANCELLED, NUMBER, OF_SYSTEM)).status_code == 201
    afterwards = await register.post(CANCELLED, NUMBER, OF_PROVINCE)
    assert afterwards.json()["detail"] == unknown.json()["detail"]
