"""Whom an import brought and nothing else names goes out of the vault once the import is undone."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from services.registry.importing.associations.kind import ASSOCIATIONS
from services.registry.importing.members.kind import MEMBERS
from services.registry.people.vault.orphans import sweep_orphans
from tests.importing.register import asked, counter_of, opened
from tests.importing.test_associations import LIST
from tests.importing.test_families_run import of_set_a, run
from tests.importing.test_members_run import listed
from tests.importing.test_undoing import taken_back
from tests.importing.test_undoing_associations import MEMBER, OTHERS, brought
from tests.registry.people.test_vault import opened_line
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def swept(register: ServiceDoor) -> int:
    """Two days later."""
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set kept_at = now() - interval '2 days'")
    async with opened_line(register.dsn) as line:
        return await sweep_orphans(line, datetime.now(UTC))


def kept(register: ServiceDoor) -> set[UUID]:
    return {ref for (ref,) in register.rows("select person_ref from people")}


async def test_an_undone_list_leaves_nobody_in_the_vault(register: ServiceDoor) -> None:
    await brought(register, ASSOCIATIONS, LIST)
    members = await brought(register, MEMBERS, listed(MEMBER, *OTHERS))
    families = await asked(register)
    await run(counter_of(register), of_set_a(), families)
    assert await swept(register) == 0
    assert len(kept(register)) == 20

    await taken_back(register, families)
    assert await swept(register) == 17
    await taken_back(register, members)
    assert await swept(register) == 3
    assert kept(register) == set()


async def test_whom_an_officer_withdrew_may_be_said_again_by_reference(
    register: ServiceDoor,
) -> None:
    await brought(register, ASSOCIATIONS, LIST)
    one = await brought(register, MEMBERS, listed(MEMBER))
    ((ref,),) = register.rows("select person_ref from people")
    form = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01", "head_ref": str(ref)}
    family = (await register.post("/families", form, OF_COMMUNE)).json()
    assert not (await taken_back(register, one)).whole
    await register.post("/families/withdrawals", {"family_id": family["family_id"]}, OF_COMMUNE)
    (membership,) = register.rows("select membership_id from memberships")[0]
    gone = {"membership_id": str(membership)}
    await register.post("/memberships/withdrawals", gone, OF_COMMUNE)
    assert await swept(register) == 0
    assert kept(register) == {ref}
    again = await register.post("/families", form, OF_COMMUNE)
    assert again.status_code == 201, again.json()
