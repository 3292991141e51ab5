"""Centres from the door to the figure, counted again from the log by hand."""

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

CENTRES = "/registry/v1/centres"
LOG = """
select stream_id, type, recorded_at, data from log
where type like 'registry.centre-%%' order by position
"""
CELLS = """
select place_id, effective_on, recorded_on, value from cells_v2
where measure = 'centres' and value <> 0
"""
PAPER = {"document_number": "131/QĐ-UBND"}
Cells = Counter[tuple[UUID, date, date]]


OF_ITS_YEARS = "rated", "rating-withdrawn", "equipped", "facilities-withdrawn"
SAYS_NOT_WHERE = {f"registry.centre-{said}.v1" for said in ("renamed", *OF_ITS_YEARS)}


def recounted(deployment: Deployment) -> Cells:
    """Each fact takes what its stream counted and adds what it counts now."""
    cells: Cells = Counter()
    known: dict[UUID, list[tuple[UUID, date, int]]] = {}
    for stream, type_, recorded_at, data in deployment.rows("registry", LOG):
        if type_ in SAYS_NOT_WHERE:
            continue
        now = list(meant(type_, json.loads(bytes(data))))
        for times, counted in ((-1, known.get(stream, [])), (1, now)):
            for place, day, value in counted:
                cells[place, day, civil_day(recorded_at)] += times * value
        known[stream] = now
    return Counter({cell: value for cell, value in cells.items() if value})


def meant(type_: str, fact: Any) -> Iterator[tuple[UUID, date, int]]:
    """What a centre counts after this fact."""
    begins = type_ == "registry.centre-established.v1"
    first = {"place_id": fact.get("place_id"), "since": fact.get("established_on"), "until": None}
    for spell in [first] if begins else fact.get("now", []):
        place = UUID(spell["place_id"])
        yield place, date.fromisoformat(spell["since"]), 1
        if spell["until"] is not None:
            yield place, date.fromisoformat(spell["until"]), -1


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figure(officer: Officer, place_id: UUID, on: str) -> int:
    asked = {"place_id": str(place_id), "measure": "centres", "on": on}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"])


def test_centres_count_where_they_are_at_work(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    days = "2025-08-01", "2026-01-05", "2026-02-01", "2026-03-01"
    at, there = land.OTHER_COMMUNE, land.COMMUNE
    before = [figure(province, at, day) for day in days]
    body = {"place_id": str(at), "established_on": days[0], **PAPER}
    answer = system.post(
        f"{CENTRES}/bulk", rows=[body | {"name": f"Trung tâm {n}"} for n in "ABCDE"]
    )
    ids = [{"centre_id": row["answer"]["centre_id"]} for row in answer["rows"]]
    right = {"of_day": days[0], "place_id": str(at), "day": "2025-09-01"}
    system.post(f"{CENTRES}/corrections", **ids[0], **right)
    system.post(f"{CENTRES}/names", **ids[0], name="Trung tâm mới", renamed_on=days[1], **PAPER)
    system.post(f"{CENTRES}/moves", **ids[1], place_id=str(there), moved_on=days[1])
    into = {"into_centre_id": ids[0]["centre_id"], "merged_on": days[2]}
    system.post(f"{CENTRES}/mergers", **ids[2], **into, **PAPER)
    system.post(f"{CENTRES}/dissolutions", **ids[3], ended_on=days[3], **PAPER)
    ends = f"{CENTRES}/dissolutions/corrections"
    system.post(ends, **ids[3], of_day=days[3])
    system.post(f"{CENTRES}/dissolutions", **ids[3], ended_on="2026-02-15", **PAPER)
    system.post(ends, **ids[3], of_day="2026-02-15", ended_on=days[3])
    system.post(f"{CENTRES}/withdrawals", **ids[4])
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")
    now = [figure(province, at, day) for day in days]
    assert [n - b for n, b in zip(now, before, strict=True)] == [3, 3, 2, 1]
