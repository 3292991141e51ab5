"""Funds and scholarships at the door."""

import asyncio
from typing import Any
from uuid import UUID, uuid5

import psycopg

from services.funding.awards.api import awarding
from services.funding.awards.award import AwardReport
from services.funding.main import CARDS
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.identifiers import new_id
from shared.web.actions import undeclared_routes
from tests.support.callers import system
from tests.support.land import (
    COMMUNE,
    ENDED_COMMUNE,
    OF_COMMUNE,
    OF_HAMLET,
    OF_OTHER_COMMUNE,
    OF_SYSTEM,
    TODAY,
    UNHEARD,
)
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor

FUND = {"place_id": str(COMMUNE), "opened_on": "2025-07-02"}
SEVERAL = 300


def award(n: int = 0, **told: Any) -> dict[str, Any]:
    standard = {"grants": 2, "amount_dong": 2_000_000, "awarded_on": "2025-09-05"}
    ids = {name: str(uuid5(COMMUNE, f"{name} {n}")) for name in ("award_id", "recipient_ref")}
    return ids | standard | told


async def fund(funding: ServiceDoor) -> UUID:
    answer = await funding.post("/funds", FUND, OF_COMMUNE)
    assert answer.status_code == 201
    return UUID(answer.json()["fund_id"])


async def test_a_fund_and_its_scholarships_are_shown_with_their_sums(funding: ServiceDoor) -> None:
    path = f"/funds/{await fund(funding)}"
    for n in range(3):
        answer = await funding.post(f"{path}/scholarships", award(n), OF_COMMUNE)
        assert answer.status_code == 201
    shown = (await funding.get(path, OF_COMMUNE)).json()
    assert (shown["awards"], shown["grants"], shown["amount_dong"]) == (3, 6, 6_000_000)
    first = (await funding.get(f"{path}/scholarships", OF_COMMUNE, limit=2)).json()
    rest = await funding.get(f"{path}/scholarships", OF_COMMUNE, cursor=first["next_cursor"])
    listed = [*first["items"], *rest.json()["items"]]
    assert sorted(each["award_id"] for each in listed) == sorted(
        award(n)["award_id"] for n in range(3)
    )


async def test_an_award_sent_again_is_answered_as_before_and_made_once(
    funding: ServiceDoor,
) -> None:
    path = f"/funds/{await fund(funding)}/scholarships"
    unnamed = {name: value for name, value in award().items() if name != "award_id"}
    first = await funding.post(path, unnamed, OF_COMMUNE, key="once")
    again = await funding.post(path, unnamed, OF_COMMUNE, key="once")
    assert again.json() == first.json()
    other = await funding.post(path, unnamed | {"grants": 3}, OF_COMMUNE, key="once")
    assert (other.status_code, other.json()["code"]) == (409, "eventstore.key-reused")
    assert funding.types() == ["fund-opened", "scholarship-awarded"]


async def test_an_award_with_other_figures_is_refused(funding: ServiceDoor) -> None:
    path = f"/funds/{await fund(funding)}/scholarships"
    await funding.post(path, award(), OF_COMMUNE)
    answer = await funding.post(path, award(grants=3), OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (409, "funding.award-already-made")


async def test_a_fund_of_nobody_and_one_of_another_commune_award_nothing(
    funding: ServiceDoor,
) -> None:
    path = f"/funds/{await fund(funding)}"
    for where, grants in ((f"/funds/{COMMUNE}", OF_SYSTEM), (path, OF_OTHER_COMMUNE)):
        answer = await funding.post(f"{where}/scholarships", award(), grants)
        assert (answer.status_code, answer.json()["code"]) == (404, "funding.fund-unknown")
    shown = await funding.get(path, OF_OTHER_COMMUNE)
    assert (shown.status_code, shown.json()["code"]) == (404, "funding.fund-unknown")
    assert funding.types() == ["fund-opened"]


async def test_a_place_not_heard_of_yet_is_to_be_asked_for_again(funding: ServiceDoor) -> None:
    answer = await funding.post("/funds", FUND | {"place_id": str(UNHEARD)}, OF_SYSTEM)
    assert (answer.status_code, answer.json()["code"]) == (404, "web.place-not-known-yet")
    assert answer.headers["Retry-After"] == "2"
    assert funding.types() == []


async def test_a_place_that_has_ended_leaves_its_funds_to_what_became_of_it(
    funding: ServiceDoor,
) -> None:
    ended = {"place_id": str(ENDED_COMMUNE), "opened_on": "2020-01-02"}
    kept = await funding.post("/funds", ended, OF_COMMUNE)
    assert kept.status_code == 201
    path = f"/funds/{kept.json()['fund_id']}/scholarships"
    early = award(awarded_on="2022-09-05")
    assert (await funding.post(path, early, OF_COMMUNE)).status_code == 201
    assert (await funding.post(path, award(1), OF_OTHER_COMMUNE)).status_code == 404
    late = ended | {"opened_on": "2025-07-01"}
    answer = await funding.post("/funds", late, OF_SYSTEM)
    assert (answer.status_code, answer.json()["code"]) == (422, "places.not-in-force")


async def test_a_hamlet_does_not_see_the_scholarships_of_its_commune(funding: ServiceDoor) -> None:
    answer = await funding.get(f"/funds/{await fund(funding)}/scholarships", OF_HAMLET)
    assert (answer.status_code, answer.json()["code"]) == (404, "funding.fund-unknown")


async def test_awards_of_one_fund_that_come_at_once_are_recorded_together(
    funding: ServiceDoor,
) -> None:
    fund_id = await fund(funding)
    by = system()
    made = [AwardReport(new_id(), new_id(), 1, 500_000, TODAY) for _ in range(SEVERAL)]
    async with open_store(funding.dsn, CARDS.facts) as store:
        funds = Transactions(store)
        await asyncio.gather(*(funds.execute(awarding(fund_id, each, by)) for each in made))
    awards = "select version, count(*), count(distinct stream_id) from log where type like %s"
    assert funding.rows(f"{awards} group by version", "%-awarded.v1") == [(1, SEVERAL, SEVERAL)]
    ((appends,),) = funding.rows("select count(*) from chain")
    assert appends < SEVERAL / 10


async def test_views_filled_anew_equal_the_live_ones(funding: ServiceDoor) -> None:
    path = f"/funds/{await fund(funding)}/scholarships"
    for n in range(5):
        await funding.post(path, award(n), OF_COMMUNE)
    await funding.views_caught_up()
    mapper = FactMapper(CARDS.facts)
    with psycopg.connect(funding.dsn, autocommit=True) as connection:
        for view, rows in zip(CARDS.views, (1, 0, 5), strict=True):
            (table,) = rebuild(connection, mapper, view, [f"{view.name}_v{view.version}"])
            assert table.before == table.after
            assert table.after.rows == rows


async def test_every_route_declares_its_action(funding: ServiceDoor) -> None:
    assert undeclared_routes(funding.parts.app) == []
