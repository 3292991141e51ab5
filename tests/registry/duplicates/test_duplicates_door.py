"""Pairs that look alike are found, merged, taken apart again or said to be two, at the door."""

from typing import Any
from uuid import UUID, uuid4

from services.registry.people.vault.personal_data import PersonalData
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

NAME, PHONE, NUMBER = "Nguyễn Thị Phương Thảo", "0900000001", "079123456789"


async def people(register: ServiceDoor, *said: tuple[UUID, PersonalData]) -> list[str]:
    async with opened_vault(register.dsn) as vault:
        return [str((await vault.keep([each]))[0]) for each in said]


async def two(register: ServiceDoor, other: UUID = land.HAMLET) -> list[str]:
    """Of one name."""
    return await people(
        register, (land.HAMLET, PersonalData(NAME)), (other, PersonalData(NAME.upper()))
    )


def merge_of(merged: str, survivor: str, **said: Any) -> dict[str, Any]:
    body = {"kind": "person", "merged_id": merged, "survivor_id": survivor}
    return body | {"merged_on": "2026-03-01", "ground_code": "same-phone"} | said


def unmerge_of(merged: str) -> dict[str, Any]:
    return {"kind": "person", "merged_id": merged, "unmerged_on": "2026-03-02"}


async def done(register: ServiceDoor, path: str, body: Any, grants: Any = OF_COMMUNE) -> Any:
    answer = await register.post(f"/duplicates/{path}", body, grants)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def code(register: ServiceDoor, path: str, body: Any, grants: Any = OF_COMMUNE) -> str:
    answer = await register.post(f"/duplicates/{path}", body, grants)
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


async def pairs(register: ServiceDoor, grants: Any = OF_COMMUNE) -> list[tuple[str, ...]]:
    answer = await register.get("/people/possible-duplicates", grants)
    assert answer.status_code == 200, answer.text
    return [
        (each["ground_code"], each["one"]["person_ref"], each["other"]["person_ref"])
        for each in answer.json()["items"]
    ]


async def test_pairs_are_found_by_number_phone_and_name_the_surest_first(
    register: ServiceDoor,
) -> None:
    kept = await people(
        register,
        (land.HAMLET, PersonalData(NAME)),
        (land.HAMLET, PersonalData("nguyen thi phuong tháo")),
        (land.HAMLET, PersonalData("Nguyễn Thị Phương Lan")),
        (land.NEIGHBOUR, PersonalData(NAME)),
        (land.HAMLET, PersonalData("Trần Văn An", phone=PHONE)),
        (land.NEIGHBOUR, PersonalData("Lê Thị Bình", phone=PHONE)),
    )
    assert await pairs(register) == [
        ("same-phone", *kept[4:6]),
        ("same-name-and-birth", *kept[:2]),
    ]
    assert await pairs(register, OF_OTHER_COMMUNE) == []


async def test_whoever_has_another_number_is_another_person(register: ServiceDoor) -> None:
    said = [PersonalData(NAME, f"07912345678{n}") for n in range(2)]
    await people(register, *((land.HAMLET, each) for each in said))
    assert await pairs(register) == []


async def test_a_pair_that_is_two_is_not_shown_again(register: ServiceDoor) -> None:
    one, other = await two(register)
    said = {"kind": "person", "one_id": other, "other_id": one}
    assert await done(register, "dismissals", said) == {"one_id": one, "other_id": other}
    assert await pairs(register) == []
    await done(register, "dismissals", said)
    assert register.types() == ["duplicate-dismissed"]


async def test_an_alias_is_found_as_the_person_it_is(register: ServiceDoor) -> None:
    one, other = await two(register)
    assert await pairs(register) == [("same-name-and-birth", one, other)]
    answer = await done(register, "merges", merge_of(one, other))
    assert answer == {"merged_id": one, "survivor_id": other}
    assert await pairs(register) == []
    shown = await register.get(f"/people/{one}", OF_COMMUNE)
    assert (shown.json()["person_ref"], shown.json()["full_name"]) == (other, NAME.upper())
    found = await register.post("/people/search", {"name": "phuong thao"}, OF_COMMUNE)
    assert [each["person_ref"] for each in found.json()["items"]] == [other]
    alias = await register.get(f"/duplicates/aliases/{one}", OF_COMMUNE)
    assert alias.json() == {
        "alias_id": one,
        "kind": "person",
        "place_id": str(land.HAMLET),
        "survivor_id": other,
        "merged_on": "2026-03-01",
        "ground_code": "same-phone",
    }
    listed = await register.get("/duplicates/aliases", OF_COMMUNE, place_id=land.HAMLET)
    assert listed.json()["items"] == [alias.json()]

    await done(register, "unmerges", unmerge_of(one))
    assert await pairs(register) == [("same-name-and-birth", one, other)]
    assert (await register.get(f"/people/{one}", OF_COMMUNE)).json()["full_name"] == NAME
    assert (await register.get(f"/duplicates/aliases/{one}", OF_COMMUNE)).status_code == 404


