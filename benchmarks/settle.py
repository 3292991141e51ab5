"""Puts a province, a commune and a hamlet on the register's books; prints the hamlet's id."""

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
SINCE = date(2025, 7, 1)


async def settle(database: str) -> None:
    places = [
        PlaceEstablished(PROVINCE, "province", "thanh-pho", "Thành phố", "79", None, SINCE),
        PlaceEstablished(COMMUNE, "commune", "phuong", "Phường", "27301", PROVINCE, SINCE),
        PlaceEstablished(HAMLET, "hamlet", "khu-pho", "Khu phố 1", None, COMMUNE, SINCE),
    ]
    async with open_store(database, TERRITORY_FACTS) as store:
        by = Importer(Origin("import:benchmark", new_id()))
        await change_places(Transactions(store), places, by)


if __name__ == "__main__":
    asyncio.run(settle(os.environ["REGISTRY_DATABASE"]))
    print(HAMLET)
