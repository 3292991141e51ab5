"""Cần Giuộc 2020: 570 sessions (cuộc) with more than 24,000 attendances (lượt), by centres, the
association and the people's committees; counted again from the log by hand."""

from datetime import date, timedelta
from typing import Any

from shared.web.identity import Grant
from tests.journeys import organised
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.web.tokens import signed_in

SESSIONS = "/registry/v1/sessions"
AT = land.OTHER_COMMUNE
COUNTED = {
    "sessions": 570,
    "session-attendances": 569 * 42 + 104,
    "sessions organiser_kind:centre": 190,
    "sessions topic_code:law organiser_kind:association": 95,
    "session-cost": 284 * 1_500_000 + 2_000_000,
    "session-cost organiser_kind:centre": 95 * 1_500_000,
    "sessions-cost-unsaid": 285,
}

RIGHT = {"attendances": 104, "cost_dong": 2_000_000}
"""Of the last one."""


def figure(officer: Officer, measure: str, *only: str) -> int:
    period: Any = {"since": "2020-01-01", "on": "2020-12-31", "only": list(only)}
    found: Any = officer.get("/rollups/v1/figures", place_id=str(AT), measure=measure, **period)
    return int(found["figures"][0]["value"])


def told(organisers: list[dict[str, str]]) -> list[dict[str, Any]]:
    """570 of them: 42 came to each of 569, and 103 to the last; of every other one the cost is
    said."""
    days = [date(2020, 1, 1) + timedelta(days=number % 366) for number in range(570)]
    return [
        organisers[number % len(organisers)]
        | {"topic_code": "law" if number % 2 else "livelihood", "held_on": day.isoformat()}
        | {"attendances": 42 if number < 569 else 103}
        | ({"cost_dong": 1_500_000} if number % 2 else {})
        for number, day in enumerate(days)
    ]


def test_all_sessions_of_a_district_in_a_year_are_counted(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    at = {"place_id": str(AT)}
    centre = system.post("/registry/v1/centres", **at, established_on="2019-01-01")["centre_id"]
    named = {"name": "Hội Khuyến học", "founded_on": "2019-01-01"}
    association = system.post("/registry/v1/associations", **at, **named)["association_id"]
    organisers = [
        {"organiser_kind": "centre", "organiser_id": centre},
        {"organiser_kind": "association", "organiser_id": association},
        {"organiser_kind": "peoples-committee", **at},
    ]
    before = {asked: figure(province, *asked.split()) for asked in COUNTED}
    rows = told(organisers)
    ids = []
    for first in range(0, 570, 190):
        answer = system.post(f"{SESSIONS}/bulk", rows=rows[first : first + 190])
        assert answer["refused"] == 0
        ids += [{"session_id": row["answer"]["session_id"]} for row in answer["rows"]]
    system.post(f"{SESSIONS}/corrections", **ids[569], **rows[569] | RIGHT)
    extra = system.post(SESSIONS, **rows[0])
    system.post(f"{SESSIONS}/withdrawals", **extra)
    plan = organisers[2] | {"topic_code": "law", "planned_on": "2020-12-30"}
    planned = system.post(f"{SESSIONS}/plans", **plan)
    system.post(f"{SESSIONS}/cancellations", **planned, cancelled_on="2020-12-29")
    organised.SESSIONS.is_counted(deployment)
    now = {asked: figure(province, *asked.split()) for asked in COUNTED}
    assert {asked: now[asked] - before[asked] for asked in COUNTED} == COUNTED
