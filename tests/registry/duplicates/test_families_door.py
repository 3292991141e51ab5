"""Two registers of one family at the door: merged, listed once, taken apart again."""

from typing import Any
from uuid import uuid4

from tests.registry.duplicates.test_duplicates_door import code, done, merge_of, unmerge_of
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

FAMILY = {"kind": "family"}


async def registered(register: ServiceDoor, name: str, at: Any = land.HAMLET, **data: Any) -> str:
    head = {"full_name": name} | data
    body = {"place_id": str(at), "registered_on": "2025-08-01", "head": head}
    answer = await register.post("/families", body, OF_PROVINCE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["family_id"])


async def two(register: ServiceDoor) -> list[str]:
    return [await registered(register, name) for name in ("Lê Thị Bình", "Lê Thị Bính")]


async def listed(register: ServiceDoor) -> list[str]:
    found = (await register.get("/families", OF_COMMUNE, place_id=land.HAMLET)).json()
    assert found["number"] == len(found["items"])
    return [each["family_id"] for each in found["items"]]


async def head_of(register: ServiceDoor, family_id: str) -> str:
    shown = await register.get(f"/families/{family_id}", OF_COMMUNE)
    assert shown.status_code == 200, shown.text
    return str(shown.json()["head_ref"])


async def said(register: ServiceDoor, path: str, grants: Any = OF_COMMUNE, **body: Any) -> Any:
    """What is answered to a command on families."""
    answer = await register.post(f"/families{path}", body, grants)
    return answer.json()


async def child_of(register: ServiceDoor, family_id: str, **person: Any) -> Any:
    body = {"family_id": family_id, "joined_on": "2025-09-01", "relation_code": "child"}
    return await said(register, "/members", **body | person)


