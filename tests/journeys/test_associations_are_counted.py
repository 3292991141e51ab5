"""Associations from the door to the figure by level, counted again from the log by hand: those of
districts end on 1 July 2025, and those of communes are founded when they are."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from services.registry.places.territory.facts import PlaceEnded, TerritoryFact
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.calendar import civil_day
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

ASSOCIATIONS = "/registry/v1/associations"
DISTRICT = land.named("district whose association ends")
PAPER = "34/QĐ-UBND"
LOG = """
select stream_id, type, recorded_at, data from log
where type like 'registry.association-%%' order by position
"""
CELLS = """
select dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure = 'associations' and value <> 0
"""
Cells = Counter[tuple[str, UUID, date, date]]


def recounted(deployment: Deployment) -> Cells:
    """Each fact takes what its stream counted and adds what it counts now."""
    cells: Cells = Counter()
    known: dict[UUID, list[tuple[str, UUID, date, int]]] = {}
    for stream, type_, recorded_at, data in deployment.rows("registry", LOG):
        if type_ == "registry.association-renamed.v1":
            continue
        now = list(meant(type_, json.loads(bytes(data))))
        for times, counted in ((-1, known.get(stream, [])), (1, now)):
            for level, place, day, value in counted:
                cells[level, place, day, civil_day(recorded_at)] += times * value
        known[stream] = now
    return Counter({cell: value for cell, value in cells.items() if value})


def meant(type_: str, fact: Any) -> Iterator[tuple[str, UUID, date, int]]:
    """What an association counts after this fact."""
    begins = type_ == "registry.association-founded.v1"
    first = {name: fact.get(name) for name in ("place_id", "level")}
    first |= {"since": fact.get("founded_on"), "until": None}
    for spell in [first] if begins else fact.get("now", []):
        level, place = spell["level"], UUID(spell["place_id"])
        yield level, place, date.fromisoformat(spell["since"]), 1
        if spell["until"] is not None:
            yield level, place, date.fromisoformat(spell["until"]), -1


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figures(officer: Officer, place_id: UUID, level: str, *days: str) -> list[int]:
    """How many of this level there are on each of the days."""
    asked = {"place_id": str(place_id), "measure": "associations", "only": f"level:{level}"}
    found: list[Any] = [officer.get("/rollups/v1/figures", **asked, on=day) for day in days]
    return [int(each["figures"][0]["value"]) for each in found]


async def with_a_district(deployment: Deployment) -> None:
    """There was one until 1 July 2025: official places have no door."""
    facts: list[TerritoryFact] = [
        land.established(DISTRICT, "district", land.PROVINCE, "774"),
        PlaceEnded(DISTRICT, land.REORGANISED),
    ]
    async with open_store(deployment.databases["registry"], CARDS.facts) as store:
        by = Importer(Origin("import:district", uuid4()))
        await change_places(Transactions(store), facts, by)


def founded(officer: Officer, place_id: UUID, day: str, *names: str) -> list[dict[str, str]]:
    at = {"place_id": str(place_id), "founded_on": day, "document_number": PAPER}
    answer = officer.post(f"{ASSOCIATIONS}/bulk", rows=[at | {"name": name} for name in names])
    return [{"association_id": row["answer"]["association_id"]} for row in answer["rows"]]


def test_district_associations_end_and_those_of_communes_are_founded_late(
    deployment: Deployment,
) -> None:
    asyncio.run(with_a_district(deployment))
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    days = ("2025-06-30", "2025-07-01", "2025-11-05", "2025-11-20", "2026-03-01")
    before = figures(province, land.COMMUNE, "commune", *days[1:])
    (district,) = founded(system, DISTRICT, "2010-05-01", "Hội Khuyến học Quận 5")
    late, merged, wrong = founded(
        system, land.COMMUNE, "2025-11-20", "Hội phường", "Hội Cựu giáo chức", "Hội ghi nhầm"
    )
    system.post(f"{ASSOCIATIONS}/dissolutions", **district, ended_on="2025-07-01")
    right = {"place_id": str(land.COMMUNE), "founded_on": "2025-11-05"}
    province.post(f"{ASSOCIATIONS}/corrections", **late, **right, document_number=PAPER)
    province.post(f"{ASSOCIATIONS}/names", **late, name="Hội Khuyến học", since="2026-01-05")
    into = {"into_association_id": late["association_id"], "ended_on": "2026-03-01"}
    province.post(f"{ASSOCIATIONS}/mergers", **merged, **into)
    ends = f"{ASSOCIATIONS}/dissolutions/corrections"
    province.post(ends, **merged, of_day="2026-03-01")
    province.post(f"{ASSOCIATIONS}/dissolutions", **merged, ended_on="2026-02-01")
    province.post(ends, **merged, of_day="2026-02-01", ended_on="2026-03-01")
    province.post(f"{ASSOCIATIONS}/withdrawals", **wrong)
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 60, f"the cells {recount}")

    assert figures(system, land.PROVINCE, "district", *days[:1]) == [1]
    assert figures(province, land.PROVINCE, "district", *days[1:]) == [0, 0, 0, 0]
    now = figures(province, land.COMMUNE, "commune", *days[1:])
    assert [n - b for n, b in zip(now, before, strict=True)] == [0, 1, 2, 1]
