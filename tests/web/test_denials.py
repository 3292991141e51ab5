"""What officers are denied is told to whoever keeps the service, whether it is there or not."""

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from shared.web.identity import Grant
from tests.web.sample import COMMUNE, ELSEWHERE
from tests.web.tokens import Provider, commune_officer, signed_in

ACTION = "registry.place.read"


def counted() -> float:
    name, labels = "hieuhoc_denials_total", {"service": "sample", "action": ACTION}
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize("place_id", [ELSEWHERE, uuid4()], ids=["elsewhere", "nowhere"])
def test_what_is_out_of_reach_and_what_is_not_there_are_told_alike(
    client: TestClient, officer: dict[str, str], place_id: object
) -> None:
    before = counted()
    with capture_logs() as lines:
        assert client.get(f"/sample/v1/places/{place_id}", headers=officer).status_code == 404
    (line,) = lines
    assert line == {
        "event": f"denied: {ACTION}",
        "log_level": "warning",
        "actor": "officer-7",
        "code": "web.not-found",
    }
    assert counted() == before + 1


def test_what_no_role_of_an_officer_allows_is_told(client: TestClient, provider: Provider) -> None:
    before = counted()
    headers = signed_in(provider.token([Grant("nobody", COMMUNE, "own")]))
    with capture_logs() as lines:
        assert client.get(f"/sample/v1/places/{COMMUNE}", headers=headers).status_code == 403
    assert [line["code"] for line in lines] == ["web.action-not-granted"]
    assert counted() == before + 1


def test_nothing_is_told_of_whoever_is_no_officer_or_was_not_denied(
    client: TestClient, provider: Provider
) -> None:
    officer = signed_in(provider.token(commune_officer(COMMUNE)))
    asked = [
        (f"/sample/v1/places/{COMMUNE}", officer, 200),
        ("/sample/v1/places/no-id", officer, 422),
        ("/sample/v1/nowhere", officer, 404),
        ("/sample/v1/nowhere", {}, 404),
        (f"/sample/v1/places/{COMMUNE}", {}, 401),
    ]
    before = counted()
    with capture_logs() as lines:
        answers = [client.get(path, headers=headers).status_code for path, headers, _ in asked]
    assert answers == [status for *_, status in asked]
    assert (counted(), lines) == (before, [])
