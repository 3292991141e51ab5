"""Secrets of a process: from the environment or files, and refused when everybody knows them."""

import base64
import binascii
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

NO_PASSWORD: Final = SecretStr("")
KEY_BYTES: Final = 32
FEWEST_VALUES: Final = 16
"""Of 32 random bytes fewer than these are different once in 10^20 keys."""

PLACEHOLDER: Final = re.compile(
    r".*change[^a-z0-9]*(me|this|it).*|<[^<>]*>|\.{3}|…|\$\{[^{}]*\}", re.IGNORECASE | re.DOTALL
)
"""What examples say where a secret is to stand."""


def require_unknown(secret: str) -> str:
    """Raises ValueError for what stands in examples, or says nothing at all."""
    if not secret.strip():
        raise ValueError("it is empty")
    if any(sign in secret for sign in "\0\r\n"):
        raise ValueError("it holds a line break or a NUL")
    if PLACEHOLDER.fullmatch(secret.strip()):
        raise ValueError(
            "it is the word of an example, which everybody knows: make one of your own"
        )
    return secret


def require_random_key(key: str) -> str:
    """Raises ValueError unless it can be 32 random bytes in base64. What is told apart from them
    (one byte over and over, few different ones, a sequence, a text) is in some example."""
    try:
        found = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != KEY_BYTES:
        raise ValueError(f"it must be {KEY_BYTES} bytes in base64")
    steps = {(after - before) % 256 for before, after in pairwise(found)}
    is_text = all(32 <= byte < 127 for byte in found)
    if len(set(found)) < FEWEST_VALUES or len(steps) == 1 or is_text:
        raise ValueError("it is not random, as the keys of examples are: make one of your own")
    return key


class FileUnread(str):
    """Stands for a secret whose file cannot be read; says why."""


def content(variable: str, file: Path) -> str:
    """A file's one line. Raises ValueError, naming the variable, when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{variable}: {file} cannot be read: {type(error).__name__}") from None


def _was_read(given: Any) -> Any:
    if isinstance(given, FileUnread):
        raise ValueError(given)
    return given


def _unknown(secret: SecretStr) -> SecretStr:
    if found := secret.get_secret_value():
        require_unknown(found)
    return secret


def _random(secret: SecretStr) -> SecretStr:
    require_random_key(secret.get_secret_value())
    return secret


class _OfFile:
    """Marks a field that may also be given by the name of a file."""


OF_FILE: Final = _OfFile()
Address = Annotated[str, OF_FILE, BeforeValidator(_was_read)]
"""Holds a password among other things; whoever has such a field looks into it."""
PasswordIfAny = Annotated[SecretStr, OF_FILE, BeforeValidator(_was_read), AfterValidator(_unknown)]
"""An empty one is none."""
RandomKey = Annotated[SecretStr, OF_FILE, BeforeValidator(_was_read), AfterValidator(_random)]


class SecretSettings(BaseSettings):
    """Each secret `VARIABLE` may be given as `VARIABLE_FILE`, the file that holds it."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, _Files(settings_cls), env_settings


class _Files(EnvSettingsSource):
    """The variables that name files. They come before those that hold a secret, to see both."""

    def __call__(self) -> dict[str, Any]:
        return dict(self._read())

    def _read(self) -> Iterator[tuple[str, Any]]:
        for name, field in self.settings_cls.model_fields.items():
            if is_of_file(field):
                variable = self._extract_field_info(field, name)[0][1]
                found = self._found(variable.upper())
                if found is not None:
                    yield str(field.validation_alias or name), found

    def _found(self, variable: str) -> str | None:
        file = os.environ.get(f"{variable}_FILE", "")
        if not file:
            return None
        if os.environ.get(variable):
            return FileUnread(f"set {variable} or {variable}_FILE, not both")
        try:
            return content(f"{variable}_FILE", Path(file)) or FileUnread(f"{file} is empty")
        except ValueError as error:
            return FileUnread(error)


def is_of_file(field: FieldInfo) -> bool:
    return any(isinstance(each, _OfFile) for each in field.metadata)
