"""Places that a forged record puts in each other: every question about them is answered, and the
services go on."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import httpx2
import psycopg
import pytest

from services.registry.places.views import TABLE
from shared.places import COPY
from shared.vocabulary.calendar import civil_day, system_clock
from shared.vocabulary.places import Attributes, Change, Entry
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment
from tests.support.sources import SERVICES
from tests.web.tokens import signed_in

FAR_ABOVE = 10_000_000
TODAY = civil_day(system_clock())
ONE, OTHER, ALONE = uuid4(), uuid4(), uuid4()


def said(place_id: UUID, parent_id: UUID) -> Entry:
    given = Attributes("commune", "x", str(place_id)[:8], None, parent_id)
    return Entry(Change.ESTABLISHED, place_id, None, TODAY, given)


FORGED = [said(ONE, OTHER), said(OTHER, ONE), said(ALONE, ALONE)]


@pytest.fixture
def circle(deployment: Deployment) -> Iterator[None]:
    """As if every service had heard it; taken back afterwards, for the other journeys."""
    tables = {name: TABLE if name == "registry" else COPY for name in SERVICES}
    for name, table in tables.items():
        with psycopg.connect(deployment.databases[name]) as connection:
            table.insert(connection.cursor(), list(enumerate(FORGED, FAR_ABOVE)))
    yield
    for name, table in tables.items():
        deployment.rows(name, f"delete from {table.name} where position >= {FAR_ABOVE} returning 1")


def questions(place_id: UUID) -> Iterator[tuple[str, str]]:
    today = TODAY.isoformat()
    yield "notifications", f"/deliveries?place_id={place_id}"
    yield "registry", f"/places/{place_id}"
    yield "registry", f"/places/{place_id}/children"
    for asked in (f"place_id={place_id}&on={today}", f"on={today}"):
        yield "rollups", f"/figures?{asked}&measure=families"
        yield "rollups", f"/reports/families?{asked}&year=2022"
        yield "rollups", f"/lineage?{asked}&measure=families"
    yield "funding", f"/funds/{place_id}"
    yield "recognition", f"/bearers/family/{place_id}/status?year=2022"


@pytest.mark.usefixtures("circle")
@pytest.mark.parametrize("place_id", [ONE, ALONE])
@pytest.mark.parametrize("held_by", ["system", "one", "other"])
def test_questions_about_places_in_each_other_are_answered(
    deployment: Deployment, place_id: UUID, held_by: str
) -> None:
    grants = {
        "system": Grant("system", None, "subtree"),
        "one": Grant("province-officer", ONE, "subtree"),
        "other": Grant("province-officer", OTHER, "subtree"),
    }
    headers = signed_in(deployment.provider.token([grants[held_by]]))
    for service, path in questions(place_id):
        url = f"http://127.0.0.1:{deployment.ports[service]}"
        answer = httpx2.get(f"{url}/{service}/v1{path}", headers=headers, timeout=60)
        assert answer.status_code in (200, 404), f"{path}: {answer.text}"
        assert httpx2.get(f"{url}/healthz", timeout=60).is_success
    allowed = (held_by, place_id) in ALLOWED
    assert opened(deployment, place_id, headers) is allowed


ALLOWED = {("system", ONE), ("system", ALONE), ("one", ONE)}


def opened(deployment: Deployment, place_id: UUID, headers: dict[str, str]) -> bool:
    """Whether a fund is opened there for whoever signs."""
    body = {"place_id": str(place_id), "opened_on": TODAY.isoformat()}
    url = f"http://127.0.0.1:{deployment.ports['funding']}/funding/v1/funds"
    key = {"Idempotency-Key": str(uuid4())}
    answer = httpx2.post(url, json=body, headers={**headers, **key}, timeout=60)
    assert answer.status_code in (201, 404), answer.text
    return answer.is_success
