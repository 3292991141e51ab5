"""Steering committees from the door to the figure by level, counted again from the log by hand."""

from tests.journeys.deployment import Deployment, Officer
from tests.journeys.organised import COMMITTEES
from tests.support import land

PATH = "/registry/v1/committees"


def founded(officer: Officer, place_id: object, day: str) -> dict[str, str]:
    at = {"place_id": str(place_id), "founded_on": day, "agency_kind": "peoples-committee"}
    return {"committee_id": str(officer.post(PATH, **at)["committee_id"])}


def test_committees_are_counted_by_level(deployment: Deployment) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    there = founded(province, land.PROVINCE, "2012-06-13")
    first = founded(province, land.OTHER_COMMUNE, "2020-09-05")
    province.post(f"{PATH}/dissolutions", **first, ended_on="2025-07-01")
    second = founded(province, land.OTHER_COMMUNE, "2025-09-01")
    right = {"place_id": str(land.OTHER_COMMUNE), "agency_kind": "culture-and-society-office"}
    province.post(f"{PATH}/corrections", **second, **right, founded_on="2025-08-01")
    wrong = founded(province, land.COMMUNE, "2025-09-01")
    province.post(f"{PATH}/withdrawals", **wrong)
    COMMITTEES.is_counted(deployment)

    days = ("2012-06-13", "2020-09-05", "2025-07-01", "2025-08-01")
    expected = [0, 1, 0, 1]
    assert COMMITTEES.figures(province, land.OTHER_COMMUNE, "commune", *days) == expected
    assert COMMITTEES.figures(province, land.COMMUNE, "commune", *days[3:]) == [0]
    ended = {"ended_on": "2026-01-05", "into_committee_id": there["committee_id"]}
    province.post(f"{PATH}/mergers", **second, **ended)
    COMMITTEES.is_counted(deployment)
    assert COMMITTEES.figures(province, land.OTHER_COMMUNE, "commune", "2026-01-05") == [0]
