"""The queues of clans and establishments that are called alike, at the door."""

from typing import Any

import pytest

from tests.registry.duplicates.test_duplicates_door import done, merge_of, unmerge_of
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

DAY = "2025-06-01"
NAMES = {
    "clan": ("Dòng họ Nguyễn Văn", "Nguyen Van", "Họ Trần Quang"),
    "establishment": ("Trường Tiểu học Kim Đồng", "TH Kim Đồng", "Trường Lê Văn Tám"),
}
KINDS = pytest.mark.parametrize("kind", [*NAMES])


async def registered(register: ServiceDoor, kind: str, name: str, at: Any, day: str = DAY) -> str:
    body = {"place_id": str(at), "registered_on": day, "name": name}
    body |= {"kind": "school"} if kind == "establishment" else {}
    answer = await register.post(f"/{kind}s", body, OF_SYSTEM)
    assert answer.status_code == 201, answer.text
    return str(answer.json()[f"{kind}_id"])


async def queued(register: ServiceDoor, kind: str, grants: Any = OF_PROVINCE) -> list[set[str]]:
    """All pages, one pair on each."""
    await register.views_caught_up()
    found, cursor = list[set[str]](), ""
    for _ in range(10):
        answer = await register.get(f"/duplicates/{kind}s?limit=1{cursor}", grants)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [{each[at][f"{kind}_id"] for at in ("one", "other")} for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    return found


@KINDS
async def test_a_pair_is_shown_until_it_is_merged_or_said_to_be_two(
    register: ServiceDoor, kind: str
) -> None:
    """By names that differ in marks and words alone, in a place that went over whole as in what it
    became."""
    same, also, other = NAMES[kind]
    one = await registered(register, kind, same, land.ENDED_COMMUNE)
    two = await registered(register, kind, also, land.COMMUNE, "2025-08-01")
    await registered(register, kind, other, land.ENDED_COMMUNE)
    await registered(register, kind, same, land.OTHER_COMMUNE)
    assert await queued(register, kind) == [{one, two}]
    assert await queued(register, kind, OF_COMMUNE) == [{one, two}]
    assert await queued(register, kind, OF_OTHER_COMMUNE) == []
    shown = (await register.get(f"/duplicates/{kind}s", OF_PROVINCE)).json()["items"][0]
    assert shown["same_name"]
    assert {shown["one"]["name"], shown["other"]["name"]} == {same, also}
    of = {"kind": kind}
    await done(register, "merges", merge_of(one, two) | of, OF_PROVINCE)
    assert await queued(register, kind) == []
    await done(register, "unmerges", unmerge_of(one) | of, OF_PROVINCE)
    assert await queued(register, kind) == [{one, two}]
    await done(register, "dismissals", {"one_id": two, "other_id": one} | of, OF_PROVINCE)
    assert await queued(register, kind) == []


@KINDS
async def test_an_allocated_one_stands_in_its_part_and_what_ended_nowhere(
    register: ServiceDoor, kind: str
) -> None:
    same, also, _ = NAMES[kind]
    kept = await registered(register, kind, same, land.OTHER_COMMUNE)
    went, gone = [await registered(register, kind, also, land.SPLIT_COMMUNE) for _ in range(2)]
    assert await queued(register, kind) == [{went, gone}], "both wait in the one that was split"
    row = {"subject_kind": kind, "subject_id": went, "to_place_id": str(land.OTHER_COMMUNE)}
    assert (await register.post("/allocations", row, OF_SYSTEM)).status_code == 201
    assert await queued(register, kind) == [{went, kept}]
    assert await queued(register, kind, OF_OTHER_COMMUNE) == [{went, kept}]
    ended = {f"{kind}_id": went, "ended_on": "2026-03-01"}
    assert (await register.post(f"/{kind}s/dissolutions", ended, OF_SYSTEM)).status_code == 201
    assert await queued(register, kind) == []


@KINDS
async def test_every_pair_stands_on_one_page(register: ServiceDoor, kind: str) -> None:
    same, also, _ = NAMES[kind]
    ids = [await registered(register, kind, name, land.OTHER_COMMUNE) for name in (same, also) * 2]
    found = await queued(register, kind)
    assert len(found) == 6
    assert {frozenset(each) for each in found} == {
        frozenset((one, other)) for one in ids for other in ids if one != other
    }
