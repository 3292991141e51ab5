"""The plan of 2022 of an association: what is in it, what of it is done, and its review (rà soát kế
hoạch, chương trình năm)."""

import json
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from shared.vocabulary.calendar import civil_day
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

PLANS = "/registry/v1/plans"
AT = str(land.OTHER_COMMUNE)
TO_DO = {
    "2022-03-31": "Kiện toàn Ban chấp hành các chi hội",
    "2022-09-10": "Tổ chức hội thi cán bộ khuyến học cơ sở giỏi",
    "2022-09-30": "Hội nghị giao ban quý III",
    "2022-12-20": "Hội nghị tổng kết năm",
    "2022-12-31": "Việc ghi nhầm",
}
FOUND = "Đã rà soát: còn hội nghị giao ban quý III và tổng kết năm"
LOG = """
select recorded_at, type, data from log where type like 'registry.plan-item-%%' order by position
"""
CELLS = """
select measure, dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure in ('plan-items', 'plan-items-done') and value <> 0
"""
Cells = Counter[tuple[str, str, UUID, date, date]]


def recounted(deployment: Deployment) -> Cells:
    """What is in a plan counts since it was set, what is done since it was closed as that."""
    cells: Cells = Counter()
    for recorded_at, kind, data in deployment.rows("registry", LOG):
        fact: Any = json.loads(bytes(data))
        never_was = kind in ("registry.plan-item-reopened.v1", "registry.plan-item-withdrawn.v1")
        for name in ("days", "closing", "days_before"):
            said, times = fact.get(name), -1 if never_was or name == "days_before" else 1
            if said is None or said.get("state_code") == "dropped":
                continue
            day, measure = said.get("set_on"), "plan-items"
            if day is None:
                day, measure = said["closed_on"], "plan-items-done"
            by = f"{fact['plan_year']}/{fact['planner_kind']}"
            where = UUID(fact["place_id"]), date.fromisoformat(day), civil_day(recorded_at)
            cells[measure, by, *where] += times
        assert kind.startswith("registry.plan-item-")
    return Counter({cell: value for cell, value in cells.items() if value})


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figures(officer: Officer, on: str) -> tuple[int, int]:
    """How many are in plans of 2022, and how many of them are done."""
    measures = ["plan-items", "plan-items-done"]
    wanted: Any = {"place_id": AT, "on": on, "measure": measures, "only": "plan_year:2022"}
    found: Any = officer.get("/rollups/v1/figures", **wanted)
    said = {each["measure"]: int(each["value"]) for each in found["figures"]}
    return said["plan-items"], said["plan-items-done"]


def test_a_plan_is_worked_off_and_reviewed(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    named = {"name": "Hội Khuyến học", "founded_on": "2010-01-01", "place_id": AT}
    association = system.post("/registry/v1/associations", **named)["association_id"]
    of = {"association_id": association, "plan_year": 2022, "adopted_on": "2022-01-10"}
    plan = system.post(PLANS, **of, document_number="Kế hoạch số 05/KH-HKH")
    before = {on: figures(province, on) for on in ("2022-01-10", "2022-09-10", "2022-09-30")}
    rows = [plan | {"set_on": "2022-01-10", "due_on": d, "words": w} for d, w in TO_DO.items()]
    recorded: Any = system.post(f"{PLANS}/items/bulk", rows=rows)
    items = [each["answer"] for each in recorded["rows"]]
    closed = [
        items[0] | {"state_code": "done", "closed_on": "2022-03-29"},
        items[1] | {"state_code": "done", "closed_on": "2022-09-10"},
        items[2] | {"state_code": "done", "closed_on": "2022-09-23"},
        items[3] | {"state_code": "dropped", "closed_on": "2022-09-25"},
    ]
    assert system.post(f"{PLANS}/items/closings/bulk", rows=closed)["refused"] == 0
    system.post(f"{PLANS}/items/reopenings", **items[3])
    system.post(f"{PLANS}/items/reopenings", **items[0])
    system.post(f"{PLANS}/items/closings", **closed[0])
    right = items[2] | {"set_on": "2022-01-12", "due_on": "2022-09-30"}
    system.post(f"{PLANS}/items/corrections", **right)
    system.post(f"{PLANS}/items/withdrawals", **items[4])
    system.post(f"{PLANS}/reviews", **plan, reviewed_on="2022-09-23", words=FOUND)
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, "the cells of plans")
    for on, number, done in (("2022-01-10", 3, 0), ("2022-09-10", 4, 2), ("2022-09-30", 4, 3)):
        now = figures(province, on)
        assert (now[0] - before[on][0], now[1] - before[on][1]) == (number, done), on
    read: Any = province.get(f"{PLANS}/{plan['plan_id']}/items", on="2022-09-30")
    assert (read["number"], read["done"], read["dropped"]) == (4, 3, 0)
    assert [each["words"] for each in read["items"]] == list(TO_DO.values())[:4]
    assert [(each["reviewed_on"], each["words"]) for each in read["reviews"]] == [
        ("2022-09-23", FOUND)
    ]
    asked: Any = {"place_id": AT, "due_by": "2022-12-20"}
    due: Any = province.get(f"{PLANS}/items", **asked)
    assert items[3]["item_id"] in [each["item_id"] for each in due["items"]]
    log = b"\n".join(bytes(data) for (data,) in deployment.rows("registry", "select data from log"))
    assert not [words for words in (*TO_DO.values(), FOUND) if words in log.decode()]
