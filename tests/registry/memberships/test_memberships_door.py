"""Memberships at the counter of the register: what is recorded, shown and refused."""

from typing import Any
from uuid import UUID, uuid4

from services.registry.memberships.membership.facts import MembershipCorrected
from shared.web.identity import Grant
from tests.registry.people.test_people_door import head_of_a_family
from tests.support import land
from tests.support.due import settle
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

ALL, CHAPTERS, ASSOCIATIONS = "/memberships", "/chapters", "/associations"
SINCE, DAY = "2025-07-10", "2025-09-05"


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> str:
    """Twice, which changes nothing, where it is asked of one that is there."""
    for _ in range(1 if path in (ALL, CHAPTERS, ASSOCIATIONS) else 2):
        answer = await register.post(path, body, by)
        assert answer.status_code == 201, answer.text
    return str(next(iter(answer.json().values())))


async def hosts(register: ServiceDoor, place: object = land.COMMUNE) -> tuple[str, str]:
    """An association and a chapter of it."""
    body = {"place_id": str(place), "name": "Hội Khuyến học", "founded_on": SINCE}
    association = await done(register, ASSOCIATIONS, body)
    of = {"association_id": association, "host_kind": "school"}
    return association, await done(register, CHAPTERS, body | of)


async def shown(register: ServiceDoor, path: str, by: list[Grant] = OF_PROVINCE) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, by)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def code(register: ServiceDoor, path: str, body: Any, by: list[Grant] = OF_PROVINCE) -> Any:
    return (await register.post(path, body, by)).json().get("code")


async def test_a_membership_is_shown_as_all_that_happened_left_it(register: ServiceDoor) -> None:
    association, chapter = await hosts(register)
    ref = str(await head_of_a_family(register))
    direct = {"association_id": association}
    id_ = await done(register, ALL, direct | {"person_ref": ref, "joined_on": DAY}, OF_PROVINCE)
    of = {"membership_id": id_}
    row: dict[str, Any] = {
        "place_id": str(land.COMMUNE),
        "host_kind": "association",
        "host_id": association,
    }
    row |= of | {"person_ref": ref, "since": DAY, "joined_on": DAY, "years": None, "ended_on": None}
    page = await shown(register, f"{ALL}?place_id={land.COMMUNE}&on={DAY}", OF_COMMUNE)
    assert page == {"items": [row], "number": 1, "next_cursor": None}
    right = {"written_on": DAY, "since": "2025-09-01", "left_on": None}
    await done(register, f"{ALL}/corrections", of | direct | right)
    await done(register, f"{ALL}/moves", of | {"chapter_id": chapter, "moved_on": "2025-12-01"})
    await done(register, f"{ALL}/dues", of | {"year": 2025, "paid_on": "2025-12-05"})
    ended = {"left_on": "2026-09-01", "ground_code": "left"}
    await done(register, f"{ALL}/endings", of | ended)
    row |= {"host_kind": "school", "host_id": chapter, "years": [2025]}
    row |= {"since": "2025-12-01", "joined_on": "2025-09-01", "ended_on": "2026-09-01"}
    assert await shown(register, f"{ALL}/{id_}") == row
    await done(register, f"{ALL}/withdrawals", of)
    await register.views_caught_up()
    assert (await register.get(f"{ALL}/{id_}", OF_PROVINCE)).status_code == 404
    again = direct | {"person_ref": ref, "joined_on": DAY}
    assert await done(register, ALL, again) != id_


