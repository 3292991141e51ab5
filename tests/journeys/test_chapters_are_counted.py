"""Chapters from the door to the figure by kind of host, counted again from the log by hand: those
of an association that ends wait until they are moved or ended."""

from typing import Any

from tests.journeys.deployment import Deployment, Officer
from tests.journeys.organised import CHAPTERS
from tests.support import land
from tests.support.waiting import eventually

ASSOCIATIONS, PATH = "/registry/v1/associations", "/registry/v1/chapters"
REFORM = "2025-07-01"


def association(officer: Officer, place_id: object, since: str) -> str:
    body = {"place_id": str(place_id), "name": "Hội Khuyến học", "founded_on": since}
    return str(officer.post(ASSOCIATIONS, **body)["association_id"])


def founded(officer: Officer, of: str, *host_kinds: str) -> list[str]:
    at = {"association_id": of, "place_id": str(land.OTHER_COMMUNE), "founded_on": "2020-09-05"}
    rows = [at | {"host_kind": each, "name": f"Chi hội {each}"} for each in host_kinds]
    answer = officer.post(f"{PATH}/bulk", rows=rows)
    return [row["answer"]["chapter_id"] for row in answer["rows"]]


def waiting(officer: Officer, number: int) -> set[str]:
    """Once there are so many at the place."""

    def found() -> bool:
        page: Any = officer.get(path)
        return bool(page["number"] == number)

    path = f"{PATH}/waiting/{land.OTHER_COMMUNE}"
    eventually(found, 30, f"{number} that wait")
    page: Any = officer.get(path)
    return {each["chapter_id"] for each in page["items"]}


def figures(officer: Officer) -> dict[str, list[int]]:
    """By kind of host, on each day; other journeys left some there, too."""
    days = ("2020-09-04", "2020-09-05", REFORM, "2026-01-04", "2026-01-05")
    kinds = ("hamlet", "unit", "clan", "school", "agency")
    return {each: CHAPTERS.figures(officer, land.OTHER_COMMUNE, each, *days) for each in kinds}


def test_chapters_outlive_their_association_and_go_to_the_next(deployment: Deployment) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    commune = deployment.officer("commune-officer", land.OTHER_COMMUNE)
    were = figures(commune)
    old = association(province, land.PROVINCE, "2010-05-01")
    hamlet, school, clan, wrong = founded(province, old, "hamlet", "school", "clan", "agency")
    province.post(f"{PATH}/withdrawals", chapter_id=wrong)
    province.post(f"{ASSOCIATIONS}/dissolutions", association_id=old, ended_on=REFORM)
    assert waiting(province, 3) == {hamlet, school, clan}

    new = association(province, land.OTHER_COMMUNE, "2025-11-20")
    rows = [
        {"chapter_id": each, "to_association_id": new, "moved_on": "2025-11-20"}
        for each in (hamlet, school)
    ]
    assert commune.post(f"{PATH}/moves/bulk", rows=rows)["recorded"] == 2
    into = {"into_chapter_id": hamlet, "ended_on": "2026-01-05"}
    commune.post(f"{PATH}/mergers", chapter_id=clan, **into)
    right = {"association_id": new, "place_id": str(land.OTHER_COMMUNE), "host_kind": "unit"}
    right |= {"written_on": "2025-11-20", "since": "2025-12-01"}
    commune.post(f"{PATH}/corrections", chapter_id=school, **right)
    assert waiting(commune, 0) == set()
    CHAPTERS.is_counted(deployment)

    now = figures(commune)
    more = {kind: [n - b for n, b in zip(now[kind], were[kind], strict=True)] for kind in now}
    assert more == {
        "hamlet": [0, 1, 1, 1, 1],
        "unit": [0, 1, 1, 1, 1],
        "clan": [0, 1, 1, 1, 0],
        "school": [0] * 5,
        "agency": [0] * 5,
    }
