"""Citizens at the door: registered by reference or by data, corrected, moved, ended, withdrawn,
looked up, and what becomes of them when a person is erased or merged."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from services.registry.people.vault.orphans import sweep_orphans
from tests.registry.people.test_vault import opened_line
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor, another_process

ALL, DAY = "/citizens", "2025-08-01"
PERSON = {"full_name": "Trần Thị Học", "identity_number": "079180000001"}
WORKER = {"place_id": str(land.HAMLET), "group_code": "worker", "registered_on": DAY}
NEW = WORKER | {"person": PERSON}


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], grants: Any = OF_PROVINCE
) -> Any:
    """Twice, which changes nothing."""
    answers = [await register.post(f"{ALL}{path}", body, grants) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201], answers[-1].text
    assert answers[0].json() == answers[1].json()
    return answers[0].json()["citizen_ref"]


async def refused(
    register: ServiceDoor, path: str, body: dict[str, Any], grants: Any = OF_PROVINCE
) -> str:
    answer = await register.post(f"{ALL}{path}", body, grants)
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


async def shown(register: ServiceDoor, id_: str) -> Any:
    answer = await register.get(f"{ALL}/{id_}", OF_PROVINCE)
    return answer.json() if answer.status_code == 200 else None


async def test_a_citizen_is_shown_as_all_that_happened_left_them(register: ServiceDoor) -> None:
    id_ = await done(register, "", NEW, OF_HAMLET)
    page = (await register.get(f"{ALL}?place_id={land.HAMLET}", OF_HAMLET)).json()
    ((ref,),) = register.rows("select person_ref::text from people")
    row: dict[str, Any] = {
        "citizen_ref": id_,
        "person_ref": ref,
        **WORKER,
        "since": DAY,
        "ended_on": None,
    }
    assert page == {"items": [row], "number": 1, "next_cursor": None}

    of, there = {"citizen_ref": id_}, {"place_id": str(land.ELSEWHERE)}
    right = {"place_id": str(land.NEIGHBOUR), "group_code": "pupil", "day": "2025-09-01"}
    await done(register, "/corrections", of | right | {"of_day": DAY})
    await done(register, "/moves", of | there | {"group_code": "officer", "moved_on": "2026-01-05"})
    await done(register, "/endings", of | {"ended_on": "2026-03-01", "ground_code": "moved-away"})
    days = {"since": "2026-01-05", "registered_on": "2025-09-01", "ended_on": "2026-03-01"}
    named = {"person_ref": ref, "group_code": "officer"}
    assert await shown(register, id_) == of | there | named | days

    ends = "/endings/corrections"
    never = of | {"of_day": "2026-03-01"}
    assert await refused(register, ends, never | {"ground_code": "died"}) == "web.invalid-body"
    await done(register, ends, never)
    assert await shown(register, id_) == of | there | named | days | {"ended_on": None}
    await done(register, "/endings", of | {"ended_on": "2026-05-01", "ground_code": "died"})
    right = {"ended_on": "2026-03-01", "ground_code": "moved-away"}
    await done(register, ends, of | right | {"of_day": "2026-05-01"})
    assert await shown(register, id_) == of | there | named | days

    back = WORKER | {"person_ref": ref, "registered_on": "2026-06-01"}
    assert await done(register, "", back) == id_
    again = {"since": "2026-06-01", "registered_on": "2026-06-01"}
    assert await shown(register, id_) == row | again
    await done(register, "/withdrawals", of)
    assert await shown(register, id_) is None
    assert await done(register, "", WORKER | {"person_ref": ref}) == id_
    assert await shown(register, id_) == row


async def test_many_citizens_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    rows = [
        NEW,
        WORKER | {"person": {"full_name": "Lê Văn Thợ"}},
        NEW | {"group_code": "farmer"},
        NEW | {"place_id": str(land.ENDED_COMMUNE)},
        WORKER | {"person": {"full_name": "…"}},
        WORKER | {"person_ref": str(uuid4())},
        WORKER,
        NEW | {"registered_on": "2025-09-01"},
    ]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        None,
        "registry.citizen-group-unknown",
        "registry.place-unknown",
        "registry.full-name-malformed",
        "registry.person-unknown",
        "web.invalid-body",
        "registry.citizen-already-registered",
    ]
    assert register.rows("select count(*) from people") == [(2,)]


async def test_two_processes_register_a_person_once(register: ServiceDoor) -> None:
    await done(register, "", NEW)
    ((ref,),) = register.rows("select person_ref::text from people")
    await done(register, "/withdrawals", {"citizen_ref": await done(register, "", NEW)})
    async with another_process(register) as other:
        asked = [
            WORKER | {"person_ref": ref, "registered_on": f"2025-08-{n:02}"} for n in range(2, 6)
        ]
        doors = [register, other, register, other]
        answers = await asyncio.gather(
            *(door.post(ALL, body, OF_COMMUNE) for door, body in zip(doors, asked, strict=True))
        )
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    id_ = await done(register, "", NEW)
    for each in (id_, str(uuid4())):
        of = {"citizen_ref": each}
        away = of | {"place_id": str(land.ELSEWHERE), "group_code": "worker"}
        bodies = {
            "/moves": away | {"moved_on": "2026-01-05"},
            "/corrections": away | {"of_day": DAY, "day": DAY},
            "/endings": of | {"ended_on": "2026-01-05", "ground_code": "other"},
            "/withdrawals": of,
        }
        for path, body in bodies.items():
            code = await refused(register, path, body, OF_OTHER_COMMUNE)
            assert code == "registry.citizen-unknown"
        answer = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert answer.json()["code"] == "registry.citizen-unknown"


async def test_of_a_citizen_out_of_reach_nothing_is_said(register: ServiceDoor) -> None:
    id_ = await done(register, "", NEW)
    ((ref,),) = register.rows("select person_ref::text from people")
    away = {"citizen_ref": id_, "place_id": str(land.ELSEWHERE), "group_code": "worker"}
    await done(register, "/moves", away | {"moved_on": "2026-01-05"})
    await register.views_caught_up()
    again = WORKER | {"person_ref": ref, "registered_on": "2026-02-01"}
    assert await refused(register, "", again, OF_COMMUNE) == "registry.person-unknown"
    assert await refused(register, "", again) == "registry.citizen-already-registered"


async def test_of_somebody_within_reach_who_is_a_citizen_elsewhere_nothing_more_is_said(
    register: ServiceDoor,
) -> None:
    family = {"place_id": str(land.HAMLET), "registered_on": DAY}
    head = {"head": {"full_name": "Trần Thị Hoà"}}
    assert (await register.post("/families", family | head, OF_HAMLET)).status_code == 201
    ((ref,),) = register.rows("select person_ref::text from people")
    asked = WORKER | {"person_ref": ref}
    await done(register, "", asked | {"place_id": str(land.ELSEWHERE)})
    await register.views_caught_up()
    assert await refused(register, "", asked, OF_COMMUNE) == "registry.citizen-elsewhere"


async def test_who_died_is_registered_no_more(register: ServiceDoor) -> None:
    family = {"place_id": str(land.HAMLET), "registered_on": DAY}
    head = {"full_name": "Trần Thị Hoà", "identity_number": "079180000002"}
    answer = await register.post("/families", family | {"head": head}, OF_HAMLET)
    family_id = answer.json()["family_id"]
    joining = {"family_id": family_id, "joined_on": DAY, "relation_code": "parent"}
    answer = await register.post("/families/members", joining | {"person": PERSON}, OF_HAMLET)
    ref = answer.json()["person_ref"]
    died = {"family_id": family_id, "person_ref": ref, "left_on": "2026-01-05"}
    await register.post("/families/members/departures", died | {"ground_code": "died"}, OF_HAMLET)
    late = WORKER | {"person_ref": ref, "registered_on": "2026-01-05"}
    assert await refused(register, "", late) == "registry.person-died"
    await done(register, "", WORKER | {"person_ref": ref})


async def test_an_erased_citizen_stays_on_the_books_without_a_name(register: ServiceDoor) -> None:
    id_ = await done(register, "", NEW)
    ((ref,),) = register.rows("select person_ref::text from people")
    assert (await register.post(f"/people/{ref}/erasure", {}, OF_COMMUNE)).status_code < 300
    names = (await register.post("/people/names", {"person_refs": [ref]}, OF_COMMUNE)).json()
    assert names["items"] == [{"person_ref": ref, "full_name": "(erased)"}]
    page = (await register.get(f"{ALL}?place_id={land.HAMLET}&on=2026-01-05", OF_COMMUNE)).json()
    assert [each["citizen_ref"] for each in page["items"]] == [id_]
    await done(register, "/withdrawals", {"citizen_ref": id_})
    code = await refused(register, "", WORKER | {"person_ref": ref})
    assert code == "registry.person-unknown"


async def test_whoever_is_a_citizen_twice_counts_once_until_they_are_two_again(
    register: ServiceDoor,
) -> None:
    people = [{"full_name": "Nguyễn Thị Phương", "phone": "0900000001"} for _ in range(2)]
    days = "2025-09-01", DAY
    bodies = [
        WORKER | {"person": each, "registered_on": day}
        for each, day in zip(people, days, strict=True)
    ]
    younger, elder = [await done_once(register, each) for each in bodies]
    before = [await shown(register, each) for each in (younger, elder)]
    one, other = (each["person_ref"] for each in before)
    merge = {"kind": "person", "merged_id": other, "survivor_id": one}
    merge |= {"merged_on": "2026-03-01", "ground_code": "same-phone"}
    merged = await register.post("/duplicates/merges", merge, OF_COMMUNE)
    assert merged.status_code == 201, merged.text
    assert [await shown(register, each) for each in (younger, elder)] == [None, before[1]]
    ending = {"citizen_ref": younger, "ended_on": "2026-04-01", "ground_code": "other"}
    assert await refused(register, "/endings", ending) == "registry.citizen-is-merged"

    await register.views_caught_up()
    again = WORKER | {"person_ref": one, "registered_on": "2026-04-01"}
    for grants in (OF_PROVINCE, OF_COMMUNE):
        answer = await register.post(ALL, again, grants)
        assert answer.json()["code"] == "registry.citizen-already-registered"
        assert elder in answer.json()["detail"]
    unmerge = {"kind": "person", "merged_id": other, "unmerged_on": "2026-05-01"}
    apart = await register.post("/duplicates/unmerges", unmerge, OF_COMMUNE)
    assert apart.status_code == 201, apart.text
    assert [await shown(register, each) for each in (younger, elder)] == before


async def test_who_comes_back_is_the_citizen_they_were_by_whatever_reference(
    register: ServiceDoor,
) -> None:
    ids = [await done_once(register, NEW), ""]
    other = WORKER | {"person": {"full_name": "Trần Thị Học"}, "registered_on": "2025-08-02"}
    ids[1] = await done_once(register, other)
    refs = [(await shown(register, each))["person_ref"] for each in ids]
    merge = {"kind": "person", "merged_id": refs[0], "survivor_id": refs[1]}
    merge |= {"merged_on": "2026-03-01", "ground_code": "other"}
    assert (await register.post("/duplicates/merges", merge, OF_COMMUNE)).status_code == 201
    ended = {"citizen_ref": ids[0], "ended_on": "2026-04-01", "ground_code": "other"}
    await done(register, "/endings", ended)
    await register.views_caught_up()
    back = WORKER | {"person_ref": refs[1], "registered_on": "2026-05-01"}
    assert await done(register, "", back) == ids[0]


async def done_once(register: ServiceDoor, body: dict[str, Any]) -> str:
    answer = await register.post(ALL, body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    await register.views_caught_up()
    return str(answer.json()["citizen_ref"])


async def test_who_is_a_citizen_is_kept_in_the_vault(register: ServiceDoor) -> None:
    await done(register, "", NEW)
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set kept_at = now() - interval '2 days'")
    async with opened_line(register.dsn) as line:
        assert await sweep_orphans(line, datetime.now(UTC)) == 0
