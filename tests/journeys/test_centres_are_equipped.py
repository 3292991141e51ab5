"""How many of the centres of a commune have a house of their own, counted again from the log by
hand: "132 of 210"."""

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
select stream_id, recorded_at, data from log where type in
('registry.centre-equipped.v1', 'registry.centre-facilities-withdrawn.v1') order by position
"""
CELLS = """
select measure, place_id, effective_on, recorded_on, dimensions, value from cells_v2
where measure in ('centre-facilities', 'centre-facility-numbers') and value <> 0
"""
HOUSE, SEAL = {"facility_code": "own-house"}, {"facility_code": "seal"}
Cells = Counter[tuple[str, UUID, date, date, str]]


def recounted(deployment: Deployment) -> Cells:
    """What is said of a centre and a year takes the place of what was said before."""
    cells: Cells = Counter()
    known: dict[tuple[UUID, int], Cells] = {}
    for stream, recorded_at, data in deployment.rows("registry", LOG):
        fact: Any = json.loads(bytes(data))
        today, now = civil_day(recorded_at), Cells()
        for spell in fact.get("now", []):
            by = f"{spell['facility_code']}/{spell['equipped_year']}"
            for day, times in ((spell["since"], 1), (spell["until"], -1)):
                if day is not None:
                    at = UUID(spell["place_id"]), date.fromisoformat(day), today, by
                    now["centre-facilities", *at] += times
                    now["centre-facility-numbers", *at] += times * spell["number"]
        key = stream, fact["equipped_year"]
        for (measure, place, day, _, by), value in known.get(key, Cells()).items():
            cells[measure, place, day, today, by] -= value
        for cell, value in now.items():
            cells[cell] += value
        known[key] = now
    return Counter({cell: value for cell, value in cells.items() if value})


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def asked(officer: Officer, measure: str, facility: str, on: str) -> Any:
    """Of the centres of the commune in 2020, as a share of all of them."""
    only = [f"facility_code:{facility}", "equipped_year:2020"]
    of: Any = {"place_id": str(land.OTHER_COMMUNE), "measure": measure, "only": only}
    found: Any = officer.get("/rollups/v1/figures", **of, base="centres", on=on)
    return found["figures"][0]


def had(officer: Officer) -> list[tuple[int, int]]:
    """How many have a house, and of how many, at the end of the year and a month later; how many
    clubs they have."""
    days = "2020-12-31", "2021-01-31"
    houses = [asked(officer, "centre-facilities", "own-house", day)["of_base"] for day in days]
    clubs = [asked(officer, "centre-facility-numbers", "club", day) for day in days]
    return [
        *[(each["numerator"], each["denominator"]) for each in houses],
        *[(each["value"], each["of_base"]["denominator"]) for each in clubs],
    ]


def test_so_many_of_the_centres_of_a_commune_have_a_house_of_their_own(
    deployment: Deployment,
) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    before = had(province)
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    body = {"place_id": str(land.OTHER_COMMUNE), "established_on": "2020-01-01"}
    made = system.post(f"{CENTRES}/bulk", rows=[body] * 5)["rows"]
    said: Any = {"equipped_year": 2020, "said_on": "2020-12-25"}
    rows: list[dict[str, Any]] = [
        {"centre_id": row["answer"]["centre_id"], "facilities": [HOUSE, SEAL], **said}
        for row in made
    ]
    rows[1]["facilities"] = [HOUSE, {"facility_code": "club", "number": 9}]
    rows[3]["facilities"] = []
    rows[4]["facilities"] = [SEAL, SEAL]
    answer = system.post(f"{CENTRES}/facilities/bulk", rows=rows)
    codes = [row.get("code") for row in answer["rows"]]
    assert codes == [None] * 4 + ["registry.facility-twice"]
    anew = {"said_on": "2021-01-20", "facilities": [HOUSE, {"facility_code": "club", "number": 2}]}
    system.post(f"{CENTRES}/facilities", **rows[3] | anew)
    withdrawn = {"centre_id": rows[0]["centre_id"], "equipped_year": 2020}
    system.post(f"{CENTRES}/facilities/withdrawals", **withdrawn)
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")
    now = [(n - b, m - a) for (n, m), (b, a) in zip(had(province), before, strict=True)]
    assert now == [(2, 5), (3, 5), (9, 5), (11, 5)]
