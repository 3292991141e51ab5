"""What becomes of families, at the door of the register."""

import asyncio
from typing import Any
from uuid import uuid4

import psycopg

from tests.registry.families.households import (
    done,
    joined,
    listed,
    people,
    refused,
    registered,
    shown,
)
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor, another_process

HERE, THERE = str(land.HAMLET), str(land.NEIGHBOUR)


async def test_a_family_that_moved_is_found_where_it_was_on_each_day(register: ServiceDoor) -> None:
    family = await registered(register)
    moving = {"family_id": family, "place_id": THERE, "moved_on": "2026-01-01"}
    for _ in range(2):
        assert await done(register, "/moves", **moving) == {"family_id": family}
    assert register.types().count("family-moved") == 1
    assert await listed(register, HERE, on="2025-12-31") == {family}
    assert await listed(register, HERE, on="2026-01-01") == set()
    assert await listed(register, THERE, on="2025-12-31") == set()
    assert await listed(register, THERE, on="2026-01-01") == {family}
    said = await shown(register, family)
    assert (said["place_id"], said["since"], said["until"]) == (THERE, "2026-01-01", None)
    assert said["registered_on"] == "2025-08-01"


async def test_a_corrected_family_was_there_all_the_time(register: ServiceDoor) -> None:
    family = await registered(register)
    await joined(register, family, "Lê Thị Con", joined_on="2025-09-01")
    right = {"family_id": family, "written_on": "2025-08-01", "place_id": THERE}
    late = await refused(register, "/corrections", **right, day="2025-10-01")
    assert late == "registry.earlier-things-known"
    await done(register, "/corrections", **right, day="2025-07-15")
    assert await listed(register, HERE) == set()
    assert await listed(register, THERE, on="2025-07-15") == {family}
    assert len(await people(register, family, on="2025-07-15")) == 1


async def test_an_ended_family_keeps_its_past_and_frees_its_people(register: ServiceDoor) -> None:
    family, other = await registered(register, 1), await registered(register, 2)
    child = await joined(register, family, "Lê Thị Con", joined_on="2025-09-01")
    ending = {"family_id": family, "ground_code": "dissolved"}
    early = await refused(register, "/endings", **ending, ended_on="2025-08-15")
    assert early == "registry.later-things-known"
    await done(register, "/endings", **ending, ended_on="2026-01-01")
    assert await listed(register, HERE, on="2025-12-31") == {family, other}
    assert await listed(register, HERE, on="2026-01-01") == {other}
    assert await people(register, family, on="2026-01-01") == set()
    again = {"family_id": other, "person_ref": child, "relation_code": "other"}
    await done(register, "/members", **again, joined_on="2026-01-01")


