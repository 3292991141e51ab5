"""A list of hamlets is taken back: those that it put on the books never were, nor the figures that
it stated; and a list of sessions."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.registry.importing.hamlets.kind import HAMLETS
from services.registry.places.territory.facts import PlaceEstablished, PlaceWithdrawn
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.importing.bringing import File
from shared.importing.kinds import Run
from tests.importing.bringing import bring_in
from tests.importing.fixtures import set_a
from tests.importing.register import DAY, asked, counter_of, opened
from tests.importing.test_centre_sessions_run import a10, brought_as, with_centre
from tests.importing.test_hamlets_run import A01
from tests.importing.test_undoing import said, taken_back
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor, mapper_of


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def brought(register: ServiceDoor) -> Run:
    run = await asked(register)
    file = File(A01, (set_a() / A01).read_bytes())
    report = await bring_in(counter_of(register), HAMLETS, file, run, str)
    assert (report.rows.new, report.rows.changed) == (6, 5)
    return await asked(register, run.import_id)


def facts(register: ServiceDoor) -> list[Any]:
    """Of places."""
    rows = register.rows(f"select {COLUMNS} from log where type like 'registry.place-%%'")
    return [mapper_of("registry").recorded(stored_fact(row)).fact for row in rows]


async def hamlets(register: ServiceDoor) -> set[str]:
    tree = await counter_of(register).places.refreshed()
    there = [tree.attributes(each, DAY) for each in tree.children(land.COMMUNE, DAY)]
    return {each.name for each in there if each}


async def test_hamlets_and_their_figures_never_were_and_may_come_again(
    register: ServiceDoor,
) -> None:
    before = await hamlets(register)
    whole = await brought(register)
    done = await taken_back(register, whole)

    assert (done.whole, done.counts) == (True, {"place": 6, "population": 22})
    assert await hamlets(register) == before
    assert {each.ground_code for each in said(register, "PopulationWithdrawn")} == {"import-undone"}
    gone = [each for each in facts(register) if isinstance(each, PlaceWithdrawn)]
    assert {(each.valid_from, each.ground_code) for each in gone} == {(DAY, "import-undone")}
    await register.views_caught_up()
    assert register.rows("select count(*) from populations") == [(0,)]
    assert await taken_back(register, whole) == done
    await brought(register)


async def test_a_hamlet_with_a_family_in_it_stands_with_all_others(register: ServiceDoor) -> None:
    whole = await brought(register)
    new = [each for each in facts(register) if isinstance(each, PlaceEstablished)]
    one = new[-1].place_id
    body: dict[str, Any] = {"place_id": str(one), "registered_on": "2025-08-01"}
    answer = await register.post(
        "/families", body | {"head": {"full_name": "Lê Văn Tám"}}, OF_COMMUNE
    )
    assert answer.status_code == 201, answer.json()
    stands = await taken_back(register, whole)
    assert [(each.thing.thing_id, each.what) for each in stands.built] == [
        (one, "registry.family-registered.v1")
    ]
    assert said(register, "PopulationWithdrawn") == []
    family = {"family_id": answer.json()["family_id"]}
    await register.post("/families/withdrawals", family, OF_COMMUNE)
    assert (await taken_back(register, whole)).whole


async def test_sessions_never_were_nor_what_was_planned_and_cancelled(
    register: ServiceDoor,
) -> None:
    await with_centre(register)
    run = await brought_as(register, a10())
    held, planned = said(register, "SessionHeld"), said(register, "SessionPlanned")
    done = await taken_back(register, run)
    assert (done.whole, done.counts) == (True, {"session": len(held) + len(planned)})
    gone = said(register, "SessionWithdrawn")
    assert {each.ground_code for each in gone} == {"import-undone"}
    counted = sum(each.was.attendances for each in gone if each.was is not None)
    assert counted == sum(each.attendances for each in held)


async def test_a_session_to_which_somebody_came_by_name_is_listed(register: ServiceDoor) -> None:
    await with_centre(register)
    run = await brought_as(register, a10())
    await register.views_caught_up()
    (one, *_) = register.rows("select session_id from sessions where held_on is not null")[0]
    both = [*OF_COMMUNE, *OF_OTHER_COMMUNE]
    family: dict[str, Any] = {"place_id": str(land.HAMLET), "registered_on": "2025-08-01"}
    await register.post("/families", family | {"head": {"full_name": "Lê Văn Tám"}}, both)
    ((ref,),) = register.rows("select person_ref from people")
    came = {"session_id": str(one), "person_refs": [str(ref)]}
    answer = await register.post("/attendances", came, both)
    assert answer.status_code == 201, answer.json()
    stands = await taken_back(register, run)
    assert {(each.thing.kind, each.thing.thing_id) for each in stands.built} == {("session", one)}
    await register.post("/sessions/withdrawals", {"session_id": str(one)}, OF_OTHER_COMMUNE)
    assert (await taken_back(register, run)).whole
