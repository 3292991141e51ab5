"""Each award has a stream of its own: awards of a fund do not meet, and none overtakes its fund."""

import asyncio
from collections import Counter as Counted
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import cycle
from uuid import UUID, uuid4

import psycopg
import pytest

from services.funding.awards.api import awarding
from services.funding.awards.award import Award, AwardReport, ScholarshipAwarded
from services.funding.funds.api import opening
from services.funding.funds.fund import FundOpened, FundUnknown
from services.funding.main import CARDS
from shared.contracts.catalogue import topics_of
from shared.contracts.funding import FundOpenedV1, ScholarshipAwardedV1
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.eventstore.views import catch_up
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.relay import Relay
from shared.vocabulary.identifiers import new_id
from tests.funding.test_doors import award, fund
from tests.support.callers import system
from tests.support.land import COMMUNE, OF_COMMUNE, TODAY
from tests.support.reading import Published, read_topic
from tests.support.relaying import FAST, relaying
from tests.support.service_door import ServiceDoor
from tests.support.waiting import eventually_async

FUNDS, AWARDS = 12, 10
BY = system()
DAY = date(2025, 7, 2)
WRITE = """
with added as (update log_head set position = position + 1 returning position)
insert into log select position, %s, 1, %s, %s, now(), 'officer', %s from added
"""
ASIDE = """
select position, subject, reason from view_facts_set_aside where view = %s order by position
"""
SUMS = "select fund_id, awards from funds_v1"
LISTED = "select fund_id from awards_by_fund_v1"


async def sums(funding: ServiceDoor, fund_id: UUID) -> tuple[int, int]:
    shown = (await funding.get(f"/funds/{fund_id}", OF_COMMUNE)).json()
    return shown["awards"], shown["grants"]


async def test_the_same_award_id_in_two_funds_is_two_awards(funding: ServiceDoor) -> None:
    one, other = await fund(funding), await fund(funding)
    for fund_id, grants in ((one, 2), (other, 3), (one, 2)):
        path = f"/funds/{fund_id}/scholarships"
        answer = await funding.post(path, award(grants=grants), OF_COMMUNE)
        assert (answer.status_code, answer.json()["award_id"]) == (201, award()["award_id"])
    assert funding.types().count("scholarship-awarded") == 2
    assert (await sums(funding, one), await sums(funding, other)) == ((1, 2), (1, 3))


async def test_one_award_told_to_two_processes_at_once_counts_once(
    funding: ServiceDoor, another: ServiceDoor
) -> None:
    fund_id = await fund(funding)
    path = f"/funds/{fund_id}/scholarships"
    for n in range(10):
        told = [each.post(path, award(n), OF_COMMUNE) for each in 2 * (funding, another)]
        answers = await asyncio.gather(*told)
        assert {answer.status_code for answer in answers} == {201}
    assert funding.types().count("scholarship-awarded") == 10
    assert await sums(funding, fund_id) == (10, 20)


async def test_two_awards_of_one_fund_in_two_processes_are_both_made(
    funding: ServiceDoor, another: ServiceDoor
) -> None:
    fund_id = await fund(funding)
    path = f"/funds/{fund_id}/scholarships"
    both = (funding, another)
    told = [both[n % 2].post(path, award(n), OF_COMMUNE) for n in range(60)]
    assert {answer.status_code for answer in await asyncio.gather(*told)} == {201}
    assert await sums(funding, fund_id) == (60, 120)


def test_an_award_waits_behind_what_cannot_be_told_of_its_fund_and_no_other_does(
    migrated: str,
) -> None:
    mapper = FactMapper(CARDS.facts)
    bad, good = (FundOpened(new_id(), COMMUNE, DAY) for _ in range(2))
    with psycopg.connect(migrated, autocommit=True) as connection:
        for fund_id, data in (
            (bad.fund_id, mapper.encode(bad).replace(b"2025", b"no day")),
            (good.fund_id, mapper.encode(good)),
        ):
            connection.execute(WRITE, [fund_id, FundOpened.TYPE, data, uuid4()])
        for each in (bad, good):
            (made,) = Award().make(report(), each, TODAY)
            data = mapper.encode(made)
            connection.execute(WRITE, [new_id(), ScholarshipAwarded.TYPE, data, uuid4()])
        for view in CARDS.views:
            catch_up(connection, mapper, view)
        waits = [(1, str(bad.fund_id), "cannot-be-read"), (3, str(bad.fund_id), "behind-another")]
        for view in CARDS.views:
            of_funds = FundOpened in view.hears
            aside = connection.execute(ASIDE, [view.name]).fetchall()
            assert aside == (waits if of_funds else []), view.name
        assert connection.execute(SUMS).fetchall() == [(good.fund_id, 1)]
        listed = connection.execute(LISTED).fetchall()
        assert {*listed} == {(bad.fund_id,), (good.fund_id,)}  # asks nothing of the fund


async def test_a_fund_is_told_of_before_its_awards_however_two_processes_hurry(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    """Awards are asked for, in both, while their fund is being opened: those that come too soon
    are refused, and asked for again."""
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    topics.apply(brokers, topics=topics_of("funding"))
    opened = [FundOpened(new_id(), COMMUNE, DAY) for _ in range(FUNDS)]
    async with (
        open_store(migrated, CARDS.facts) as one,
        open_store(migrated, CARDS.facts) as other,
        relaying(Relay(CARDS.outbox, migrated, brokers, FAST)),
    ):
        both = (Transactions(one), Transactions(other))
        await asyncio.gather(*(hurried(both, each) for each in opened))
        number = FUNDS * (1 + AWARDS)

        def all_told() -> list[Published]:
            found = list(read_topic(brokers, FundOpenedV1.TOPIC))
            return found if len({each.stamp.sequence for each in found}) == number else []

        told = await eventually_async(lambda: asyncio.to_thread(all_told), 60.0, "all is told")
    for each in opened:
        of_fund = [record for record in told if record.stamp.subject == str(each.fund_id)]
        assert len({record.partition for record in of_fund}) == 1
        assert of_fund[0].stamp.type == FundOpenedV1.TYPE
        types = Counted(record.stamp.type for record in of_fund)
        assert types[ScholarshipAwardedV1.TYPE] >= AWARDS


async def hurried(both: Sequence[Transactions], opened: FundOpened) -> None:
    async def until_awarded(asked: AwardReport) -> None:
        for funding in cycle(both):
            with suppress(FundUnknown):
                await funding.execute(awarding(opened.fund_id, asked, BY))
                return

    for each in both:
        with pytest.raises(FundUnknown):
            await each.execute(awarding(opened.fund_id, report(), BY))
    awards = [until_awarded(report()) for _ in range(AWARDS)]
    await asyncio.gather(*awards, both[0].execute(opening(opened, BY)))


def report() -> AwardReport:
    return AwardReport(new_id(), new_id(), 1, 500_000, TODAY)
