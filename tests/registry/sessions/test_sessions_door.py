"""Sessions at the door: by whoever organises them, one or a thousand at a time."""

from typing import Any
from uuid import uuid4

import pytest

from services.registry.organised.organisers import authority_id
from services.registry.sessions.session.facts import SessionHeld
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

CENTRE = {"place_id": str(land.COMMUNE), "established_on": "2025-08-01"}
HELD = {"topic_code": "law", "held_on": "2026-03-05", "attendances": 42}
COMMITTEE = {"organiser_kind": "peoples-committee", "place_id": str(land.COMMUNE)}
ORGANISERS: dict[str, tuple[str, dict[str, Any], str]] = {
    "centre": ("/centres", CENTRE, "centre_id"),
    "association": (
        "/associations",
        {"place_id": str(land.COMMUNE), "founded_on": "2025-08-01", "name": "Hội Khuyến học"},
        "association_id",
    ),
    "establishment": (
        "/establishments",
        {
            "place_id": str(land.COMMUNE),
            "registered_on": "2025-08-01",
            "name": "Trường THCS",
            "kind": "school",
        },
        "establishment_id",
    ),
}


async def organiser(register: ServiceDoor, kind: str) -> dict[str, str]:
    path, body, thing_id = ORGANISERS[kind]
    made = await register.post(path, body, OF_PROVINCE)
    assert made.status_code == 201, made.text
    return {"organiser_kind": kind, "organiser_id": made.json()[thing_id]}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> str:
    answer = await register.post(f"/sessions{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["session_id"])


@pytest.mark.parametrize("kind", sorted(ORGANISERS))
async def test_a_session_counts_where_its_organiser_was(register: ServiceDoor, kind: str) -> None:
    whose = await organiser(register, kind)
    session = await done(register, "", whose | HELD)
    shown = (await register.get(f"/sessions/{session}", OF_COMMUNE)).json()
    assert (shown["place_id"], shown["day"]) == (str(land.COMMUNE), "2026-03-05")
    assert {name: shown[name] for name in whose} == whose
    early = await register.post("/sessions", whose | HELD | {"held_on": "2025-07-31"}, OF_COMMUNE)
    assert early.json()["code"] == "registry.session-before-organiser"
    theirs = await register.post("/sessions", whose | HELD, OF_OTHER_COMMUNE)
    none = whose | {"organiser_id": str(uuid4())} | HELD
    nobodys = await register.post("/sessions", none, OF_OTHER_COMMUNE)
    assert {theirs.status_code, nobodys.status_code} == {404}
    assert theirs.json()["code"] == nobodys.json()["code"] == f"registry.{kind}-unknown"


async def test_an_authority_of_a_place_organises_and_is_always_the_same(
    register: ServiceDoor,
) -> None:
    for _ in range(2):
        await done(register, "", COMMITTEE | HELD)
    ids = {fact.organiser_id for fact in register.facts() if isinstance(fact, SessionHeld)}
    assert ids == {authority_id("peoples-committee", land.COMMUNE)}
    elsewhere = COMMITTEE | {"place_id": str(land.OTHER_COMMUNE)} | HELD
    answer = await register.post("/sessions", elsewhere, OF_COMMUNE)
    assert answer.json()["code"] == "registry.place-unknown"
    long_ago = COMMITTEE | HELD | {"held_on": "2025-06-30"}
    answer = await register.post("/sessions", long_ago, OF_COMMUNE)
    assert answer.json()["code"] == "places.not-in-force"


async def test_a_plan_is_held_corrected_and_withdrawn(register: ServiceDoor) -> None:
    plan = COMMITTEE | {"topic_code": "law", "planned_on": "2027-03-01"}
    session = {"session_id": await done(register, "/plans", plan)}
    path = f"/sessions/{session['session_id']}"
    assert (await register.get(path, OF_COMMUNE)).json()["day"] == "2027-03-01"
    await done(register, "", session | COMMITTEE | HELD)
    await done(register, "/corrections", session | COMMITTEE | HELD | {"attendances": 24})
    shown = (await register.get(path, OF_COMMUNE)).json()
    days = shown["day"], shown["planned_on"], shown["held_on"], shown["cancelled_on"]
    assert days == ("2026-03-05", "2027-03-01", "2026-03-05", None)
    assert (shown["attendances"], shown["cost_dong"]) == (24, None)
    await done(register, "/withdrawals", session)
    assert (await register.get(path, OF_COMMUNE)).status_code == 404


async def test_a_cancelled_session_is_on_the_list_until_it_was(register: ServiceDoor) -> None:
    plan = COMMITTEE | {"topic_code": "law", "planned_on": "2026-03-01"}
    session = {"session_id": await done(register, "/plans", plan)}
    await done(register, "/cancellations", session | {"cancelled_on": "2026-03-03"})
    for on, number in (("2026-02-28", 0), ("2026-03-02", 1), ("2026-03-03", 0)):
        page = await register.get(f"/sessions?place_id={land.COMMUNE}&on={on}", OF_HAMLET)
        assert page.status_code == 404
        page = await register.get(f"/sessions?place_id={land.COMMUNE}&on={on}", OF_COMMUNE)
        assert page.json()["number"] == number, on
    held = await register.post("/sessions", session | COMMITTEE | HELD, OF_COMMUNE)
    assert held.json()["code"] == "registry.session-cancelled-already"


async def test_of_a_session_out_of_reach_and_of_none_is_answered_alike(
    register: ServiceDoor,
) -> None:
    mine = await done(register, "", COMMITTEE | HELD)
    theirs = COMMITTEE | {"place_id": str(land.OTHER_COMMUNE)} | HELD
    for each in (mine, str(uuid4())):
        of = {"session_id": each}
        for path, body in (
            ("", of | theirs),
            ("/corrections", of | theirs),
            ("/cancellations", of | {"cancelled_on": "2026-03-03"}),
            ("/withdrawals", of),
        ):
            answer = await register.post(f"/sessions{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.session-unknown", path
        assert (await register.get(f"/sessions/{each}", OF_OTHER_COMMUNE)).status_code == 404


async def test_many_sessions_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    whose = await organiser(register, "centre")
    both = whose | {"place_id": str(land.COMMUNE)}
    rows = [
        whose | HELD,
        COMMITTEE | HELD,
        both | HELD,
        {"organiser_kind": "club", "organiser_id": str(uuid4())} | HELD,
        {"organiser_kind": "centre"} | HELD,
        whose | HELD | {"attendances": -1},
    ]
    sent = [await register.post("/sessions/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        None,
        "web.invalid-body",
        "registry.organiser-kind-unknown",
        "web.invalid-body",
        "registry.attendances-implausible",
    ]
    assert len([each for each in register.facts() if isinstance(each, SessionHeld)]) == 2


async def test_an_id_said_to_be_organiser_and_session_is_no_session(register: ServiceDoor) -> None:
    whose = await organiser(register, "centre")
    both = {"session_id": whose["organiser_id"]}
    answer = await register.post("/sessions", whose | HELD | both, OF_COMMUNE)
    assert answer.json()["code"] == "registry.session-unknown"
