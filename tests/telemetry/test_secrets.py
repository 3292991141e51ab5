"""No secret that everybody knows lets a process start, however it is given.

Every field of every service's settings is walked: one that comes later is in it unasked.
"""

import base64
import importlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import typer
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from hieuhoc.commands.users import passwords
from shared.telemetry.configuration import ServiceSettings, read, variable_of
from shared.telemetry.secrets import RandomKey, require_random_key, require_unknown
from tests.support.sources import ROOT, SERVICES

NO_SECRETS = {"identity_keys", "kafka_key", "kafka_certificate", "kafka_password_file"}
"""Public keys, and names of files."""
SOUNDS_SECRET = re.compile(r"key|password|secret|token|database$|credential|pass")
SECRET_LINE = re.compile(r"\b([A-Z_]*(?:PASSWORD|KEY|SECRET|TOKEN)) ?[=:] ?`?(\S*)")


def classes() -> dict[str, type[BaseSettings]]:
    return {
        name: importlib.import_module(f"services.{name}.settings").Settings for name in SERVICES
    }


def known() -> list[str]:
    """What stands for a secret in the example and on the pages, and what stood there once."""
    pages = [ROOT / "deploy/compose/example.env", *(ROOT / "docs").rglob("*.md")]
    printed = [
        value.strip("`'\",|")
        for page in pages
        for name, value in SECRET_LINE.findall(page.read_text(encoding="utf-8"))
    ]
    earlier = ["", " ", "change-me", "change-me-too", "change-me-as-well", "Change_Me!", "CHANGEME"]
    return sorted({*printed, *earlier, "<password>", "...", "…", "${POSTGRES_PASSWORD}"})


def known_keys() -> list[str]:
    """Keys of 32 bytes that stand somewhere or could."""
    made = [
        bytes(32),
        b"\xff" * 32,
        bytes(range(32)),
        bytes(range(32, 0, -1)),
        b"0123456789abcdef" * 2,
        b"thirty-two bytes that I remember",
        bytes(31) + b"\x01",
        os.urandom(8) * 4,
    ]
    return [base64.b64encode(each).decode() for each in made]


def secret_fields(settings: type[BaseSettings]) -> list[str]:
    return [
        name
        for name, field in settings.model_fields.items()
        if field.annotation is SecretStr or name == "database"
    ]


WALK = [(name, field) for name, each in classes().items() for field in secret_fields(each)]


@pytest.fixture(autouse=True)
def whole_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration that every service starts with."""
    told = {
        "HIEUHOC_KAFKA": "127.0.0.1:1",
        "HIEUHOC_KAFKA_PROTOCOL": "SASL_PLAINTEXT",
        "HIEUHOC_KAFKA_USER": "somebody",
        "HIEUHOC_KAFKA_PASSWORD": "password-of-somebody",
        "HIEUHOC_IDENTITY_ISSUER": "https://identity.example",
        "HIEUHOC_IDENTITY_KEYS": "keys.json",
        "REGISTRY_VAULT_KEY": base64.b64encode(os.urandom(32)).decode(),
        "NOTIFICATIONS_FOLDER": "/nowhere",
    }
    for service in SERVICES:
        told[f"{service.upper()}_DATABASE"] = f"postgresql://{service}@nowhere/{service}"
        told[f"{service.upper()}_DATABASE_PASSWORD"] = f"worker-of-{service}"
    for variable, value in told.items():
        monkeypatch.setenv(variable, value)


def refused(settings: type[BaseSettings], capsys: pytest.CaptureFixture[str]) -> str:
    """What a process says that ends so."""
    with pytest.raises(SystemExit) as end:
        read(settings)
    assert end.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("service", SERVICES)
def test_the_configuration_that_the_walk_begins_with_is_read(service: str) -> None:
    read(classes()[service])


@pytest.mark.parametrize(("service", "field"), WALK)
def test_a_known_secret_is_refused_in_every_field(
    service: str,
    field: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    settings, file = classes()[service], tmp_path / "secret"
    variable = variable_of(settings, str(settings.model_fields[field].validation_alias or field))
    values = known() + (known_keys() if field == "vault_key" else [])
    for value in values:
        for said in as_given(field, service, value):
            monkeypatch.setenv(variable, said)
            monkeypatch.delenv(f"{variable}_FILE", raising=False)
            if field == "database":
                monkeypatch.delenv(f"{variable}_PASSWORD", raising=False)
            if said or field != "database_password":  # without one the address may need none
                answer = refused(settings, capsys)
                assert variable in answer, value
                assert not value.strip() or value in "..." or value not in answer
            file.write_text(f"{said}\n", encoding="utf-8")
            monkeypatch.delenv(variable)
            monkeypatch.setenv(f"{variable}_FILE", str(file))
            assert variable in refused(settings, capsys), value


def as_given(field: str, service: str, value: str) -> Iterator[str]:
    if field != "database":
        yield value
        return
    yield f"postgresql://{service}:{quote(value, safe='')}@nowhere/{service}"
    yield f"postgresql://{service}@nowhere/{service}?password={quote(value, safe='')}"
    if "'" not in value:
        yield f"host=nowhere user={service} password='{value}'"


@pytest.mark.parametrize("service", SERVICES)
def test_what_sounds_like_a_secret_is_none_that_is_printed(service: str) -> None:
    settings = classes()[service]
    for name, field in settings.model_fields.items():
        if SOUNDS_SECRET.search(name) and name not in NO_SECRETS and name != "database":
            assert field.annotation is SecretStr, f"{service}: {name}"
    assert "worker-of" not in repr(read(settings))


def test_the_walk_sees_a_setting_with_a_default_that_everybody_knows() -> None:
    class Planted(ServiceSettings):
        model_config = SettingsConfigDict(env_prefix="PLANTED_")

        session_key: RandomKey = SecretStr(base64.b64encode(bytes(32)).decode())

    assert open_defaults(Planted) == ["session_key"]


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_has_a_default(service: str) -> None:
    assert open_defaults(classes()[service]) == []


def open_defaults(settings: type[BaseSettings]) -> list[str]:
    """Secrets that are something when nobody says anything."""
    return [
        name
        for name in secret_fields(settings)
        if (default := settings.model_fields[name].default)
        and isinstance(default, SecretStr)
        and default.get_secret_value()
    ]


@given(st.binary(min_size=32, max_size=32).filter(lambda key: len(set(key)) > 24))
def test_a_random_key_is_taken(key: bytes) -> None:
    require_random_key(base64.b64encode(key).decode())


@given(st.text(min_size=1))
def test_a_password_of_ones_own_is_taken(password: str) -> None:
    assume(password.strip() and not set(password) & set("\0\r\n"))
    assume(not re.search("change|[<$….]", password, re.IGNORECASE))
    require_unknown(password)


@pytest.mark.parametrize("suffix", ["", "_FILE"])
def test_no_user_of_kafka_is_made_with_a_password_that_everybody_knows(
    suffix: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for value in filter(str.strip, known()):
        (tmp_path / "secret").write_text(value, encoding="utf-8")
        monkeypatch.setenv(
            f"REGISTRY_KAFKA_PASSWORD{suffix}", str(tmp_path / "secret") if suffix else value
        )
        with pytest.raises(typer.Exit) as end:
            passwords(["registry"])
        assert end.value.exit_code == 2
        assert "REGISTRY_KAFKA_PASSWORD" in capsys.readouterr().err
