"""A rebuild is done when it has heard all that can be heard, not all offsets."""

import asyncio

import pytest

from services.rollups.inbox.cells import CellsProjection
from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.messaging.rebuilding.projection import rebuild
from tests.rollups import events
from tests.rollups.publishing import Publishing
from tests.rollups.territory import place_id
from tests.support.hearing import running
from tests.support.neighbour import Neighbour
from tests.support.waiting import eventually

TOPIC = "registry.families"
WITHIN = 60.0
"""Seconds after which a rebuild will not end any more."""


@pytest.mark.parametrize("end", ["commit", "abort"])
async def test_a_rebuild_ends_although_a_transactions_end_is_the_last_offset(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str, end: str
) -> None:
    published = Publishing(migrated, kafka_bootstrap, kafka_prefix)
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    published.tell([events.family(place_id("79/766/26965/1")) for _ in range(3)])
    neighbour, ends = Neighbour(brokers), KafkaEnds(brokers)
    neighbour.begin(TOPIC, 0)
    at = ends.extents([TOPIC])[TOPIC][0].end
    neighbour.commit() if end == "commit" else neighbour.abort()
    eventually(lambda: ends.extents([TOPIC])[TOPIC][0].end == at + 1, 20, "its end is written")
    async with running(published.listener()):
        await published.counted(3)
        await published.parked(1)
        await asyncio.wait_for(rebuild(published.settings, CellsProjection()), WITHIN)
    assert len(published.rows("contributions_v2")) == 3
