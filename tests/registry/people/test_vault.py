"""The vault itself: keeping, finding again, forgetting, sweeping."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg

from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.orphans import sweep_orphans
from services.registry.people.vault.personal_data import PersonalData, personal_data
from shared.eventstore.log.steady import SteadyConnection
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_HAMLET
from tests.support.service_door import ServiceDoor

HOA = personal_data("Trần Thị Hoà", "079123456789", "0912345678")


async def test_what_was_kept_is_read_back(vault: Vault) -> None:
    (person_ref,) = await vault.keep([(land.HAMLET, HOA)])
    kept = await vault.read(person_ref)
    assert kept is not None
    assert (kept.place_id, kept.data) == (land.HAMLET, HOA)


async def test_an_identity_number_has_one_reference_within_and_across_requests(
    vault: Vault,
) -> None:
    twin = PersonalData("Tran Thi Hoa", HOA.identity_number)
    first, second = await vault.keep([(land.HAMLET, HOA), (land.NEIGHBOUR, twin)])
    (third,) = await vault.keep([(land.ELSEWHERE, twin)])
    assert first == second == third
    kept = await vault.read(first)
    assert kept is not None
    assert kept.data == HOA


async def test_people_without_an_identity_number_are_people_apart(vault: Vault) -> None:
    nameless = PersonalData("Lê Văn Tám")
    first, second = await vault.keep([(land.HAMLET, nameless), (land.HAMLET, nameless)])
    assert first != second


async def test_forgetting_leaves_neither_key_nor_row_nor_hash(vault: Vault, migrated: str) -> None:
    refs = await vault.keep([(land.HAMLET, HOA), (land.HAMLET, PersonalData("Lê Văn Tám"))])
    await vault.forget(refs[0])
    assert await vault.known(refs) == {refs[1]}
    with psycopg.connect(migrated) as connection:
        for table in ("people", "person_keys", "people_by_syllable"):
            left = connection.execute(f"select distinct person_ref from {table}").fetchall()
            assert left == [(refs[1],)]


@asynccontextmanager
async def opened_line(dsn: str) -> AsyncIterator[SteadyConnection]:
    line = SteadyConnection(dsn, "test")
    try:
        yield line
    finally:
        await line.close()


async def aged(register: ServiceDoor, vault: Vault) -> tuple[UUID, UUID]:
    """A head and an orphan, both kept two days ago."""
    form = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01"}
    head = {"full_name": "Trần Thị Hoà"}
    await register.post("/families", form | {"head": head}, OF_HAMLET)
    (head_ref,) = register.rows("select person_ref from people")[0]
    (orphan,) = await vault.keep([(land.HAMLET, PersonalData("Lê Văn Tám"))])
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set kept_at = now() - interval '2 days'")
    return head_ref, orphan


async def test_only_old_rows_that_no_fact_refers_to_are_swept(register: ServiceDoor) -> None:
    async with opened_vault(register.dsn) as vault, opened_line(register.dsn) as line:
        head_ref, orphan = await aged(register, vault)
        (young,) = await vault.keep([(land.HAMLET, PersonalData("Võ Thị Sáu"))])
        assert await sweep_orphans(line, datetime.now(UTC)) == 1
        assert await vault.known([head_ref, orphan, young]) == {head_ref, young}


async def test_whoever_is_asked_for_is_kept_another_day(register: ServiceDoor) -> None:
    async with opened_vault(register.dsn) as vault, opened_line(register.dsn) as line:
        _, orphan = await aged(register, vault)
        assert await vault.known([orphan, uuid4()]) == {orphan}
        assert await sweep_orphans(line, datetime.now(UTC)) == 0
        later = datetime.now(UTC) + timedelta(days=2)
        assert await sweep_orphans(line, later) == 1
