"""What funding reads from its environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.telemetry.configuration import ServiceSettings


class Settings(ServiceSettings):
    """`FUNDING_MEMBER` names this process among the replicas of the listener (on Kubernetes
    the pod's name); `FUNDING_SESSION_TIMEOUT` is how many seconds Kafka waits for a vanished
    one."""

    model_config = SettingsConfigDict(env_prefix="FUNDING_")

    member: str = ""
    session_timeout: float = Field(default=10.0, ge=1)
