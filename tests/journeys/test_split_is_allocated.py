"""A commune was split: what waits is listed, allocated by a list, and counted in its part."""

from typing import Any
from uuid import uuid4

from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

SPLIT, HAMLET = str(land.SPLIT_COMMUNE), str(land.SPLIT_HAMLET)
BEFORE, AFTER = "2025-06-30", "2026-01-01"
PATH = f"/registry/v1/places/{SPLIT}/unallocated"
ASKED = {"measure": "attendances", "since": "2024-01-01", "on": BEFORE, "boundary": AFTER}


def held(system: Officer, place_id: str, attendances: int) -> str:
    """A centre, and a class of it, before the split."""
    body = {"place_id": place_id, "established_on": "2024-01-01"}
    centre = str(system.post("/registry/v1/centres", **body)["centre_id"])
    report = {"held_on": "2024-03-01", "topic_code": "law", "attendances": attendances}
    system.post(f"/registry/v1/centres/{centre}/classes", **report)
    return centre


def figure(officer: Officer, place_id: object, measure: str = "attendances") -> dict[str, int]:
    """How much of the place, and how much in it nobody placed, restated to after the split."""
    asked = ASKED | {"measure": measure, "place_id": str(place_id)}
    found: Any = officer.get("/rollups/v1/figures", **asked)
    (figure,) = found["figures"]
    parts = {row["part"]: row["value"] for row in figure["rows"]}
    return {"all": figure["value"], "unallocated": parts.get("unallocated", 0)}


def test_what_a_split_left_open_is_listed_and_allocated_and_counts_in_its_part(
    deployment: Deployment,
) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    others = [figure(province, each) for each in (land.PROVINCE, land.COMMUNE, land.OTHER_COMMUNE)]
    elsewhere, *parts = (each["all"] for each in others)
    centres = [held(system, SPLIT, 100), held(system, SPLIT, 1_000)]
    held(system, HAMLET, 10_000)

    waits = {"all": elsewhere + 11_100, "unallocated": others[0]["unallocated"] + 11_100}
    eventually(lambda: figure(province, land.PROVINCE) == waits, 30, "the figure of the province")
    bearers = ("families", "clans", "citizens", "establishments")
    kinds = (*bearers, "associations", "chapters", "boards", "committees")
    numbers = {"hamlets": 1, "centres": 2, **dict.fromkeys(kinds, 0)}
    eventually(lambda: (province.get(PATH) or {}).get("numbers") == numbers, 15, "what waits")

    to = [str(land.COMMUNE), str(land.OTHER_COMMUNE)]
    rows = [
        {"subject_kind": "centre", "subject_id": centre, "to_place_id": part}
        for centre, part in zip(centres, to, strict=True)
    ]
    answer = province.post("/registry/v1/allocations/bulk", rows=rows)
    assert (answer["recorded"], answer["refused"]) == (2, 0)
    hamlets = [{"place_id": HAMLET, "to_place_id": to[1]}]
    province.post("/registry/v1/places/allocations/bulk", rows=hamlets)

    placed = waits | {"unallocated": others[0]["unallocated"]}
    eventually(lambda: figure(province, land.PROVINCE) == placed, 30, "all of it has a part")
    found = [figure(province, part)["all"] for part in to]
    assert found == [parts[0] + 100, parts[1] + 11_000]
    eventually(lambda: (province.get(PATH) or {}).get("number") == 0, 15, "nothing waits")
    earlier: Any = province.get(
        "/rollups/v1/figures", place_id=SPLIT, **ASKED | {"boundary": BEFORE}
    )
    assert earlier["figures"][0]["value"] == 11_100


def test_a_fund_of_a_split_commune_waits_and_what_it_awarded_goes_with_it_to_its_part(
    deployment: Deployment,
) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    commune = deployment.officer("commune-officer", land.COMMUNE)

    def grants(place_id: object) -> dict[str, int]:
        return figure(province, place_id, "scholarship-grants")

    before, part = grants(land.PROVINCE), grants(land.COMMUNE)["all"]
    opened = {"place_id": SPLIT, "opened_on": "2024-01-01"}
    fund = system.post("/funding/v1/funds", **opened)["fund_id"]
    given = {"recipient_ref": str(uuid4()), "grants": 3, "amount_dong": 0}
    path = f"/funding/v1/funds/{fund}"
    province.post(f"{path}/scholarships", awarded_on="2024-03-01", **given)
    waits = {"all": before["all"] + 3, "unallocated": before["unallocated"] + 3}
    eventually(lambda: grants(land.PROVINCE) == waits, 30, "what it awarded waits")

    belongs = {"fund_id": fund, "to_place_id": str(land.COMMUNE)}
    province.post("/funding/v1/allocations", decision_number="12/QĐ-UBND", **belongs)
    eventually(lambda: grants(land.COMMUNE)["all"] == part + 3, 30, "it counts in its part")
    assert grants(land.PROVINCE)["unallocated"] == before["unallocated"]
    commune.post(f"{path}/scholarships", awarded_on="2025-09-05", **given)
    shown: Any = commune.get(path)
    assert (shown["place_id"], shown["grants"] >= 3) == (str(land.COMMUNE), True)
