"""The one settings object: what does not fit together is refused, and no password is ever shown."""

import logging
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, KafkaException
from confluent_kafka.admin import AdminClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from shared.messaging.brokers import Brokers, KafkaAway
from shared.telemetry.configuration import read
from shared.telemetry.kafka import LOGIN_VARIABLES, MECHANISMS, PROTOCOLS, KafkaSettings, Login
from tests.support.secured_kafka import make_certificates

SECRET = "Bí-mật-của-đăng-ký-7"
USER = {"HIEUHOC_KAFKA_USER": "registry", "HIEUHOC_KAFKA_PASSWORD": SECRET}
NOWHERE = "127.0.0.1:1"

WRONG: list[tuple[dict[str, str], str]] = [
    ({"HIEUHOC_KAFKA_PROTOCOL": "TLS"}, "HIEUHOC_KAFKA_PROTOCOL must be one of PLAINTEXT, SSL"),
    (USER, "HIEUHOC_KAFKA_PROTOCOL is PLAINTEXT, which uses none"),
    (USER | {"HIEUHOC_KAFKA_PROTOCOL": "SSL"}, "HIEUHOC_KAFKA_PROTOCOL is SSL, which uses none"),
    ({"HIEUHOC_KAFKA_MECHANISM": "PLAIN"}, "a user, a password or a mechanism is given"),
    ({"HIEUHOC_KAFKA_PROTOCOL": "SASL_SSL"}, "set HIEUHOC_KAFKA_USER and HIEUHOC_KAFKA_PASSWORD"),
    (
        {"HIEUHOC_KAFKA_PROTOCOL": "SASL_SSL", "HIEUHOC_KAFKA_USER": "registry"},
        "set HIEUHOC_KAFKA_USER and HIEUHOC_KAFKA_PASSWORD",
    ),
    (
        USER | {"HIEUHOC_KAFKA_PROTOCOL": "SASL_SSL", "HIEUHOC_KAFKA_MECHANISM": "GSSAPI"},
        "HIEUHOC_KAFKA_MECHANISM must be one of SCRAM-SHA-512",
    ),
    (
        USER | {"HIEUHOC_KAFKA_PROTOCOL": "SASL_SSL", "HIEUHOC_KAFKA_PASSWORD": f"{SECRET}\r"},
        "a control character",
    ),
    ({"HIEUHOC_KAFKA_CA": "/nowhere.pem"}, "which is not encrypted"),
    (
        {"HIEUHOC_KAFKA_PROTOCOL": "SSL", "HIEUHOC_KAFKA_CA": "/nowhere.pem"},
        "HIEUHOC_KAFKA_CA: /nowhere.pem cannot be read",
    ),
    (
        {"HIEUHOC_KAFKA_PROTOCOL": "SSL", "HIEUHOC_KAFKA_KEY": __file__},
        "set HIEUHOC_KAFKA_CERTIFICATE and HIEUHOC_KAFKA_KEY together",
    ),
    (
        USER | {"HIEUHOC_KAFKA_PROTOCOL": "SASL_SSL", "HIEUHOC_KAFKA_PASSWORD_FILE": __file__},
        "HIEUHOC_KAFKA_PASSWORD or HIEUHOC_KAFKA_PASSWORD_FILE, not both",
    ),
    (
        {"HIEUHOC_KAFKA_PROTOCOL": "SASL_SSL", "HIEUHOC_KAFKA_PASSWORD_FILE": "/nowhere"},
        "HIEUHOC_KAFKA_PASSWORD_FILE: /nowhere cannot be read",
    ),
]


@pytest.fixture(autouse=True)
def only_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in LOGIN_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HIEUHOC_KAFKA", NOWHERE)


@pytest.mark.parametrize(("told", "sentence"), WRONG)
def test_what_does_not_fit_together_is_refused_with_a_sentence(
    told: dict[str, str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for variable, value in told.items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(SystemExit) as end:
        read(KafkaSettings)
    said = capsys.readouterr().err
    assert end.value.code == 2
    assert sentence in said
    assert SECRET not in said


def test_without_a_word_kafka_is_open() -> None:
    assert Brokers.told(read(KafkaSettings)) == Brokers(NOWHERE)


def test_what_compose_leaves_empty_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in LOGIN_VARIABLES:
        monkeypatch.setenv(variable, "")
    assert read(KafkaSettings).kafka_login == Login()


def test_a_password_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("HIEUHOC_KAFKA_PROTOCOL", "SASL_PLAINTEXT")
    monkeypatch.setenv("HIEUHOC_KAFKA_USER", "registry")
    monkeypatch.setenv("HIEUHOC_KAFKA_PASSWORD_FILE", str(file))
    assert read(KafkaSettings).kafka_login.password == SecretStr(SECRET)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """An authority's certificate, and a file with a key and its certificate."""
    folder = tmp_path_factory.mktemp("pem")
    make_certificates(folder / "authority.pem", folder / "own.pem")
    return str(folder / "authority.pem"), str(folder / "own.pem")


def logins(authority: str, own: str) -> list[Login]:
    """Every combination that fits together."""
    found = []
    parts = (PROTOCOLS, ("", *MECHANISMS), ("", "registry"), ("", authority), ("", own))
    for protocol, mechanism, user, ca, pair in product(*parts):
        password = SecretStr(SECRET if user else "")
        made = attempt(protocol, mechanism, user, password, ca, pair, pair)
        if isinstance(made, Login):
            found.append(made)
        else:
            assert SECRET not in made
    return found


def attempt(*parts: Any) -> Login | str:
    """The login, or what is said against it."""
    try:
        return Login(*parts)
    except ValueError as refused:
        return str(refused)


def test_every_client_takes_whatever_fits_together(
    pem: tuple[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    fitting = logins(*pem)
    assert {login.protocol for login in fitting} == {*PROTOCOLS}
    caplog.set_level(logging.DEBUG)
    for login in fitting:
        brokers = Brokers(NOWHERE, login=login)
        for client in (Consumer, AdminClient):
            client(brokers.client_settings() | {"group.id": "nobody", "log_level": 0})
        with pytest.raises(KafkaAway, match="no Kafka at"), brokers.control(0.1):
            pass
    assert SECRET not in caplog.text


def test_a_password_is_never_shown(pem: tuple[str, str]) -> None:
    for login in logins(*pem):
        brokers = Brokers(NOWHERE, "t.", login)
        shown: list[Any] = [login, brokers, brokers.client_settings(), brokers.admin_settings()]
        for each in shown:
            assert SECRET not in f"{each!r} {each!s} {each}"


def test_a_setting_no_client_knows_does_not_show_it_either() -> None:
    login = Login("SASL_SSL", user="registry", password=SecretStr(SECRET))
    settings = Brokers(NOWHERE, login=login).client_settings()
    with pytest.raises(KafkaException) as wrong:
        Consumer(settings | {"group.id": "nobody", "no.such.setting": "1"})
    assert SECRET not in str(wrong.value)


@given(st.text(st.characters(codec=None), min_size=1))
def test_any_password_is_taken_or_refused_without_being_shown(password: str) -> None:
    marked = f"{password}-{SECRET}"
    made = attempt("SASL_SSL", "", "registry", SecretStr(marked))
    assert SECRET not in repr(made)
    if isinstance(made, Login):
        assert made.for_librdkafka()["sasl.password"] == marked
        assert marked.encode()
