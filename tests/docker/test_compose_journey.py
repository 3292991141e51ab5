"""`make test-docker`: one whole journey through the containers, where a Docker daemon answers."""

import json
import time
from collections.abc import Callable
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.jwk import ECKey
from pytest_docker.plugin import Services

from tests.docker.conftest import ISSUER
from tests.support.waiting import eventually

REGISTRY, ROLLUPS = "http://127.0.0.1:8001/registry/v1", "http://127.0.0.1:8005/rollups/v1"


def caller(key: ECKey) -> Callable[..., Any]:
    """Asks as the system; commands get a key of their own."""
    everything = {"role": "system", "place_id": None, "reach": "subtree"}
    claims = {
        "iss": ISSUER,
        "aud": "hieuhoc",
        "sub": "system:test",
        "exp": int(time.time()) + 600,
        "grants": [everything],
    }
    token = jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key)

    def ask(method: str, url: str, **words: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"k-{time.time_ns()}"}
        return httpx2.request(method, url, headers=headers, timeout=30, **words)

    return ask


def test_a_family_registered_in_containers_reaches_the_figure(
    docker_services: Services, issuer_key: ECKey
) -> None:
    docker_services._docker_compose.execute("run --rm operator import places")
    ask = caller(issuer_key)
    ward: Any = None

    def known() -> bool:
        nonlocal ward
        ward = ask("GET", f"{REGISTRY}/places", params={"code": "26983"})
        return bool(ward.status_code == 200)

    eventually(known, within=60)
    hamlet = {
        "commune_id": ward.json()["place_id"],
        "kind": "khu-pho",
        "name": "Khu phố 1",
        "valid_from": "2025-07-01",
    }
    place_id = ask("POST", f"{REGISTRY}/places", json=hamlet).json()["place_id"]
    family = {"hamlet_id": place_id, "registered_on": "2026-01-05", "head": {"full_name": "A"}}
    assert ask("POST", f"{REGISTRY}/families", json=family).status_code == 201
    question = {"place_code": "26983", "on": "2026-01-05", "year": "2026"}

    def counted() -> bool:
        answer = ask("GET", f"{ROLLUPS}/reports/families", params=question)
        return bool(answer.is_success and json.loads(answer.text)["whole"]["families"] == 1)

    eventually(counted, within=60)
