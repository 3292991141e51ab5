"""An ending of a family that was written wrongly, at the door of the register."""

from typing import Any

from tests.registry.duplicates.test_duplicates_door import done as done_with
from tests.registry.duplicates.test_duplicates_door import merge_of
from tests.registry.families.households import (
    done,
    joined,
    listed,
    members,
    people,
    refused,
    registered,
    shown,
)
from tests.support import land
from tests.support.land import OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HERE, ENDS = str(land.HAMLET), "/endings/corrections"
ENDED = {"ended_on": "2026-01-01", "ground_code": "dissolved"}


async def ended(register: ServiceDoor) -> tuple[str, str, str]:
    """A family that ended, its head and a child of theirs."""
    family = await registered(register)
    head = (await shown(register, family))["head_ref"]
    child = await joined(register, family, "Lê Thị Con", joined_on="2025-09-01")
    await done(register, "/endings", family_id=family, **ENDED)
    return family, head, child


def right(family: str, **said: Any) -> dict[str, Any]:
    return {"family_id": family, "written_on": "2026-01-01"} | said


async def test_a_family_that_never_ended_has_its_members_and_its_head_again(
    register: ServiceDoor,
) -> None:
    family, head, child = await ended(register)
    for _ in range(2):
        assert await done(register, ENDS, **right(family)) == {"family_id": family}
    assert register.types().count("family-corrected") == 1
    assert await listed(register, HERE, on="2026-06-01") == {family}
    assert await people(register, family, on="2026-06-01") == {head, child}
    said = await shown(register, family)
    assert (said["head_ref"], said["until"]) == (head, None)
    twice = {"place_id": HERE, "registered_on": "2026-06-01", "head_ref": head}
    assert await refused(register, "", **twice) == "registry.family-already-registered"
    leaving = {"family_id": family, "person_ref": child, "left_on": "2026-06-01"}
    await done(register, "/members/departures", **leaving, ground_code="married")


async def test_members_belong_to_it_until_the_day_on_which_it_ended(register: ServiceDoor) -> None:
    family, head, child = await ended(register)
    await done(register, ENDS, **right(family, ended_on="2026-03-01", ground_code="died-out"))
    assert await people(register, family, on="2026-02-28") == {head, child}
    assert await people(register, family, on="2026-03-01") == set()
    days = {each["left_on"] for each in await members(register, family, on="2026-02-28")}
    assert days == {"2026-03-01"}
    again = right(family, written_on="2026-03-01")
    early = await refused(register, ENDS, **again, ended_on="2025-08-15")
    assert early == "registry.later-things-known"
    await done(register, ENDS, **again, ended_on="2025-12-01")
    assert await people(register, family, on="2025-11-30") == {head, child}
    assert await people(register, family, on="2025-12-01") == set()
    join = {"person_ref": child, "relation_code": "other", "joined_on": "2025-12-01"}
    await done(register, "/members", family_id=await registered(register, 2), **join)


async def test_days_of_a_member_that_are_put_right_end_with_the_family_still(
    register: ServiceDoor,
) -> None:
    family, head, child = await ended(register)
    days = {"written_on": "2025-09-01", "joined_on": "2025-10-01", "left_on": "2026-01-01"}
    of = {"family_id": family, "person_ref": child, "relation_code": "child"}
    await done(register, "/members/corrections", **of, **days)
    await done(register, ENDS, **right(family))
    assert await people(register, family, on="2025-09-15") == {head}
    assert await people(register, family, on="2026-06-01") == {head, child}