async def test_members_of_a_chapter_that_was_corrected_count_where_it_is_and_by_its_kind(
    register: ServiceDoor,
) -> None:
    association, chapter = await hosts(register)
    direct, member, moved = [
        await done(register, ALL, {"joined_on": DAY} | of)
        for of in ({"association_id": association}, *[{"chapter_id": chapter}] * 2)
    ]
    other = await done(
        register,
        CHAPTERS,
        {
            "place_id": str(land.COMMUNE),
            "name": "Chi hội khác",
            "founded_on": SINCE,
            "association_id": association,
            "host_kind": "clan",
        },
    )
    going = {"membership_id": moved, "chapter_id": other, "moved_on": "2025-12-01"}
    await done(register, f"{ALL}/moves", going)
    right = {
        "chapter_id": chapter,
        "association_id": association,
        "written_on": SINCE,
        "place_id": str(land.HAMLET),
        "host_kind": "hamlet",
        "since": "2025-07-11",
    }
    await done(register, f"{CHAPTERS}/corrections", right)
    await settle(register)
    rows = [await shown(register, f"{ALL}/{each}") for each in (direct, member, moved)]
    assert [(each["place_id"], each["host_kind"]) for each in rows] == [
        (str(land.COMMUNE), "association"),
        (str(land.HAMLET), "hamlet"),
        (str(land.COMMUNE), "clan"),
    ]
    [of_member, of_moved] = [
        each for each in register.facts() if isinstance(each, MembershipCorrected)
    ]
    spells = {each.host_id: each for fact in (of_member, of_moved) for each in fact.now}
    assert (spells[UUID(chapter)].place_id, spells[UUID(chapter)].host_kind) == (
        land.HAMLET,
        "hamlet",
    )
    assert spells[UUID(other)].host_kind == "clan"
    before = register.types()
    assert await settle(register) == []
    assert register.types() == before


async def test_nobody_is_a_member_of_one_host_twice_at_once(register: ServiceDoor) -> None:
    association, chapter = await hosts(register)
    ref = str(await head_of_a_family(register))
    asked = {"chapter_id": chapter, "person_ref": ref, "joined_on": DAY}
    first = await done(register, ALL, asked)
    taken = "registry.member-of-host-already"
    assert await code(register, ALL, asked | {"joined_on": "2026-01-05"}) == taken
    direct = {"association_id": association, "person_ref": ref, "joined_on": DAY}
    second = await done(register, ALL, direct)
    moved = {"membership_id": second, "chapter_id": chapter, "moved_on": "2026-01-05"}
    assert await code(register, f"{ALL}/moves", moved) == taken
    ended = {"left_on": "2026-01-05", "ground_code": "left"}
    await done(register, f"{ALL}/endings", {"membership_id": first} | ended)
    await done(register, f"{ALL}/moves", moved)
    right = {"written_on": DAY, "since": DAY, "left_on": None, "chapter_id": chapter}
    assert await code(register, f"{ALL}/corrections", {"membership_id": first} | right) == taken
    person = {"chapter_id": chapter, "person_ref": str(uuid4()), "joined_on": DAY}
    assert await code(register, ALL, person) == "registry.person-unknown"


async def test_many_who_are_not_named_are_members_each_answered(register: ServiceDoor) -> None:
    association, chapter = await hosts(register)
    row = {"chapter_id": chapter, "joined_on": DAY}
    both = row | {"association_id": association}
    rows = [row, row, row | {"joined_on": "2025-07-09"}, both]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        None,
        "registry.chapter-not-there",
        "web.invalid-body",
    ]
    page = await shown(register, f"{ALL}?place_id={land.COMMUNE}")
    assert [each["person_ref"] for each in page["items"]] == [None, None]


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    association, chapter = await hosts(register)
    _, ours = await hosts(register, land.OTHER_COMMUNE)
    theirs = await done(register, ALL, {"chapter_id": chapter, "joined_on": DAY})
    own = await done(register, ALL, {"chapter_id": ours, "joined_on": DAY}, OF_OTHER_COMMUNE)
    await register.views_caught_up()
    unknown = "registry.membership-unknown"
    for each in (theirs, str(uuid4())):
        it = {"membership_id": each}
        right = {"chapter_id": ours, "written_on": DAY, "since": DAY}
        for path, said in (
            ("moves", it | {"chapter_id": ours, "moved_on": "2026-01-05"}),
            ("corrections", it | right),
            ("endings", it | {"left_on": "2026-01-05", "ground_code": "left"}),
            ("withdrawals", it),
            ("dues", it | {"year": 2025, "paid_on": "2026-01-05"}),
        ):
            assert await code(register, f"{ALL}/{path}", said, OF_OTHER_COMMUNE) == unknown, path
        looked_up = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == unknown
    for name, foreign in (("chapter", chapter), ("association", association)):
        for each in (foreign, str(uuid4())):
            of = {f"{name}_id": each}
            moved = of | {"membership_id": own, "moved_on": "2026-01-05"}
            for path, said in (("/moves", moved), ("", of | {"joined_on": DAY})):
                answered = await code(register, f"{ALL}{path}", said, OF_OTHER_COMMUNE)
                assert answered == f"registry.{name}-unknown"
