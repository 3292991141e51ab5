"""A change of places that is refused, on the register with all places of Vietnam on its books.

    python -m benchmarks.territory

The same command each time, asked by an officer whose process keeps the territory in memory: it is
decided on what is kept and, since it is refused, again on what the log holds.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from statistics import median

from benchmarks.append import databases
from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import data_folder, read
from services.registry.main import CARDS, MIGRATIONS
from services.registry.places.changing import Importer, change_places, import_places
from services.registry.places.territory.facts import PlaceEnded, PlaceEstablished
from services.registry.places.territory.territory import Territory
from shared.eventstore.facts import Origin
from shared.eventstore.migrations import migrate
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal

TIMED = 100
BY = Importer(Origin("import:benchmark", new_id()))


def measure() -> list[str]:
    """The lines of the table. Starts a server of its own and ends it."""
    with databases() as (dsn, _):
        migrate(dsn, *MIGRATIONS)
        refused, unchanged = asyncio.run(timed(dsn))
    return [
        f"| a refused change of places, median of {TIMED} | {refused:.1f} ms | – | – | ≤ 20 ms |",
        f"| one that changes nothing | {unchanged:.1f} ms | – | – | ≤ 20 ms |",
    ]


async def timed(dsn: str) -> tuple[float, float]:
    """Milliseconds of a refusal, and of an answer with nothing to record."""
    async with open_store(dsn, CARDS.facts) as store:
        register = Transactions(store, frozenset({Territory}))
        proposals = place_proposals(read(data_folder()))
        await import_places(register, proposals, BY)
        known = next(each for each in proposals if isinstance(each, PlaceEstablished))
        wrong = PlaceEnded(new_id(), date(2025, 7, 1))

        async def refuse() -> None:
            with suppress(Refusal):
                await change_places(register, [wrong], BY)
                raise AssertionError("a place that nobody knows was ended")

        async def repeat() -> None:
            assert await change_places(register, [known], BY) == {}

        return await _median(refuse), await _median(repeat)


async def _median(ask: Callable[[], Awaitable[None]]) -> float:
    taken = []
    for _ in range(TIMED):
        began = time.perf_counter()
        await ask()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


if __name__ == "__main__":
    print("\n".join(measure()))
