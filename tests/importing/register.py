"""A register with the hamlets of set A in its commune, and officers who bring lists in."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.registry.families.family.facts import FamilyRegistered
from services.registry.places.changing import change_places
from services.registry.places.territory.facts import PlaceEstablished
from shared.eventstore.facts import Origin
from shared.importing.kinds import Run
from shared.vocabulary.identifiers import new_id
from shared.web.actions import Permit
from shared.web.counter import Counter
from shared.web.identity import Grant
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import PROJECTOR, ServiceDoor, open_door
from tests.support.settled import SYSTEM, settled
from tests.support.waiting import eventually_async

DAY = date(2025, 8, 1)
NAMES = [f"Khu phố {number}" for number in range(1, 7)]


WORKING = (*PROJECTOR, "imports")


@asynccontextmanager
async def opened(
    databases: Databases, working: Collection[str] = WORKING
) -> AsyncIterator[ServiceDoor]:
    with settled(databases, "registry") as dsn:
        async with open_door("registry", dsn, working=working) as door:
            hamlets = [_hamlet(name) for name in NAMES]
            await change_places(counter_of(door).transactions, hamlets, SYSTEM)
            yield door


def _hamlet(name: str) -> PlaceEstablished:
    place_id = land.named(name)
    return PlaceEstablished(
        place_id, "hamlet", "khu-pho", name, None, land.COMMUNE, land.REORGANISED
    )


def counter_of(register: ServiceDoor) -> Counter:
    counter: Counter = register.app.state.counter
    return counter


async def asked(
    register: ServiceDoor,
    import_id: UUID | None = None,
    grants: Sequence[Grant] = OF_COMMUNE,
    place_id: UUID = land.COMMUNE,
) -> Run:
    permit = Permit(tuple(grants), "registry.family.register")
    by = await counter_of(register).caller(permit, Origin("officer", uuid4()), None)
    return Run(import_id or new_id(), place_id, DAY, by, correcting=permit)


def registered(register: ServiceDoor) -> list[FamilyRegistered]:
    return [each for each in register.facts() if isinstance(each, FamilyRegistered)]


async def finished(
    register: ServiceDoor, import_id: str, state: str = "finished"
) -> dict[str, Any]:
    """What is told of an import, once it stands so."""
    found: dict[str, Any] = {}

    async def there() -> bool:
        answer = await register.look(f"/imports/{import_id}", OF_COMMUNE)
        found.clear()
        found.update(answer.json())
        return bool(found.get("state") == state)

    await eventually_async(there)
    return found
