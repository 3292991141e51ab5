"""A process whose configuration is missing or wrong says which variable, and stops with 2."""

import os
import subprocess
import sys

import pytest
from pydantic_settings import SettingsConfigDict

from shared.telemetry.configuration import ServiceSettings, read

GOOD = {
    "SAMPLE_DATABASE": "postgresql://nobody:secret@127.0.0.1/sample",
    "HIEUHOC_KAFKA": "127.0.0.1:9092",
    "HIEUHOC_IDENTITY_ISSUER": "https://identity.example",
    "HIEUHOC_IDENTITY_KEYS": "keys.json",
}
READING = (
    "from tests.telemetry.test_configuration import Settings, read; print(read(Settings).port)"
)


class Settings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="SAMPLE_")

    batch: int = 5000


def started(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SAMPLE_", "HIEUHOC_"))}
    return subprocess.run(
        [sys.executable, "-c", READING],
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_whole_configuration_is_read() -> None:
    answer = started(GOOD | {"SAMPLE_PORT": "8123"})
    assert (answer.returncode, answer.stdout.strip()) == (0, "8123"), answer.stderr


@pytest.mark.parametrize("variable", GOOD)
def test_a_missing_variable_is_named(variable: str) -> None:
    answer = started({name: value for name, value in GOOD.items() if name != variable})
    assert answer.returncode == 2
    assert answer.stderr == f"configuration missing: set {variable}\n"


@pytest.mark.parametrize(("variable", "value"), [("SAMPLE_PORT", "70000"), ("SAMPLE_BATCH", "ế")])
def test_a_wrong_variable_is_named_and_its_value_is_not_shown(variable: str, value: str) -> None:
    answer = started(GOOD | {variable: value})
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"configuration wrong: {variable}: ")
    assert value not in answer.stderr
    assert "secret" not in answer.stderr


def test_operators_and_officers_are_not_answered_at_one_port() -> None:
    answer = started(GOOD | {"SAMPLE_PORT": "9000"})
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("configuration wrong: SAMPLE_OPERATIONS_PORT: ")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    answer = started({"SAMPLE_PORT": "none"})
    assert all(variable in answer.stderr for variable in [*GOOD, "SAMPLE_PORT"])


def test_a_process_that_reads_well_listens_on_this_machine_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable, value in GOOD.items():
        monkeypatch.setitem(os.environ, variable, value)
    assert read(Settings).host == "127.0.0.1"
