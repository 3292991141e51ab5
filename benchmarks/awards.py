"""A fund of very many awards takes the next ones beside a new fund that takes its first.

    python -m benchmarks.awards --awards 1000000

Both are in one log and asked in turn, one command after the other, each under a key of its own.
"""

import argparse
import asyncio
import time
from datetime import date
from statistics import median
from uuid import UUID

from benchmarks.append import databases
from services.funding.awards.api import awarding
from services.funding.awards.award import AwardReport, ScholarshipAwarded, award_stream
from services.funding.funds.api import opening
from services.funding.funds.fund import Fund, FundOpened
from services.funding.main import CARDS
from shared.eventstore.appending.units import Decided, NewFact, Unit, Won
from shared.eventstore.commands import Key
from shared.eventstore.facts import Origin
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.places import Attributes, Change, Entry, Tree
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.identity import Grant
from shared.web.refusals import place_not_known_yet

AWARDS, TIMED = 1_000_000, 200
BULK = 5_000
PLACE, DAY = UUID(int=8), date(2025, 9, 5)
TREE = Tree([Entry(Change.ESTABLISHED, PLACE, None, DAY, Attributes("commune", "x", "X", None))])
ORIGIN = Origin("officer-1", UUID(int=1))
ANYTHING = Permit((Grant("system", None, "subtree"),), "funding.scholarship.award")


def measure(awards: int = AWARDS) -> list[str]:
    """The lines of the table. Starts a server of its own and ends it."""
    with databases() as (dsn, _):
        full, new = asyncio.run(timed(dsn, awards))
    what = f"the next {TIMED} awards of a fund of {awards:,}, median of each"
    peer = f"the first {TIMED} of a new fund {new:.2f} ms"
    return [f"| {what} | {full:.2f} ms | {peer} | {new / full:.2f} × | ≥ 0.9 × |"]


async def timed(dsn: str, awards: int) -> tuple[float, float]:
    """Milliseconds of an award of either fund."""
    async with open_store(dsn, CARDS.facts) as store:
        funding = Transactions(store, frozenset({Fund}))
        full, new = (FundOpened(new_id(), PLACE, DAY) for _ in range(2))
        for fund in (full, new):
            await funding.execute(opening(fund, asker()))
        await fill(store, full, awards)
        taken: dict[UUID, list[float]] = {full.fund_id: [], new.fund_id: []}
        for _ in range(TIMED):
            for fund_id, times in taken.items():
                began = time.perf_counter()
                await funding.execute(awarding(fund_id, report(), asker()))
                times.append(1000 * (time.perf_counter() - began))
        return median(taken[full.fund_id]), median(taken[new.fund_id])


async def fill(store: Store, fund: FundOpened, awards: int) -> None:
    """By the store's bulk append, each award on its stream."""
    for begun in range(0, awards, BULK):
        made = [
            ScholarshipAwarded(fund_id=fund.fund_id, place_id=fund.place_id, **vars(report()))
            for _ in range(min(BULK, awards - begun))
        ]
        facts = [
            NewFact(
                award_stream(fund.fund_id, each.award_id), 1, each.TYPE, store.mapper.encode(each)
            )
            for each in made
        ]
        assert isinstance(await store.appender.submit(Unit((Decided(ORIGIN, facts),))), Won)


def report() -> AwardReport:
    return AwardReport(new_id(), new_id(), 1, 500_000, DAY)


def asker() -> Caller:
    """Somebody who may everything, each time under another key."""
    key = Key(ORIGIN.actor, str(new_id()), b"h" * 32)
    return Caller(ANYTHING, ORIGIN, key, DAY, TREE, place_not_known_yet)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--awards", type=int, default=AWARDS, help="of the full fund")
    for measured in measure(asked.parse_args().awards):
        print(measured)


if __name__ == "__main__":
    main()
