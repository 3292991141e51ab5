"""A list of families, from the bytes of a file to the books of a commune."""

from collections.abc import AsyncIterator

import pytest

from services.registry.importing.families.kind import FAMILIES
from shared.importing.bringing import File
from shared.importing.refusals import FileDamaged, NoListFound
from shared.importing.rehearsal import rehearsal
from shared.importing.summing import Sum
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows, set_a
from tests.importing.register import asked, counter_of, opened, registered
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

A02, A13 = sorted(path.name for path in set_a().glob("A*DS hộ gia đình*"))
MEMBERS_OF_RIGHT_ROWS = 205
"""As the cells of the rows say that EXPECTED.csv calls right; the file states that of all rows."""


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


def file(name: str) -> File:
    return File(name, (set_a() / name).read_bytes())


async def test_a_messy_list_comes_onto_the_books_after_a_dry_run_that_says_the_same(
    register: ServiceDoor,
) -> None:
    counter, whole = counter_of(register), await asked(register)
    dry = await bring_in(rehearsal(counter), FAMILIES, file(A02), whole, str)
    assert registered(register) == []
    true = await bring_in(counter, FAMILIES, file(A02), whole, str)

    assert dry == true
    assert (true.rows.read, true.rows.new, true.rows.rejected, true.rows.ask) == (57, 47, 8, 2)
    assert len(registered(register)) == 47
    assert {each.place_id for each in registered(register)} == {
        land.named(f"Khu phố {number}") for number in range(1, 7)
    }
    assert true.sums["members"] == Sum(MEMBERS_OF_RIGHT_ROWS, 239)


async def test_a_list_corrected_adds_what_is_new_and_nobody_twice(register: ServiceDoor) -> None:
    counter = counter_of(register)
    await bring_in(counter, FAMILIES, file(A02), await asked(register), str)
    later = await bring_in(counter, FAMILIES, file(A13), await asked(register), str)

    new = [each.place_id for each in registered(register)[47:]]
    assert later.rows.new == 1, "row 32; row 61 names no number, and is met by name and birth"
    assert new == [land.named("Khu phố 3")]
    assert vars(later.rows) == {
        "read": 57, "new": 1, "changed": 2, "unchanged": 45, "rejected": 7, "ask": 2
    }  # fmt: skip


async def test_whoever_does_not_have_the_place_brings_nothing_in_and_learns_nothing(
    register: ServiceDoor,
) -> None:
    elsewhere = await asked(register, grants=OF_OTHER_COMMUNE)
    unheard = await asked(register, grants=OF_OTHER_COMMUNE, place_id=land.UNHEARD)
    told = await bring_in(counter_of(register), FAMILIES, file(A02), elsewhere, str)
    nowhere = await bring_in(counter_of(register), FAMILIES, file(A02), unheard, str)

    assert (told.rows.new, told.errors, told.asks) == (0, nowhere.errors, nowhere.asks)
    assert registered(register) == []


async def test_a_file_without_such_a_list_is_refused(register: ServiceDoor) -> None:
    counter, whole = counter_of(register), await asked(register)
    for data, why in ((rows(["STT", "Khu phố"], [1, "a"]), NoListFound), (b"PK", FileDamaged)):
        with pytest.raises(why):
            await bring_in(counter, FAMILIES, File("a.xlsx", data), whole, str)
