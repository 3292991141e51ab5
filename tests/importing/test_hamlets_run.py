"""Hamlets of a list come onto the books of their commune, with their figures."""

from collections.abc import AsyncIterator

import pytest

from services.registry.importing.hamlets.kind import HAMLETS
from services.registry.importing.undoing.undo import undo
from services.registry.populations.population import PopulationCorrected, PopulationStated
from shared.importing.bringing import File
from shared.importing.rehearsal import rehearsal
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows, set_a
from tests.importing.register import DAY, asked, counter_of, opened
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

A01 = "A01_khu-pho_bay-hien.xlsx"


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def test_new_hamlets_are_put_on_the_books_and_known_ones_get_their_figures(
    register: ServiceDoor,
) -> None:
    counter, whole = counter_of(register), await asked(register)
    file = File(A01, (set_a() / A01).read_bytes())
    before = len(register.facts())

    dry = await bring_in(rehearsal(counter), HAMLETS, file, whole, str)
    assert len(register.facts()) == before
    true = await bring_in(counter, HAMLETS, file, whole, str)
    again = await bring_in(counter, HAMLETS, file, await asked(register, whole.import_id), str)
    other = await bring_in(counter, HAMLETS, file, await asked(register), str)

    assert dry == true == again
    assert (true.rows.new, true.rows.changed, true.rows.rejected, true.rows.ask) == (6, 5, 2, 1)
    assert (other.rows.new, other.rows.changed, other.rows.unchanged) == (0, 0, 11)
    facts = register.facts()[before:]
    tree = await counter.places.refreshed()
    there = [tree.attributes(each, DAY) for each in tree.children(land.COMMUNE, DAY)]
    hamlets = [each for each in there if each and each.name.startswith("Khu phố")]
    assert {each.name for each in hamlets} == {f"Khu phố {number}" for number in range(1, 13)}
    assert {(each.level, each.kind, each.code) for each in hamlets} == {("hamlet", "khu-pho", None)}
    stated = [each for each in facts if isinstance(each, PopulationStated)]
    assert sum(n.number for n in stated if n.population_kind == "inhabitants") == 26_244
    assert sum(n.number for n in stated if n.population_kind == "households") == 6_994
    assert len(facts) == 22


async def test_out_of_reach_no_hamlet_is_put_on_the_books(register: ServiceDoor) -> None:
    file = File(A01, (set_a() / A01).read_bytes())
    before = len(register.facts())
    elsewhere = await asked(register, grants=OF_OTHER_COMMUNE)
    told = await bring_in(counter_of(register), HAMLETS, file, elsewhere, str)
    assert (told.rows.new, told.rows.rejected) == (0, 13)
    assert len(register.facts()) == before


async def test_another_number_of_an_own_report_is_corrected_and_an_undo_gives_it_back(
    register: ServiceDoor,
) -> None:
    def listed(households: float, people: float) -> File:
        heading = ["Tên khu phố", "Số hộ", "Dân số"]
        return File("a.xlsx", rows(heading, ["Khu phố 1", households, people]))

    def corrections() -> list[int]:
        facts = register.facts()
        return [each.number for each in facts if isinstance(each, PopulationCorrected)]

    counter = counter_of(register)
    await bring_in(counter, HAMLETS, listed(100, 400), await asked(register), str)
    census: dict[str, object] = {"place_id": str(land.named("Khu phố 2"))}
    census |= {"population_kind": "households", "counted_on": DAY.isoformat()}
    census |= {"number": 90, "source_code": "census"}
    assert (await register.post("/populations", census, OF_COMMUNE)).is_success
    whole, other = await asked(register), listed(101, 400)
    dry = await bring_in(rehearsal(counter), HAMLETS, other, whole, str)
    assert corrections() == []
    for _ in range(2):
        told = await bring_in(counter, HAMLETS, other, whole, str)
        assert told == dry
        assert (told.rows.changed, corrections()) == (1, [101])
    again = await bring_in(counter, HAMLETS, other, await asked(register), str)
    assert again.rows.unchanged == 1
    by_census = File("b.xlsx", rows(["Tên khu phố", "Số hộ"], ["Khu phố 2", 91.0]))
    told = await bring_in(counter, HAMLETS, by_census, await asked(register), str)
    assert (told.rows.ask, corrections()) == (1, [101])

    done = await undo(counter, whole.by, whole.import_id)
    assert (done.whole, done.counts) == (True, {"population-correction": 1})
    assert corrections() == [101, 100]
    assert await undo(counter, whole.by, whole.import_id) == done
