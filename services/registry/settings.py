"""What the register reads from its environment."""

from pydantic import Field, FilePath
from pydantic_settings import SettingsConfigDict

from services.registry.centres.centre.bands import Bands
from services.registry.requests.request.terms import DAYS, RequestKind, Terms
from shared.telemetry.configuration import ServiceSettings
from shared.telemetry.secrets import RandomKey


class Settings(ServiceSettings):
    """`REGISTRY_VAULT_KEY`: 32 random bytes in base64; whoever loses them loses the vault.
    `REGISTRY_DAYS_TO_…`: terms of persons' requests about their data; those to acknowledge are
    working days. `REGISTRY_DAYS_TO_KEEP_EXPORTS`: so long it is known whose names left in an
    export, and by that whom a breach affects. `REGISTRY_YEARS_TO_HEAD_FAMILY`,
    `REGISTRY_YEARS_OF_CLAN_HEAD`: of which age a head is at least (Bộ luật Dân sự 91/2015/QH13,
    Điều 20; of families Luật Cư trú 68/2020/QH14, Điều 10 khoản 2, whose exception for those with
    no adult is not weighed: lower it for them). `REGISTRY_CENTRE_BANDS`: a file
    as `centres/centre/bands.toml`; none: that one. `REGISTRY_MEMBER` names this process among the
    replicas of the listener (on Kubernetes the pod's name); `REGISTRY_SESSION_TIMEOUT` is how many
    seconds Kafka waits for a vanished one."""

    model_config = SettingsConfigDict(env_prefix="REGISTRY_")

    vault_key: RandomKey
    centre_bands: FilePath | None = None
    years_to_head_family: int = Field(default=18, ge=1, le=30)
    years_of_clan_head: int = Field(default=18, ge=1, le=30)
    days_to_acknowledge: int = Field(default=2, ge=1, le=30)
    days_to_access: int = Field(default=DAYS["access"], ge=1, le=90)
    days_to_correct: int = Field(default=DAYS["correction"], ge=1, le=90)
    days_to_delete: int = Field(default=DAYS["deletion"], ge=1, le=90)
    days_to_restrict: int = Field(default=DAYS["restriction"], ge=1, le=90)
    days_to_object: int = Field(default=DAYS["objection"], ge=1, le=90)
    days_of_extension: int = Field(default=15, ge=0, le=90)

    days_to_keep_exports: int = Field(default=365, ge=30, le=3650)

    member: str = ""
    session_timeout: float = Field(default=10.0, ge=1)

    @property
    def bands(self) -> Bands:
        return Bands.read(self.centre_bands) if self.centre_bands else Bands.read()

    @property
    def terms(self) -> Terms:
        days: dict[RequestKind, int] = {
            "access": self.days_to_access,
            "correction": self.days_to_correct,
            "deletion": self.days_to_delete,
            "restriction": self.days_to_restrict,
            "objection": self.days_to_object,
        }
        return Terms(self.days_to_acknowledge, days, self.days_of_extension)
