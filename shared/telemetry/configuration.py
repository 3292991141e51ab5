"""The environment a process was given: read once, at the composition root."""

import os
import sys
from typing import Any, TypeVar

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from shared.telemetry.addresses import DatabaseSettings
from shared.telemetry.kafka import KafkaSettings

WRONG_CONFIGURATION = 2
"""The exit code of a process whose configuration is missing or wrong."""


class ServiceSettings(DatabaseSettings, KafkaSettings):
    """What every service reads. A service's own class extends it and sets its `env_prefix`.

    `port` is the officers', `operations_port` theirs who look after the process. Timeouts are in
    seconds. `identity_keys` is where the issuer's public keys are: a URL, a file, or the JWKS.
    `requests_a_minute` is what one officer may ask of one process.
    """

    model_config = SettingsConfigDict(frozen=True, populate_by_name=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    operations_port: int = Field(default=9000, ge=0, le=65535)
    identity_issuer: str = Field(validation_alias="HIEUHOC_IDENTITY_ISSUER")
    identity_audience: str = Field(default="hieuhoc", validation_alias="HIEUHOC_IDENTITY_AUDIENCE")
    requests_a_minute: int = Field(
        default=12_000, ge=1, validation_alias="HIEUHOC_REQUESTS_A_MINUTE"
    )
    identity_keys: str = Field(validation_alias="HIEUHOC_IDENTITY_KEYS")

    @field_validator("operations_port")
    @classmethod
    def apart(cls, port: int, known: ValidationInfo) -> int:
        if port and port == known.data.get("port"):
            raise ValueError("it must not be the officers' port")
        return port


Settings = TypeVar("Settings", bound=BaseSettings)


def read(settings: type[Settings], **given: Any) -> Settings:
    """The settings, what is given before the environment; or, naming each variable that is missing
    or wrong, the end with exit code 2.

    The values themselves are never printed: some are secret.
    """
    try:
        return settings(**given)
    except ValidationError as error:
        complaints = [_complaint(settings, dict(each)) for each in error.errors()]
    except SettingsError as error:
        complaints = [f"configuration cannot be read: {error}"]
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    sys.exit(WRONG_CONFIGURATION)


def database_of(service: str) -> str:
    """The address of a service's database, as its own processes would read it."""

    class Settings(DatabaseSettings):
        model_config = SettingsConfigDict(env_prefix=f"{service.upper()}_")

    return read(Settings).database


def says_database(service: str) -> bool:
    """Whether the environment says anything of it."""
    beginning = f"{service.upper()}_DATABASE"
    return any(name.startswith(beginning) and value for name, value in os.environ.items())


def _complaint(settings: type[BaseSettings], error: dict[str, Any]) -> str:
    variable = variable_of(settings, str(error["loc"][0]) if error["loc"] else "")
    if error["type"] == "missing":
        return f"configuration missing: set {variable}"
    return f"configuration wrong: {variable}: {error['msg'].removeprefix('Value error, ')}"


def variable_of(settings: type[BaseSettings], name: str) -> str:
    """The environment variable that a field, or its alias, is read from."""
    if name in settings.model_fields:
        return f"{settings.model_config.get('env_prefix', '')}{name}".upper()
    return name or "its variables together"
