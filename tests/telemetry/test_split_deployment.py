"""What Prometheus makes of a service in several processes, while one of them stands still, and
while a neighbour's transactions are on its topics; `hieuhoc lag` says the same."""

import secrets
import signal
from collections.abc import Callable, Iterator

import pytest
from kafka import KafkaAdminClient

from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.telemetry import metrics
from shared.telemetry.metrics import Asked
from tests.support import servers
from tests.support.foreign import Foreign
from tests.support.neighbour import Neighbour
from tests.support.waiting import eventually
from tests.telemetry.partitions import FIRST, headers
from tests.telemetry.split import ROLES, Split, running_split

TOPIC = "registry.families"
BEARERS = "bearers.v2"
OPEN = "select count(*) from dead_letters where state = 'parked'"
ASKED = [each for each in vars(metrics).values() if isinstance(each, Asked)]


@pytest.fixture(scope="module")
def split(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Split]:
    prefix = f"s-{secrets.token_hex(3)}."
    brokers = Brokers(kafka_bootstrap, prefix)
    with servers.fresh_database(postgres_dsn) as dsn, running_split(dsn, brokers) as running:
        yield running
    servers.delete_topics(kafka_admin, prefix)


@pytest.fixture
def foreign(split: Split) -> Foreign:
    return Foreign(split.brokers.bootstrap, split.brokers.prefix)


@pytest.fixture
def stopped(split: Split) -> Iterator[Callable[[], None]]:
    """Its listener stands still until it is woken."""
    split.send("listener", signal.SIGSTOP)
    yield lambda: split.send("listener", signal.SIGCONT)
    split.send("listener", signal.SIGCONT)
    eventually(lambda: split.behind(BEARERS) == (0, 0), 40, "the listener caught up")


def agreed(split: Split) -> float:
    """The lag, after two scrapes and `hieuhoc lag` said the same."""
    first, second = split.behind(BEARERS), split.behind(BEARERS)
    assert first == second
    assert split.told_by_lag(BEARERS) == first[0]
    return first[0]


def test_sums_and_maxima_over_all_processes_are_what_the_database_holds(
    split: Split, foreign: Foreign
) -> None:
    before = split.number(OPEN)
    for number in range(3):
        foreign.send_to(TOPIC, number, b"not one of ours")
    foreign.flush()
    eventually(lambda: split.number(OPEN) == before + 3, 30, "three letters")
    for name, query in [
        ("hieuhoc_dead_letters_open", OPEN),
        ("hieuhoc_event_log_position", "select position from log_head"),
        ("hieuhoc_relay_position", "select position from relay_mark"),
    ]:
        assert split.total(name) == split.highest(name) == split.number(query), name


@pytest.mark.parametrize("gauge", ASKED, ids=[each.name for each in ASKED])
def test_a_figure_of_the_service_is_shown_by_one_role_and_one_of_the_process_by_each(
    split: Split, gauge: Asked
) -> None:
    of_the_process = "_pool_" in gauge.name
    assert set(split.shown(gauge.name)) in (set(ROLES) if of_the_process else {"api"}, set())


def test_a_listener_that_stands_still_is_seen_at_each_scrape_as_far_behind_as_it_is(
    split: Split, foreign: Foreign, stopped: Callable[[], None]
) -> None:
    for number in range(3):
        foreign.send_to(TOPIC, number, b"{}", headers(FIRST))
        foreign.flush()
        assert agreed(split) == number + 1
        assert split.behind(BEARERS)[1] == FIRST.timestamp()
    stopped()
    eventually(lambda: split.behind(BEARERS) == (0, 0), 40, "the listener caught up")
    assert agreed(split) == 0


@pytest.mark.parametrize("end", ["commit", "abort"])
def test_a_neighbours_transaction_is_no_lag_once_it_was_heard(split: Split, end: str) -> None:
    neighbour, ends = Neighbour(split.brokers, end), KafkaEnds(split.brokers)
    before = split.number(OPEN)
    neighbour.begin(TOPIC, 0, headers(FIRST))
    eventually(lambda: split.number(OPEN) == before + 1, 30, "the record is parked")
    eventually(lambda: split.behind(BEARERS) == (0, 0), 20, "it is handled")
    assert agreed(split) == 0, "while the transaction is open"
    at = ends.extents([TOPIC])[TOPIC][0].end
    neighbour.commit() if end == "commit" else neighbour.abort()
    eventually(lambda: ends.extents([TOPIC])[TOPIC][0].end == at + 1, 20, "its end is written")
    assert agreed(split) == 0, "ever after"


@pytest.mark.parametrize("end", ["commit", "abort"])
def test_a_neighbours_transaction_is_lag_while_nobody_heard_it(
    split: Split, stopped: Callable[[], None], end: str
) -> None:
    neighbour, ends = Neighbour(split.brokers, end), KafkaEnds(split.brokers)
    at = ends.extents([TOPIC])[TOPIC][1].end
    neighbour.begin(TOPIC, 1, headers(FIRST), times=2)
    assert agreed(split) == 2
    neighbour.commit() if end == "commit" else neighbour.abort()
    eventually(lambda: ends.extents([TOPIC])[TOPIC][1].end == at + 3, 20, "its end is written")
    assert agreed(split) in (2, 3)
    assert split.behind(BEARERS)[1] == FIRST.timestamp()
    stopped()
    eventually(lambda: split.behind(BEARERS) == (0, 0), 40, "the listener caught up")
    assert agreed(split) == 0
