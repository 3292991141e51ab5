"""A relay sends nothing from a log of release 0.1, nor onto a topic that holds records of it."""

from collections.abc import Callable, Iterator

import pytest
from prometheus_client import REGISTRY as METRICS

from tests.messaging.relay.test_comparing import recreate as recreate
from tests.support import release_0_1
from tests.support.families import Family, family_named
from tests.support.foreign import Foreign
from tests.support.relaying import TOPIC, Registry, relay_thread
from tests.support.waiting import eventually


@pytest.fixture
def foreign(registry: Registry) -> Foreign:
    return Foreign(registry.brokers.bootstrap, registry.brokers.prefix)


@pytest.fixture
def old(postgres_dsn: str) -> Iterator[str]:
    with release_0_1.database(postgres_dsn, "registry") as dsn:
        yield dsn


def stopped_by_the_format() -> float | None:
    labels = {"service": "registry", "reason": "another-format"}
    return METRICS.get_sample_value("hieuhoc_relay_stopped", labels)


def test_a_log_of_0_1_is_not_relayed(registry: Registry, old: str) -> None:
    before = release_0_1.whole(old)
    with relay_thread(Registry(old, registry.brokers).relay()) as relay:
        eventually(lambda: release_0_1.SENTENCE in (relay.unready() or ""))
        assert stopped_by_the_format() == 1
    assert release_0_1.whole(old) == before
    assert registry.published() == []


def test_nothing_is_sent_onto_a_topic_of_0_1_until_it_was_made_anew(
    registry: Registry, foreign: Foreign, recreate: Callable[[], None]
) -> None:
    registry.register(families=10)
    sent = release_0_1.send(foreign, TOPIC)
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: f"{TOPIC} is {release_0_1.SENTENCE}" in (relay.unready() or ""))
        assert (len(registry.published()), registry.marked) == (sent, 0)
        recreate()
        eventually(registry.caught_up, 30)
        assert (relay.unready(), stopped_by_the_format()) == (None, 0)
    registry.must_be_whole()


def test_records_of_0_1_are_found_below_newer_ones(registry: Registry, foreign: Foreign) -> None:
    registry.register(families=10)
    release_0_1.send(foreign, TOPIC, partition=0)
    for number in range(30):
        key, value, headers = Family(number + 1, family_named("new"), family_named("h")).encoded()
        foreign.send_to(TOPIC, 0, value, headers, key)
    foreign.flush()
    with relay_thread(registry.relay()) as relay:
        eventually(lambda: release_0_1.SENTENCE in (relay.unready() or ""))
    assert registry.marked == 0


def test_who_only_says_that_it_is_ours_stops_no_relay(registry: Registry, foreign: Foreign) -> None:
    """Without a format, and of an id that is not of the log it names."""
    registry.register(families=10)
    key, value, headers = Family(1, family_named("forged"), family_named("h")).encoded()
    unsaid = [(name, said) for name, said in headers if name != "ce_logformat"]
    forged = [(name, b"another" if name == "ce_id" else said) for name, said in unsaid]
    foreign.send(TOPIC, key, value, forged)
    foreign.flush()
    with relay_thread(registry.relay()) as relay:
        eventually(registry.caught_up)
        eventually(lambda: relay.unready() is None)
