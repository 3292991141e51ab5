"""Citizens from the door to the figure by group, counted again from the log by hand."""

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

CITIZENS = "/registry/v1/citizens"
LOG = """
select stream_id, type, recorded_at, data from log
where type like 'registry.citizen-%%' order by position
"""
CELLS = """
select dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure = 'citizens' and value <> 0
"""
Cells = Counter[tuple[str, UUID, date, date]]
Counted = list[tuple[str, UUID, date, int]]


def recounted(deployment: Deployment) -> Cells:
    """Each fact takes what its stream counted and adds what it counts now."""
    cells: Cells = Counter()
    known: dict[UUID, Counted] = {}
    for stream, type_, recorded_at, data in deployment.rows("registry", LOG):
        was = known.get(stream, [])
        now = [*meant(type_, json.loads(bytes(data)), was)]
        for times, counted in ((-1, was), (1, now)):
            for group, place, day, value in counted:
                cells[group, place, day, civil_day(recorded_at)] += times * value
        known[stream] = now
    return Counter({cell: value for cell, value in cells.items() if value})


def meant(type_: str, fact: Any, was: Counted) -> Iterator[tuple[str, UUID, date, int]]:
    """What a citizen counts after this fact: who comes back, besides what they did before."""
    if type_ == "registry.citizen-registered.v1":
        yield from was
        day = date.fromisoformat(fact["registered_on"])
        yield fact["group_code"], UUID(fact["place_id"]), day, 1
    for spell in fact.get("now", []):
        group, place = spell["group_code"], UUID(spell["place_id"])
        yield group, place, date.fromisoformat(spell["since"]), 1
        if spell["until"] is not None:
            yield group, place, date.fromisoformat(spell["until"]), -1


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figure(officer: Officer, place_id: UUID, on: str, only: str = "") -> int:
    """How many, of this group only if one is said."""
    asked = {"place_id": str(place_id), "measure": "citizens", "on": on}
    asked |= {"only": f"group_code:{only}"} if only else {}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"])


def test_citizens_count_as_one_of_their_group_where_they_are(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    at, day = {"place_id": str(land.ELSEWHERE)}, "2025-08-01"
    people = [{"person": {"full_name": f"Trần Thị {name}"}} for name in ("Học", "Hành", "Hay")]
    rows = [at | each | {"group_code": "worker", "registered_on": day} for each in people]
    before = {on: figure(province, land.PROVINCE, on) for on in (day, "2026-01-05", "2026-06-01")}
    answer = system.post(f"{CITIZENS}/bulk", rows=rows)
    ids = [{"citizen_ref": row["answer"]["citizen_ref"]} for row in answer["rows"]]
    pupil = at | {"group_code": "pupil"}
    system.post(f"{CITIZENS}/moves", **ids[0], **pupil, moved_on="2026-01-05")
    system.post(f"{CITIZENS}/corrections", **ids[1], **pupil, of_day=day, day=day)
    system.post(f"{CITIZENS}/endings", **ids[1], ended_on="2026-03-01", ground_code="other")
    system.post(f"{CITIZENS}/withdrawals", **ids[2])
    ends = f"{CITIZENS}/endings/corrections"
    system.post(ends, **ids[1], of_day="2026-03-01", ended_on="2026-04-01", ground_code="died")
    system.post(ends, **ids[1], of_day="2026-04-01", ended_on="2026-04-01", ground_code="other")
    system.post(f"{CITIZENS}/endings", **ids[0], ended_on="2026-05-01", ground_code="died")
    system.post(ends, **ids[0], of_day="2026-05-01")
    seen: Any = eventually(
        lambda: system.get(f"{CITIZENS}/{ids[1]['citizen_ref']}"), 30, "a citizen"
    )
    back = {"person_ref": seen["person_ref"], "group_code": "officer"}
    system.post(CITIZENS, **at, **back, registered_on="2026-06-01")
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")

    for on, value in (("2026-01-05", 2), ("2026-03-31", 2), ("2026-04-01", 1), ("2026-06-01", 1)):
        assert figure(province, land.ELSEWHERE, on, "pupil") == value
    assert figure(province, land.ELSEWHERE, "2026-06-01", "officer") == 1
    assert {on: figure(province, land.PROVINCE, on) - n for on, n in before.items()} == {
        day: 2,
        "2026-01-05": 2,
        "2026-06-01": 2,
    }
