"""Establishments from the door to the figure by kind, counted again from the log by hand."""

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

ESTABLISHMENTS = "/registry/v1/establishments"
LOG = """
select stream_id, type, recorded_at, data from log
where type like 'registry.establishment-%%' order by position
"""
CELLS = """
select dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure = 'establishments' and value <> 0
"""
Cells = Counter[tuple[str, UUID, date, date]]


def recounted(deployment: Deployment) -> Cells:
    """Each fact takes what its stream counted and adds what it counts now."""
    cells: Cells = Counter()
    known: dict[UUID, list[tuple[str, UUID, date, int]]] = {}
    for stream, type_, recorded_at, data in deployment.rows("registry", LOG):
        if type_ == "registry.establishment-name-corrected.v1":
            continue
        now = list(meant(type_, json.loads(bytes(data))))
        for times, counted in ((-1, known.get(stream, [])), (1, now)):
            for kind, place, day, value in counted:
                cells[kind, place, day, civil_day(recorded_at)] += times * value
        known[stream] = now
    return Counter({cell: value for cell, value in cells.items() if value})


def meant(type_: str, fact: Any) -> Iterator[tuple[str, UUID, date, int]]:
    """What an establishment counts after this fact."""
    begins = type_ == "registry.establishment-registered.v1"
    first = {"place_id": fact.get("place_id"), "since": fact.get("registered_on"), "until": None}
    for spell in [first] if begins else fact.get("now", []):
        place = UUID(spell["place_id"])
        yield fact["kind"], place, date.fromisoformat(spell["since"]), 1
        if spell["until"] is not None:
            yield fact["kind"], place, date.fromisoformat(spell["until"]), -1


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figure(officer: Officer, place_id: UUID, on: str, only: str = "") -> int:
    """How many, of this kind only if one is said."""
    asked = {"place_id": str(place_id), "measure": "establishments", "on": on}
    asked |= {"only": f"establishment_kind:{only}"} if only else {}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"])


def test_establishments_count_as_what_they_are_and_where_they_are(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    at, day = {"place_id": str(land.OTHER_COMMUNE)}, "2025-08-01"
    province = deployment.officer("province-officer", land.PROVINCE)
    before = figures(province)
    named = {"name": "Trường Tiểu học Kim Đồng", "registered_on": day}
    rows = [at | named | {"kind": kind} for kind in ("school", "agency", "school", "religious")]
    answer = system.post(f"{ESTABLISHMENTS}/bulk", rows=rows)
    ids = [{"establishment_id": row["answer"]["establishment_id"]} for row in answer["rows"]]
    right = {"of_day": day, **at, "day": day, "kind": "school"}
    system.post(f"{ESTABLISHMENTS}/corrections", **ids[1], **right)
    system.post(f"{ESTABLISHMENTS}/names", **ids[1], name="Trường THCS Lê Quý Đôn")
    away = {"place_id": str(land.COMMUNE), "moved_on": "2026-01-05"}
    system.post(f"{ESTABLISHMENTS}/moves", **ids[0], **away)
    system.post(f"{ESTABLISHMENTS}/dissolutions", **ids[2], ended_on="2026-03-01")
    system.post(f"{ESTABLISHMENTS}/withdrawals", **ids[3])
    system.post(f"{ESTABLISHMENTS}/dissolutions", **ids[1], ended_on="2026-02-01")
    ends = f"{ESTABLISHMENTS}/dissolutions/corrections"
    system.post(ends, **ids[1], of_day="2026-02-01")
    system.post(ends, **ids[2], of_day="2026-03-01", ended_on="2026-04-01")
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")

    more = [now - was for now, was in zip(figures(province), before, strict=True)]
    assert more == [3, 3, 2, 2, 2, 2, 1, 1, 1, 0]


def figures(officer: Officer) -> list[int]:
    """Of schools and of all on each of four days, then of what moved, and of what was none."""
    days = "2025-08-01", "2026-01-05", "2026-03-31", "2026-04-01"
    return [
        *(figure(officer, land.OTHER_COMMUNE, on, only) for on in days for only in ("school", "")),
        figure(officer, land.COMMUNE, days[1], "school"),
        figure(officer, land.PROVINCE, days[1], "agency"),
    ]
