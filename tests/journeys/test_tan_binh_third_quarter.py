"""Tân Bình, quarter III of 2022: three classes, a contest of two rounds, and a periodic conference
that is held on 23/9, before the quarter ends, and reviews the plan of the year."""

from typing import Any

from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

ACTIVITIES = "/registry/v1/activities"
AT = str(land.OTHER_COMMUNE)
QUARTER = {"since": "2022-07-01", "on": "2022-09-30"}
PLANS = "/registry/v1/plans"
TO_DO = {"2022-09-10": "Hội thi cán bộ khuyến học", "2022-12-20": "Hội nghị tổng kết năm"}
PARTS = ("introduction", "knowledge-test", "solution")


def figure(officer: Officer, measure: str, kind: str, **period: str) -> int:
    wanted: Any = {"place_id": AT, "measure": measure} | QUARTER | period
    found: Any = officer.get("/rollups/v1/figures", **wanted, only=kind)
    return int(found["figures"][0]["value"])


def test_a_quarter_is_reported_before_it_ends(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    named = {"name": "Hội Khuyến học", "founded_on": "2010-01-01", "place_id": AT}
    association = system.post("/registry/v1/associations", **named)["association_id"]
    whose = {"organiser_kind": "association", "organiser_id": association}
    party = {"organiser_kind": "party-committee", "place_id": AT}
    classes = [
        whose | {"activity_kind": "dissemination", "held_on": day, "co_organisers": [party]}
        for day in ("2022-07-12", "2022-08-09", "2022-09-06")
    ]
    assert system.post(f"{ACTIVITIES}/bulk", rows=classes)["refused"] == 0
    held = {"activity_kind": "contest", "first_on": "2022-08-20", "held_on": "2022-09-10"}
    contest = system.post(ACTIVITIES, **whose, **held)
    for number, kind, day in ((1, "qualifying", "2022-08-20"), (2, "final", "2022-09-10")):
        said: Any = {"round_number": number, "round_kind": kind, "held_on": day}
        parts = [{"part_kind": each} for each in PARTS]
        system.post(f"{ACTIVITIES}/rounds", **contest, **said, parts=parts)
    first = {"entrant_kind": "place", "entrant_id": AT, "rank": 1}
    system.post(f"{ACTIVITIES}/rounds/results", **contest, round_number=2, results=[first])
    conference = {"activity_kind": "periodic-conference", "held_on": "2022-09-23"}
    came = [{"attendee_kind": "association-officers", "number": 45}]
    system.post(ACTIVITIES, **whose, **conference, attendees=came)

    def kinds(on: str) -> list[int]:
        named = "dissemination", "contest", "periodic-conference"
        of = [f"activity_kind:{each}" for each in named]
        return [figure(province, "activities", each, on=on) for each in of]

    eventually(lambda: kinds("2022-09-30") == [3, 1, 1], 30, "the figures of the quarter")
    assert kinds("2022-09-23") == [3, 1, 1]
    assert kinds("2022-09-22") == [3, 1, 0]
    of_conference = "activity_kind:periodic-conference"
    assert figure(province, "activity-attendances", of_conference) == 45
    late = {"since": "2022-08-21"}
    assert figure(province, "activities", "activity_kind:contest", **late) == 0
    minutes: Any = province.get(f"{ACTIVITIES}/{contest['activity_id']}/minutes")
    assert [each["round_kind"] for each in minutes["rounds"]] == ["qualifying", "final"]
    assert minutes["rounds"][1]["results"] == [first]
    assert minutes["rounds"][0]["parts"] == [*PARTS]
    _review_the_plan(system, province, association)


def _review_the_plan(system: Officer, province: Officer, association: object) -> None:
    """One of two items is done, the other is due by the end of the year."""
    of = {"association_id": association, "plan_year": 2022, "adopted_on": "2022-01-10"}
    plan = system.post(PLANS, **of)
    contest, closing = [
        system.post(f"{PLANS}/items", **plan, set_on="2022-01-10", due_on=day, words=words)
        for day, words in TO_DO.items()
    ]
    done = {"state_code": "done", "closed_on": "2022-09-10"}
    system.post(f"{PLANS}/items/closings", **contest, **done)
    found = {"reviewed_on": "2022-09-23", "words": "Còn hội nghị tổng kết năm"}
    review = system.post(f"{PLANS}/reviews", **plan, **found)

    def read() -> Any:
        return province.get(f"{PLANS}/{plan['plan_id']}/items", on="2022-09-30")

    seen = read()
    assert (seen["number"], seen["done"], seen["plan_year"]) == (2, 1, 2022)
    assert seen["reviews"] == [found | {"review_id": review["review_id"]}]
    left = [each["item_id"] for each in seen["items"] if each["state_code"] == "open"]
    assert left == [closing["item_id"]]
