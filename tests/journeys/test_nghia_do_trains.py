"""Nghĩa Đô, 25/4/2019: the centre holds a training conference. Who came, what was resolved and the
targets that were stated are found again; the figures are a recount of the log."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from shared.vocabulary.calendar import civil_day
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

ACTIVITIES = "/registry/v1/activities"
LOG = """
select type, recorded_at, data from log where type like 'registry.activity-%%' order by position
"""
CELLS = """
select measure, dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure in ('activities', 'activity-attendances') and value <> 0
"""
AT = land.OTHER_COMMUNE
CAME = (
    "chapter-heads",
    "committee-officers",
    "council-officers",
    "front-officers",
    "hamlet-heads",
    "office-heads",
    "party-cell-secretaries",
    "party-officers",
    "teachers",
)
NOTED = [
    ("theme", "Đẩy mạnh phong trào học tập suốt đời"),
    ("resolved", "Nhân rộng các mô hình học tập hiệu quả"),
    ("resolved", "Đẩy mạnh hoạt động các trung tâm học tập tại các tổ dân phố"),
    ("target", "Phấn đấu 70% trở lên gia đình được công nhận Gia đình học tập"),
    ("target", "50% dòng họ được công nhận Dòng họ học tập"),
    ("target", "60% cộng đồng tổ dân phố đạt Cộng đồng học tập"),
]
Cells = Counter[tuple[str, str, UUID, date, date]]


def recounted(deployment: Deployment) -> Cells:
    cells: Cells = Counter()
    for recorded_at, whose, held, times in counted_by(deployment):
        first = held.get("first_on") or ""
        by = f"{held['activity_kind']}/{whose}/{first}"
        day = date.fromisoformat(held["held_on"])
        where = by, UUID(held["place_id"]), day, civil_day(recorded_at)
        cells["activities", *where] += times
        came = sum(each.get("number") or 0 for each in held.get("attendees", ()))
        cells["activity-attendances", *where] += times * came
    return Counter({cell: value for cell, value in cells.items() if value})


def counted_by(deployment: Deployment) -> Iterator[tuple[Any, str, Any, int]]:
    """What was held counts; corrected or withdrawn, what was counts no more."""
    for _, recorded_at, data in deployment.rows("registry", LOG):
        fact: Any = json.loads(bytes(data))
        for name, times in (("held", 1), ("was", -1)):
            if fact.get(name) is not None:
                yield recorded_at, fact["organiser_kind"], fact[name], times


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figure(officer: Officer, since: str, on: str, *only: str) -> int:
    wanted: Any = {"measure": "activities", "since": since, "on": on, "only": list(only)}
    found: Any = officer.get("/rollups/v1/figures", place_id=str(AT), **wanted)
    return int(found["figures"][0]["value"])


def test_a_ward_finds_its_training_conference_again(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    at = {"place_id": str(AT)}
    centre = system.post("/registry/v1/centres", **at, established_on="2010-01-01")["centre_id"]
    whose = {"organiser_kind": "centre", "organiser_id": centre}
    plan = whose | {"activity_kind": "training-conference", "planned_on": "2019-04-25"}
    this = system.post(f"{ACTIVITIES}/plans", **plan)
    came = [{"attendee_kind": each, "number": None} for each in CAME]
    held = whose | {"activity_kind": "training-conference", "held_on": "2019-04-25"}
    system.post(ACTIVITIES, **this, **held, attendees=came)
    rows = [this | {"minute_kind": kind, "words": words} for kind, words in NOTED]
    assert system.post(f"{ACTIVITIES}/minutes/bulk", rows=rows)["refused"] == 0
    found: Any = province.get(f"{ACTIVITIES}/{this['activity_id']}/minutes")
    assert [(each["minute_kind"], each["words"]) for each in found["minutes"]] == NOTED
    assert found["attendees"] == came
    stage = {"activity_kind": "movement", "first_on": "2015-01-01", "held_on": "2020-12-31"}
    system.post(ACTIVITIES, **whose, **stage)
    wrong = system.post(ACTIVITIES, **held | {"activity_kind": "congress"})
    system.post(f"{ACTIVITIES}/corrections", **wrong, **held | {"held_on": "2019-04-26"})
    system.post(f"{ACTIVITIES}/withdrawals", **wrong)
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, "the cells of activities")
    assert figure(province, "2019-01-01", "2019-12-31") == 1
    assert figure(province, "2020-01-01", "2020-12-31") == 0
    assert figure(province, "2015-01-01", "2020-12-31") == 2
    assert figure(province, "2015-01-01", "2020-12-31", "activity_kind:movement") == 1
    log = b"\n".join(bytes(data) for (data,) in deployment.rows("registry", "select data from log"))
    assert not [words for _, words in NOTED if words in log.decode()]
