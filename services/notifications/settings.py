"""What notifications reads from its environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.telemetry.configuration import ServiceSettings


class Settings(ServiceSettings):
    """`NOTIFICATIONS_FOLDER` is where the channel `file` puts its messages;
    `NOTIFICATIONS_MEMBER` names this process among the replicas of the listener (on Kubernetes
    the pod's name); `NOTIFICATIONS_SESSION_TIMEOUT` is how many seconds Kafka waits for a
    vanished one."""

    model_config = SettingsConfigDict(env_prefix="NOTIFICATIONS_")

    folder: Path
    member: str = ""
    session_timeout: float = Field(default=10.0, ge=1)
