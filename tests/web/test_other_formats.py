"""No role of any service starts on a log that release 0.1 wrote; each says so once, and ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.messaging.brokers import Brokers
from shared.telemetry.configuration import WRONG_CONFIGURATION
from shared.web.roles import ROLES, run
from tests.journeys.deployment import Deployment, Where
from tests.support import release_0_1
from tests.support.servers import folder

NOWHERE = "127.0.0.1:1"


@pytest.fixture(scope="module")
def folder_of_tests() -> Iterator[Path]:
    with folder() as place:
        yield place


@pytest.fixture(scope="module", params=release_0_1.SERVICES)
def service(
    postgres_dsn: str, folder_of_tests: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Deployment, str]]:
    """One with the database that 0.1 left of it, which is the same afterwards."""
    name = str(request.param)
    with release_0_1.database(postgres_dsn, name) as dsn:
        before = release_0_1.whole(dsn)
        where = Where(postgres_dsn, Brokers(NOWHERE, ""), folder_of_tests)
        yield Deployment(where, {name: dsn}), name
        assert release_0_1.whole(dsn) == before


@pytest.mark.parametrize("role", ["migrate", *ROLES])
def test_no_role_starts_on_a_log_of_0_1(
    service: tuple[Deployment, str], role: str, capfd: pytest.CaptureFixture[str]
) -> None:
    deployment, name = service
    assert run(lambda: deployment.service(name), [role]) == WRONG_CONFIGURATION
    printed = "".join(capfd.readouterr())
    (line,) = [line for line in printed.splitlines() if "--fresh" in line]
    assert release_0_1.SENTENCE in line
    assert "Traceback" not in printed
