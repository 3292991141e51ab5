"""Activities at the door: by whoever organises them, one or a thousand at a time."""

from typing import Any
from uuid import uuid4

import pytest

from services.registry.activities.activity.facts import ActivityHeld, ActivityMinuteAttached
from services.registry.organised.organisers import authority_id
from services.registry.people.person import TextsRead
from tests.registry.sessions.test_sessions_door import ORGANISERS, organiser
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HEADS = {"attendee_kind": "chapter-heads", "number": 42}
SECRETARIES = {"attendee_kind": "party-cell-secretaries", "number": None}
HELD = {
    "activity_kind": "training-conference",
    "held_on": "2026-03-05",
    "attendees": [SECRETARIES, HEADS],
}
COMMITTEE = {"organiser_kind": "peoples-committee", "place_id": str(land.COMMUNE)}
PARTY = COMMITTEE | {"organiser_kind": "party-committee"}
TARGET = {"minute_kind": "target", "words": "Phấn đấu 70% trở lên gia đình học tập"}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> str:
    answer = await register.post(f"/activities{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["activity_id"])


@pytest.mark.parametrize("kind", sorted(ORGANISERS))
async def test_an_activity_counts_where_its_organiser_was(register: ServiceDoor, kind: str) -> None:
    whose = await organiser(register, kind)
    activity = await done(register, "", whose | HELD)
    shown = (await register.get(f"/activities/{activity}", OF_COMMUNE)).json()
    assert (shown["place_id"], shown["day"]) == (str(land.COMMUNE), "2026-03-05")
    assert {name: shown[name] for name in whose} == whose
    assert (shown["attendances"], shown["first_on"]) == (42, None)
    early = await register.post("/activities", whose | HELD | {"held_on": "2025-07-31"}, OF_COMMUNE)
    assert early.json()["code"] == "registry.activity-before-organiser"
    theirs = await register.post("/activities", whose | HELD, OF_OTHER_COMMUNE)
    none = whose | {"organiser_id": str(uuid4())} | HELD
    nobodys = await register.post("/activities", none, OF_OTHER_COMMUNE)
    assert {theirs.status_code, nobodys.status_code} == {404}
    assert theirs.json()["code"] == nobodys.json()["code"] == f"registry.{kind}-unknown"


async def test_a_plan_is_held_corrected_and_withdrawn(register: ServiceDoor) -> None:
    plan = COMMITTEE | {"activity_kind": "congress", "planned_on": "2027-03-01"}
    activity = {"activity_id": await done(register, "/plans", plan)}
    path = f"/activities/{activity['activity_id']}"
    assert (await register.get(path, OF_COMMUNE)).json()["day"] == "2027-03-01"
    await done(register, "", activity | COMMITTEE | HELD)
    span = {"first_on": "2025-07-01", "held_on": "2025-12-31", "activity_kind": "movement"}
    await done(register, "/corrections", activity | COMMITTEE | HELD | span)
    shown = (await register.get(path, OF_COMMUNE)).json()
    days = shown["day"], shown["first_on"], shown["planned_on"], shown["held_on"]
    assert days == ("2025-12-31", "2025-07-01", "2027-03-01", "2025-12-31")
    assert shown["activity_kind"] == "movement"
    await done(register, "/withdrawals", activity)
    for gone in (path, f"{path}/minutes"):
        assert (await register.get(gone, OF_COMMUNE)).status_code == 404


async def test_an_activity_to_come_is_not_recorded_as_held(register: ServiceDoor) -> None:
    for days in ({"held_on": "2027-03-01"}, {"first_on": "2026-01-01", "held_on": "2027-03-01"}):
        answer = await register.post("/activities", COMMITTEE | HELD | days, OF_COMMUNE)
        assert answer.json()["code"] == "calendar.day-not-come"


async def test_a_cancelled_activity_is_on_the_list_until_it_was(register: ServiceDoor) -> None:
    plan = COMMITTEE | {"activity_kind": "contest", "planned_on": "2026-03-01"}
    activity = {"activity_id": await done(register, "/plans", plan)}
    await done(register, "/cancellations", activity | {"cancelled_on": "2026-03-03"})
    for on, number in (("2026-02-28", 0), ("2026-03-02", 1), ("2026-03-03", 0)):
        page = await register.get(f"/activities?place_id={land.COMMUNE}&on={on}", OF_HAMLET)
        assert page.status_code == 404
        page = await register.get(f"/activities?place_id={land.COMMUNE}&on={on}", OF_COMMUNE)
        assert page.json()["number"] == number, on


async def test_who_came_and_who_organised_it_too_stand_in_its_minutes(
    register: ServiceDoor,
) -> None:
    centre, association = [await organiser(register, each) for each in ("centre", "association")]
    both = {"co_organisers": [PARTY, association]}
    activity = await done(register, "", centre | HELD | both)
    minutes = (await register.get(f"/activities/{activity}/minutes", OF_COMMUNE)).json()
    assert minutes["attendees"] == [HEADS, SECRETARIES]
    party = authority_id("party-committee", land.COMMUNE)
    assert minutes["co_organisers"] == [
        association,
        {"organiser_kind": "party-committee", "organiser_id": str(party)},
    ]
    again = {"activity_id": activity} | centre | HELD
    turned = {"attendees": [HEADS, SECRETARIES], "co_organisers": [association, PARTY]}
    await done(register, "", again | turned)
    assert len([each for each in register.facts() if isinstance(each, ActivityHeld)]) == 1
    elsewhere = PARTY | {"place_id": str(land.OTHER_COMMUNE)}
    answer = await register.post(
        "/activities", centre | HELD | {"co_organisers": [elsewhere]}, OF_COMMUNE
    )
    assert answer.json()["code"] == "registry.place-unknown"


async def test_own_words_stay_at_home_and_whoever_reads_them_leaves_a_fact(
    register: ServiceDoor,
) -> None:
    activity = {"activity_id": await done(register, "", COMMITTEE | HELD)}
    path = f"/activities/{activity['activity_id']}/minutes"
    sent = [
        await register.post("/activities/minutes", activity | TARGET, OF_COMMUNE, "k") for _ in "ab"
    ]
    assert sent[0].json() == sent[1].json()
    (shown,) = (await register.get(path, OF_COMMUNE)).json()["minutes"]
    assert shown == TARGET | {"minute_id": sent[0].json()["minute_id"]}
    (noted,) = [each for each in register.facts() if isinstance(each, ActivityMinuteAttached)]
    assert vars(noted).keys() == {"minute_id", "minute_kind"}
    (read,) = [each for each in register.facts() if isinstance(each, TextsRead)]
    assert read.text_ids == (noted.minute_id,)
    odd = await register.post(
        "/activities/minutes", activity | TARGET | {"minute_kind": "gossip"}, OF_COMMUNE
    )
    assert odd.json()["code"] == "registry.minute-kind-unknown"
    gone = activity | {"minute_id": shown["minute_id"]}
    await done(register, "/minutes/withdrawals", gone)
    assert (await register.get(path, OF_COMMUNE)).json()["minutes"] == []


async def test_of_an_activity_out_of_reach_and_of_none_is_answered_alike(
    register: ServiceDoor,
) -> None:
    mine = await done(register, "", COMMITTEE | HELD)
    theirs = COMMITTEE | {"place_id": str(land.OTHER_COMMUNE)} | HELD
    for each in (mine, str(uuid4())):
        of = {"activity_id": each}
        for path, body in (
            ("", of | theirs),
            ("/corrections", of | theirs),
            ("/cancellations", of | {"cancelled_on": "2026-03-03"}),
            ("/withdrawals", of),
            ("/minutes", of | TARGET),
            ("/minutes/withdrawals", of | {"minute_id": str(uuid4())}),
        ):
            answer = await register.post(f"/activities{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.activity-unknown", path
        for path in (f"/activities/{each}", f"/activities/{each}/minutes"):
            assert (await register.get(path, OF_OTHER_COMMUNE)).status_code == 404


async def test_many_activities_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    whose = await organiser(register, "centre")
    rows = [
        whose | HELD,
        COMMITTEE | HELD,
        whose | {"place_id": str(land.COMMUNE)} | HELD,
        {"organiser_kind": "club", "organiser_id": str(uuid4())} | HELD,
        whose | HELD | {"first_on": "2026-03-05"},
        whose | HELD | {"attendees": [HEADS, HEADS]},
    ]
    sent = [await register.post("/activities/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        None,
        "web.invalid-body",
        "registry.organiser-kind-unknown",
        "registry.span-backwards",
        "registry.attendees-twice",
    ]
    assert len([each for each in register.facts() if isinstance(each, ActivityHeld)]) == 2


async def test_an_id_said_to_be_organiser_and_activity_is_no_activity(
    register: ServiceDoor,
) -> None:
    whose = await organiser(register, "centre")
    both = {"activity_id": whose["organiser_id"]}
    answer = await register.post("/activities", whose | HELD | both, OF_COMMUNE)
    assert answer.json()["code"] == "registry.activity-unknown"
