"""A fund out of reach costs what a fund that never was costs, however much it awarded."""

from uuid import uuid4

from tests.funding.test_doors import award, fund
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor
from tests.support.work import statements


async def work(funding: ServiceDoor, fund_id: object) -> list[str]:
    with statements() as asked:
        answer = await funding.post(f"/funds/{fund_id}/scholarships", award(), OF_OTHER_COMMUNE)
    assert answer.json()["code"] == "funding.fund-unknown"
    return asked


async def test_an_award_from_a_fund_out_of_reach_is_refused_after_the_same_work(
    funding: ServiceDoor,
) -> None:
    known = await fund(funding)
    await work(funding, uuid4())  # the connections are made
    for n in range(3):
        of_nothing, of_theirs = await work(funding, uuid4()), await work(funding, known)
        assert of_theirs == of_nothing
        read = [each for each in of_theirs if "version > " in each]
        assert len(read) == 1, "more is read than where it was allocated"
        await funding.post(f"/funds/{known}/scholarships", award(n), OF_COMMUNE)  # it is hot now