async def test_aliases_of_aliases_are_those_of_the_last_and_come_back(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    (last,) = await people(register, (land.NEIGHBOUR, PersonalData("Lê Thị Bình")))
    await done(register, "merges", merge_of(one, other))
    await done(register, "merges", merge_of(other, last))

    async def name() -> str:
        return str((await register.get(f"/people/{one}", OF_COMMUNE)).json()["full_name"])

    assert await name() == "Lê Thị Bình"
    await done(register, "unmerges", unmerge_of(other))
    assert await name() == NAME.upper()
    await done(register, "unmerges", unmerge_of(one))
    assert await name() == NAME


async def test_a_family_is_headed_by_the_person_and_never_by_an_alias(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    await done(register, "merges", merge_of(one, other))
    await register.views_caught_up()
    family = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01"}
    answer = await register.post("/families", family | {"head_ref": one}, OF_COMMUNE)
    shown = await register.get(f"/families/{answer.json()['family_id']}", OF_COMMUNE)
    assert shown.json()["head_ref"] == other
    again = await register.post("/families", family | {"head_ref": one}, OF_COMMUNE)
    assert again.json()["code"] == "registry.family-already-registered"


async def test_whoever_heads_a_family_is_merged_into_nobody(register: ServiceDoor) -> None:
    one, other = await two(register)
    family = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01", "head_ref": one}
    await register.post("/families", family, OF_COMMUNE)
    refused = await code(register, "merges", merge_of(one, other))
    assert refused == "registry.merged-person-heads-family"
    await done(register, "merges", merge_of(other, one))


async def test_erasing_one_erases_all_aliases_and_the_merge_stays(register: ServiceDoor) -> None:
    one, other = await two(register)
    (last,) = await people(register, (land.NEIGHBOUR, PersonalData("Lê Thị Bình")))
    await done(register, "merges", merge_of(one, other))
    await done(register, "merges", merge_of(other, last))
    answer = await register.post(f"/people/{other}/erasure", {}, OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    assert register.rows("select * from people") == []
    erased = "select stream_id::text from log where type = 'registry.person-erased.v1'"
    assert {each for (each,) in register.rows(erased)} == {one, other, last}
    refused = await code(register, "unmerges", unmerge_of(one))
    assert refused == "registry.merged-person-erased"


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    near, far = await two(register, land.ELSEWHERE)
    for nobody in (far, str(uuid4())):
        for one, other in ((near, nobody), (nobody, near)):
            merged = await code(register, "merges", merge_of(one, other))
            said = {"kind": "person", "one_id": one, "other_id": other}
            dismissed = await code(register, "dismissals", said)
            assert merged == dismissed == "registry.person-unknown"
    await done(register, "merges", merge_of(near, far), OF_PROVINCE)
    for nobody in (near, str(uuid4())):
        refused = await code(register, "unmerges", unmerge_of(nobody))
        assert refused == "registry.merge-unknown"
    assert (
        await code(register, "merges", merge_of(near, far), OF_HAMLET) == "web.action-not-granted"
    )


async def test_a_survivor_out_of_reach_is_not_named(register: ServiceDoor) -> None:
    near, far = await two(register, land.ELSEWHERE)
    (third,) = await people(register, (land.HAMLET, PersonalData(NAME)))
    await done(register, "merges", merge_of(near, far), OF_PROVINCE)
    seen = await register.post("/duplicates/merges", merge_of(third, near), OF_PROVINCE)
    assert seen.json()["code"] == "registry.merged-already"
    assert far in seen.json()["detail"]
    unseen = await register.post("/duplicates/merges", merge_of(third, near), OF_COMMUNE)
    assert unseen.json()["code"] == "registry.merged-elsewhere"
    assert far not in unseen.text
    alias = await register.get(f"/duplicates/aliases/{near}", OF_COMMUNE)
    assert alias.json()["survivor_id"] is None
    assert (await register.get(f"/people/{near}", OF_COMMUNE)).status_code == 404


async def test_many_are_each_answered_and_the_same_key_as_before(register: ServiceDoor) -> None:
    one, other = await two(register)
    rows = [merge_of(one, other), merge_of(one, one), {"kind": "?"}, merge_of(str(uuid4()), one)]
    answer = (
        await register.post("/duplicates/merges/bulk", {"rows": rows}, OF_COMMUNE, "k")
    ).json()
    assert [row.get("code") for row in answer["rows"]] == [
        None, "registry.merged-with-itself", "web.invalid-body", "registry.person-unknown",
    ]  # fmt: skip
    again = await register.post("/duplicates/merges/bulk", {"rows": rows}, OF_COMMUNE, "k")
    assert again.json() == answer


async def test_rows_that_speak_of_one_person_are_done_one_after_the_other(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    third, last = await two(register)
    rows = [merge_of(one, other), merge_of(third, other), merge_of(other, last)]
    answer = await register.post("/duplicates/merges/bulk", {"rows": rows}, OF_COMMUNE)
    assert answer.json()["recorded"] == 3, answer.text
    rows = [unmerge_of(other), unmerge_of(third)]
    answer = await register.post("/duplicates/unmerges/bulk", {"rows": rows}, OF_COMMUNE)
    assert answer.json()["recorded"] == 2, answer.text