async def test_a_withdrawn_family_never_was_and_its_head_is_registered_anew(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    for _ in range(2):
        await done(register, "/withdrawals", family_id=family)
    assert await listed(register, HERE) == set()
    for path in (f"/families/{family}", f"/families/{family}/members"):
        assert (await register.get(path, OF_COMMUNE)).status_code == 404
    assert await registered(register) != family
    moving = {"family_id": family, "place_id": THERE, "moved_on": "2026-01-01"}
    assert await refused(register, "/moves", **moving) == "registry.withdrawn-already"


async def test_some_members_become_a_family_of_their_own_and_come_back(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    head = (await shown(register, family))["head_ref"]
    son, wife = [await joined(register, family, f"Lê {name}") for name in ("Con", "Dâu")]
    splitting: dict[str, Any] = {"family_id": family, "place_id": THERE, "split_on": "2026-01-01"}
    wives = [{"person_ref": wife, "relation_code": "spouse"}]
    without = await refused(register, "/splits", **splitting, head_ref=head, members=wives)
    assert without == "registry.heads-on-those-days"
    said = await done(register, "/splits", **splitting, head_ref=son, members=wives)
    assert await done(register, "/splits", **splitting, head_ref=son, members=wives) == said
    new = said["new_family_id"]
    assert await people(register, family) == {head}
    assert await people(register, new) == {son, wife}
    assert (await shown(register, new))["head_ref"] == son
    uniting = {"family_id": new, "into_family_id": family, "relation_code": "child"}
    await done(register, "/unions", **uniting, joined_on="2026-06-01")
    assert await people(register, family) == {head, son, wife}
    assert await people(register, new) == set()
    assert await listed(register, THERE, on="2026-05-31") == {new}
    assert await listed(register, THERE, on="2026-06-01") == set()


async def test_whoever_has_a_family_sends_it_and_nobody_fetches_one(register: ServiceDoor) -> None:
    family = await registered(register)
    moving = {"family_id": family, "place_id": str(land.ELSEWHERE), "moved_on": "2026-01-01"}
    fetched = await register.post("/families/moves", moving, OF_OTHER_COMMUNE)
    unknown = await register.post(
        "/families/moves", moving | {"family_id": str(uuid4())}, OF_OTHER_COMMUNE
    )
    assert fetched.json()["code"] == unknown.json()["code"] == "registry.family-unknown"
    await done(register, "/moves", **moving)
    theirs = await register.get(f"/families/{family}", OF_OTHER_COMMUNE)
    assert theirs.json()["place_id"] == str(land.ELSEWHERE)
    ours = await shown(register, family)
    assert (ours["place_id"], ours["until"]) == (HERE, "2026-01-01")
    back = moving | {"place_id": HERE, "moved_on": "2026-02-01"}
    assert await refused(register, "/moves", **back) == "registry.family-unknown"


async def test_people_are_looked_up_where_their_family_went_and_no_more_where_it_was(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    head = (await shown(register, family))["head_ref"]
    son, wife = [await joined(register, family, f"Lê {name}") for name in ("Con", "Dâu")]
    await done(
        register,
        "/splits",
        family_id=family,
        place_id=THERE,
        split_on="2026-01-01",
        head_ref=wife,
    )
    moving = {"family_id": family, "place_id": str(land.ELSEWHERE), "moved_on": "2026-01-01"}
    await done(register, "/moves", **moving)
    await register.views_caught_up()

    async def known(grants: Any) -> set[str]:
        names = {"person_refs": [head, son, wife]}
        answer = (await register.post("/people/names", names, grants)).json()
        found = {each["person_ref"] for each in answer["items"]}
        for ref in (head, son, wife):
            one = await register.get(f"/people/{ref}", grants)
            assert (one.status_code == 200) == (ref in found)
        return found

    assert await known(OF_COMMUNE) == {wife}
    assert await known(OF_OTHER_COMMUNE) == {head, son}
    by_name = await register.post("/people/search", {"name": "le con"}, OF_OTHER_COMMUNE)
    assert [each["person_ref"] for each in by_name.json()["items"]] == [son]
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update view_marks set position = 0 where view = 'placed_people'")
    await register.views_caught_up()
    assert await known(OF_OTHER_COMMUNE) == {head, son}


async def test_no_child_heads_a_family_whether_said_by_data_or_by_reference(
    register: ServiceDoor,
) -> None:
    family = await registered(register)
    child: dict[str, Any] = {"full_name": "Lê Văn Con", "birth_date": "2008-01-02"}
    son = await joined(register, family, "", person=child)
    before = register.rows("select count(*) from people")
    naming = {"family_id": family, "relation_code": "child"}
    splitting = {"family_id": family, "place_id": THERE, "head_ref": son}
    day = "2026-01-01"
    commands: list[tuple[str, dict[str, Any]]] = [
        ("", {"place_id": HERE, "registered_on": day, "head": child}),
        ("/heads", naming | {"named_on": day, "head": child}),
        ("/heads", naming | {"named_on": day, "head_ref": son}),
        ("/splits", splitting | {"split_on": day}),
    ]
    for path, body in commands:
        assert await refused(register, path, **body) == "registry.head-underage", path
    assert register.rows("select count(*) from people") == before
    await done(register, "/heads", **naming, named_on="2026-01-02", head_ref=son)


async def test_of_many_moves_at_once_in_two_processes_one_is_done(register: ServiceDoor) -> None:
    family = await registered(register)
    bodies = [
        {"family_id": family, "place_id": THERE, "moved_on": f"2026-01-{n:02}"} for n in range(1, 9)
    ]
    async with another_process(register) as other:
        answers = await asyncio.gather(
            *(
                (register, other)[n % 2].post("/families/moves", body, OF_COMMUNE)
                for n, body in enumerate(bodies)
            )
        )
    assert sorted(each.status_code for each in answers)[0] == 201
    assert register.types().count("family-moved") == 1


async def test_many_rows_are_each_answered_and_a_key_answers_as_before(
    register: ServiceDoor,
) -> None:
    families = [await registered(register, number) for number in range(3)]
    rows: list[dict[str, Any]] = [
        {"family_id": each, "place_id": THERE, "moved_on": "2026-01-01"} for each in families
    ]
    rows[1] |= {"place_id": HERE}
    rows[2] |= {"place_id": str(uuid4())}
    answer = (await register.post("/families/moves/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert [each.get("code") for each in answer["rows"]] == [
        None, "registry.stands-there-already", "places.not-in-force",
    ]  # fmt: skip
    again = await register.post("/families/moves/bulk", {"rows": rows}, OF_COMMUNE, "k")
    assert again.json() == answer
    rows[0] |= {"moved_on": "2026-01-02"}
    other = (await register.post("/families/moves/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert other["rows"][0]["code"] == "eventstore.key-reused"
