"""Alive, ready, and how it is doing: the truth, also when it is bad."""

from collections.abc import Iterable

import pytest
from fastapi.testclient import TestClient
from prometheus_client import Metric

from shared.telemetry import metrics
from shared.web.health import Health, application, database_answers
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
def test_whoever_scrapes_is_answered_however_it_asks(
    client: TestClient, accept: str, shown: str
) -> None:
    for asked in (client, TestClient(application(Health("sample")))):
        answer = asked.get("/metrics", headers={b"Accept": accept.encode("latin-1")})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(shown)
        assert "hieuhoc_" in answer.text
