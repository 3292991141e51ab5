"""An import that put the books right is taken back: they say again what they said before, while
nothing else was said since."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.families.family.facts import FamilyCorrected
from services.registry.importing.families.kind import FAMILIES
from services.registry.importing.undoing.undo import undo
from services.registry.people.person import PersonalDataCorrected
from services.registry.people.vault.corrections import CorrectedSince, Former
from services.registry.people.vault.keeping import Vault
from shared.importing.kinds import Run
from shared.importing.trail import Undone
from shared.vocabulary.identifiers import new_id
from tests.importing.bringing import bring_in
from tests.importing.register import asked, counter_of, opened
from tests.importing.test_changed import HOC, TAP, families, later, of_set_a
from tests.importing.test_undoing import counted
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def brought(register: ServiceDoor, *lines: tuple[Any, ...], run: Run | None = None) -> Run:
    whole = run or await asked(register)
    await bring_in(counter_of(register), FAMILIES, families(*lines), whole, str)
    await register.views_caught_up()
    return whole


async def taken_back(register: ServiceDoor, whole: Run) -> Undone:
    done = await undo(counter_of(register), whole.by, whole.import_id)
    await register.views_caught_up()
    return done


async def said(register: ServiceDoor) -> set[tuple[Any, ...]]:
    """What the register says of every family and who heads it."""
    await register.views_caught_up()
    rows = register.rows("select family_id, place_id, head_ref from families_by_place_v2")
    people = await counter_of(register).has(Vault).all_of(row[2] for row in rows)
    data = {each.person_ref: (each.place_id, each.data) for each in people}
    return {(*row, data[row[2]]) for row in rows}


async def test_what_was_put_right_is_as_before_and_an_undo_of_it_twice_says_the_same(
    register: ServiceDoor,
) -> None:
    name = of_set_a("A02")
    await bring_in(counter_of(register), FAMILIES, name, await asked(register), str)
    before, figures = await said(register), counted(register)
    whole = await asked(register)
    await bring_in(counter_of(register), FAMILIES, of_set_a("A13"), whole, str)
    assert len(await said(register) - before) == 3

    done = await taken_back(register, whole)
    assert (done.whole, done.counts) == (True, {"family": 1, "person-correction": 2})
    assert await said(register) == before
    assert counted(register) == figures
    assert await taken_back(register, whole) == done
    back = [each for each in register.facts() if isinstance(each, PersonalDataCorrected)]
    assert [each.undoes is None for each in back] == [True, True, False, False]
    left = "select count(*) from corrections where was_sealed is not null"
    assert register.rows(left) == [(2,)]


async def test_a_move_by_a_list_never_was(register: ServiceDoor) -> None:
    await brought(register, HOC)
    before, figures = await said(register), counted(register)
    moved = await brought(register, (*HOC[:4], "KP2"), run=later(await asked(register)))
    assert await said(register) != before
    done = await taken_back(register, moved)
    assert (done.whole, done.counts) == (True, {"family-move": 1})
    assert await said(register) == before
    assert counted(register) == figures
    assert isinstance(register.facts()[-1], FamilyCorrected)


async def test_what_was_said_again_since_is_listed_until_that_is_taken_back(
    register: ServiceDoor,
) -> None:
    await brought(register, HOC, TAP)
    one = await brought(register, (*HOC[:3], "0900000008", "KP1"))
    between = await said(register)
    run = replace(later(await asked(register)), import_id=new_id())
    other = await brought(register, (*HOC[:3], "0900000009", "KP2"), run=run)
    stands = await taken_back(register, one)
    assert [each.what for each in stands.built] == [PersonalDataCorrected.TYPE]
    assert not stands.whole
    ids = [row[0] for row in register.rows("select correction_id from corrections order by 1")]
    first, last = await counter_of(register).has(Vault).corrections.former(ids)
    assert isinstance(first, CorrectedSince)
    assert isinstance(last, Former)
    assert last.data.phone == "0900000008"
    assert (await taken_back(register, other)).whole
    assert await said(register) == between
    assert (await taken_back(register, one)).counts == {"person-correction": 1}


async def test_what_is_kept_no_more_is_listed(register: ServiceDoor) -> None:
    await brought(register, HOC)
    whole = await brought(register, (*HOC[:3], "0900000008", "KP1"))
    register.rows("update corrections set was_sealed = null returning 1")
    stands = await taken_back(register, whole)
    assert [each.code for _, each in stands.refused] == ["registry.former-data-gone"]


async def test_of_who_was_erased_nothing_is_left_to_take_back(register: ServiceDoor) -> None:
    await brought(register, HOC, TAP)
    whole = await brought(register, (*HOC[:3], "0900000008", "KP1"))
    (ref,) = [
        each.person_ref for each in register.facts() if isinstance(each, PersonalDataCorrected)
    ]
    answer = await register.post(f"/people/{ref}/erasure", {}, OF_COMMUNE)
    assert answer.is_success, answer.json()
    await register.views_caught_up()
    assert (await taken_back(register, whole)).whole


PEOPLE = any_.lists(
    any_.tuples(
        any_.sampled_from(["Nguyễn An", "Nguyễn Ân", "Trần Bình"]),
        any_.sampled_from([None, "02/03/1950", "05/06/1950", 1950.0]),
        any_.sampled_from([None, "079050000001", "079050000002"]),
        any_.sampled_from([None, "0900000001", "0900000002"]),
        any_.sampled_from(["KP1", "KP2"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@whatever(before=PEOPLE, last=PEOPLE)
async def test_any_import_and_its_undo_leave_what_the_register_says_as_it_was(
    register: ServiceDoor, before: Sequence[tuple[Any, ...]], last: Sequence[tuple[Any, ...]]
) -> None:
    await brought(register, *before)
    there, figures = await said(register), counted(register)
    run = later(await asked(register))
    whole = await brought(register, *last, run=replace(run, on=run.on.replace(month=10)))
    done = await taken_back(register, whole)
    assert done.whole, done
    assert await said(register) == there
    assert counted(register) == figures


async def books(register: ServiceDoor) -> list[str]:
    """The same, whichever ids they have."""
    return sorted(f"{place} {vars(data)}" for _, place, _, (_, data) in await said(register))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@whatever(before=PEOPLE, last=PEOPLE, parted=any_.integers(0, 4))
async def test_a_list_in_any_two_parts_leaves_the_books_as_the_whole_list_does(
    register: ServiceDoor,
    before: Sequence[tuple[Any, ...]],
    last: Sequence[tuple[Any, ...]],
    parted: int,
) -> None:
    """Of a list that has everybody once."""
    named = {each[0]: each for each in last}
    rows = [*{each[2] or each[0]: each for each in named.values()}.values()]
    ground = await brought(register, *before)
    run = later(await asked(register))
    whole = await brought(register, *rows, run=run)
    of_whole = await books(register)
    assert (await taken_back(register, whole)).whole
    parts = [each for each in (rows[:parted], rows[parted:]) if each]
    runs = [await brought(register, *each, run=later(await asked(register))) for each in parts]
    assert await books(register) == of_whole
    for each in (*reversed(runs), ground):
        assert (await taken_back(register, each)).whole
    assert await books(register) == []
