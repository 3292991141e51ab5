"""What the register reads from its environment."""

from pydantic_settings import SettingsConfigDict

from shared.telemetry.configuration import ServiceSettings
from shared.telemetry.secrets import RandomKey


class Settings(ServiceSettings):
    """`REGISTRY_VAULT_KEY`: 32 random bytes in base64; whoever loses them loses the vault."""

    model_config = SettingsConfigDict(env_prefix="REGISTRY_")

    vault_key: RandomKey
