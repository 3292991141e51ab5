"""Who came, by name, at the door: to sessions, classes and activities alike."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.registry.attendances.attendance.facts import AttendeeNamed
from services.registry.people.vault.orphans import sweep_orphans
from services.registry.people.vault.personal_data import PersonalData
from tests.registry.duplicates.test_duplicates_door import merge_of, people, unmerge_of
from tests.registry.organised.held import SORTS, Sort
from tests.registry.people.test_vault import opened_line
from tests.support import land
from tests.support.due import settle
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

ALL, NAMES = "/attendances", ("Học", "An", "Bình")
COUNTS = {"/sessions": "/sessions/{}", "/classes": "/classes/{}"}
COUNTS["/activities"] = "/activities/{}/minutes"


def by_path(sort: Sort) -> str:
    return sort.path


each_sort = pytest.mark.parametrize("sort", SORTS, ids=by_path)


async def somebody(register: ServiceDoor, number: int = 1) -> list[str]:
    """So many people of the commune, in the order of their references."""
    said = [(land.HAMLET, PersonalData(f"Nguyễn Thị {name}")) for name in NAMES[:number]]
    return sorted(await people(register, *said))


async def merging(register: ServiceDoor, path: str, body: Any) -> None:
    answer = await register.post(f"/duplicates/{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text


async def code(register: ServiceDoor, path: str, body: Any, by: Any = OF_COMMUNE) -> Any:
    return (await register.post(path, body, by)).json().get("code")


async def done(register: ServiceDoor, path: str, body: Any) -> Any:
    answer = await register.post(f"{ALL}{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def shown(register: ServiceDoor, path: str) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def refs_at(register: ServiceDoor, held: str) -> list[str]:
    return [each["person_ref"] for each in (await shown(register, f"{ALL}/{held}"))["items"]]


async def people_at(register: ServiceDoor, sort: Sort, held: str) -> tuple[int, int]:
    """How many are named, and how many came."""
    found = await shown(register, COUNTS[sort.path].format(held))
    if sort.path != "/activities":
        return found["people"], found["attendances"]
    return found["people"], sum(each["number"] for each in found["attendees"])


@each_sort
async def test_people_are_named_beside_the_head_count_and_taken_back(
    register: ServiceDoor, sort: Sort
) -> None:
    held = await sort.made(register, "", sort.body)
    refs = await somebody(register, 2)
    of = {sort.named: held}
    named = of | {"person_refs": refs}
    for _ in "ab":
        assert await done(register, "", named) == {"held_id": held, "people": 2}
    assert await refs_at(register, held) == refs
    assert await people_at(register, sort, held) == (2, 42)
    came_to = await shown(register, f"{ALL}?person_ref={refs[0]}")
    assert [each["held_id"] for each in came_to] == [held]
    for _ in "ab":
        gone = await done(register, "/withdrawals", of | {"person_refs": refs[:1]})
        assert gone["people"] == 1
    assert await refs_at(register, held) == refs[1:]
    assert await people_at(register, sort, held) == (1, 42)
    assert await shown(register, f"{ALL}?person_ref={refs[0]}") == []


@each_sort
async def test_what_cannot_be_said_of_who_came_is_refused_of_one_and_of_many(
    register: ServiceDoor, sort: Sort
) -> None:
    held = await sort.made(register, "", sort.body)
    one, other, erased = await somebody(register, 3)
    gone = await register.post(f"/people/{erased}/erasure", {}, OF_COMMUNE)
    assert gone.status_code in (200, 201), gone.text
    of = {sort.named: held}
    await done(register, "", of | {"person_refs": [one]})
    wrong: list[tuple[dict[str, Any], str]] = [
        (of | {"person_refs": [other, other]}, "registry.attendee-twice"),
        (of | {"person_refs": [one, other]}, "registry.attendee-named-already"),
        (of | {"person_refs": [str(uuid4())]}, "registry.person-unknown"),
        (of | {"person_refs": [erased]}, "registry.person-unknown"),
        ({sort.named: str(uuid4()), "person_refs": [other]}, "registry.nothing-held"),
        ({sort.named: one, "person_refs": [one]}, "registry.nothing-held"),
        (of | {"person_refs": []}, "web.invalid-body"),
        ({"person_refs": [other]}, "web.invalid-body"),
    ]
    rows = [said for said, _ in wrong]
    many = await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE)
    assert [row.get("code") for row in many.json()["rows"]] == [code for _, code in wrong]
    assert [await code(register, ALL, row) for row in rows] == [code for _, code in wrong]
    nobody = of | {"person_refs": [other]}
    assert await code(register, f"{ALL}/withdrawals", nobody) == "registry.attendee-unknown"
    assert await refs_at(register, held) == [one]


@each_sort
async def test_nobody_comes_to_what_is_only_planned_or_out_of_reach(
    register: ServiceDoor, sort: Sort
) -> None:
    kind = {"topic_code": "law"} if "topic_code" in sort.held else {}
    kind |= {"activity_kind": "congress"} if not kind else {}
    whose = {name: sort.body[name] for name in ("organiser_kind", "place_id")}
    planned = await sort.made(register, "/plans", whose | kind | {"planned_on": "2026-03-05"})
    (ref,) = await somebody(register)
    said = {sort.named: planned, "person_refs": [ref]}
    assert await code(register, ALL, said) == "registry.not-held-yet"
    held = await sort.made(register, "", sort.body)
    theirs = {sort.named: held, "person_refs": [ref]}
    answer = await code(register, ALL, theirs, OF_OTHER_COMMUNE)
    assert answer in ("registry.nothing-held", "registry.person-unknown")
    await register.views_caught_up()
    for path in (f"{ALL}/{held}", f"{ALL}?person_ref={ref}"):
        assert (await register.get(path, OF_OTHER_COMMUNE)).status_code == 404


@pytest.mark.parametrize("sort", SORTS[:2], ids=by_path)
async def test_without_a_head_count_as_many_came_as_are_named(
    register: ServiceDoor, sort: Sort
) -> None:
    body = {name: value for name, value in sort.body.items() if name != "attendances"}
    held = await sort.made(register, "", body)
    assert await people_at(register, sort, held) == (0, 0)
    of, refs = {sort.named: held}, await somebody(register, 2)
    await done(register, "", of | {"person_refs": refs})
    assert await people_at(register, sort, held) == (2, 2)
    await done(register, "/withdrawals", of | {"person_refs": refs[:1]})
    assert await people_at(register, sort, held) == (1, 1)


async def test_who_is_named_is_kept_in_the_vault_as_long_as_they_are_named(
    register: ServiceDoor,
) -> None:
    sort = SORTS[0]
    of = {sort.named: await sort.made(register, "", sort.body)}
    refs = await somebody(register, 2)
    await done(register, "", of | {"person_refs": refs})
    await done(register, "/withdrawals", of | {"person_refs": refs[:1]})
    await register.views_caught_up()
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set kept_at = now() - interval '2 days'")
    async with opened_line(register.dsn) as line:
        assert await sweep_orphans(line, datetime.now(UTC)) == 1
    with psycopg.connect(register.dsn) as connection:
        left = connection.execute("select person_ref::text from people").fetchall()
    assert left == [(refs[1],)]


@each_sort
async def test_no_more_are_named_than_came_whichever_is_said_first(
    register: ServiceDoor, sort: Sort
) -> None:
    held = await sort.made(register, "", sort.body | sort.came(1))
    refs = await somebody(register, 2)
    of = {sort.named: held}
    assert await code(register, ALL, of | {"person_refs": refs}) == "registry.more-named-than-came"
    await done(register, "", of | {"person_refs": refs[:1]})
    fewer = of | sort.body | sort.came(0)
    path = f"{sort.path}/corrections"
    assert await code(register, path, fewer) == "registry.more-named-than-came"
    await sort.made(register, "/corrections", of | sort.body | sort.came(2))
    assert await people_at(register, sort, held) == (1, 2)
    await done(register, "", of | {"person_refs": refs[1:]})
    assert await people_at(register, sort, held) == (2, 2)


async def test_an_erased_person_came_and_counts_still(register: ServiceDoor) -> None:
    sort = SORTS[0]
    held = await sort.made(register, "", sort.body)
    refs = await somebody(register, 2)
    await done(register, "", {sort.named: held, "person_refs": refs})
    await register.post(f"/people/{refs[0]}/erasure", {}, OF_COMMUNE)
    assert await people_at(register, sort, held) == (2, 42)
    assert await refs_at(register, held) == sorted(refs)


async def test_one_person_by_two_references_came_once_until_they_are_two(
    register: ServiceDoor,
) -> None:
    sort = SORTS[0]
    held = await sort.made(register, "", sort.body)
    alias, survivor, third = await somebody(register, 3)
    of = {sort.named: held}
    await done(register, "", of | {"person_refs": [alias, survivor]})
    await merging(register, "merges", merge_of(alias, survivor))
    assert await refs_at(register, held) == [survivor]
    for each in (alias, survivor):
        came_to = await shown(register, f"{ALL}?person_ref={each}")
        assert [one["held_id"] for one in came_to] == [held]
    assert (await done(register, "", of | {"person_refs": [third]}))["people"] == 2
    await merging(register, "unmerges", unmerge_of(alias))
    assert await refs_at(register, held) == sorted([alias, survivor, third])


@each_sort
async def test_how_many_came_follows_when_two_turn_out_to_be_one_person(
    register: ServiceDoor, sort: Sort
) -> None:
    held = await sort.made(register, "", sort.body)
    alias, survivor, third = await somebody(register, 3)
    await done(register, "", {sort.named: held, "person_refs": [alias, survivor, third]})
    assert (await people_at(register, sort, held))[0] == 3
    await merging(register, "merges", merge_of(alias, survivor))
    await settle(register)
    assert (await people_at(register, sort, held))[0] == 2
    await merging(register, "merges", merge_of(survivor, third))
    await settle(register)
    assert (await people_at(register, sort, held))[0] == 1
    await merging(register, "unmerges", unmerge_of(alias))
    await settle(register)
    assert (await people_at(register, sort, held))[0] == 2
    before = register.types()
    assert await settle(register) == []
    assert register.types() == before


async def test_facts_of_who_came_hold_references_and_nothing_else(register: ServiceDoor) -> None:
    sort = SORTS[1]
    held = await sort.made(register, "", sort.body)
    (ref,) = await somebody(register)
    await done(register, "", {sort.named: held, "person_refs": [ref]})
    (named,) = [each for each in register.facts() if isinstance(each, AttendeeNamed)]
    assert (named.held_kind, str(named.held_id), named.person_ref) == (
        "class",
        held,
        UUID(ref),
    )
