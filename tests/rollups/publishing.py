"""Other services publishing on a real Kafka, and rollups hearing them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from services.rollups.inbox.cells import CellsProjection
from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.contracts.envelope import Contract
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import encode
from shared.messaging.heard import Heard
from shared.messaging.listener import Listener, ListenerSettings
from shared.messaging.listener.reading.placing import partitions_of
from shared.vocabulary.places import Tree
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.officers import counter, province_officer
from tests.rollups.territory import TAN_BINH, place_id
from tests.support.foreign import Foreign
from tests.support.waiting import eventually_async


class Publishing:
    """What other services publish, and a listener of rollups that hears it."""

    def __init__(self, database: str, bootstrap: str, prefix: str) -> None:
        self.database = database
        topics.apply(Brokers(bootstrap, prefix))
        self.settings = ListenerSettings(
            "rollups", database, bootstrap, prefix, session_timeout=6.0, longest_pause=0.5
        )
        self._kafka = Foreign(bootstrap, prefix)
        self._sequence = 0

    def tell(self, told: Sequence[Any], at: datetime = events.NOON) -> None:
        self.send([heard(event, n, at) for n, event in enumerate(told, self._sequence + 1)])
        self._sequence += len(told)

    def send(self, told: Sequence[Heard]) -> None:
        for each in told:
            self._kafka.send(each.event.TOPIC, *encode(each.event, each.stamp))
        self._kafka.flush()

    def tell_first_partition(self, made: Callable[[], Contract]) -> None:
        """One of these events whose key belongs there."""
        partitions = TOPIC_BY_NAME[made().TOPIC].partitions
        keys = ((event, str(event.subject).encode()) for event in iter(made, None))
        event = next(event for event, key in keys if partitions_of([key], partitions) == [0])
        self.tell([event])

    def listener(self) -> Listener:
        return Listener(self.settings, CellsProjection())

    async def counted(self, number: int) -> None:
        """Waits until so many contributions were written."""

        async def enough() -> bool:
            return len(self.rows("contributions_v2")) >= number

        await eventually_async(enough, 20.0, f"{number} contributions")

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database) as connection:
            query = SQL("select * from {} order by {}::text").format(
                Identifier(table), Identifier(table)
            )
            return connection.execute(query).fetchall()

    async def parked(self, number: int) -> None:
        """Waits until so many records of the live projection are parked."""

        async def enough() -> bool:
            return self.letters("parked") >= number

        await eventually_async(enough, 20.0, f"{number} dead letters")

    async def shown(self, number: int) -> None:
        """Waits until readers are shown so many contributions."""

        async def enough() -> bool:
            return len(self.rows("contributions")) >= number

        await eventually_async(enough, 20.0, f"{number} contributions are shown")

    def parked_by(self) -> list[tuple[Any, ...]]:
        """By which projection, in which version, what waits was parked."""
        with psycopg.connect(self.database) as connection:
            query = "select projection, version from dead_letters where state = 'parked'"
            return connection.execute(query).fetchall()

    def letters(self, state: str) -> int:
        with psycopg.connect(self.database) as connection:
            query = "select count(*) from dead_letters where version = 2 and state = %s"
            row = connection.execute(query, (state,)).fetchone()
        return int(row[0]) if row else 0

    async def figures(self, **asked: str) -> tuple[int, int]:
        """Registered, and families, of Tân Bình."""
        wanted = {"place_code": "766", "on": "2022-09-23", "title": "family", "year": "2022"}
        officer = province_officer(place_id("79"))
        async with counter(self.database, Tree(list(TAN_BINH)), officer) as client:
            answer = await client.get("/reports/families", params={**wanted, **asked})
        whole = answer.json()["whole"]
        return whole["registered"], whole["families"]
