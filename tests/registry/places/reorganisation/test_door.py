"""The counter for reorganisations: recorded whole or not at all, by whom it reaches."""

from typing import Any
from uuid import UUID

from services.registry.places.territory.reorganisation.document import ReorganisationAnnounced
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

PATH = "/places/reorganisations"
MADE = {"how": "made", "level": "commune", "kind": "xa", "name": "Xã Mới", "code": "27400"}


def paper(*rows: dict[str, str], number: str = "123/QĐ-UBND", on: str = "2027-01-01") -> Any:
    return {"document_number": number, "effective_on": on, "rows": list(rows)}


def merger(*codes: str) -> list[dict[str, str]]:
    rows = [{"how": "whole", "predecessor": code, "successor": "27400"} for code in codes]
    return [{**MADE, "parent": "79"}, *rows]


async def test_a_province_officer_announces_a_merger_and_sees_it_on_its_day(
    register: ServiceDoor,
) -> None:
    told = await register.post(PATH, paper(*merger("27301", "27316")), OF_PROVINCE)
    assert told.status_code == 201, told.text
    answer = told.json()
    assert (answer["announced"], answer["hamlets_moved"]) == (True, 3)
    (made,) = answer["made"]
    await register.views_caught_up()
    for day, code in (("2026-12-31", "27301"), ("2027-01-01", "27400")):
        found = (await register.get(f"/places?code={code}&on={day}", OF_COMMUNE)).json()
        assert found["in_force"], found
    place = await register.get(f"/places/{land.HAMLET}?on=2027-01-01", OF_COMMUNE)
    assert place.json()["parents"][0]["place_id"] == made["place_id"]


async def test_the_same_document_again_changes_nothing_and_another_is_refused(
    register: ServiceDoor,
) -> None:
    rows = merger("27301", "27316")
    first = (await register.post(PATH, paper(*rows), OF_PROVINCE)).json()
    again = await register.post(PATH, paper(*reversed(rows), number="Số 123/QĐ-UBND"), OF_PROVINCE)
    assert again.status_code == 201
    assert (first["changes"] > 0, again.json()["changes"]) == (True, 0)
    assert first["made"][0]["place_id"] == again.json()["made"][0]["place_id"]
    other = await register.post(PATH, paper(*merger("27301")), OF_SYSTEM)
    assert (other.status_code, other.json()["code"]) == (409, "registry.document-otherwise")


async def test_every_wrong_row_is_named_and_nothing_is_recorded(register: ServiceDoor) -> None:
    rows = [*merger("27301", "99999"), {"how": "ended", "predecessor": "27316"}]
    refused = await register.post(PATH, paper(*rows), OF_PROVINCE)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "registry.reorganisation-wrong")
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [
        ("row 3", "registry.place-unknown")
    ]
    rows = [*merger("27301"), {"how": "ended", "predecessor": "27316"}]
    problem = (await register.post(PATH, paper(*rows), OF_PROVINCE)).json()
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [
        ("row 3", "registry.left-behind")
    ]
    assert "27316" in problem["errors"][0]["detail"]
    kept = register.looking.execute(
        "select count(*) from log where type = %s", [ReorganisationAnnounced.TYPE]
    ).fetchone()
    assert kept == (0,)


async def test_only_who_reaches_every_place_may(register: ServiceDoor) -> None:
    province = {"how": "made", "level": "province", "kind": "tinh", "name": "Tỉnh", "code": "80"}
    moved = {"how": "moved", "predecessor": "27301", "parent": "80"}
    rows = [province, moved]
    of_commune = await register.post(PATH, paper(*rows), OF_COMMUNE)
    of_province = await register.post(PATH, paper(*rows), OF_PROVINCE)
    assert (of_commune.status_code, of_province.status_code) == (403, 422)
    assert [each["code"] for each in of_province.json()["errors"]] == ["registry.place-unknown"]
    assert (await register.post(PATH, paper(*rows), OF_SYSTEM)).status_code == 201


async def test_both_ways_to_number_a_document_are_taken_for_hamlets_and_reorganisations(
    register: ServiceDoor,
) -> None:
    for number, kept in (("Công văn số 2750-CV/HU", "2750-CV/HU"), ("123/QĐ-UBND", "123/QĐ-UBND")):
        hamlet = {"commune_id": str(land.OTHER_COMMUNE), "kind": "ap", "name": f"Ấp {len(kept)}"}
        told = await register.post("/places", {**hamlet, "document_number": number}, OF_SYSTEM)
        place_id = told.json()["place_id"]
        row = {"how": "renamed", "predecessor": place_id, "name": f"Ấp số {len(kept)}"}
        done = await register.post(PATH, paper(row, number=number), OF_PROVINCE)
        assert (told.status_code, done.status_code) == (201, 201)
        assert done.json()["document_number"] == kept
        await register.views_caught_up()
        found = (await register.get(f"/places/{UUID(place_id)}", OF_SYSTEM)).json()
        assert found["established_by"] == kept
