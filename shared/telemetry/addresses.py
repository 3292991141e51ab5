"""Where a service's database is: one address, or put together from its parts."""

import re
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import SettingsConfigDict

from shared.telemetry.secrets import (
    NO_PASSWORD,
    Address,
    PasswordIfAny,
    SecretSettings,
    require_unknown,
)

PARTS: Final = {"host": "host", "port": "port", "name": "dbname", "user": "user"}
"""What each part is to PostgreSQL, the password apart."""
EMPTY_PASSWORD: Final = re.compile(r"\w+://[^/?#]*:@")
PORTS: Final = re.compile(r"[0-9,]*")


class DatabaseSettings(SecretSettings):
    """`<SERVICE>_DATABASE` is the whole address; or `<SERVICE>_DATABASE_HOST`, `_NAME`, `_USER`,
    `_PASSWORD` and, when it is not 5432, `_PORT`. A password may be any text that PostgreSQL
    takes. What the address leaves open a part may say: the password, for one."""

    model_config = SettingsConfigDict(frozen=True, populate_by_name=True)

    database_host: str = ""
    database_port: int | None = Field(default=None, ge=1, le=65535)
    database_name: str = ""
    database_user: str = ""
    database_password: PasswordIfAny = NO_PASSWORD
    database: Address = Field(default="", validate_default=True, repr=False)

    @field_validator("database_port", mode="before")
    @classmethod
    def empty_port_is_none(cls, port: object) -> object:
        return port or None

    @field_validator("database")
    @classmethod
    def whole_address(cls, address: str, info: ValidationInfo) -> str:
        """With what the parts say; unchanged when they say nothing."""
        parts = _parts(info)
        if parts is None:  # one of them is wrong, which is told of
            return address
        if not address and not parts:
            raise PydanticCustomError("missing", "it is missing")
        if address:
            _require_sound(address)
        said = conninfo_to_dict(address)
        if twice := [part for part in parts if PARTS.get(part, part) in said]:
            raise ValueError(f"it says the {twice[0]}, and a variable of its own does: say it once")
        wanted = [] if address else ["host", "name", "user", "password"]
        if left := [f"_{part.upper()}" for part in wanted if part not in parts]:
            raise ValueError(f"of its parts these are missing: {', '.join(left)}")
        given = {PARTS.get(part, part): value for part, value in parts.items()}
        return make_conninfo(address, **given) if given else address


def variables_of_parts(service: str) -> list[str]:
    """What a whole address leaves empty."""
    parts = ("HOST", "PORT", "NAME", "USER", "PASSWORD", "PASSWORD_FILE", "FILE")
    return [f"{service.upper()}_DATABASE_{part}" for part in parts]


def _parts(info: ValidationInfo) -> dict[str, str] | None:
    """Those that are given; None when one of them was refused."""
    names = ("host", "port", "name", "user", "password")
    if any(f"database_{name}" not in info.data for name in names):
        return None
    found = {name: info.data[f"database_{name}"] for name in names}
    found["password"] = found["password"].get_secret_value()
    return {name: str(value) for name, value in found.items() if value}


def _require_sound(address: str) -> None:
    try:
        said = conninfo_to_dict(address)
    except psycopg.Error:
        said = {"port": "unknown"}
    is_torn = "@" in f"{said.get('host', '')}{said.get('dbname', '')}"
    if is_torn or not PORTS.fullmatch(str(said.get("port", ""))):
        raise ValueError(
            "it is no address of a database. A password with signs such as / @ # % ? or a blank"
            " stands in a variable of its own, of the same name with _PASSWORD behind it"
        )
    if "password" in said or EMPTY_PASSWORD.match(address):
        try:
            require_unknown(str(said.get("password", "")))
        except ValueError as error:
            raise ValueError(f"of the password in it: {error}") from None
