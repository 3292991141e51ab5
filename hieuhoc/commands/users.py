"""Kafka's users as an operator names them: one for each service, the operator, neighbours."""

import os
import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import SecretStr

from shared.messaging import rights
from shared.telemetry.secrets import content, require_unknown

SERVICES = ("registry", "recognition", "funding", "notifications", "rollups")
MISUSE = 2
NEIGHBOUR = re.compile(r"[A-Za-z0-9_-]+")
NO_LETTER = re.compile(r"[^A-Z0-9]")


def heard_by(service: str) -> set[str]:
    """The topics a service listens to, as its own code says."""
    readers = import_module(f"services.{service}.main").ASSEMBLY.readers
    return {topic for reader in readers for topic in reader.topics}


def wanted(
    named: Iterable[str], subscribers: Iterable[str], prefix: str
) -> dict[str, rights.Rights]:
    """What each user may do. `named` are words `service=user`, for users of other names."""
    names = _names(named)
    found = {names[s]: rights.of_service(s, heard_by(s), prefix) for s in SERVICES}
    found[names[rights.OPERATOR]] = rights.of_operator(prefix)
    for user in subscribers:
        if not NEIGHBOUR.fullmatch(user):
            _misuse(
                f"--subscriber {user}: a name of letters, digits, _ and - (its groups begin so)"
            )
        if user in found:
            _misuse(f"{user} is one of our own users and cannot be a subscriber too")
        found[user] = rights.of_subscriber(user, prefix)
    return found


def passwords(users: Iterable[str]) -> Mapping[str, SecretStr]:
    """Of those users whose password stands in `<USER>_KAFKA_PASSWORD`, or in the file that
    `<USER>_KAFKA_PASSWORD_FILE` names."""
    variables = {user: f"{NO_LETTER.sub('_', user.upper())}_KAFKA_PASSWORD" for user in users}
    found = {user: _password(variable) for user, variable in variables.items()}
    return {user: SecretStr(password) for user, password in found.items() if password}


def _password(variable: str) -> str:
    """Ends with 2 when everybody knows it."""
    try:
        if file := os.environ.get(f"{variable}_FILE"):
            return require_unknown(content(f"{variable}_FILE", Path(file)))
        given = os.environ.get(variable, "")
        return require_unknown(given) if given else ""
    except ValueError as error:
        return _misuse(f"configuration wrong: {variable}: {error}")


def _names(named: Iterable[str]) -> dict[str, str]:
    names = {each: each for each in (*SERVICES, rights.OPERATOR)}
    for word in named:
        service, _, user = word.partition("=")
        if service not in names or not user:
            _misuse(f"--user {word}: say service=user, the service one of {', '.join(names)}")
        names[service] = user
    if len(set(names.values())) < len(names):
        _misuse("two services cannot share a user: each would write the other's topics")
    return names


def _misuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(MISUSE)
