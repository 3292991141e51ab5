"""Puts a province, a commune and its hamlets on the register's books; prints the first one's id."""

import asyncio
import os
from datetime import date

from services.registry.places.changing import Importer, change_places
from services.registry.places.territory.facts import TERRITORY_FACTS, PlaceEstablished
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.identifiers import derived_id, new_id

PROVINCE, COMMUNE, HAMLET = (derived_id("benchmark", name) for name in ("p", "c", "h"))
HAMLETS = (HAMLET, *(derived_id("benchmark", "h", n) for n in range(2, 51)))
SINCE = date(2025, 7, 1)


async def settle(database: str) -> None:
    places = [
        PlaceEstablished(PROVINCE, "province", "thanh-pho", "Thành phố", "79", None, SINCE),
        PlaceEstablished(COMMUNE, "commune", "phuong", "Phường", "27301", PROVINCE, SINCE),
    ]
    places += [
        PlaceEstablished(hamlet, "hamlet", "khu-pho", f"Khu phố {n}", None, COMMUNE, SINCE)
        for n, hamlet in enumerate(HAMLETS, 1)
    ]
    async with open_store(database, TERRITORY_FACTS) as store:
        by = Importer(Origin("import:benchmark", new_id()))
        await change_places(Transactions(store), places, by)


if __name__ == "__main__":
    asyncio.run(settle(os.environ["REGISTRY_DATABASE"]))
    print(HAMLET)
