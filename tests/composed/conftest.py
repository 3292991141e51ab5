"""One deployment of docker-compose.yml for all that is asked of it here."""

import json
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

import pytest

from tests.composed import enclosure, resolving
from tests.composed.deployment import Deployment, deployed
from tests.composed.issuer import AUDIENCE, ISSUER, Issuer, running_issuer
from tests.composed.journey import Site, Walked, walk
from tests.support.sources import SERVICES


@pytest.fixture(scope="session", autouse=True)
def containers_are_possible() -> None:
    """Says what this machine does not let us check; never leaves it out in silence."""
    refusal = enclosure.refused()
    assert refusal is None, refusal


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if left_out := enclosure.not_enforced():
        terminalreporter.write_line(f"tests/composed: {left_out}", yellow=True)


@pytest.fixture(scope="package")
def issuer() -> Iterator[Issuer]:
    with running_issuer() as running:
        yield running


@pytest.fixture(scope="package")
def told(issuer: Issuer) -> dict[str, str]:
    """What the operator of this province filled in."""
    return resolving.operators_copy(
        HIEUHOC_IDENTITY_ISSUER=ISSUER,
        HIEUHOC_IDENTITY_AUDIENCE=AUDIENCE,
        HIEUHOC_IDENTITY_KEYS=issuer.keys_url,
    )


@pytest.fixture(scope="package")
def deployment(
    told: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """Up, with the places of Vietnam brought in."""
    file = resolving.written(tmp_path_factory.mktemp("operator"), told)
    with deployed(resolving.resolved(file)) as running:
        running.up()
        operate(running, "import", "places")
        yield running


@pytest.fixture(scope="package")
def site(deployment: Deployment, issuer: Issuer) -> Site:
    doors = {name: deployment.door(f"{name}-api") for name in SERVICES}
    return Site(doors, issuer.sign, partial(execute, deployment), partial(operate, deployment))


@pytest.fixture(scope="package")
def walked(site: Site) -> Walked:
    return walk(site)


def execute(deployment: Deployment, name: str, *command: str) -> str:
    """As `docker compose exec`."""
    done = deployment.ours(name).ask(*command)
    assert done.returncode == 0, f"{name}: {command}: {done.stdout}{done.stderr}"
    return done.stdout


def operate(deployment: Deployment, *command: str) -> str:
    """As `docker compose run --rm operator`."""
    done = deployment.ours("operator").run(*command)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def secrets_of(told: dict[str, str]) -> dict[str, set[str]]:
    """Of each secret's variable: what was filled in, and how JSON or an address would hold it."""
    forms = (str, lambda text: json.dumps(text)[1:-1], quote, partial(quote, safe=""))
    kept = {name: value for name, value in told.items() if name.endswith(resolving.SECRET)}
    return {name: {form(value) for form in forms} for name, value in kept.items()}


def held(told: dict[str, str], text: str) -> set[str]:
    """The variables of the secrets that stand in a text."""
    return {name for name, forms in secrets_of(told).items() if any(form in text for form in forms)}
