"""An import is taken back whole, while nothing was built on it, and as often as it is asked."""

from asyncio import CancelledError, create_task
from collections import Counter as Tally
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.families.card import CARD
from services.registry.importing.undoing.things.families import FAMILY
from services.registry.importing.undoing.things.table import KINDS, READING
from services.registry.importing.undoing.undo import (
    ChangedWhileUndone,
    acting_for,
    known,
    undo,
    withdrawn,
)
from services.rollups.measures.counting import contributions
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.importing.kinds import Run
from shared.importing.report import Became
from shared.importing.trail import Trail, Undone
from shared.web.card import fact_of
from tests.importing.register import asked, counter_of, opened, registered
from tests.importing.test_families_run import listed, of_set_a, run
from tests.support import land
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor, mapper_of
from tests.support.waiting import eventually_async

CHILD = {"full_name": "Trần Thị Bé", "birth_year": 2015}
DAY = "2026-03-15"


@pytest.fixture
async def register(databases: Databases) -> AsyncIterator[ServiceDoor]:
    async with opened(databases) as door:
        yield door


async def taken_back(register: ServiceDoor, whole: Run) -> Undone:
    return await undo(counter_of(register), whole.by, whole.import_id)


async def on_the_books(register: ServiceDoor) -> list[UUID]:
    await register.views_caught_up()
    return [row[0] for row in register.rows("select family_id from families_by_place_v2")]


def said(register: ServiceDoor, kind: str) -> list[Any]:
    return [each for each in register.facts() if type(each).__name__ == kind]


async def joined(register: ServiceDoor, family_id: UUID) -> None:
    body = {"family_id": str(family_id), "person": CHILD, "joined_on": DAY}
    answer = await register.post("/families/members", body | {"relation_code": "child"}, OF_COMMUNE)
    assert answer.status_code == 201, answer.json()


async def test_what_an_import_brought_never_was_and_its_list_may_come_again(
    register: ServiceDoor,
) -> None:
    whole = await asked(register)
    await run(counter_of(register), of_set_a(), whole)
    done = await taken_back(register, whole)

    assert (done.whole, done.counts) == (True, {"family": 17})
    assert await on_the_books(register) == []
    gone = said(register, "FamilyWithdrawn")
    assert {each.ground_code for each in gone} == {"import-undone"}
    assert [each.was[0].place_id for each in gone] == [
        each.place_id for each in reversed(registered(register))
    ]
    assert await taken_back(register, whole) == done
    assert len(said(register, "FamilyWithdrawn")) == 17
    again = await run(counter_of(register), of_set_a(), await asked(register))
    assert Tally(again) == {Became.NEW: 17}
    assert len(await on_the_books(register)) == 17


async def test_what_is_no_import_recorded_nothing(register: ServiceDoor) -> None:
    assert await taken_back(register, await asked(register)) == Undone({})


async def test_nothing_is_taken_back_where_something_was_built_and_what_is_listed(
    register: ServiceDoor,
) -> None:
    whole = await asked(register)
    await run(counter_of(register), of_set_a(), whole)
    await register.views_caught_up()
    brought = register.rows("select family_id from families_by_place_v2 order by 1")
    one, two = brought[0][0], brought[1][0]
    await joined(register, one)
    clan = await register.post(
        "/clans", {"place_id": str(land.COMMUNE), "registered_on": DAY}, OF_COMMUNE
    )
    head_ref = register.rows("select head_ref from families_by_place_v2 where family_id = %s", two)
    member = {"clan_id": clan.json()["clan_id"], "person_ref": str(head_ref[0][0])}
    answer = await register.post("/clans/members", member | {"joined_on": DAY}, OF_COMMUNE)
    assert answer.status_code == 201, answer.json()

    stands = await taken_back(register, whole)
    assert [(each.thing.thing_id, each.what) for each in stands.built] == [
        (one, "registry.family-member-joined.v1"),
        (two, "registry.clan-member-joined.v1"),
    ]
    assert (stands.whole, stands.counts) == (False, {})
    assert len(await on_the_books(register)) == 17

    for each in (one, two):
        await register.post("/families/withdrawals", {"family_id": str(each)}, OF_COMMUNE)
    assert (await taken_back(register, whole)).counts == {"family": 15}
    assert await on_the_books(register) == []


async def test_who_looked_built_nothing(register: ServiceDoor) -> None:
    whole = await asked(register)
    await run(counter_of(register), of_set_a()[:1], whole)
    (head_ref,) = [each.head_ref for each in registered(register)]
    answer = await register.post("/people/names", {"person_refs": [str(head_ref)]}, OF_COMMUNE)
    assert answer.status_code == 200, answer.json()
    assert said(register, "PersonalDataRead")
    assert (await taken_back(register, whole)).whole


