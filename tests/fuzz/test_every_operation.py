"""Whatever schemathesis makes of the description of a service: no answer is a fault, and each is of
a status, of headers and of a content that are described.

`make fuzz MINUTES=10 SEED=7` shares the minutes out by operations and prints how many were asked.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx2
import pytest
from kafka import KafkaAdminClient

from shared.web.identity import Grant
from tests.architecture.test_inputs import application
from tests.doors.forms import operations
from tests.doors.samples import samples, world
from tests.fuzz.asking import Asker
from tests.journeys.deployment import Deployment, own_deployment
from tests.support.sources import SERVICES
from tests.support.waiting import eventually

MINUTES: Final = float(os.environ.get("HIEUHOC_FUZZ_MINUTES") or 5)
SEED: Final = os.environ.get("HIEUHOC_FUZZ_SEED") or str(secrets.randbelow(1_000_000))
OPERATIONS: Final = {name: len(list(operations(application(name).openapi()))) for name in SERVICES}
AT_LEAST: Final = 10
"""Seconds for a service, however few operations it has."""


@pytest.fixture(scope="module")
def deployment(
    postgres_dsn: str, kafka_bootstrap: str, kafka_admin: KafkaAdminClient
) -> Iterator[Deployment]:
    with own_deployment(postgres_dsn, kafka_bootstrap, kafka_admin) as running:
        yield running


@pytest.fixture(scope="module")
def asker(deployment: Deployment) -> Asker:
    """The system, which may do everything, for longer than the run lasts."""
    known, expiry = world(deployment), datetime.now(UTC) + timedelta(minutes=MINUTES + 60)
    of_system = [Grant("system", None, "subtree")]
    token = deployment.provider.token(of_system, exp=int(expiry.timestamp()))
    return Asker(token, known.ids, samples(known))


@pytest.mark.parametrize("service", SERVICES)
def test_no_answer_is_a_fault(
    deployment: Deployment, asker: Asker, service: str, tmp_path: Path
) -> None:
    share = round(MINUTES * 60 * OPERATIONS[service] / sum(OPERATIONS.values()))
    in_order = asker.ask(deployment.ports[service], max(AT_LEAST, share), SEED, tmp_path)
    assert in_order, f"the seed is {SEED}"
    ready = f"http://127.0.0.1:{deployment.operations[service]}/readyz"
    eventually(lambda: httpx2.get(ready).is_success, 30, f"{service} is ready")
