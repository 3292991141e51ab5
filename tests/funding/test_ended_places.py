"""What a grant on a place that has ended sees of funds: what was effective by its last day."""

import pytest

from shared.web.identity import Grant
from tests.funding.test_doors import award
from tests.support.land import COMMUNE, ENDED_COMMUNE, OF_COMMUNE, PROVINCE
from tests.support.service_door import ServiceDoor

OF_ENDED = [Grant("commune-officer", ENDED_COMMUNE, "subtree")]
ENDED_ALONE = [Grant("commune-officer", ENDED_COMMUNE, "own")]
COMMUNE_ALONE = [Grant("commune-officer", COMMUNE, "own")]
PROVINCE_ALONE = [Grant("province-officer", PROVINCE, "own")]
DAYS = ("2020-01-02", "2025-06-30", "2025-07-01", "2026-11-24")


async def fund(funding: ServiceDoor) -> str:
    """Of the commune that has ended, awarding before and after; all recorded today."""
    body = {"place_id": str(ENDED_COMMUNE), "opened_on": DAYS[0]}
    answer = await funding.post("/funds", body, OF_COMMUNE)
    path = f"/funds/{answer.json()['fund_id']}"
    for n, day in enumerate(reversed(DAYS)):
        told = award(n, awarded_on=day, grants=n + 1, amount_dong=10**n)
        assert (await funding.post(f"{path}/scholarships", told, OF_COMMUNE)).status_code == 201
    return path


@pytest.mark.parametrize(
    ("grants", "days", "suat", "amount_dong"),
    [
        (OF_ENDED, DAYS[:2], 7, 1_100),
        (ENDED_ALONE, DAYS[:2], 7, 1_100),
        (OF_COMMUNE, DAYS, 10, 1_111),
        (COMMUNE_ALONE, DAYS, 10, 1_111),
    ],
)
async def test_scholarships_awarded_since_are_neither_listed_nor_counted(
    funding: ServiceDoor, grants: list[Grant], days: tuple[str, ...], suat: int, amount_dong: int
) -> None:
    path = await fund(funding)
    shown = (await funding.get(path, grants)).json()
    assert (shown["awards"], shown["grants"]) == (len(days), suat)
    assert shown["amount_dong"] == amount_dong
    listed: list[str] = []
    cursor: dict[str, str] = {}
    for _ in days:
        page = (await funding.get(f"{path}/scholarships", grants, limit=1, **cursor)).json()
        listed += [each["awarded_on"] for each in page["items"]]
        cursor = {"cursor": page["next_cursor"]}
    assert cursor == {"cursor": None}
    assert sorted(listed) == list(days)


async def test_reach_own_has_no_fund_of_what_lies_below(funding: ServiceDoor) -> None:
    path = await fund(funding)
    for each in (path, f"{path}/scholarships"):
        assert (await funding.get(each, PROVINCE_ALONE)).status_code == 404
