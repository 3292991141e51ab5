"""All centres of a district are rated "tốt" for 2020, counted again from the log by hand."""

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

CENTRES = "/registry/v1/centres"
LOG = """
select stream_id, recorded_at, data from log
where type in ('registry.centre-rated.v1', 'registry.centre-rating-withdrawn.v1') order by position
"""
CELLS = """
select place_id, effective_on, recorded_on, dimensions, value from cells_v2
where measure = 'centres-rated' and value <> 0
"""
Cells = Counter[tuple[UUID, date, date, str]]


def recounted(deployment: Deployment) -> Cells:
    """What is said of a centre and a year takes the place of what was said before."""
    cells: Cells = Counter()
    known: dict[tuple[UUID, int], Cells] = {}
    for stream, recorded_at, data in deployment.rows("registry", LOG):
        fact: Any = json.loads(bytes(data))
        now: Cells = Counter()
        for spell in fact.get("now", []):
            where = UUID(spell["place_id"]), civil_day(recorded_at)
            by = f"{spell['band_code']}/{spell['rating_year']}"
            now[where[0], date.fromisoformat(spell["since"]), where[1], by] += 1
            if spell["until"]:
                now[where[0], date.fromisoformat(spell["until"]), where[1], by] -= 1
        key = stream, fact["rating_year"]
        for cell, value in known.get(key, Counter()).items():
            cells[cell[0], cell[1], civil_day(recorded_at), cell[3]] -= value
        for cell, value in now.items():
            cells[cell] += value
        known[key] = now
    return Counter({cell: value for cell, value in cells.items() if value})


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def rated(officer: Officer, place_id: UUID, band: str, on: str) -> int:
    only = [f"band_code:{band}", "rating_year:2020"]
    asked: Any = {"place_id": str(place_id), "measure": "centres-rated", "on": on, "only": only}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"])


def test_all_centres_of_a_commune_are_rated_good_for_a_year(deployment: Deployment) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    at = land.OTHER_COMMUNE
    days = "2020-12-31", "2021-01-31"
    before = [rated(province, at, "good", day) for day in days]
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    body = {"place_id": str(at), "established_on": "2020-01-01"}
    made = system.post(f"{CENTRES}/bulk", rows=[body] * 5)["rows"]
    ids = [row["answer"]["centre_id"] for row in made]
    by = {"rating_year": 2020, "rater_code": "peoples-committee", "rated_on": "2020-12-25"}
    rows = [{"centre_id": each, "band_code": "good", **by} for each in ids]
    rows[3] |= {"band_code": "fair"}
    rows[4] |= {"band_code": "splendid"}
    answer = system.post(f"{CENTRES}/ratings/bulk", rows=rows)
    assert [row.get("code") for row in answer["rows"]] == [None] * 4 + ["registry.band-unknown"]
    system.post(f"{CENTRES}/ratings", **rows[3] | {"band_code": "good", "rated_on": "2021-01-20"})
    system.post(f"{CENTRES}/ratings/withdrawals", centre_id=ids[0], rating_year=2020)
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")
    now = [rated(province, at, "good", day) for day in days]
    assert [n - b for n, b in zip(now, before, strict=True)] == [2, 3]
