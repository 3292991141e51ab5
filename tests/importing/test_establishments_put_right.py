"""What a list says otherwise of an establishment on the books is put right, and undone again."""

from collections import Counter as Tally
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from services.registry.establishments.card import CARD
from services.registry.establishments.establishment import EstablishmentCorrected
from services.registry.importing.establishments.kind import ESTABLISHMENTS
from services.registry.importing.undoing.undo import undo
from services.rollups.measures.counting import contributions
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.importing.bringing import File
from shared.importing.kinds import Run
from shared.importing.rehearsal import rehearsal
from shared.web.actions import Permit
from shared.web.card import fact_of
from tests.importing.bringing import bring_in
from tests.importing.fixtures import rows
from tests.importing.register import asked, counter_of, opened
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor, mapper_of

HEADINGS = ["Tên cơ quan, đơn vị", "Loại hình"]
SCHOOL = ["Trường Tiểu học Sông Quê", "Trường học"]
COMPANY = ["Công ty Sợi Vàng", "Doanh nghiệp"]
AGENCY = [COMPANY[0], "Cơ quan"]


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def brought(register: ServiceDoor, run: Run, *lines: list[Any]) -> Mapping[str, int]:
    """By what became of them, how many rows; the dry run says the same."""
    counter, file = counter_of(register), File("a.xlsx", rows(HEADINGS, *lines))
    await register.views_caught_up()
    dry = await bring_in(rehearsal(counter), ESTABLISHMENTS, file, run, str)
    true = await bring_in(counter, ESTABLISHMENTS, file, run, str)
    await register.views_caught_up()
    assert await bring_in(counter, ESTABLISHMENTS, file, run, str) == true == dry
    return {what: n for what, n in vars(true.rows).items() if n and what != "read"}


def counted(register: ServiceDoor) -> Tally[Any]:
    """What the figures of establishments add up to."""
    say = {fact_of(each): each for each in CARD.told}
    found = register.rows(f"select {COLUMNS} from log where type like 'registry.establishment-%%'")
    recorded = [mapper_of("registry").recorded(stored_fact(row)) for row in found]
    added: Tally[Any] = Tally()
    for each in recorded:
        if type(each.fact) in say:
            event = say[type(each.fact)](each.originator_id, each.fact)
            for measure, dimensions, place_id, day, value in contributions(event):
                added[measure, dimensions, place_id, day] += value
    return Tally({name: value for name, value in added.items() if value})


def kinds(register: ServiceDoor) -> list[str]:
    return [row[0] for row in register.rows("select kind from establishments order by name")]


async def test_another_kind_is_put_right_and_as_before_when_it_is_undone(
    register: ServiceDoor,
) -> None:
    await brought(register, await asked(register), SCHOOL, COMPANY)
    figures, whole = counted(register), await asked(register)
    assert await brought(register, whole, SCHOOL, AGENCY) == {"changed": 1, "unchanged": 1}
    assert kinds(register) == ["agency", "school"]
    assert counted(register) != figures

    done = await undo(counter_of(register), whole.by, whole.import_id)
    await register.views_caught_up()
    assert (done.whole, done.counts) == (True, {"establishment-correction": 1})
    assert kinds(register) == ["enterprise", "school"]
    assert counted(register) == figures
    assert await undo(counter_of(register), whole.by, whole.import_id) == done


async def test_what_was_said_again_since_stands_until_that_is_taken_back(
    register: ServiceDoor,
) -> None:
    first, one, other = [await asked(register) for _ in range(3)]
    await brought(register, first, COMPANY)
    await brought(register, one, AGENCY)
    await brought(register, other, [COMPANY[0], "Tôn giáo"])
    stands = await undo(counter_of(register), one.by, one.import_id)
    assert [each.what for each in stands.built] == [EstablishmentCorrected.TYPE]
    for each in (other, one, first):
        assert (await undo(counter_of(register), each.by, each.import_id)).whole
        await register.views_caught_up()
    assert kinds(register) == []


async def test_who_may_not_correct_is_asked_and_so_is_a_name_written_short(
    register: ServiceDoor,
) -> None:
    run = await asked(register)
    await brought(register, run, SCHOOL, COMPANY)
    may_not = replace(await asked(register), correcting=Permit((), run.by.permit.action))
    assert await brought(register, may_not, AGENCY) == {"ask": 1}
    short = ["Trường TH Sông Quê", SCHOOL[1]]
    assert await brought(register, await asked(register), short) == {"ask": 1}
    assert kinds(register) == ["enterprise", "school"]


async def test_one_that_moved_since_is_not_given_back(register: ServiceDoor) -> None:
    await brought(register, await asked(register), COMPANY)
    whole = await asked(register)
    await brought(register, whole, AGENCY)
    ((id_,),) = register.rows("select establishment_id from establishments")
    ended = {"establishment_id": str(id_), "ended_on": "2026-01-05"}
    answer = await register.post("/establishments/dissolutions", ended, OF_COMMUNE)
    assert answer.is_success, answer.text
    stands = await undo(counter_of(register), whole.by, whole.import_id)
    assert [each.what for each in stands.built] == ["registry.establishment-ended.v1"]
