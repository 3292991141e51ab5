"""How long an answer takes for what is out of reach and for what is not there: 150 pairs each, in
any order, with medians in milliseconds and how likely it is that so much differs by chance
(Mann-Whitney).

`python -m pytest -q -s tests/doors/measuring.py`; not among the tests, for it judges nothing.
"""

import asyncio
import math
import random
import time
from collections.abc import Iterator, Sequence
from statistics import median

import pytest

from tests.doors.alike import Asking, Pair, Spot, asking, spots, value_at
from tests.doors.forms import Operation
from tests.doors.test_alike import Knocking, Lands, document
from tests.doors.test_alike import lands as lands
from tests.doors.wire import Line
from tests.journeys.deployment import Deployment
from tests.support.sources import SERVICES

PAIRS = 150
WARM_UP = 5


def kinds(knocking: Knocking) -> Iterator[tuple[str, Pair, Asking]]:
    """Each operation at each spot for an id, with something of others that fits there."""
    foreign = [pair for pair in knocking.pairs() if pair.what.startswith("their ")]
    for operation in document(knocking.deployment, knocking.service):
        sample = foreign[0].doors[0].samples[operation.name]
        for spot in spots(operation, sample):
            fitting = _fitting(knocking, foreign, (operation, spot))
            if fitting is not None:
                name = f"{operation.name} {spot}, {fitting.what}"
                yield name, fitting, asking(operation, sample, spot)


def _fitting(
    knocking: Knocking, foreign: Sequence[Pair], where: tuple[Operation, Spot]
) -> Pair | None:
    operation, spot = where
    value = value_at(foreign[0].doors[0].samples[operation.name], spot)
    names = knocking.lands.names()
    same = names.get(str(value), "our head").replace("our ", "their ")
    return next((pair for pair in foreign if pair.what == same), None)


async def timed(line: Line, pair: Pair, ask: Asking) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for n in range(PAIRS + WARM_UP):
        for which in random.sample((0, 1), 2):
            asked = ask(pair.doors[which], pair.ids[which])
            began = time.perf_counter()
            await line.ask(asked)
            if n >= WARM_UP:
                taken[which].append((time.perf_counter() - began) * 1_000)
    return taken


def by_chance(some: Sequence[float], others: Sequence[float]) -> float:
    """The likelihood of ranks that differ as much as these, if there is no difference."""
    ranked = sorted([(value, 0) for value in some] + [(value, 1) for value in others])
    ranks = sum(rank for rank, (_, of_others) in enumerate(ranked, 1) if not of_others)
    n, m = len(some), len(others)
    above = ranks - n * (n + 1) / 2 - n * m / 2
    return math.erfc(abs(above) / math.sqrt(n * m * (n + m + 1) / 6))


@pytest.mark.parametrize("service", SERVICES)
async def test_measure(deployment: Deployment, lands: Lands, service: str) -> None:
    knocking = await asyncio.to_thread(Knocking, deployment, lands, service, "commune")
    async with Line() as line:
        for name, pair, ask in kinds(knocking):
            known, nothing = await timed(line, pair, ask)
            likely = by_chance(known, nothing)
            print(f"| {name} | {median(known):.2f} | {median(nothing):.2f} | {likely:.2f} |")
