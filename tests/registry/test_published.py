"""What is registered at the door is on Kafka for everybody who listens."""

import msgspec

from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.contracts.registry.centres import CentreEstablishedV1
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.contracts.registry.people import PersonErasedV1
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from tests.registry.families.test_registering import form
from tests.support import land
from tests.support.land import OF_COMMUNE
from tests.support.reading import Published, read_topic
from tests.support.service_door import ServiceDoor, open_door
from tests.support.settled import settle
from tests.support.waiting import eventually_async


async def published(brokers: Brokers, topic: str) -> list[Published]:
    async def there() -> list[Published]:
        return list(read_topic(brokers, topic))

    return await eventually_async(there)


async def told(register: ServiceDoor) -> tuple[str, str]:
    """A family whose head is erased, and a centre."""
    family = await register.post("/families", form(), OF_COMMUNE)
    (head_ref,) = register.rows("select person_ref from people")[0]
    await register.post(f"/people/{head_ref}/erasure", {}, OF_COMMUNE)
    place = {"place_id": str(land.COMMUNE), "established_on": "2025-08-01"}
    await register.post("/centres", place, OF_COMMUNE)
    return family.json()["family_id"], str(head_ref)


async def test_families_centres_and_erasures_are_published(
    migrated: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    topics.apply(brokers, topics=[t for n, t in TOPIC_BY_NAME.items() if n.startswith("registry.")])
    await settle("registry", migrated)
    async with open_door("registry", migrated, brokers) as register:
        family_id, head_ref = await told(register)
        families = await published(brokers, "registry.families")
        (erased,) = await published(brokers, "registry.people")
        (centre,) = await published(brokers, "registry.centres")
    (record,) = families
    event = msgspec.json.decode(record.value, type=FamilyRegisteredV1)
    assert (str(event.family_id), event.place_id) == (family_id, land.HAMLET)
    assert record.stamp.subject == family_id
    gone = msgspec.json.decode(erased.value, type=PersonErasedV1)
    assert (str(gone.person_ref), gone.place_id) == (head_ref, land.HAMLET)
    assert msgspec.json.decode(centre.value, type=CentreEstablishedV1).place_id == land.COMMUNE
