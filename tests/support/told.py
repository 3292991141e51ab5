"""What a service's settings are told by tests that open it."""

import base64
from hashlib import sha256
from typing import Any, Final

from shared.messaging.brokers import Brokers
from tests.web.tokens import AUDIENCE, ISSUER, Provider

VAULT_KEY: Final = base64.b64encode(
    sha256(b"the key of these tests, in every process").digest()
).decode()
NO_KAFKA: Final = Brokers("127.0.0.1:1")


def told(
    service: str, database: str, provider: Provider, brokers: Brokers = NO_KAFKA, **more: Any
) -> dict[str, Any]:
    """Where everything is, and whom to believe; the register alone knows the key of its vault."""
    keys = {"vault_key": VAULT_KEY} if service == "registry" else {}
    return keys | {
        "database": database,
        "kafka": brokers.bootstrap,
        "kafka_prefix": brokers.prefix,
        "identity_issuer": ISSUER,
        "identity_audience": AUDIENCE,
        "identity_keys": provider.keys(),
        **more,
    }
