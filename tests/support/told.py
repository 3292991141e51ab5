"""What a service's settings are told by tests that open it."""

import base64
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from shared.messaging.brokers import Brokers
from tests.web.tokens import AUDIENCE, ISSUER, Provider

VAULT_KEY: Final = base64.b64encode(
    sha256(b"the key of these tests, in every process").digest()
).decode()
NO_KAFKA: Final = Brokers("127.0.0.1:1")
ALONE: Final[Mapping[str, Mapping[str, Any]]] = {"registry": {"vault_key": VAULT_KEY}}
"""What only one service is told."""


def told(
    service: str, database: str, provider: Provider, brokers: Brokers = NO_KAFKA, **more: Any
) -> dict[str, Any]:
    """Where everything is, whom to believe, and who it is to Kafka."""
    return {
        "database": database,
        "kafka": brokers.bootstrap,
        "kafka_prefix": brokers.prefix,
        "kafka_protocol": brokers.login.protocol,
        "kafka_user": brokers.login.user,
        "kafka_password": brokers.login.password,
        "identity_issuer": ISSUER,
        "identity_audience": AUDIENCE,
        "identity_keys": provider.keys(),
        **ALONE.get(service, {}),
        **more,
    }
