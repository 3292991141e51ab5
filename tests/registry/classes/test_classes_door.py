"""Classes at the door: by whoever organises them, one or a thousand at a time; and those that a
centre reported at its own counter."""

from typing import Any
from uuid import uuid4

import pytest

from services.registry.classes.learning_class.facts import ClassHeldByOrganiser
from tests.registry.sessions.test_sessions_door import COMMITTEE, ORGANISERS, organiser
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

HELD = {"topic_code": "livelihood", "held_on": "2026-03-05", "attendances": 35}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> str:
    answer = await register.post(f"/classes{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["class_id"])


async def shown(register: ServiceDoor, path: str) -> dict[str, Any]:
    found: dict[str, Any] = (await register.get(path, OF_COMMUNE)).json()
    return found


async def of_centre(register: ServiceDoor, centre: str) -> tuple[int, int]:
    await register.views_caught_up()
    found = await shown(register, f"/centres/{centre}")
    return found["classes"], found["attendances"]


@pytest.mark.parametrize("kind", sorted(ORGANISERS))
async def test_a_class_counts_where_its_organiser_was(register: ServiceDoor, kind: str) -> None:
    whose = await organiser(register, kind)
    class_ = await shown(register, f"/classes/{await done(register, '', whose | HELD)}")
    assert (class_["place_id"], class_["day"]) == (str(land.COMMUNE), "2026-03-05")
    assert {name: class_[name] for name in whose} == whose
    early = await register.post("/classes", whose | HELD | {"held_on": "2025-07-31"}, OF_COMMUNE)
    assert early.json()["code"] == "registry.class-before-organiser"
    theirs = await register.post("/classes", whose | HELD, OF_OTHER_COMMUNE)
    none = whose | {"organiser_id": str(uuid4())} | HELD
    nobodys = await register.post("/classes", none, OF_OTHER_COMMUNE)
    assert {theirs.status_code, nobodys.status_code} == {404}
    assert theirs.json()["code"] == nobodys.json()["code"] == f"registry.{kind}-unknown"


async def test_a_class_of_a_committee_is_planned_held_corrected_and_withdrawn(
    register: ServiceDoor,
) -> None:
    plan = COMMITTEE | {"topic_code": "law", "planned_on": "2027-03-01"}
    class_ = {"class_id": await done(register, "/plans", plan)}
    path = f"/classes/{class_['class_id']}"
    assert (await shown(register, path))["day"] == "2027-03-01"
    await done(register, "", class_ | COMMITTEE | HELD)
    await done(register, "/corrections", class_ | COMMITTEE | HELD | {"attendances": 24})
    found = await shown(register, path)
    assert (found["attendances"], found["planned_on"], found["held_on"]) == (
        24,
        "2027-03-01",
        "2026-03-05",
    )
    await done(register, "/withdrawals", class_)
    assert (await register.get(path, OF_COMMUNE)).status_code == 404


async def test_what_a_centre_reported_is_looked_up_corrected_and_withdrawn(
    register: ServiceDoor,
) -> None:
    whose = await organiser(register, "centre")
    centre = whose["organiser_id"]
    report = {"class_id": str(uuid4())} | HELD
    await register.post(f"/centres/{centre}/classes", report, OF_COMMUNE)
    await done(register, "", whose | HELD | {"attendances": 5})
    assert await of_centre(register, centre) == (2, 40)
    listed = (await shown(register, f"/classes?place_id={land.COMMUNE}"))["items"]
    (class_,) = [each for each in listed if each["reported_as"] == report["class_id"]]
    this = {"class_id": class_["class_id"]}
    await done(register, "/corrections", this | whose | HELD | {"attendances": 53})
    assert await of_centre(register, centre) == (2, 58)
    until = await register.get(f"/classes/{this['class_id']}", OF_COMMUNE)
    assert until.json()["attendances"] == 53
    again = await register.post(f"/centres/{centre}/classes", report, OF_COMMUNE)
    assert again.status_code == 201
    await done(register, "/withdrawals", this)
    assert await of_centre(register, centre) == (1, 5)
    again = await register.post(f"/centres/{centre}/classes", report, OF_COMMUNE)
    assert again.json()["code"] == "registry.withdrawn-already"


async def test_of_a_class_out_of_reach_and_of_none_is_answered_alike(
    register: ServiceDoor,
) -> None:
    mine = await done(register, "", COMMITTEE | HELD)
    theirs = COMMITTEE | {"place_id": str(land.OTHER_COMMUNE)} | HELD
    for each in (mine, str(uuid4())):
        of = {"class_id": each}
        for path, body in (
            ("", of | theirs),
            ("/corrections", of | theirs),
            ("/cancellations", of | {"cancelled_on": "2026-03-03"}),
            ("/withdrawals", of),
        ):
            answer = await register.post(f"/classes{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.class-unknown", path
        assert (await register.get(f"/classes/{each}", OF_OTHER_COMMUNE)).status_code == 404


async def test_many_classes_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    whose = await organiser(register, "association")
    rows = [
        whose | HELD,
        COMMITTEE | HELD,
        {"organiser_kind": "club", "organiser_id": str(uuid4())} | HELD,
        whose | HELD | {"topic_code": "astrology"},
    ]
    sent = [await register.post("/classes/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        None,
        "registry.organiser-kind-unknown",
        "registry.topic-code-unknown",
    ]
    held = [each for each in register.facts() if isinstance(each, ClassHeldByOrganiser)]
    assert len(held) == 2
