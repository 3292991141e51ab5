"""Associations from the door to the figure by level, counted again from the log by hand: those of
districts end on 1 July 2025, and those of communes are founded when they are."""

import asyncio
from uuid import UUID, uuid4

from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from services.registry.places.territory.facts import PlaceEnded, TerritoryFact
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.journeys.organised import ASSOCIATIONS as COUNTED
from tests.support import land
from tests.web.tokens import signed_in

MEMBERSHIPS = "/registry/v1/memberships"
ASSOCIATIONS = "/registry/v1/associations"
DISTRICT = land.named("district whose association ends")
PAPER = "34/QĐ-UBND"


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
    before = COUNTED.figures(province, land.COMMUNE, "commune", *days[1:])
    (district,) = founded(system, DISTRICT, "2010-05-01", "Hội Khuyến học Quận 5")
    late, merged, wrong = founded(
        system, land.COMMUNE, "2025-11-20", "Hội phường", "Hội Cựu giáo chức", "Hội ghi nhầm"
    )
    member = system.post(MEMBERSHIPS, **district, joined_on="2020-03-01")
    system.post(f"{ASSOCIATIONS}/dissolutions", **district, ended_on="2025-07-01")
    heirs = {name: [late["association_id"]] for name in ("members_to", "funds_to")}
    heir = {"announced_on": "2025-11-20", "document_number": PAPER, **heirs}
    system.post(f"{ASSOCIATIONS}/handovers", **district, **heir)
    moved = {"association_id": late["association_id"], "moved_on": "2025-11-20"}
    system.post(f"{MEMBERSHIPS}/moves", **member, **moved)
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
    COUNTED.is_counted(deployment)

    assert COUNTED.figures(system, land.PROVINCE, "district", *days[:1]) == [1]
    assert COUNTED.figures(province, land.PROVINCE, "district", *days[1:]) == [0] * 4
    now = COUNTED.figures(province, land.COMMUNE, "commune", *days[1:])
    assert [n - b for n, b in zip(now, before, strict=True)] == [0, 1, 2, 1]
