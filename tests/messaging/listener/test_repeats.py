"""What is dropped as a repeat: nothing is said of one that was heard before, and what never had any
effect is counted and alarmed."""

from collections.abc import AsyncIterator

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import discard, listed
from shared.messaging.listener import ReactionListener
from tests.support.families import POISON, TOPIC, Family, family_named
from tests.support.greeting import FamilyGreeted, Greeting
from tests.support.hearing import Hearing, Loop, running

LATE = [Family(2 * n, family_named(n % 50), family_named("hamlet")) for n in range(1, 6)]
"""Genuine, at positions that the owner has not published so far, below the marks."""


def lost() -> float:
    labels = {"service": "rollups", "topic": TOPIC}
    return REGISTRY.get_sample_value("hieuhoc_listener_unapplied_repeats_total", labels) or 0


@pytest.fixture
async def application(hearing: Hearing) -> AsyncIterator[Transactions]:
    async with open_store(hearing.database, [FamilyGreeted]) as store:
        yield Transactions(store)


def loop_of(hearing: Hearing, application: Transactions, kind: str) -> Loop:
    if kind == "projection":
        return hearing.listener()
    return ReactionListener(hearing.settings(), Greeting(), application)


@pytest.mark.parametrize("kind", ["projection", "commands"])
async def test_a_late_record_that_was_never_applied_is_counted_and_said(
    hearing: Hearing, application: Transactions, kind: str
) -> None:
    before = lost()
    hearing.publisher.register(600)
    with capture_logs() as lines:
        async with running(loop_of(hearing, application, kind)):
            await hearing.caught_up()
            hearing.publisher.send([*LATE, *hearing.publisher.families])
            await hearing.caught_up()
    assert lost() - before == len(LATE)
    said = [line for line in lines if line["event"] == "repeats never applied"]
    assert sum(line["number"] for line in said) == len(LATE)
    assert {line["log_level"] for line in said} == {"critical"}


@pytest.mark.parametrize("kind", ["projection", "commands"])
async def test_a_replay_of_everything_counts_nothing(
    hearing: Hearing, application: Transactions, kind: str
) -> None:
    """What was parked, discarded, redriven or applied was heard, each in its way."""
    before = lost()
    hearing.publisher.register(300)
    for name in ("ill", "worse"):
        hearing.publisher.register_one(family_named(name), POISON)
        hearing.publisher.register_one(family_named(name), family_named("hamlet"))
    async with running(loop_of(hearing, application, kind)):
        await hearing.parked(4)
        discard(hearing.connection, listed(hearing.connection)[0].letter)
        hearing.publisher.send(hearing.publisher.families)
        await hearing.caught_up()
    hearing.connection.execute("update listener_marks set record_offset = -1, record_hash = ''")
    async with running(loop_of(hearing, application, kind)):
        hearing.publisher.send(hearing.publisher.families)
        await hearing.caught_up()
    assert lost() == before
