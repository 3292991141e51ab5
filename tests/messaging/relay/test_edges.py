"""A relay killed at each edge of a page, and what its successor makes of it."""

import pytest

from tests.support.relay_process import RelayProcess
from tests.support.relaying import Registry, relay_thread
from tests.support.waiting import eventually

EDGES = ["before-produce", "half-produced", "before-noticing", "before-mark", "after-mark"]


@pytest.mark.parametrize("edge", EDGES)
def test_a_relay_killed_at_an_edge_loses_nothing(registry: Registry, edge: str) -> None:
    registry.register(families=30, times=3)
    with RelayProcess(registry, edge, passes=2) as relay:
        eventually(relay.killed_itself)
    assert registry.marked < registry.head
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
    registry.must_be_whole()


def test_a_killed_relay_is_followed_at_once(registry: Registry) -> None:
    with RelayProcess(registry) as active, RelayProcess(registry):
        registry.register(families=5)
        eventually(registry.caught_up)
        active.kill()
        registry.register(families=5)
        eventually(registry.caught_up, within=5)
    registry.must_be_whole()


def test_a_relay_asked_to_stop_ends_in_time_and_cleanly(registry: Registry) -> None:
    registry.register(families=200, times=5)
    with RelayProcess(registry) as relay:
        eventually(lambda: registry.marked > 0)
        assert relay.ask_to_stop(within=10) == 0
    with relay_thread(registry.relay()):
        eventually(registry.caught_up)
    registry.must_be_whole()
