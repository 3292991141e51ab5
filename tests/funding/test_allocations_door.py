"""Funds of a place that was split: they wait, are allocated, and go on in their part."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from services.funding.allocations.views import FundAllocations
from services.funding.main import CARDS
from shared.eventstore.mapper import FactMapper
from tests.funding.test_doors import award
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor

SPLIT = str(land.SPLIT_COMMUNE)
PATH = f"/places/{SPLIT}/unallocated"
NUMBER = "12/QĐ-UBND"


async def opened(funding: ServiceDoor, place: object = SPLIT, on: str = "2025-06-01") -> str:
    body = {"place_id": str(place), "opened_on": on}
    answer = await funding.post("/funds", body, OF_SYSTEM)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["fund_id"])


async def waiting(funding: ServiceDoor, path: str = PATH) -> Any:
    answer = await funding.get(path, OF_PROVINCE)
    assert answer.status_code == 200, answer.text
    return answer.json()


def row(fund_id: str, to: object = land.COMMUNE, **said: str) -> dict[str, str]:
    return {"fund_id": fund_id, "to_place_id": str(to), "decision_number": NUMBER} | said


async def allocate(funding: ServiceDoor, *rows: dict[str, str]) -> None:
    answer = (await funding.post("/allocations/bulk", {"rows": rows}, OF_PROVINCE)).json()
    assert [each.get("code") for each in answer["rows"]] == [None] * len(rows), answer


async def test_funds_wait_with_their_counts_until_they_are_allocated(funding: ServiceDoor) -> None:
    """Those of other places do not, nor those of what went over whole."""
    one, other = [await opened(funding) for _ in range(2)]
    await opened(funding, land.ENDED_COMMUNE)
    await opened(funding, land.COMMUNE, "2025-07-01")
    found = await waiting(funding)
    assert {each["fund_id"] for each in found["items"]} == {one, other}
    assert found["items"][0] | {"fund_id": one} == {
        "fund_id": one,
        "place_id": SPLIT,
        "opened_on": "2025-06-01",
    }
    assert found["number"] == 2
    places = await waiting(funding, "/places/unallocated")
    assert (places["items"], places["number"]) == ([{"place_id": SPLIT, "funds": 2}], 1)
    await allocate(funding, row(one))
    assert [each["fund_id"] for each in (await waiting(funding))["items"]] == [other]
    await allocate(funding, row(other, land.OTHER_COMMUNE))
    assert (await waiting(funding))["number"] == 0
    assert (await waiting(funding, "/places/unallocated"))["items"] == []


async def test_pages_follow_each_other(funding: ServiceDoor) -> None:
    made = {await opened(funding) for _ in range(3)}
    seen, cursor = [], ""
    while cursor is not None:
        page = await waiting(funding, f"{PATH}?limit=1{cursor}")
        assert page["number"] == 3
        seen += [each["fund_id"] for each in page["items"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert seen == sorted(made)


@pytest.mark.parametrize("part", [land.COMMUNE, land.OTHER_COMMUNE])
async def test_whoever_has_the_part_goes_on_with_it_and_nobody_of_another_does(
    funding: ServiceDoor, part: object
) -> None:
    fund_id = await opened(funding)
    path = f"/funds/{fund_id}"
    by = {land.COMMUNE: OF_COMMUNE, land.OTHER_COMMUNE: OF_OTHER_COMMUNE}
    for grants in by.values():
        for asked in (path, f"{path}/scholarships"):
            assert (await funding.get(asked, grants)).status_code == 404
        refused = await funding.post(f"{path}/scholarships", award(), grants)
        assert refused.json()["code"] == "funding.fund-unknown"
    await allocate(funding, row(fund_id, part))
    for n, (place, grants) in enumerate(by.items()):
        has = place == part
        answer = await funding.post(f"{path}/scholarships", award(n), grants)
        assert answer.status_code == (201 if has else 404), answer.text
        for asked in (path, f"{path}/scholarships"):
            assert (await funding.get(asked, grants)).status_code == (200 if has else 404)
    shown = (await funding.get(path, OF_PROVINCE)).json()
    assert (shown["place_id"], shown["awards"]) == (str(part), 1)


async def test_a_correction_takes_it_from_whoever_had_it_and_asking_twice_is_not_recorded(
    funding: ServiceDoor,
) -> None:
    fund_id = await opened(funding)
    for to in (land.COMMUNE, land.COMMUNE, land.OTHER_COMMUNE):
        answer = await funding.post("/allocations", row(fund_id, to), OF_PROVINCE)
        assert answer.status_code == 201, answer.text
    assert funding.types().count("fund-allocated") == 2
    assert (await funding.get(f"/funds/{fund_id}", OF_COMMUNE)).status_code == 404
    shown = (await funding.get(f"/funds/{fund_id}", OF_OTHER_COMMUNE)).json()
    assert shown["place_id"] == str(land.OTHER_COMMUNE)
    later = row(fund_id, land.COMMUNE, effective_on="2026-01-15")
    await allocate(funding, later)
    assert (await funding.get(f"/funds/{fund_id}", OF_OTHER_COMMUNE)).status_code == 404
    with psycopg.connect(funding.dsn, autocommit=True) as connection:
        mapper = FactMapper(CARDS.facts)
        (table,) = rebuild(connection, mapper, FundAllocations(), ["fund_allocations_v1"])
        assert (table.before, table.after.rows) == (table.after, 2)


async def test_only_whoever_has_both_places_allocates(funding: ServiceDoor) -> None:
    """To others, and of what is not there, the same is said."""
    fund_id = await opened(funding)
    for asked in (fund_id, str(uuid4())):
        answer = await funding.post("/allocations", row(asked), OF_COMMUNE)
        assert answer.json()["code"] == "funding.fund-unknown"
    for place in (SPLIT, str(uuid4())):
        answer = await funding.get(f"/places/{place}/unallocated", OF_COMMUNE)
        assert answer.json()["code"] == "web.place-not-known-yet"
    everywhere = (await funding.get("/places/unallocated", OF_COMMUNE)).json()
    assert (everywhere["items"], everywhere["number"]) == ([], 0)


async def test_rows_are_each_answered_and_the_same_key_answers_as_before(
    funding: ServiceDoor,
) -> None:
    fund_id, stays = await opened(funding), await opened(funding, land.COMMUNE, "2025-07-01")
    rows = [row(fund_id), row(fund_id, land.ENDED_HAMLET), row(stays), row(fund_id)]
    rows[3] |= {"decision_number": "Lê Thị Mới"}
    answer = (await funding.post("/allocations/bulk", {"rows": rows}, OF_SYSTEM, "k")).json()
    assert [each.get("code") for each in answer["rows"]] == [
        None,
        "places.not-a-part",
        "funding.fund-not-waiting",
        "funding.allocation-document-malformed",
    ]
    again = await funding.post("/allocations/bulk", {"rows": rows}, OF_SYSTEM, "k")
    assert again.json() == answer
    assert funding.types().count("fund-allocated") == 1
