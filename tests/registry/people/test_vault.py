"""The vault itself: keeping, finding again, forgetting, sweeping."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from services.registry.main import MIGRATIONS
from services.registry.vault import PersonalData, Vault, personal_data, sweep_orphans
from shared.eventstore.line import Line
from shared.eventstore.migrations import migrate
from tests.registry import land
from tests.registry.register import OF_HAMLET, Register, opened_vault

HOA = personal_data("Trần Thị Hoà", "079123456789", "0912345678")


@pytest.fixture
async def vault(database: str) -> AsyncIterator[Vault]:
    migrate(database, *MIGRATIONS)
    async with opened_vault(database) as vault:
        yield vault


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


async def test_people_are_found_by_syllables_without_marks_in_places_within_reach(
    vault: Vault,
) -> None:
    others = [PersonalData("Trần Thị Hòa"), PersonalData("Trần Hoà"), PersonalData("Lê Hoà Thị")]
    people = [(land.HAMLET, HOA), *((land.HAMLET, data) for data in others)]
    refs = await vault.keep([*people, (land.ELSEWHERE, PersonalData("Hoà Thị Trần"))])
    found = await vault.named("hoa TRAN thi", within={land.HAMLET}.__contains__)
    assert {kept.person_ref for kept in found} == set(refs[:2])
    exact = await vault.named("Trần Thị Hoà", within=lambda _: True)
    assert exact[0].data == HOA
    assert len(exact) == 3


async def test_who_is_written_so_comes_first_and_then_who_sounds_so(vault: Vault) -> None:
    names = ["Trần Thị Hóa", "Trần Thị Hoa", "Trần Thị Hòa", "Trần Thị Hoà"]
    await vault.keep([(land.HAMLET, PersonalData(name)) for name in names])
    for asked in ("Trần Thị Hoà", "trần thị Hoa\u0300"):
        found = await vault.named(asked, within=lambda _: True)
        assert [kept.data.full_name for kept in found][:2] == ["Trần Thị Hoà", "Trần Thị Hòa"]


FOUND = [
    ("\u00d0ặng Thị Quyt", ["Đặng Thị Quyt", "dang thi quyt", "\u00d0ẶNG", "\u00f0ang"]),
    ("Đặng Thị Quyt", ["\u00d0ặng", "Dang"]),
    ("H'Hen Quyt", ["H’Hen", "Hʼhen", "H`HEN", "h hen", "hhen quyt", "hen"]),
    ("K’Să Quyt", ["K'Sa", "K´să", "ksa"]),
    ("Lê Văn Quyt (Tư)", ["Tư Quyt", "le van quyt tu", "(tu)"]),
    ("Lê Văn Quyt, con", ["con", "Lê Văn Quyt con"]),
    ("Ｌê Ｖăn Quyt", ["Lê Văn", "ｌｅ"]),
    ("Trần Thị Hoà", ["Hòa", "hoa thi TRAN", "Tra\u0302\u0300n"]),
    ("Nguyễn-Müller Quyt", ["muller", "Nguyễn Müller"]),
]


@pytest.mark.parametrize(("kept", "asked"), FOUND)
async def test_a_person_is_found_however_the_name_is_typed(
    vault: Vault, kept: str, asked: list[str]
) -> None:
    (person_ref,) = await vault.keep([(land.HAMLET, personal_data(kept))])
    await vault.keep([(land.HAMLET, personal_data("Phạm Thu Oanh"))])
    for name in (kept, *asked):
        found = await vault.named(name, within=lambda _: True)
        assert [each.person_ref for each in found] == [person_ref], name
    assert await vault.named("()", within=lambda _: True) == []


async def test_forgetting_leaves_neither_key_nor_row_nor_hash(vault: Vault, database: str) -> None:
    refs = await vault.keep([(land.HAMLET, HOA), (land.HAMLET, PersonalData("Lê Văn Tám"))])
    await vault.forget(refs[0])
    assert await vault.known(refs) == {refs[1]}
    with psycopg.connect(database) as connection:
        for table in ("people", "person_keys", "people_by_syllable"):
            left = connection.execute(f"select distinct person_ref from {table}").fetchall()
            assert left == [(refs[1],)]


@asynccontextmanager
async def opened_line(dsn: str) -> AsyncIterator[Line]:
    line = Line(dsn, "test")
    try:
        yield line
    finally:
        await line.close()


async def aged(register: Register, vault: Vault) -> tuple[UUID, UUID]:
    """A head and an orphan, both kept two days ago."""
    form = {"hamlet_id": str(land.HAMLET), "registered_on": "2025-08-01"}
    head = {"full_name": "Trần Thị Hoà"}
    await register.post("/families", form | {"head": head}, OF_HAMLET)
    (head_ref,) = register.rows("select person_ref from people")[0]
    (orphan,) = await vault.keep([(land.HAMLET, PersonalData("Lê Văn Tám"))])
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set kept_at = now() - interval '2 days'")
    return head_ref, orphan


async def test_only_old_rows_that_no_fact_refers_to_are_swept(register: Register) -> None:
    async with opened_vault(register.dsn) as vault, opened_line(register.dsn) as line:
        head_ref, orphan = await aged(register, vault)
        (young,) = await vault.keep([(land.HAMLET, PersonalData("Võ Thị Sáu"))])
        assert await sweep_orphans(line, datetime.now(UTC)) == 1
        assert await vault.known([head_ref, orphan, young]) == {head_ref, young}


async def test_whoever_is_asked_for_is_kept_another_day(register: Register) -> None:
    async with opened_vault(register.dsn) as vault, opened_line(register.dsn) as line:
        _, orphan = await aged(register, vault)
        assert await vault.known([orphan, uuid4()]) == {orphan}
        assert await sweep_orphans(line, datetime.now(UTC)) == 0
        later = datetime.now(UTC) + timedelta(days=2)
        assert await sweep_orphans(line, later) == 1
