"""Associations, their chapters, and how many members each has on a day."""

from datetime import timedelta
from typing import Any

from shared.vocabulary.calendar import civil_day, system_clock
from tests.registry.memberships.test_memberships_door import (
    ALL,
    ASSOCIATIONS,
    DAY,
    SINCE,
    done,
    hosts,
    shown,
)
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

TREE = f"{ALL}/organisation"


async def organised(register: ServiceDoor, place: object, on: str, by: Any = OF_PROVINCE) -> Any:
    return await shown(register, f"{TREE}?place_id={place}&on={on}", by)


async def test_members_are_told_of_each_host_on_a_day(register: ServiceDoor) -> None:
    body = {"place_id": str(land.PROVINCE), "name": "Hội tỉnh", "founded_on": SINCE}
    province = await done(register, ASSOCIATIONS, body)
    association, chapter = await hosts(register)
    row = {"chapter_id": chapter, "joined_on": DAY}
    ids = [await done(register, ALL, row) for _ in range(3)]
    direct = await done(register, ALL, {"association_id": province, "joined_on": DAY})
    moved = {"membership_id": ids[0], "association_id": association, "moved_on": "2026-01-05"}
    await done(register, f"{ALL}/moves", moved)
    ended = {"membership_id": ids[1], "left_on": "2026-02-05", "ground_code": "left"}
    await done(register, f"{ALL}/endings", ended)
    right = {"written_on": DAY, "since": "2026-03-05", "left_on": None}
    of = {"membership_id": direct, "association_id": province}
    await done(register, f"{ALL}/corrections", of | right)
    await done(register, f"{ALL}/withdrawals", {"membership_id": ids[2]})

    def numbers(told: Any) -> Any:
        return [
            (each["name"], each["members"], each["direct_members"], len(each["chapters"]))
            for each in told["associations"]
        ]

    first = await organised(register, land.PROVINCE, DAY)
    assert numbers(first) == [("Hội Khuyến học", 2, 0, 1), ("Hội tỉnh", 0, 0, 0)]
    assert [each["within"] for each in first["associations"]] == [province, None]
    assert first["associations"][0]["chapters"] == [
        {
            "chapter_id": chapter,
            "association_id": association,
            "place_id": str(land.COMMUNE),
            "host_kind": "school",
            "name": "Hội Khuyến học",
            "members": 2,
        }
    ]
    moved_on = await organised(register, land.PROVINCE, "2026-01-05")
    assert numbers(moved_on)[0] == ("Hội Khuyến học", 2, 1, 1)
    left = await organised(register, land.PROVINCE, "2026-02-05")
    assert numbers(left)[0] == ("Hội Khuyến học", 1, 1, 1)
    last = await organised(register, land.PROVINCE, "2026-03-05")
    assert (numbers(last)[1], last["members"]) == (("Hội tỉnh", 1, 1, 0), 2)
    before = await organised(register, land.PROVINCE, "2025-07-09")
    assert (before["associations"], before["other_chapters"], before["members"]) == ([], [], 0)


async def test_a_chapter_of_an_association_that_is_there_no_more_stands_apart(
    register: ServiceDoor,
) -> None:
    association, chapter = await hosts(register)
    await done(register, ALL, {"chapter_id": chapter, "joined_on": DAY})
    gone = {"association_id": association, "ended_on": "2026-01-05"}
    gone |= {"document_number": "12/QĐ-UBND"}
    await done(register, f"{ASSOCIATIONS}/dissolutions", gone)
    told = await organised(register, land.COMMUNE, "2026-01-05", OF_COMMUNE)
    assert (told["associations"], told["members"]) == ([], 1)
    assert [each["chapter_id"] for each in told["other_chapters"]] == [chapter]


async def test_whoever_does_not_reach_the_place_and_a_day_to_come_are_refused(
    register: ServiceDoor,
) -> None:
    await hosts(register)
    await register.views_caught_up()
    answer = await register.get(f"{TREE}?place_id={land.COMMUNE}", OF_OTHER_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (404, "registry.place-unknown")
    later = civil_day(system_clock()) + timedelta(days=400)
    answer = await register.get(f"{TREE}?place_id={land.COMMUNE}&on={later}", OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (422, "calendar.day-not-come")
