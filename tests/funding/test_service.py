"""Funding as a whole: places come from Kafka, awards go out to it."""

import asyncio
from datetime import date
from typing import Any

import httpx2
import pytest

from services.funding.main import service
from services.funding.settings import Settings
from shared.contracts.funding import FundOpenedV1, ScholarshipAwardedV1
from shared.contracts.registry.places import PlaceEstablishedV1
from tests.funding.test_doors import FUND, award
from tests.support.land import COMMUNE
from tests.support.serving import Surroundings
from tests.support.waiting import eventually_async

PLACE = PlaceEstablishedV1(
    place_id=COMMUNE,
    level="commune",
    kind="phuong",
    name="Phường 1",
    code=None,
    parent_id=None,
    valid_from=None,
    document_number=None,
)


@pytest.fixture
def around(
    database: str, kafka_bootstrap: str, kafka_prefix: str, unused_tcp_port: int
) -> Surroundings:
    return Surroundings(database, kafka_bootstrap, kafka_prefix, unused_tcp_port)


async def opened(client: httpx2.AsyncClient) -> Any:
    """Asked again while the place is not known, as Retry-After says."""
    headers = {"Idempotency-Key": "fund"}
    answer = await client.post("/funding/v1/funds", json=FUND, headers=headers)
    assert answer.status_code in (201, 404)
    return answer.json().get("fund_id")


async def test_a_fund_at_a_place_heard_of_awards_and_all_is_published(around: Surroundings) -> None:
    running = service(Settings(**around.settings("funding")))
    running.migrate()
    async with around.served(running) as client:
        assert await opened(client) is None
        around.tell([PLACE])
        fund_id = await eventually_async(lambda: opened(client), 20.0, "the place")
        path = f"/funding/v1/funds/{fund_id}/scholarships"
        answer = await client.post(path, json=award(), headers={"Idempotency-Key": "award"})
        assert answer.status_code == 201
        fund, scholarship = await asyncio.to_thread(around.told, FundOpenedV1.TOPIC, 2)
    assert isinstance(fund, FundOpenedV1)
    assert (str(fund.fund_id), fund.opened_on) == (fund_id, date(2025, 7, 2))
    assert isinstance(scholarship, ScholarshipAwardedV1)
    assert (scholarship.place_id, scholarship.grants) == (COMMUNE, 2)
    assert str(scholarship.award_id) == award()["award_id"]
