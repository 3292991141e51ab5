"""The register as a process: what it asks of its environment, what its doors declare."""

import subprocess
import sys

import pytest

from shared.web.actions import declared_actions, undeclared_routes
from shared.web.identity import Officer
from shared.web.refusals import TooManyRequests
from tests.support.service_door import ServiceDoor, another_process
from tests.support.told import VAULT_KEY

GOOD = {
    "REGISTRY_DATABASE": "postgresql://nobody@127.0.0.1:1/none",
    "REGISTRY_VAULT_KEY": VAULT_KEY,
    "HIEUHOC_KAFKA": "127.0.0.1:1",
    "HIEUHOC_IDENTITY_ISSUER": "https://identity.example",
    "HIEUHOC_IDENTITY_KEYS": '{"keys": []}',
}


@pytest.mark.parametrize(
    ("variable", "value"),
    [("REGISTRY_VAULT_KEY", "c2hvcnQ="), ("REGISTRY_VAULT_KEY", "?"), ("REGISTRY_DATABASE", None)],
)
def test_a_wrong_environment_is_named_and_ends_with_2(variable: str, value: str | None) -> None:
    environment = {name: given for name, given in (GOOD | {variable: value}).items() if given}
    answer = subprocess.run(
        [sys.executable, "-m", "services.registry", "api"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert variable in answer.stderr
    assert "c2hvcnQ" not in answer.stderr


async def test_every_door_of_the_register_declares_an_action(register: ServiceDoor) -> None:
    assert undeclared_routes(register.app) == []
    assert "registry.person.erase" in declared_actions(register.app).values()


async def test_people_are_asked_for_less_often_than_anything_else(
    register: ServiceDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIEUHOC_REQUESTS_A_MINUTE", "100")
    async with another_process(register) as strict:
        allowances, me = strict.app.state.allowances, Officer("officer-7", ())
        for _ in range(10):
            await allowances.take(me, "registry.person.read")
        with pytest.raises(TooManyRequests):
            await allowances.take(me, "registry.person.list")
        await allowances.take(me, "registry.place.read")
