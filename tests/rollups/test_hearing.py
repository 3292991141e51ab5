"""From Kafka to the figure: the real listener, the real projection, and rebuilt from zero."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from services.rollups.inbox.cells import CellsProjection
from services.rollups.inbox.rebuild import rebuild
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import encode
from shared.messaging.heard import Heard
from shared.messaging.listener import Listener, ListenerSettings
from shared.vocabulary.places import Tree
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.officers import counter, province_officer
from tests.rollups.territory import TAN_BINH, place_id
from tests.support.foreign import Foreign
from tests.support.hearing import running
from tests.support.waiting import eventually_async

HAMLETS = [place_id(f"79/766/{hamlet}") for hamlet in ("26965/1", "26965/2", "26968/1")]
FAMILIES, REGISTERED = 645, 582
AFTERWARDS = datetime(2022, 9, 30, 5, tzinfo=UTC)
TABLES = ("contributions_v1", "cells_v1", "freshness_v1")


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

    def listener(self) -> Listener:
        return Listener(self.settings, CellsProjection())

    async def counted(self, number: int) -> None:
        """Waits until so many contributions were written."""

        async def enough() -> bool:
            return len(self.rows("contributions_v1")) >= number

        await eventually_async(enough, 20.0, f"{number} contributions")

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database) as connection:
            query = psycopg.sql.SQL("select * from {} order by {}::text").format(
                psycopg.sql.Identifier(table), psycopg.sql.Identifier(table)
            )
            return connection.execute(query).fetchall()

    async def figures(self, **asked: str) -> tuple[int, int]:
        """Registered, and families, of Tân Bình."""
        wanted = {"place_code": "766", "on": "2022-09-23", "title": "family", "year": "2022"}
        officer = province_officer(place_id("79"))
        async with counter(self.database, Tree(list(TAN_BINH)), officer) as client:
            answer = await client.get("/reports/families", params={**wanted, **asked})
        whole = answer.json()["whole"]
        return whole["registered"], whole["families"]


@pytest.fixture
def published(migrated: str, kafka_bootstrap: str, kafka_prefix: str) -> Publishing:
    """Tân Bình in small: 645 families, of whom 582 registered for the title year 2022."""
    kafka = Publishing(migrated, kafka_bootstrap, kafka_prefix)
    kafka.tell([events.family(HAMLETS[n % 3]) for n in range(FAMILIES)])
    kafka.tell([events.candidacy(HAMLETS[n % 3]) for n in range(REGISTERED)])
    return kafka


async def test_the_figure_of_a_district_comes_from_its_families_one_by_one(
    published: Publishing,
) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
    assert await published.figures() == (REGISTERED, FAMILIES)


async def test_a_family_told_of_later_is_counted_from_its_day_and_not_in_what_was_known(
    published: Publishing,
) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        published.tell([events.family(HAMLETS[0])], AFTERWARDS)
        await published.counted(FAMILIES + REGISTERED + 1)
    assert await published.figures() == (REGISTERED, FAMILIES + 1)
    assert await published.figures(as_of="2022-09-29") == (REGISTERED, FAMILIES)


async def test_what_is_delivered_twice_is_counted_once(published: Publishing) -> None:
    again = [heard(events.family(HAMLETS[0]), 2000)] * 2
    published.send([*again, heard(events.family(HAMLETS[1]), 2001)])
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED + 2)
    assert await published.figures() == (REGISTERED, FAMILIES + 2)


async def test_rebuilt_while_listening_equals_live(published: Publishing) -> None:
    shares: list[float] = []
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
        live = [published.rows(table) for table in TABLES]
        await rebuild(published.settings, shares.append)
        assert [published.rows(table) for table in TABLES] == live
        published.tell([events.family(HAMLETS[0])])
        await published.counted(FAMILIES + REGISTERED + 1)
    assert shares[-1] == 1
    assert await published.figures() == (REGISTERED, FAMILIES + 1)


@pytest.mark.parametrize("marks", ["kept", "forgotten"])
async def test_rebuilt_after_the_tables_were_dropped_gives_the_same_figure(
    published: Publishing, marks: str
) -> None:
    async with running(published.listener()):
        await published.counted(FAMILIES + REGISTERED)
    with psycopg.connect(published.database) as connection:
        connection.execute("drop table contributions_v1, cells_v1, freshness_v1")
        if marks == "forgotten":
            connection.execute("delete from listener_marks")
    await rebuild(published.settings)
    assert await published.figures() == (REGISTERED, FAMILIES)
    async with running(published.listener()):
        published.tell([events.family(HAMLETS[0])])
        await published.counted(FAMILIES + REGISTERED + 1)
    assert await published.figures() == (REGISTERED, FAMILIES + 1)