async def test_an_undo_that_broke_off_goes_on_where_it_was(register: ServiceDoor) -> None:
    whole = await asked(register)
    await run(counter_of(register), of_set_a(), whole)
    undoing = create_task(undo(counter_of(register), whole.by, whole.import_id, at_once=1))

    async def begun() -> bool:
        return bool(said(register, "FamilyWithdrawn"))

    await eventually_async(begun)
    undoing.cancel()
    with pytest.raises(CancelledError):
        await undoing
    assert len(said(register, "FamilyWithdrawn")) in range(1, 17)
    assert (await taken_back(register, whole)).counts == {"family": 17}
    assert len(said(register, "FamilyWithdrawn")) == 17


async def test_what_is_changed_between_the_look_and_the_undo_stands(register: ServiceDoor) -> None:
    whole = await asked(register)
    counter = counter_of(register)
    await run(counter, of_set_a()[:3], whole)
    one, *_ = await on_the_books(register)
    trail = Trail(counter.transactions.store, whole.import_id, READING)
    await trail.follow()
    looked_at = await known(counter, trail.things)
    await joined(register, one)

    acting = partial(acting_for, whole.by, whole.import_id)
    refused = await withdrawn(counter, acting, KINDS[FAMILY], trail.things, looked_at)
    assert [(each.thing_id, type(why)) for each, why in refused.items()] == [
        (one, ChangedWhileUndone)
    ]
    stands = await taken_back(register, whole)
    assert [each.thing.thing_id for each in stands.built] == [one]
    assert stands.counts == {"family": 2}


async def test_what_an_officer_does_not_reach_stands_for_that_officer(
    register: ServiceDoor,
) -> None:
    whole = await asked(register)
    await run(counter_of(register), of_set_a()[:2], whole)
    foreign = await asked(register, whole.import_id, OF_OTHER_COMMUNE)
    stands = await taken_back(register, foreign)
    assert {each.code for _, each in stands.refused} == {"registry.family-unknown"}
    assert stands.counts == {}
    assert len(await on_the_books(register)) == 2


def counted(register: ServiceDoor, but: tuple[type, ...] = ()) -> Tally[Any]:
    """What the figures of families add up to, but for those facts."""
    say = {fact_of(each): each for each in CARD.told}
    rows = register.rows(f"select {COLUMNS} from log where type like 'registry.family-%%'")
    recorded = [mapper_of("registry").recorded(stored_fact(row)) for row in rows]
    added: Tally[Any] = Tally()
    for each in recorded:
        if type(each.fact) in say and not isinstance(each.fact, but):
            event = say[type(each.fact)](each.originator_id, each.fact)
            for measure, dimensions, place_id, day, value in contributions(event):
                added[measure, dimensions, place_id, day] += value
    return Tally({name: value for name, value in added.items() if value})


HOUSEHOLDS = any_.lists(
    any_.tuples(
        any_.sampled_from(["Nguyễn An", "Trần Bình", "Lê Chi", "Phạm Dũng"]),
        any_.integers(1950, 1953),
        any_.sampled_from([1, 2, 3, None]),
        any_.sampled_from(["KP1", "KP2", "KP9"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@whatever(lists=any_.lists(HOUSEHOLDS, min_size=1, max_size=2))
async def test_any_import_and_its_undo_leave_every_figure_as_it_was(
    register: ServiceDoor, lists: Sequence[Sequence[tuple[Any, ...]]]
) -> None:
    """As known in between they show it, and what came before stays."""
    *before, last = lists
    for rows in before:
        await run(counter_of(register), listed(*_lines(rows)), await asked(register))
    figures, books = counted(register), await on_the_books(register)
    whole = await asked(register)
    outcomes = await run(counter_of(register), listed(*_lines(last)), whole)
    new = outcomes.count(Became.NEW)
    between = counted(register)
    assert sum(between.values()) - sum(figures.values()) == new

    done = await taken_back(register, whole)
    assert done.whole
    counts = {"family": new, "person-correction": outcomes.count(Became.CHANGED)}
    assert done.counts == {kind: number for kind, number in counts.items() if number}
    assert counted(register) == figures
    assert {*await on_the_books(register)} == {*books}
    again = await run(counter_of(register), listed(*_lines(last)), await asked(register))
    assert [str(each) for each in again] == [str(each) for each in outcomes]
    assert counted(register) == between


def _lines(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """A number says the sex and the century (0: a man of the twentieth) and the year of birth."""
    return [
        [name, year, number and f"0790{year % 100:02}{number:06}", None, hamlet]
        for name, year, number, hamlet in rows
    ]
