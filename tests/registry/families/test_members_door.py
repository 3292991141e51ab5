"""Who belongs to a family, and who heads it, at the door of the register."""

import asyncio
from typing import Any
from uuid import uuid4

from tests.registry.families.households import (
    done,
    joined,
    members,
    people,
    refused,
    registered,
    shown,
)
from tests.registry.families.test_bulk import row
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor, another_process

CHILD = {"joined_on": "2025-09-01", "relation_code": "child"}


async def test_members_are_listed_on_a_day_with_whoever_heads_the_family(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    head = (await shown(register, family))["head_ref"]
    child = await joined(register, family, "Lê Thị Con")
    left = {"family_id": family, "person_ref": child, "left_on": "2026-03-01"}
    assert await people(register, family) == {head, child}
    await done(register, "/members/departures", **left, ground_code="married")
    assert await people(register, family, on="2025-08-31") == {head}
    assert await members(register, family, on="2026-02-28") == sorted(
        [
            {"person_ref": head, "joined_on": "2025-08-01", "left_on": None}
            | {"relation_code": "head", "heads": True},
            {"person_ref": child, "joined_on": "2025-09-01", "left_on": "2026-03-01"}
            | {"relation_code": "child", "heads": False},
        ],
        key=lambda each: str(each["person_ref"]),
    )
    assert await people(register, family, on="2026-03-01") == {head}


async def test_a_member_is_corrected_and_withdrawn_and_asking_again_changes_nothing(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    child = await joined(register, family, "Lê Thị Con")
    of = {"family_id": family, "person_ref": child}
    right = of | {"written_on": "2025-09-01", "joined_on": "2025-08-15", "left_on": None}
    await done(register, "/members/corrections", **right, relation_code="grandchild")
    again = right | {"written_on": "2025-08-15"}
    await done(register, "/members/corrections", **again, relation_code="grandchild")
    assert child in await people(register, family, on="2025-08-15")
    for _ in range(2):
        await done(register, "/members/withdrawals", **of, joined_on="2025-08-15")
    assert child not in await people(register, family, on="2025-08-15")
    assert register.types().count("family-member-corrected") == 1
    assert register.types().count("family-member-withdrawn") == 1


async def test_nobody_belongs_to_two_families_at_once(register: ServiceDoor) -> None:
    first, second = await registered(register, 1), await registered(register, 2)
    child = await joined(register, first, "Lê Thị Con")
    there = {"family_id": second, "person_ref": child, **CHILD}
    assert await refused(register, "/members", **there) == "registry.belongs-to-another-family"
    head = (await shown(register, first))["head_ref"]
    heading = there | {"person_ref": head}
    assert await refused(register, "/members", **heading) == "registry.family-already-registered"
    leaving = {"family_id": first, "person_ref": child, "left_on": "2026-01-01"}
    await done(register, "/members/departures", **leaving, ground_code="married")
    await done(register, "/members", **there | {"joined_on": "2026-01-01"})
    assert await people(register, first, on="2025-12-31") >= {child}
    assert await people(register, second, on="2026-01-01") >= {child}


async def test_of_two_processes_one_takes_somebody_into_its_family(register: ServiceDoor) -> None:
    families = [await registered(register, number) for number in (1, 2)]
    child = await joined(register, await registered(register, 3), "Lê Thị Con")
    ((last, _),) = register.rows(
        "select stream_id::text, 1 from log where type like '%member-joined%'"
    )
    leaving = {"family_id": last, "person_ref": child, "left_on": "2026-01-01"}
    await done(register, "/members/departures", **leaving, ground_code="married")
    body = {"person_ref": child, "joined_on": "2026-01-01", "relation_code": "spouse"}
    async with another_process(register) as other:
        answers = await asyncio.gather(
            *(
                (register, other)[n % 2].post(
                    "/families/members", {"family_id": families[n % 2], **body}, OF_COMMUNE
                )
                for n in range(8)
            )
        )
    assert sorted({each.status_code for each in answers}) == [201, 409]
    assert sum(each.status_code == 201 for each in answers) == 4, "the same again changes nothing"
    inside = [await people(register, each) >= {child} for each in families]
    assert sorted(inside) == [False, True]


async def test_the_head_is_changed_and_whoever_was_it_may_go(register: ServiceDoor) -> None:
    family = await registered(register)
    old = (await shown(register, family))["head_ref"]
    new = await joined(register, family, "Lê Thị Vợ", relation_code="spouse")
    leaving: dict[str, Any] = {"family_id": family, "person_ref": old, "ground_code": "died"}
    gone = await refused(register, "/members/departures", **leaving, left_on="2026-01-01")
    assert gone == "registry.heads-on-those-days"
    await done(register, "/heads", family_id=family, head_ref=new, named_on="2026-01-01")
    await done(register, "/members/departures", **leaving, left_on="2026-01-01")
    assert (await shown(register, family))["head_ref"] == new
    assert await people(register, family) == {new}
    before = await members(register, family, on="2025-12-31")
    assert {each["person_ref"]: each["heads"] for each in before} == {old: True, new: False}
    again = {"family_id": await registered(register, 2), "person_ref": old, **CHILD}
    late = again | {"joined_on": "2026-02-01"}
    assert await refused(register, "/members", **late) == "registry.person-died"


async def test_a_head_who_is_no_member_becomes_one_and_nobody_from_elsewhere_does(
    register: ServiceDoor,
) -> None:
    family, other = await registered(register, 1), await registered(register, 2)
    naming = {"family_id": family, "named_on": "2026-01-01"}
    new: dict[str, Any] = {"head": {"full_name": "Lê Thị Mới"}}
    assert await refused(register, "/heads", **naming, **new) == "registry.no-such-member"
    said = await done(register, "/heads", **naming, **new, relation_code="child")
    assert said["person_ref"] in await people(register, family)
    elsewhere = (await shown(register, other))["head_ref"]
    later = naming | {"named_on": "2026-02-01", "head_ref": elsewhere, "relation_code": "child"}
    assert await refused(register, "/heads", **later) == "registry.family-already-registered"
    unknown = later | {"head_ref": str(uuid4())}
    assert await refused(register, "/heads", **unknown) == "registry.person-unknown"


async def test_who_is_erased_heads_no_family(register: ServiceDoor) -> None:
    family = await registered(register)
    child = await joined(register, family, "Lê Thị Con")
    await register.post(f"/people/{child}/erasure", {}, OF_COMMUNE)
    naming = {"family_id": family, "named_on": "2026-01-01", "head_ref": child}
    assert await refused(register, "/heads", **naming) == "registry.person-unknown"


async def test_many_members_are_each_answered(register: ServiceDoor) -> None:
    family = await registered(register)
    rows = [
        {"family_id": family, **CHILD, "person": {"full_name": "Lê Thị Một"}},
        {"family_id": family, **CHILD, "person": {"full_name": "Lê Thị Hai"}},
        {"family_id": family, "joined_on": "2025-09-01", "relation_code": "friend"}
        | {"person": {"full_name": "Lê Thị Ba"}},
        {"family_id": str(uuid4()), **CHILD, "person": {"full_name": "Lê Thị Tư"}},
        {"family_id": family, **CHILD},
    ]
    answer = (await register.post("/families/members/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert [each.get("code") for each in answer["rows"]] == [
        None, None, "registry.relation-unknown", "registry.family-unknown", "web.invalid-body",
    ]  # fmt: skip
    again = await register.post("/families/members/bulk", {"rows": rows}, OF_COMMUNE, "k")
    assert again.json() == answer
    assert len(await people(register, family)) == 3


async def test_members_of_a_family_out_of_reach_are_those_of_none(register: ServiceDoor) -> None:
    family = await registered(register)
    child = await joined(register, family, "Lê Thị Con")
    for each in (family, str(uuid4())):
        body = {"family_id": each, "person_ref": child, "left_on": "2026-01-01"}
        left = await register.post(
            "/families/members/departures", body | {"ground_code": "died"}, OF_OTHER_COMMUNE
        )
        looked = await register.get(f"/families/{each}/members", OF_OTHER_COMMUNE)
        assert left.json()["code"] == looked.json()["code"] == "registry.family-unknown"
    assert row(1)["place_id"] == str(land.HAMLET)
