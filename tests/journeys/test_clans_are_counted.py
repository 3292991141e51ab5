"""Clans from the door to the figure, over a reorganisation, counted again from the log by hand."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.vocabulary.calendar import civil_day
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

CLANS = "/registry/v1/clans"
REGISTERED = [
    (land.ENDED_COMMUNE, "2024-05-01"),
    (land.ENDED_COMMUNE, "2024-05-02"),
    (land.COMMUNE, "2025-08-01"),
    (land.HAMLET, "2025-09-01"),
]
LOG = """
select type, recorded_at, data from log
where type like 'registry.clan-%%' and type !~ '^registry.clan-(member|head|name)'
"""
CELLS = """
select place_id, effective_on, recorded_on, value from cells_v2
where measure = 'clans' and value <> 0
"""
Cells = Counter[tuple[UUID, date, date]]


def recounted(deployment: Deployment) -> Cells:
    """By the meaning of the facts, without the code that counts."""
    cells: Cells = Counter()
    for type_, recorded_at, data in deployment.rows("registry", LOG):
        for place, day, value in meant(type_, json.loads(bytes(data))):
            cells[UUID(place), date.fromisoformat(day), civil_day(recorded_at)] += value
    return Counter({cell: value for cell, value in cells.items() if value})


def meant(type_: str, fact: Any) -> Iterator[tuple[str, str, int]]:
    """Where, from when on, how many more."""
    if "was" not in fact:
        begins = type_ == "registry.clan-registered.v1"
        day = fact["registered_on" if begins else "ended_on"]
        yield fact["place_id"], day, 1 if begins else -1
    for times, spells in ((-1, fact.get("was", [])), (1, fact.get("now", []))):
        for spell in spells:
            yield spell["place_id"], spell["since"], times
            if spell["until"] is not None:
                yield spell["place_id"], spell["until"], -times


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def clans(officer: Officer, place_id: UUID, **asked: str) -> int | None:
    """How many the figure says; None: there is no such place to be seen on that day."""
    asked |= {"place_id": str(place_id), "measure": "clans"}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    return int(found["figures"][0]["value"]) if found else None


def told(officer: Officer, asked: Sequence[tuple[UUID, dict[str, str]]]) -> list[int]:
    """Of each place, asked so; 0 where it is not there."""
    return [clans(officer, place, **how) or 0 for place, how in asked]


def more(now: Sequence[int], before: Sequence[int]) -> list[int]:
    """Than other journeys left there."""
    return [n - b for n, b in zip(now, before, strict=True)]


def test_clans_count_where_they_are_until_they_end(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    before, last, after = "2025-06-30", "2026-02-28", "2026-03-01"
    asked: list[tuple[UUID, dict[str, str]]] = [
        (land.ENDED_COMMUNE, {"on": before}),
        (land.COMMUNE, {"on": last}),
        (land.PROVINCE, {"on": last}),
        (land.COMMUNE, {"on": after}),
        (land.PROVINCE, {"on": after}),
        (land.COMMUNE, {"on": before, "boundary": after}),
    ]
    there = told(province, asked)
    of_others = recounted(deployment).total()
    rows = [{"place_id": str(at), "registered_on": day} for at, day in REGISTERED]
    answer = system.post(f"{CLANS}/bulk", rows=rows)
    ids = [row["answer"]["clan_id"] for row in answer["rows"]]
    ended = {"ended_on": "2026-03-01"}
    system.post(f"{CLANS}/dissolutions", clan_id=ids[0], **ended)
    system.post(f"{CLANS}/dissolutions/bulk", rows=[{"clan_id": ids[2], **ended}])
    recount = recounted(deployment)
    assert recount.total() == of_others + len(REGISTERED) - 2
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")

    assert more(told(province, asked), there) == [2, 4, 4, 2, 2, 2]
    assert clans(province, land.COMMUNE, on=before) is None


def test_a_clan_counts_where_it_moved_and_one_that_never_was_on_no_day(
    deployment: Deployment,
) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    there, day, moved_on = str(land.ELSEWHERE), "2025-08-03", "2026-02-01"
    province = deployment.officer("province-officer", land.PROVINCE)
    asked: list[tuple[UUID, dict[str, str]]] = [
        *((land.ELSEWHERE, {"on": on}) for on in ("2025-08-01", day, "2026-01-31", moved_on)),
        (land.NEIGHBOUR, {"on": moved_on}),
        *((land.NEIGHBOUR, {"on": on}) for on in ("2026-03-31", "2026-04-01")),
        *((land.ELSEWHERE, {"on": on}) for on in ("2026-03-31", "2026-04-01")),
        (land.OTHER_COMMUNE, {"on": moved_on}),
    ]
    were = told(province, asked)
    rows = [{"place_id": there, "registered_on": day}] * 3
    answer = system.post(f"{CLANS}/bulk", rows=rows)
    mover, wrong, never = (row["answer"]["clan_id"] for row in answer["rows"])
    move = {"clan_id": mover, "place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-01-01"}
    system.post(f"{CLANS}/moves", **move)
    later = {"of_day": "2026-01-01", "place_id": str(land.NEIGHBOUR), "day": moved_on}
    system.post(f"{CLANS}/corrections", clan_id=mover, **later)
    before = {"of_day": day, "place_id": there, "day": "2025-08-01"}
    system.post(f"{CLANS}/corrections/bulk", rows=[{"clan_id": wrong, **before}])
    system.post(f"{CLANS}/withdrawals", clan_id=never)
    system.post(f"{CLANS}/dissolutions", clan_id=wrong, ended_on="2026-02-15")
    system.post(f"{CLANS}/dissolutions", clan_id=mover, ended_on="2026-03-15")
    ends = f"{CLANS}/dissolutions/corrections"
    system.post(ends, clan_id=wrong, of_day="2026-02-15")
    system.post(ends, clan_id=mover, of_day="2026-03-15", ended_on="2026-04-01")
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")

    # The last: what stayed, of its hamlet.
    assert more(told(province, asked), were) == [1, 2, 2, 1, 1, 1, 0, 1, 1, 1]


def test_a_clan_that_is_there_twice_counts_once_and_twice_again_when_they_are_two(
    deployment: Deployment,
) -> None:
    """Both are withdrawn in the end: others count here, too."""
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province, day = deployment.officer("province-officer", land.PROVINCE), "2025-08-05"
    of_others = clans(province, land.NEIGHBOUR, on=day) or 0

    def counts(ours: int) -> None:
        eventually(lambda: clans(province, land.NEIGHBOUR, on=day) == of_others + ours)

    def stands(clan: str) -> str:
        """Who is found under this id."""
        found: Any = province.get(f"{CLANS}/{clan}")
        return str(found["clan_id"])

    rows = [{"place_id": str(land.NEIGHBOUR), "registered_on": day}] * 2
    answer = system.post(f"{CLANS}/bulk", rows=rows)
    one, other = (row["answer"]["clan_id"] for row in answer["rows"])
    counts(2)
    two = {"kind": "clan", "merged_id": other}
    said = {"survivor_id": one, "merged_on": "2026-02-03", "ground_code": "other"}
    system.post("/registry/v1/duplicates/merges", **two, **said)
    counts(1)
    eventually(lambda: stands(other) == one)
    system.post("/registry/v1/duplicates/unmerges", **two, unmerged_on="2026-02-04")
    counts(2)
    eventually(lambda: stands(other) == other)
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, f"the cells {recount}")
    system.post(f"{CLANS}/withdrawals/bulk", rows=[{"clan_id": each} for each in (one, other)])
    counts(0)
