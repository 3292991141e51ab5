"""Alive, ready, and how it is doing: the truth, also when it is bad."""

import asyncio
from collections.abc import Iterable
from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient
from prometheus_client import Metric

from shared.telemetry import metrics
from shared.web.health import FRESH, Health, Shared, application, database_answers
from tests.support.waiting import eventually, eventually_async
from tests.web.sample import Beating


def test_a_process_is_alive_while_its_event_loop_answers() -> None:
    assert TestClient(application(Health("sample"))).get("/healthz").status_code == 200


def test_a_process_is_not_ready_before_its_loops_are() -> None:
    beating = Beating()
    client = TestClient(application(Health("sample", loops=[beating])))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == {"beating": "no beat yet"}
    beating.beats = 1
    assert client.get("/readyz").status_code == 200


class Remarked(Beating):
    """Goes on with its work although somebody should look at something."""

    name = "remarked"
    beats = 1

    def unready(self) -> str | None:
        return None

    def remark(self) -> str | None:
        return "2 things wait"


def test_what_somebody_should_look_at_is_remarked_on_and_takes_nothing_out_of_rotation() -> None:
    answer = TestClient(application(Health("sample", loops=[Remarked()]))).get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert answer.json()["remarks"] == {"remarked": "2 things wait"}


async def test_a_database_that_answers_is_ready(database: str) -> None:
    assert await database_answers(database)() is None


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_may_ask_by_head(path: str) -> None:
    answer = TestClient(application(Health("sample"))).head(path)
    assert (answer.status_code, answer.content) == (200, b"")


class Looked:
    """A check that counts how often it is asked, and answers when it is let."""

    def __init__(self) -> None:
        self.times = 0
        self.let = asyncio.Event()
        self.reason: str | None = None

    async def __call__(self) -> str | None:
        self.times += 1
        await self.let.wait()
        return self.reason


async def test_all_who_ask_at_once_share_one_look() -> None:
    looked = Looked()
    health = Health("sample", checks={"database": looked})
    asking = [asyncio.ensure_future(health.unready()) for _ in range(400)]
    await eventually_async(lambda: asyncio.sleep(0, looked.times))
    asking[0].cancel()  # the first to ask goes away
    await asyncio.sleep(0)
    looked.let.set()
    assert await asyncio.gather(*asking[1:]) == [{}] * 399
    assert looked.times == 1


async def test_400_at_once_take_one_connection_and_none_is_told_that_it_is_not_ready(
    database: str,
) -> None:
    health = Health("sample", checks={"database": database_answers(database)})
    with psycopg.connect(database, autocommit=True) as connection:
        before = sessions(connection)
        assert await asyncio.gather(*(health.unready() for _ in range(400))) == [{}] * 400
        eventually(lambda: sessions(connection) == before + 1)


def sessions(connection: psycopg.Connection[Any]) -> int:
    """How many were ever begun in this database."""
    row = connection.execute(
        "select pg_stat_clear_snapshot(), sessions from pg_stat_database"
        " where datname = current_database()"
    ).fetchone()
    assert row is not None
    return int(row[1])


async def test_a_look_serves_for_a_second_from_its_beginning_and_not_longer() -> None:
    now, looked = [0.0], Looked()
    looked.let.set()

    async def look() -> dict[str, str]:
        reason = await looked()
        return {} if reason is None else {"database": reason}

    shared = Shared(look, lambda: now[0])
    assert await shared.seen() == {}
    looked.reason = "gone"
    now[0] = FRESH - 0.01
    assert await shared.seen() == {}
    now[0] = FRESH
    assert await shared.seen() == {"database": "gone"}
    assert looked.times == 2


async def test_a_look_that_failed_serves_nobody_who_asks_later() -> None:
    async def look() -> dict[str, str]:
        if faults:
            raise faults.pop()
        return {}

    faults = [RuntimeError("the check is broken")]
    shared = Shared(look)
    with pytest.raises(RuntimeError):
        await shared.seen()
    assert await shared.seen() == {}


def test_a_process_without_its_database_is_not_ready() -> None:
    nowhere = "postgresql://nobody:none@127.0.0.1:1/nothing"
    health = Health("sample", checks={"database": database_answers(nowhere)})
    answer = TestClient(application(health)).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == {"database": "the database does not answer"}


def names(page: str) -> set[str]:
    return {line.split("{")[0] for line in page.splitlines() if not line.startswith("#")}


def test_metrics_are_served_as_open_metrics_when_asked() -> None:
    client = TestClient(application(Health("sample")))
    accept = {"Accept": "application/openmetrics-text; version=1.0.0"}
    answer = client.get("/metrics", headers=accept)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_metrics_hold_no_created_series() -> None:
    metrics.REFUSALS.labels("sample", "web.not-found").inc()
    page = TestClient(application(Health("sample"))).get("/metrics").text
    assert "hieuhoc_refusals_total" in names(page)
    assert not [name for name in names(page) if name.endswith("_created")]


def test_a_service_tells_of_itself_though_others_share_its_process() -> None:
    metrics.REFUSALS.labels("sample", "web.not-found").inc()
    metrics.REFUSALS.labels("neighbour", "web.not-found").inc()
    page = TestClient(application(Health("sample"))).get("/metrics").text
    assert 'service="sample"' in page
    assert 'service="neighbour"' not in page


def test_collectors_are_asked_at_each_scrape() -> None:
    class Counting:
        asked = 0

        def collect(self) -> Iterable[Metric]:
            self.asked += 1
            return [metrics.EVENT_LOG_POSITION.family([(("sample",), float(self.asked))])]

        def close(self) -> None: ...

    client = TestClient(application(Health("sample", collectors=[Counting()])))
    client.get("/metrics")
    assert 'hieuhoc_event_log_position{service="sample"} 2.0' in client.get("/metrics").text


ACCEPTED = [
    ("", "text/plain; version=0.0.4"),
    ("*/*", "text/plain; version=0.0.4"),
    ("text/plain;version=0.0.4;q=0.5", "text/plain; version=0.0.4"),
    ("text/plain;version=1.x", "text/plain; version=0.0.4"),
    ('text/plain;version="1.0.0"', "text/plain; version=1.0.0"),
    ("application/openmetrics-text", "application/openmetrics-text; version=1.0.0"),
    (
        'application/openmetrics-text;version="1.0.0"',
        "application/openmetrics-text; version=1.0.0",
    ),
    ("application/openmetrics-text;version=1.x, text/plain", "text/plain; version=0.0.4"),
    ("application/openmetrics-text;version=9", "text/plain; version=0.0.4"),
    ("application/openmetrics-text;version=\x00", "text/plain; version=0.0.4"),
    ("application/openmetrics-text;version=\u00b2", "text/plain; version=0.0.4"),
    ("application/openmetrics-text;version=1..0;escaping=\x00", "text/plain; version=0.0.4"),
    ("text/plain;version=" + "9" * 5_000, "text/plain; version=0.0.4"),
    (",;=,;version;version=;" * 50, "text/plain; version=0.0.4"),
    ("\x00\x7f\u0085", "text/plain; version=0.0.4"),
]


@pytest.mark.parametrize(("accept", "shown"), ACCEPTED, ids=lambda said: ascii(said)[:60])
def test_whoever_scrapes_is_answered_however_it_asks(accept: str, shown: str) -> None:
    client = TestClient(application(Health("sample")))
    answer = client.get("/metrics", headers={b"Accept": accept.encode("latin-1")})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(shown)
    assert "hieuhoc_" in answer.text
