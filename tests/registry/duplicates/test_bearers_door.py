"""Two registers of one clan, and of one establishment, at the door: merged, and taken apart."""

from typing import Any

import pytest

from tests.registry.allocations.test_allocations_door import row
from tests.registry.allocations.test_standing_door import allocate
from tests.registry.clan_members.test_clan_members_door import member, people
from tests.registry.clan_members.test_clan_members_door import refused as not_done
from tests.registry.duplicates.test_duplicates_door import code, done, merge_of, unmerge_of
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

DAY = "2025-08-01"
BODIES = {
    "clan": {"registered_on": DAY},
    "establishment": {"registered_on": DAY, "kind": "school", "name": "Trường Kim Đồng"},
}
KINDS = pytest.mark.parametrize("kind", [*BODIES])


async def registered(register: ServiceDoor, kind: str, at: Any = land.COMMUNE) -> str:
    body = BODIES[kind] | {"place_id": str(at)}
    if at == land.SPLIT_COMMUNE:
        body |= {"registered_on": "2025-06-01"}
    answer = await register.post(f"/{kind}s", body, OF_PROVINCE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()[f"{kind}_id"])


async def listed(register: ServiceDoor, kind: str) -> list[str]:
    await register.views_caught_up()
    found = (await register.get(f"/{kind}s", OF_COMMUNE, place_id=land.COMMUNE)).json()
    assert found["number"] == len(found["items"])
    return [each[f"{kind}_id"] for each in found["items"]]


async def shown(register: ServiceDoor, kind: str, id_: str) -> str:
    answer = await register.get(f"/{kind}s/{id_}", OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    return str(answer.json()[f"{kind}_id"])


async def refused(register: ServiceDoor, kind: str, id_: str, grants: Any = OF_COMMUNE) -> str:
    """Why nothing is said of it, whatever is asked."""
    of = {f"{kind}_id": id_}
    answer = await register.post(f"/{kind}s/withdrawals", of, grants)
    ended = await register.post(f"/{kind}s/dissolutions", of | {"ended_on": "2026-03-01"}, grants)
    assert answer.json()["code"] == ended.json()["code"]
    return str(answer.json()["code"])


@KINDS
async def test_a_merged_one_is_listed_nowhere_and_found_as_the_survivor_until_it_is_two(
    register: ServiceDoor, kind: str
) -> None:
    one, other = [await registered(register, kind) for _ in range(2)]
    of = {"kind": kind}
    for _ in range(2):
        await done(register, "merges", merge_of(one, other) | of)
    assert await listed(register, kind) == [other]
    assert await shown(register, kind, one) == other
    alias = await register.get(f"/duplicates/aliases/{one}", OF_COMMUNE)
    assert (alias.json()["kind"], alias.json()["survivor_id"]) == (kind, other)
    assert await refused(register, kind, one) == "registry.bearer-is-merged"
    assert await code(register, "merges", merge_of(other, one) | of) == "registry.merged-already"
    for _ in range(2):
        await done(register, "unmerges", unmerge_of(one) | of)
    assert await listed(register, kind) == sorted((one, other))
    assert await shown(register, kind, one) == one
    assert await code(register, "merges", merge_of(one, one) | of) == "registry.merged-with-itself"
    assert register.types().count(f"{kind}-merged") == 1
    assert register.types().count(f"{kind}-unmerged") == 1


@KINDS
async def test_what_is_out_of_reach_is_neither_merged_nor_named(
    register: ServiceDoor, kind: str
) -> None:
    near, far = (
        await registered(register, kind),
        await registered(register, kind, land.OTHER_COMMUNE),
    )
    of = {"kind": kind}
    unknown = f"registry.{kind}-unknown"
    assert await code(register, "merges", merge_of(near, far) | of) == unknown
    await done(register, "merges", merge_of(near, far) | of, OF_PROVINCE)
    assert await refused(register, kind, near) == "registry.bearer-merged-elsewhere"
    assert await refused(register, kind, near, OF_OTHER_COMMUNE) == unknown
    assert await code(register, "unmerges", unmerge_of(near) | of) == "registry.merge-unknown"
    third = await registered(register, kind)
    merging = merge_of(near, third) | of
    assert await code(register, "merges", merging) == "registry.merged-elsewhere"
    assert await listed(register, kind) == [third]
    assert (await register.get(f"/{kind}s/{near}", OF_COMMUNE)).status_code == 404


async def test_nobody_belongs_to_a_merged_clan_until_it_is_one_again(
    register: ServiceDoor,
) -> None:
    one, other = [await registered(register, "clan") for _ in range(2)]
    theirs, ours = await member(register, one), await member(register, other, "Lê Văn Khác")
    await done(register, "merges", merge_of(one, other) | {"kind": "clan"})
    assert await people(register, one) == {ours}
    joining = {"clan_id": one, "person_ref": ours, "joined_on": "2025-09-01"}
    assert await not_done(register, "/members", **joining) == "registry.bearer-is-merged"
    await done(register, "unmerges", unmerge_of(one) | {"kind": "clan"})
    assert await people(register, one) == {theirs}


@KINDS
async def test_an_allocated_one_is_merged_and_told_two_where_it_stands_and_nowhere_else(
    register: ServiceDoor, kind: str
) -> None:
    """By whoever has the part, and not by whoever has another one or what became of its books."""
    one, other = [await registered(register, kind, land.SPLIT_COMMUNE) for _ in range(2)]
    near, of = await registered(register, kind), {"kind": kind}
    unknown, merging = f"registry.{kind}-unknown", merge_of(one, near) | of
    assert await code(register, "merges", merging) == unknown
    await allocate(register, row(kind, one), row(kind, other, land.OTHER_COMMUNE))
    assert await code(register, "merges", merge_of(one, other) | of) == unknown
    pair = {"one_id": one, "other_id": other} | of
    assert await code(register, "dismissals", pair) == unknown
    assert await code(register, "merges", merging, OF_OTHER_COMMUNE) == unknown
    await done(register, "dismissals", {"one_id": one, "other_id": near} | of)
    await done(register, "merges", merging)
    alias = await register.get(f"/duplicates/aliases/{one}", OF_COMMUNE)
    assert (alias.json()["survivor_id"], alias.json()["place_id"]) == (near, str(land.COMMUNE))
    found = await register.get("/duplicates/aliases", OF_COMMUNE, place_id=land.COMMUNE)
    assert one in [each["alias_id"] for each in found.json()["items"]]
    away = await register.get(f"/duplicates/aliases/{one}", OF_OTHER_COMMUNE)
    assert away.status_code == 404
    taken = unmerge_of(one) | of
    assert await code(register, "unmerges", taken, OF_OTHER_COMMUNE) == "registry.merge-unknown"
    await done(register, "unmerges", taken)
    assert await shown(register, kind, one) == one
