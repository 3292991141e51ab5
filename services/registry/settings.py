"""What the register reads from its environment."""

import base64
import binascii

from pydantic import SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from shared.telemetry.configuration import ServiceSettings

KEY_BYTES = 32


class Settings(ServiceSettings):
    """`REGISTRY_VAULT_KEY`: 32 random bytes in base64; whoever loses them loses the vault."""

    model_config = SettingsConfigDict(env_prefix="REGISTRY_")

    vault_key: SecretStr

    @field_validator("vault_key")
    @classmethod
    def thirty_two_bytes(cls, key: SecretStr) -> SecretStr:
        try:
            length = len(base64.b64decode(key.get_secret_value(), validate=True))
        except binascii.Error:
            length = 0
        if length != KEY_BYTES:
            raise ValueError(f"it must be {KEY_BYTES} bytes in base64")
        return key
