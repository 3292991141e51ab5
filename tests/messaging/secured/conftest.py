"""A Kafka with logins and rights, as a deployment has it: a user for each service, the operator,
a neighbour, and the administrator who granted it all."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from hieuhoc.commands.users import wanted
from shared.messaging import topics, users
from shared.messaging.brokers import Brokers
from shared.messaging.rights import OPERATOR
from tests.support import servers
from tests.support.secured_kafka import ADMINISTRATOR, SecuredKafka
from tests.support.sources import SERVICES

NEIGHBOUR = "so-giao-duc"
USERS = (ADMINISTRATOR, *SERVICES, OPERATOR, NEIGHBOUR)

Broker = Callable[[str], Brokers]


def passwords() -> dict[str, str]:
    return {user: secrets.token_hex(12) for user in USERS}


@pytest.fixture(scope="package")
def secured() -> Iterator[SecuredKafka]:
    """Started; nobody but the administrator may do anything yet."""
    with servers.folder() as place:
        kafka = SecuredKafka(place / "kafka", passwords())
        try:
            kafka.start()
            yield kafka
        finally:
            kafka.stop()


@pytest.fixture
def prefix() -> str:
    """What this test's topics, groups and rights begin with."""
    return f"t-{secrets.token_hex(3)}."


@pytest.fixture
def granted(secured: SecuredKafka, prefix: str) -> Broker:
    """The brokers as a user of this installation sees them, its topics made and rights granted."""
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    topics.apply(administrator)
    users.apply(administrator, wanted((), [NEIGHBOUR], prefix), {})
    return lambda user: secured.brokers(user, prefix)
