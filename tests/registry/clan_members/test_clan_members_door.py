"""Who belongs to clans, and who heads them, at the door of the register."""

import asyncio
from typing import Any
from uuid import uuid4

from tests.registry.clans.test_clans_door import registered
from tests.registry.families import households
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor, another_process

DAY = "2025-09-01"


async def done(register: ServiceDoor, path: str, **body: Any) -> dict[str, Any]:
    answer = await register.post(f"/clans{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def refused(register: ServiceDoor, path: str, **body: Any) -> str:
    answer = await register.post(f"/clans{path}", body, OF_COMMUNE)
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


async def members(register: ServiceDoor, clan: str, **asked: Any) -> list[dict[str, Any]]:
    await register.views_caught_up()
    answer = await register.get(f"/clans/{clan}/members", OF_COMMUNE, **asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def people(register: ServiceDoor, clan: str, **asked: Any) -> set[str]:
    return {each["person_ref"] for each in await members(register, clan, **asked)}


async def somebody(register: ServiceDoor, name: str = "Lê Thị Con") -> str:
    family = await households.registered(register, 1 + len(register.types()))
    return await households.joined(register, family, name)


async def member(register: ServiceDoor, clan: str, name: str = "Lê Thị Con") -> str:
    person = await somebody(register, name)
    said = await done(register, "/members", clan_id=clan, person_ref=person, joined_on=DAY)
    assert said == {"clan_id": clan, "person_ref": person}
    return person


async def test_members_are_listed_on_a_day_with_whoever_heads_the_clan(
    register: ServiceDoor,
) -> None:
    clan = await registered(register)
    head, gone = await member(register, clan, "Lê Văn Trưởng"), await member(register, clan)
    for _ in range(2):
        named = {"clan_id": clan, "person_ref": head, "named_on": "2025-10-01"}
        await done(register, "/heads", **named)
        left = {"clan_id": clan, "person_ref": gone, "left_on": "2026-01-05"}
        await done(register, "/members/departures", **left)
    rows: list[dict[str, Any]] = [
        {"person_ref": head, "joined_on": DAY, "left_on": None, "heads": True},
        {"person_ref": gone, "joined_on": DAY, "left_on": "2026-01-05", "heads": False},
    ]
    by_person = sorted(rows, key=lambda each: str(each["person_ref"]))
    assert await members(register, clan, on="2026-01-04") == by_person
    assert await people(register, clan) == await people(register, clan, on="2026-01-05") == {head}
    assert await people(register, clan, on="2025-08-31") == set()
    before = await members(register, clan, on="2025-09-30")
    assert not any(each["heads"] for each in before)
    leaving = {"clan_id": clan, "person_ref": head, "left_on": "2026-02-01"}
    code = await refused(register, "/members/departures", **leaving)
    assert code == "registry.clan-head-on-those-days"
    stranger = {"clan_id": clan, "person_ref": gone, "named_on": "2026-02-01"}
    assert await refused(register, "/heads", **stranger) == "registry.no-such-member"


async def test_a_member_is_corrected_and_withdrawn_and_asking_again_changes_nothing(
    register: ServiceDoor,
) -> None:
    clan = await registered(register)
    of = {"clan_id": clan, "person_ref": await member(register, clan)}
    right = of | {"joined_on": "2025-08-15", "left_on": None}
    await done(register, "/members/corrections", **right, written_on=DAY)
    await done(register, "/members/corrections", **right, written_on="2025-08-15")
    assert await people(register, clan, on="2025-08-15") == {of["person_ref"]}
    for _ in range(2):
        await done(register, "/members/withdrawals", **of, joined_on="2025-08-15")
    assert await people(register, clan, on="2025-08-15") == set()
    assert register.types().count("clan-member-corrected") == 1
    assert register.types().count("clan-member-withdrawn") == 1


async def test_nobody_belongs_to_a_clan_that_ended_and_somebody_to_two_at_once(
    register: ServiceDoor,
) -> None:
    clan, other = await registered(register), await registered(register)
    person = await member(register, clan)
    await done(register, "/members", clan_id=other, person_ref=person, joined_on=DAY)
    await done(register, "/dissolutions", clan_id=clan, ended_on="2026-03-01")
    assert await people(register, clan, on="2026-02-28") == {person}
    assert await people(register, clan, on="2026-03-01") == set()
    assert await people(register, other) == {person}
    late = {"clan_id": clan, "person_ref": await somebody(register), "joined_on": "2026-03-01"}
    assert await refused(register, "/members", **late) == "registry.clan-member-outside-life"


async def test_the_reference_of_somebody_is_no_clan(register: ServiceDoor) -> None:
    person = await somebody(register)
    said = {"clan_id": person, "person_ref": person}
    assert await refused(register, "/members", **said, joined_on=DAY) == "registry.clan-unknown"
    assert await refused(register, "/heads", **said, named_on=DAY) == "registry.clan-unknown"


async def test_whoever_died_or_is_erased_joins_no_clan(register: ServiceDoor) -> None:
    clan, family = await registered(register), await households.registered(register, 9)
    dead = await households.joined(register, family, "Lê Văn Mất")
    leaving = {"family_id": family, "person_ref": dead, "left_on": "2026-01-01"}
    await households.done(register, "/members/departures", **leaving, ground_code="died")
    late = {"clan_id": clan, "person_ref": dead, "joined_on": "2026-02-01"}
    assert await refused(register, "/members", **late) == "registry.person-died"
    gone = await member(register, clan)
    await done(register, "/heads", clan_id=clan, person_ref=gone, named_on=DAY)
    answer = await register.post(f"/people/{gone}/erasure", {}, OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    again = {"clan_id": await registered(register), "person_ref": gone, "joined_on": DAY}
    assert await refused(register, "/members", **again) == "registry.person-unknown"
    assert await people(register, clan) == {gone}, "every count stays"


async def test_a_child_heads_no_clan_nor_does_whoever_died_as_a_citizen(
    register: ServiceDoor,
) -> None:
    clan, family = await registered(register), await households.registered(register, 9)
    born = {"person": {"full_name": "Lê Thị Bé", "birth_date": "2008-06-01"}}
    child = await households.joined(register, family, "", **born)
    await done(register, "/members", clan_id=clan, person_ref=child, joined_on=DAY)
    heading = {"clan_id": clan, "person_ref": child}
    early = await refused(register, "/heads", **heading, named_on="2026-05-31")
    assert early == "registry.clan-head-underage"
    await done(register, "/heads", **heading, named_on="2026-06-01")
    dead = await member(register, clan)
    as_citizen = {"place_id": str(land.HAMLET), "group_code": "resident", "registered_on": DAY}
    answer = await register.post("/citizens", as_citizen | {"person_ref": dead}, OF_COMMUNE)
    ending = {"citizen_ref": answer.json()["citizen_ref"], "ended_on": "2026-07-01"}
    await register.post("/citizens/endings", ending | {"ground_code": "died"}, OF_COMMUNE)
    late = {"clan_id": clan, "person_ref": dead, "named_on": "2026-07-01"}
    assert await refused(register, "/heads", **late) == "registry.person-died"
    await done(register, "/heads", **late | {"named_on": "2026-06-30"})


async def test_from_when_on_a_member_heads_a_clan_is_put_right(register: ServiceDoor) -> None:
    clan, path = await registered(register), "/heads/corrections"
    first, second = [await member(register, clan, f"Lê Văn {name}") for name in ("Cả", "Hai")]
    for person, day in ((first, "2025-10-01"), (second, "2026-01-01")):
        await done(register, "/heads", clan_id=clan, person_ref=person, named_on=day)
    of = {"clan_id": clan, "person_ref": second}
    for _ in range(2):
        await done(register, path, **of, written_on="2026-01-01", named_on="2026-03-01")
    assert register.types().count("clan-head-corrected") == 1
    for day, head in (("2026-02-28", first), ("2026-03-01", second)):
        rows = await members(register, clan, on=day)
        assert [each["person_ref"] for each in rows if each["heads"]] == [head]
    early = of | {"written_on": "2026-03-01", "named_on": "2025-10-01"}
    assert await refused(register, path, **early) == "registry.clan-heads-out-of-order"
    unknown = early | {"written_on": "2026-01-01", "named_on": "2026-02-01"}
    assert await refused(register, path, **unknown) == "registry.not-head-since"
    foreign = await register.post(f"/clans{path}", unknown, OF_OTHER_COMMUNE)
    assert foreign.json()["code"] == "registry.clan-unknown"


async def test_of_two_processes_one_writes_down_that_somebody_joined(
    register: ServiceDoor,
) -> None:
    clan, person = await registered(register), await somebody(register)
    of = {"clan_id": clan, "person_ref": person}
    async with another_process(register) as other:
        answers = await asyncio.gather(
            *(
                (register, other)[n % 2].post(
                    "/clans/members", of | {"joined_on": f"2025-09-0{1 + n % 2}"}, OF_COMMUNE
                )
                for n in range(6)
            )
        )
    assert sorted(each.status_code for each in answers) == [201, 201, 201, 409, 409, 409]
    assert register.types().count("clan-member-joined") == 1


async def test_rows_are_each_answered_and_what_is_out_of_reach_is_as_if_not_there(
    register: ServiceDoor,
) -> None:
    clan, person = await registered(register), await somebody(register)
    row = {"clan_id": clan, "person_ref": person, "joined_on": DAY}
    rows = [row, row | {"joined_on": "2025-09-02"}, row | {"person_ref": str(uuid4())}]
    rows += [row | {"clan_id": str(uuid4())}, row | {"joined_on": "2025-07-31"}]
    sent = [
        (await register.post("/clans/members/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    assert [each.get("code") for each in sent[0]["rows"]] == [
        None,
        "registry.member-already",
        "registry.person-unknown",
        "registry.clan-unknown",
        "registry.clan-member-outside-life",
    ]
    leaving = {"person_ref": person, "left_on": "2026-01-05"}
    for each in (clan, str(uuid4())):
        body = leaving | {"clan_id": each}
        answer = await register.post("/clans/members/departures", body, OF_OTHER_COMMUNE)
        assert answer.json()["code"] == "registry.clan-unknown"
        listed = await register.get(f"/clans/{each}/members", OF_OTHER_COMMUNE)
        assert listed.json()["code"] == "registry.clan-unknown"


async def test_members_go_with_a_clan_that_moves(register: ServiceDoor) -> None:
    clan = await registered(register)
    person = await member(register, clan)
    await done(register, "/moves", clan_id=clan, place_id=str(land.HAMLET), moved_on="2026-01-05")
    assert await people(register, clan) == {person}
