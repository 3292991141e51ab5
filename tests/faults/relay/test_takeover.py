"""A relay killed or frozen while another stands by, and the zombie that wakes."""

import time

from tests.support.relay_process import RelayProcess
from tests.support.relaying import Registry, relay_thread, writing
from tests.support.waiting import eventually

RELAYS = """
select count(*) from pg_stat_activity
where application_name = 'relay lock' and datname = current_database()"""


def moved_on(registry: Registry) -> None:
    """The relay that is active now marks something new."""
    marked = registry.marked
    eventually(lambda: registry.marked > marked, within=15)


def test_a_frozen_relay_is_followed_within_five_seconds_and_does_no_harm_when_it_wakes(
    registry: Registry,
) -> None:
    with RelayProcess(registry) as active, writing(registry):
        moved_on(registry)
        with RelayProcess(registry):
            eventually(lambda: registry.ask(RELAYS) == 2)
            active.freeze()
            frozen = time.monotonic()
            moved_on(registry)
            assert time.monotonic() - frozen <= 5.0
            active.wake()
            moved_on(registry)
            assert not active.ended()
    with relay_thread(registry.relay()):
        eventually(registry.caught_up, within=30)
    registry.must_be_whole()


def test_relays_killed_again_and_again_under_load_lose_nothing(registry: Registry) -> None:
    with writing(registry):
        for _ in range(5):
            with RelayProcess(registry), RelayProcess(registry):
                moved_on(registry)
    with relay_thread(registry.relay()):
        eventually(registry.caught_up, within=30)
    registry.must_be_whole()