async def test_what_cannot_be_of_an_ending_is_refused(register: ServiceDoor) -> None:
    family = await registered(register)
    wrong = right(family, ended_on="2026-03-01")
    assert await refused(register, ENDS, **wrong) == "registry.nothing-ended"
    await done(register, "/endings", family_id=family, **ENDED)
    other = right(family, written_on="2026-01-02")
    assert await refused(register, ENDS, **other) == "registry.ends-otherwise"
    ahead = right(family, ended_on="2035-01-01")
    assert await refused(register, ENDS, **ahead) == "calendar.day-not-come"
    before = right(family, ended_on="2025-07-31")
    assert await refused(register, ENDS, **before) == "registry.stood-nowhere-yet"
    why = right(family, ended_on="2026-01-01", ground_code="bored")
    assert await refused(register, ENDS, **why) == "registry.ending-ground-unknown"
    without = right(family, ground_code="other")
    assert await refused(register, ENDS, **without) == "web.invalid-body"
    foreign = await register.post(f"/families{ENDS}", right(family), OF_OTHER_COMMUNE)
    assert foreign.json()["code"] == "registry.family-unknown"


async def test_nobody_comes_back_who_belongs_to_another_family_by_now(
    register: ServiceDoor,
) -> None:
    family, _, child = await ended(register)
    other = await registered(register, 2)
    join = {"family_id": other, "person_ref": child, "relation_code": "other"}
    await done(register, "/members", **join, joined_on="2026-02-01")
    assert await refused(register, ENDS, **right(family)) == "registry.belongs-to-another-family"
    await done(register, ENDS, **right(family, ended_on="2026-02-01"))
    again = right(family, written_on="2026-02-01")
    assert await refused(register, ENDS, **again) == "registry.belongs-to-another-family"
    never = {"family_id": other, "person_ref": child, "joined_on": "2026-02-01"}
    await done(register, "/members/withdrawals", **never)
    await done(register, ENDS, **again)
    assert child in await people(register, family, on="2026-06-01")


async def test_a_family_that_joined_another_never_did_once_its_members_are_free(
    register: ServiceDoor,
) -> None:
    family, into = await registered(register, 1), await registered(register, 2)
    head = (await shown(register, family))["head_ref"]
    uniting = {"family_id": family, "into_family_id": into, "relation_code": "other"}
    await done(register, "/unions", **uniting, joined_on="2026-01-01")
    late = right(family, ended_on="2026-02-01")
    assert await refused(register, ENDS, **late) == "registry.ended-by-joining"
    assert await refused(register, ENDS, **right(family)) == "registry.belongs-to-another-family"
    never = {"family_id": into, "person_ref": head, "joined_on": "2026-01-01"}
    await done(register, "/members/withdrawals", **never)
    await done(register, ENDS, **right(family))
    assert await people(register, family, on="2026-06-01") == {head}
    await done(register, "/unions", **uniting, joined_on="2026-02-01")
    assert head in await people(register, into, on="2026-06-01")


async def test_nobody_comes_back_who_is_in_a_family_by_another_reference(
    register: ServiceDoor,
) -> None:
    family, _, child = await ended(register)
    other = await registered(register, 2)
    twin = await joined(register, other, "Lê Thị Côn", joined_on="2026-02-01")
    await done_with(register, "merges", merge_of(child, twin))
    await register.views_caught_up()
    assert await refused(register, ENDS, **right(family)) == "registry.belongs-to-another-family"


async def test_of_one_person_who_is_twice_in_it_one_membership_is_taken_back_first(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    one, two = [await joined(register, family, f"Lê Thị {name}") for name in ("Con", "Côn")]
    await done(register, "/endings", family_id=family, **ENDED)
    await done_with(register, "merges", merge_of(two, one))
    await register.views_caught_up()
    assert await refused(register, ENDS, **right(family)) == "registry.member-already"
    never = {"family_id": family, "person_ref": two, "joined_on": "2025-09-01"}
    await done(register, "/members/withdrawals", **never)
    await done(register, ENDS, **right(family))
    assert one in await people(register, family, on="2026-06-01")


async def test_whoever_heads_a_family_again_is_no_alias(register: ServiceDoor) -> None:
    family, head, _ = await ended(register)
    stranger = await joined(register, await registered(register, 2), "Trần Văn Lạ")
    await done_with(register, "merges", merge_of(head, stranger))
    await register.views_caught_up()
    code = await refused(register, ENDS, **right(family))
    assert code in {"registry.belongs-to-another-family", "registry.head-is-merged"}
