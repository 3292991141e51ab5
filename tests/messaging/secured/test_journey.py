"""The whole way, registry to Kafka to every listener, each service with a login of its own."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from hieuhoc.commands.users import wanted
from shared.messaging import topics, users
from shared.messaging.rights import OPERATOR
from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Where, running_deployment
from tests.journeys.test_family_is_recognised import recognise
from tests.messaging.secured import asking
from tests.messaging.secured.conftest import NEIGHBOUR
from tests.support import land, servers
from tests.support.secured_kafka import ADMINISTRATOR, SecuredKafka
from tests.support.sources import SERVICES
from tests.support.waiting import eventually


@pytest.fixture
def deployment(secured: SecuredKafka, postgres_dsn: str, prefix: str) -> Iterator[Deployment]:
    administrator = secured.brokers(ADMINISTRATOR, prefix)
    topics.apply(administrator)
    users.apply(administrator, wanted((), [NEIGHBOUR], prefix), {})
    logins = {name: secured.login(name) for name in (*SERVICES, OPERATOR)}
    with servers.folder() as folder:
        where = Where(postgres_dsn, administrator, folder, logins)
        with running_deployment(where) as running:
            yield running


def test_a_family_is_recognised_and_counted_though_each_service_may_only_do_its_own(
    deployment: Deployment, secured: SecuredKafka, prefix: str
) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    body = {"commune_id": str(land.OTHER_COMMUNE), "kind": "khu-pho", "name": "Khu phố 1"}
    hamlet = province.post("/registry/v1/places", **body)["place_id"]
    family = register(province, UUID(hamlet))
    recognise(province, family, UUID(hamlet))
    province.sees(UUID(hamlet), families=1, registered=1, recognised=1)
    eventually(deployment.caught_up, 20, "everybody has caught up")
    assert asking.reads(secured.brokers(NEIGHBOUR, prefix), "registry.families", NEIGHBOUR) is None