async def members_of(register: ServiceDoor, family_id: str) -> set[str]:
    answer = await register.get(f"/families/{family_id}/members", OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    return {each["person_ref"] for each in answer.json()["items"]}


async def queued(register: ServiceDoor, grants: Any = OF_COMMUNE) -> list[tuple[str, set[str]]]:
    answer = await register.get("/duplicates/families", grants)
    assert answer.status_code == 200, answer.text
    return [
        (each["ground_code"], {each["one"]["family_id"], each["other"]["family_id"]})
        for each in answer.json()["items"]
    ]


async def test_families_are_found_by_their_heads_until_somebody_says_what_they_are(
    register: ServiceDoor,
) -> None:
    one, other, third = [
        await registered(register, name, **born)
        for name, born in (
            ("Lê Thị Lan", {"birth_year": 1950}),
            ("Lê Thị Lam", {"birth_year": 1950}),
            ("Lê Thị Lan", {"birth_year": 1951}),
        )
    ]
    phoned = [
        await registered(register, name, at, phone="0900000001")
        for name, at in (("Trần Văn An", land.HAMLET), ("Đỗ Thị Bé", land.ELSEWHERE))
    ]
    named, far = ("same-name-and-birth", {one, other}), ("same-phone", set(phoned))
    assert await queued(register) == [named]
    assert await queued(register, OF_PROVINCE) == [far, named]
    assert await queued(register, OF_OTHER_COMMUNE) == []
    await done(register, "merges", merge_of(one, other, **FAMILY))
    assert await queued(register) == []
    await done(register, "unmerges", unmerge_of(one) | FAMILY)
    assert await queued(register) == [named]
    dismissed = {"one_id": other, "other_id": one}
    await done(register, "dismissals", dismissed | FAMILY)
    assert await queued(register) == []
    heads = {"family_id": third, "named_on": "2026-01-05", "relation_code": "spouse"}
    data = {"full_name": "Lê Thị Lan", "birth_year": 1950}
    await said(register, "/heads", **heads, head=data)
    assert ("same-name-and-birth", {one, third}) in await queued(register)


async def test_a_merged_family_is_not_listed_and_found_as_the_survivor(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    head, heads = await head_of(register, other), await head_of(register, one)
    child = (await child_of(register, one, person={"full_name": "Lê Văn Con"}))["person_ref"]
    await done(register, "merges", merge_of(one, other, **FAMILY))
    assert await listed(register) == [other]
    assert await head_of(register, one) == head
    assert await members_of(register, one) == {head}
    alias = await register.get(f"/duplicates/aliases/{one}", OF_COMMUNE)
    assert (alias.json()["kind"], alias.json()["survivor_id"]) == ("family", other)
    assert "family-merged" in register.types()
    await done(register, "unmerges", unmerge_of(one) | FAMILY)
    assert await listed(register) == sorted((one, other))
    assert await head_of(register, one) == heads
    assert await members_of(register, one) == {heads, child}


async def test_whoever_belonged_to_it_may_join_the_survivor_and_has_to_leave_before_an_unmerge(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    child = (await child_of(register, one, person={"full_name": "Lê Văn Con"}))["person_ref"]
    taken = await child_of(register, other, person_ref=child)
    assert taken["code"] == "registry.belongs-to-another-family"
    await done(register, "merges", merge_of(one, other, **FAMILY))
    assert await child_of(register, other, person_ref=child) == {
        "family_id": other,
        "person_ref": child,
    }
    answer = await register.post("/duplicates/unmerges", unmerge_of(one) | FAMILY, OF_COMMUNE)
    assert answer.json()["code"] == "registry.joined-another-meanwhile"
    assert child in answer.json()["detail"]
    assert other in answer.json()["detail"]
    never = {"family_id": other, "person_ref": child, "joined_on": "2025-09-01"}
    await said(register, "/members/withdrawals", **never)
    await done(register, "unmerges", unmerge_of(one) | FAMILY)
    assert child in await members_of(register, one)


async def test_of_a_merged_family_nothing_is_said_but_of_which_it_is_an_alias(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    await done(register, "merges", merge_of(one, other, **FAMILY))
    commands: dict[str, dict[str, Any]] = {
        "/moves": {"place_id": str(land.NEIGHBOUR), "moved_on": "2026-01-05"},
        "/corrections": {
            "written_on": "2025-08-01",
            "place_id": str(land.NEIGHBOUR),
            "day": "2025-08-01",
        },
        "/endings": {"ended_on": "2026-01-05", "ground_code": "dissolved"},
        "/withdrawals": {},
        "/members": {
            "joined_on": "2026-01-05",
            "relation_code": "child",
            "person": {"full_name": "Lê Văn Con"},
        },
        "/heads": {"named_on": "2026-01-05", "head": {"full_name": "Lê Văn Chủ"}},
        "/unions": {
            "into_family_id": other,
            "joined_on": "2026-01-05",
            "relation_code": "other",
        },
    }
    for path, body in commands.items():
        answer = await said(register, path, **body, family_id=one)
        assert (answer["code"], other in answer["detail"]) == ("registry.family-is-merged", True)
    into = commands["/unions"] | {"family_id": other, "into_family_id": one}
    assert (await said(register, "/unions", **into))["code"] == "registry.family-is-merged"


async def test_an_alias_waits_nowhere_and_is_allocated_to_nothing(register: ServiceDoor) -> None:
    one, other = await two(register)
    await done(register, "merges", merge_of(one, other, **FAMILY))
    body = {"subject_kind": "family", "subject_id": one, "to_place_id": str(land.NEIGHBOUR)}
    answer = await register.post("/allocations", body, OF_PROVINCE)
    assert answer.json()["code"] == "registry.family-merged-elsewhere"


async def test_heads_are_merged_after_their_families_and_apart_before_them(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    heads = await head_of(register, one), await head_of(register, other)
    refused = await code(register, "merges", merge_of(*heads))
    assert refused == "registry.merged-person-heads-family"
    await done(register, "merges", merge_of(one, other, **FAMILY))
    await done(register, "merges", merge_of(*heads))
    refused = await code(register, "unmerges", unmerge_of(one) | FAMILY)
    assert refused == "registry.head-is-merged"
    await done(register, "unmerges", unmerge_of(heads[0]))
    await done(register, "unmerges", unmerge_of(one) | FAMILY)


async def test_a_family_out_of_reach_whose_member_somebody_is_by_now_is_not_named(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    head = await head_of(register, one)
    await done(register, "merges", merge_of(one, other, **FAMILY))
    body = {"place_id": str(land.ELSEWHERE), "registered_on": "2025-09-01", "head_ref": head}
    far = await said(register, "", OF_PROVINCE, **body)
    answer = await register.post("/duplicates/unmerges", unmerge_of(one) | FAMILY, OF_COMMUNE)
    assert answer.json()["code"] == "registry.joined-elsewhere-meanwhile"
    assert far["family_id"] not in answer.text
    seen = await register.post("/duplicates/unmerges", unmerge_of(one) | FAMILY, OF_PROVINCE)
    assert far["family_id"] in seen.json()["detail"]


async def test_two_references_of_one_member_leave_one_membership_until_they_are_two_again(
    register: ServiceDoor,
) -> None:
    (family,) = [await registered(register, "Lê Thị Bình")]
    head = await head_of(register, family)
    refs = [
        (await child_of(register, family, person={"full_name": "Lê Văn Con"}))["person_ref"]
        for _ in range(2)
    ]
    assert await members_of(register, family) == {head, *refs}
    await done(register, "merges", merge_of(*refs))
    assert await members_of(register, family) == {head, refs[1]}
    assert await members_of(register, family) == {head, refs[1]}
    await done(register, "unmerges", unmerge_of(refs[0]))
    assert await members_of(register, family) == {head, *refs}


async def test_nobody_belongs_to_two_families_by_two_references(register: ServiceDoor) -> None:
    homes = [await registered(register, name) for name in ("Lê Thị Bình", "Lê Thị Mai")]
    heads = [await head_of(register, each) for each in homes]
    child = {"full_name": "Lê Văn Con"}
    refs = [(await child_of(register, each, person=child))["person_ref"] for each in homes]
    await done(register, "merges", merge_of(*refs))
    assert await members_of(register, homes[0]) == {heads[0]}
    assert await members_of(register, homes[1]) == {heads[1], refs[1]}
    await done(register, "unmerges", unmerge_of(refs[0]))
    assert await members_of(register, homes[0]) == {heads[0], refs[0]}

    gone = {"family_id": homes[0], "left_on": "2026-01-05", "ground_code": "other"}
    await said(register, "/members/departures", **gone, person_ref=refs[0])
    await done(register, "merges", merge_of(refs[1], refs[0]))
    await register.views_caught_up()
    there = {"family_id": homes[0], "relation_code": "child", "person_ref": refs[0]}
    correction = {"written_on": "2025-09-01", "joined_on": "2025-09-01"}
    commands = {
        "/members": there | {"joined_on": "2026-02-01"},
        "/members/corrections": there | correction,
        "/heads": {"family_id": homes[0], "named_on": "2026-02-01", "head_ref": refs[0]}
        | {"relation_code": "child"},
        "": {"place_id": str(land.HAMLET), "registered_on": "2026-02-01", "head_ref": refs[1]},
    }
    for path, body in commands.items():
        answer = await said(register, path, **body)
        assert answer.get("code") == "registry.belongs-to-another-family", (path, answer)
        assert homes[1] in answer["detail"]
    await said(
        register, "/members/departures", **gone | {"family_id": homes[1], "person_ref": refs[1]}
    )
    answer = await said(register, "/members", **there, joined_on="2026-02-01")
    assert "code" not in answer, answer


async def test_who_was_in_one_family_twice_joins_and_heads_it_as_before(
    register: ServiceDoor,
) -> None:
    family = await registered(register, "Lê Thị Bình")
    head = await head_of(register, family)
    child = {"full_name": "Lê Văn Con"}
    refs = [(await child_of(register, family, person=child))["person_ref"] for _ in range(2)]
    await done(register, "merges", merge_of(*refs))
    twin = (await child_of(register, family, person={"full_name": "Lê Thị Bính"}))["person_ref"]
    await done(register, "merges", merge_of(twin, head))
    await register.views_caught_up()
    there = {"family_id": family, "relation_code": "child"}
    for path, body in {
        "/members": there | {"joined_on": "2025-09-01", "person_ref": refs[1]},
        "/heads": there | {"named_on": "2025-10-01", "head_ref": head},
    }.items():
        answer = await said(register, path, **body)
        assert "code" not in answer, (path, answer)


async def test_many_families_are_merged_and_apart_again_each_row_answered(
    register: ServiceDoor,
) -> None:
    one, other = await two(register)
    rows = [
        merge_of(one, other, **FAMILY),
        merge_of(one, one, **FAMILY),
        merge_of(str(uuid4()), other, **FAMILY),
    ]
    answer = await register.post("/duplicates/merges/bulk", {"rows": rows}, OF_COMMUNE, "k")
    assert [row.get("code") for row in answer.json()["rows"]] == [
        None, "registry.merged-with-itself", "registry.family-unknown",
    ]  # fmt: skip
    rows = [unmerge_of(one) | FAMILY, unmerge_of(other) | FAMILY]
    answer = await register.post("/duplicates/unmerges/bulk", {"rows": rows}, OF_COMMUNE)
    assert [row.get("code") for row in answer.json()["rows"]] == [None, "registry.merge-unknown"]


async def test_things_of_different_kinds_are_not_merged(register: ServiceDoor) -> None:
    one, other = await two(register)
    head = await head_of(register, one)
    for pair in ((one, head), (head, one)):
        refused = await code(register, "merges", merge_of(*pair, **FAMILY))
        assert refused == "registry.family-unknown"
        assert await code(register, "merges", merge_of(*pair)) == "registry.person-unknown"
    assert (await head_of(register, other)) != head


async def test_a_family_out_of_reach_is_as_if_it_were_not_there(register: ServiceDoor) -> None:
    near = await registered(register, "Lê Thị Bình")
    far = await registered(register, "Lê Thị Bình", land.ELSEWHERE)
    for nobody in (far, str(uuid4())):
        for pair in ((near, nobody), (nobody, near)):
            refused = await code(register, "merges", merge_of(*pair, **FAMILY))
            assert refused == "registry.family-unknown"
    await done(register, "merges", merge_of(near, far, **FAMILY), OF_PROVINCE)
    for grants in (OF_COMMUNE, OF_OTHER_COMMUNE):
        refused = await code(register, "unmerges", unmerge_of(near) | FAMILY, grants)
        assert refused == "registry.merge-unknown"
    assert (await register.get(f"/families/{near}", OF_COMMUNE)).status_code == 404
    moved = {"family_id": near, "place_id": str(land.NEIGHBOUR), "moved_on": "2026-01-05"}
    answer = await said(register, "/moves", **moved)
    assert answer["code"] == "registry.family-merged-elsewhere"
    assert far not in answer["detail"]
