"""Associations, chapters, boards and committees of a place that was split: they wait, are
allocated, and go on in their part, their members with them."""

from typing import Any

import pytest

from tests.registry.allocations.test_allocations_door import posted, row, waiting
from tests.registry.allocations.test_standing_door import (
    BEFORE,
    SPLIT_ON,
    TODAY,
    allocate,
    organised,
)
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

KINDS = ("association", "chapter", "board", "committee")
TREE = "/memberships/organisation"


@pytest.fixture
async def made(register: ServiceDoor) -> dict[str, str]:
    """One of each in a commune that was split, the chapter with two members."""
    made = await organised(register)
    for _ in range(2):
        member = {"chapter_id": made["chapter"], "joined_on": BEFORE}
        await posted(register, "/memberships", member, "membership_id")
    return made


async def found(register: ServiceDoor, kind: str, at: object, by: Any, **on: str) -> list[str]:
    await register.views_caught_up()
    answer = await register.get(f"/{kind}s", by, place_id=at, **on)
    assert answer.status_code == 200, answer.text
    assert answer.json()["number"] == len(answer.json()["items"])
    return [each[f"{kind}_id"] for each in answer.json()["items"]]


async def tree(register: ServiceDoor, at: object, by: Any, on: str = TODAY) -> Any:
    await register.views_caught_up()
    return (await register.get(TREE, by, place_id=at, on=on)).json()


async def test_they_wait_with_their_counts_until_they_are_allocated(
    register: ServiceDoor, made: dict[str, str]
) -> None:
    told = await waiting(register)
    waits = {(each["subject_kind"], each["subject_id"]) for each in told["items"]}
    assert waits >= {*made.items()}
    assert [told["numbers"][f"{kind}s"] for kind in KINDS] == [1, 1, 1, 1]
    await allocate(register, *(row(kind, id_) for kind, id_ in made.items()))
    told = await waiting(register)
    assert [told["numbers"][f"{kind}s"] for kind in KINDS] == [0, 0, 0, 0]


@pytest.mark.parametrize("kind", KINDS)
async def test_each_is_listed_and_goes_on_where_it_stands_and_nowhere_else(
    register: ServiceDoor, made: dict[str, str], kind: str
) -> None:
    id_ = made[kind]
    of, unknown = {f"{kind}_id": id_}, f"registry.{kind}-unknown"
    ending = of | {"ended_on": TODAY}
    for grants in (OF_COMMUNE, OF_OTHER_COMMUNE):
        refused = await register.post(f"/{kind}s/dissolutions", ending, grants)
        assert refused.json()["code"] == unknown
    await allocate(register, row(kind, id_))
    assert id_ in await found(register, kind, land.COMMUNE, OF_COMMUNE)
    assert await found(register, kind, land.SPLIT_COMMUNE, OF_PROVINCE) == []
    then = {"on": "2025-06-30"}
    assert await found(register, kind, land.SPLIT_COMMUNE, OF_PROVINCE, **then) == [id_]
    assert id_ not in await found(register, kind, land.COMMUNE, OF_COMMUNE, **then)
    shown = await register.get(f"/{kind}s/{id_}", OF_COMMUNE)
    assert (shown.json()["place_id"], shown.json()["founded_on"]) == (str(land.COMMUNE), BEFORE)
    assert (await register.get(f"/{kind}s/{id_}", OF_OTHER_COMMUNE)).status_code == 404
    assert (await register.get(f"/terms/{id_}", OF_COMMUNE)).status_code == 200
    assert (await register.get(f"/terms/{id_}", OF_OTHER_COMMUNE)).status_code == 404
    refused = await register.post(f"/{kind}s/dissolutions", ending, OF_OTHER_COMMUNE)
    assert refused.json()["code"] == unknown
    done = await register.post(f"/{kind}s/dissolutions", ending, OF_COMMUNE)
    assert done.status_code == 201, done.text


async def test_a_chapter_stands_in_the_tree_of_its_part_with_its_members(
    register: ServiceDoor, made: dict[str, str]
) -> None:
    before = await tree(register, land.COMMUNE, OF_COMMUNE)
    assert (before["members"], before["other_chapters"]) == (0, [])
    await allocate(register, row("chapter", made["chapter"]))
    there = await tree(register, land.COMMUNE, OF_COMMUNE)
    assert there["members"] == 2
    (chapter,) = there["other_chapters"]
    assert (chapter["chapter_id"], chapter["place_id"]) == (made["chapter"], str(land.COMMUNE))
    assert (await tree(register, land.COMMUNE, OF_COMMUNE, "2025-06-30"))["members"] == 0
    await allocate(register, row("association", made["association"]))
    (association,) = (await tree(register, land.COMMUNE, OF_COMMUNE))["associations"]
    assert [each["chapter_id"] for each in association["chapters"]] == [made["chapter"]]
    assert association["members"] == 2


async def test_memberships_are_listed_and_changed_where_their_host_stands(
    register: ServiceDoor, made: dict[str, str]
) -> None:
    assert await found(register, "membership", land.COMMUNE, OF_COMMUNE) == []
    new = {"chapter_id": made["chapter"], "joined_on": SPLIT_ON}
    refused = await register.post("/memberships", new, OF_COMMUNE)
    assert refused.json()["code"] == "registry.chapter-unknown"
    await allocate(register, row("chapter", made["chapter"]))
    there = await found(register, "membership", land.COMMUNE, OF_COMMUNE)
    assert len(there) == 2
    assert await found(register, "membership", land.SPLIT_COMMUNE, OF_PROVINCE) == []
    ending = {"membership_id": there[0], "left_on": TODAY, "ground_code": "left"}
    refused = await register.post("/memberships/endings", ending, OF_OTHER_COMMUNE)
    assert refused.json()["code"] == "registry.membership-unknown"
    done = await register.post("/memberships/endings", ending, OF_COMMUNE)
    assert done.status_code == 201, done.text
    assert (await register.post("/memberships", new, OF_COMMUNE)).status_code == 201


async def test_members_and_chapters_are_moved_and_merged_by_whoever_has_both(
    register: ServiceDoor, made: dict[str, str]
) -> None:
    named = {"name": "Hội Khuyến học", "founded_on": SPLIT_ON, "place_id": str(land.COMMUNE)}
    near = await posted(register, "/associations", named, "association_id")
    of = {"association_id": near, "host_kind": "school"}
    into = await posted(register, "/chapters", named | of, "chapter_id")
    moving = {"chapter_id": made["chapter"], "to_association_id": near, "moved_on": TODAY}
    merging = {"chapter_id": made["chapter"], "into_chapter_id": into, "ended_on": TODAY}
    joining = {"association_id": made["association"], "ended_on": TODAY}
    joining |= {"into_association_id": near}
    asked = [("chapters/moves", moving), ("chapters/mergers", merging)]
    asked += [("associations/mergers", joining)]
    for path, body in asked:
        answer = await register.post(f"/{path}", body, OF_COMMUNE)
        assert answer.json()["code"] == f"registry.{path.partition('s/')[0]}-unknown", path
    await allocate(register, *(row(kind, made[kind]) for kind in ("association", "chapter")))
    for path, body in asked:
        answer = await register.post(f"/{path}", body, OF_COMMUNE)
        assert answer.status_code == 201, answer.text
