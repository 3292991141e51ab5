"""The names of many people in one call."""

import asyncio
import json
import tracemalloc
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID, uuid4

import psycopg

from services.registry.people.api import names
from services.registry.people.api.auditing import Audit
from services.registry.people.person import (
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
)
from services.registry.people.vault.personal_data import PersonalData
from shared.web.counter import Counter
from tests.registry.families.test_registering import HEAD
from tests.registry.people.test_people_door import head_of_a_family
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor
from tests.support.waiting import eventually_async

NAME = HEAD["full_name"]
PATHS = ("/people/names", "/people/names/export")


def refs(*person_refs: UUID) -> dict[str, Any]:
    return {"person_refs": [str(ref) for ref in person_refs]}


def shown(answer: Any) -> list[tuple[UUID, str]]:
    assert answer.status_code == 200, answer.text
    if answer.headers["content-type"].startswith("application/x-ndjson"):
        items = [json.loads(line) for line in answer.text.splitlines()]
    else:
        items = answer.json()["items"]
    return [(UUID(each["person_ref"]), each["full_name"]) for each in items]


async def kept(register: ServiceDoor, number: int, place_id: UUID = land.HAMLET) -> list[UUID]:
    people = [(place_id, PersonalData(f"Người Thứ {n}")) for n in range(number)]
    async with opened_vault(register.dsn) as vault:
        return await vault.keep(people)


async def test_names_come_in_the_order_asked_for_once_each_and_leave_one_fact(
    register: ServiceDoor,
) -> None:
    people = await kept(register, 3)
    asked = [people[2], people[0], uuid4(), people[2]]
    answer = await register.post("/people/names", refs(*asked), OF_COMMUNE)
    expected = [(people[2], "Người Thứ 2"), (people[0], "Người Thứ 0")]
    assert shown(answer) == expected
    assert register.facts() == [PersonalDataRead((people[0], people[2]))]
    answer = await register.post("/people/names/export", refs(*asked), OF_COMMUNE)
    assert shown(answer) == expected
    assert register.facts()[1:] == [PersonalDataExported(2)]
    query = "select person_refs from exports join log on stream_id = export_id"
    assert register.rows(query) == [([people[0], people[2]],)]


async def test_whoever_is_out_of_reach_is_as_if_not_there(register: ServiceDoor) -> None:
    gone = await head_of_a_family(register)
    (there,) = await kept(register, 1, land.ELSEWHERE)
    await register.post(f"/people/{gone}/erasure", {}, OF_COMMUNE)
    for path in PATHS:
        assert shown(await register.post(path, refs(there, uuid4()), OF_COMMUNE)) == []
        assert shown(await register.post(path, refs(gone), OF_OTHER_COMMUNE)) == []
        assert (await register.post(path, refs(there), OF_HAMLET)).status_code == 403
    denied = [fact for fact in register.facts() if isinstance(fact, PersonalDataNotShown)]
    assert [fact.person_ref for fact in denied] == [None] * 6


async def test_of_whom_was_erased_is_printed_that_they_are_gone(register: ServiceDoor) -> None:
    gone = await head_of_a_family(register)
    (other,) = await kept(register, 1)
    await register.post(f"/people/{gone}/erasure", {}, OF_COMMUNE)
    for path in PATHS:
        answer = await register.post(path, refs(gone, other), OF_COMMUNE)
        assert shown(answer) == [(gone, "(erased)"), (other, "Người Thứ 0")]
    assert NAME not in answer.text


async def test_an_export_is_recorded_before_anybody_is_opened(register: ServiceDoor) -> None:
    people = await kept(register, 5)
    async with await psycopg.AsyncConnection.connect(register.dsn) as holding:
        await holding.execute("lock table person_keys in access exclusive mode")
        asked = register.post("/people/names/export", refs(*people), OF_COMMUNE)
        export = asyncio.create_task(asked)
        await eventually_async(_recorded(register), 30.0, "the export is recorded")
        assert not export.done()
    assert [ref for ref, _ in shown(await export)] == people


def _recorded(register: ServiceDoor) -> Callable[[], Coroutine[Any, Any, bool]]:
    async def there() -> bool:
        return PersonalDataExported(5) in register.facts()

    return there


async def test_an_export_is_opened_some_at_a_time(register: ServiceDoor) -> None:
    people = await kept(register, names.AT_ONCE + 45)
    counter: Counter = register.app.state.counter
    told = names.Names(counter, Audit(counter)).lines(people, {}, "")
    assert [len(part.splitlines()) async for part in told] == [names.AT_ONCE, 45]


async def test_fifty_thousand_are_exported_in_little_memory_and_not_one_more(
    register: ServiceDoor,
) -> None:
    people = await kept(register, 1_000)
    asked = refs(*people, *(uuid4() for _ in range(names.MOST_EXPORTED - 1_000)))
    tracemalloc.start()
    answer = await register.post("/people/names/export", asked, OF_COMMUNE)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [ref for ref, _ in shown(answer)] == people
    assert most < 100_000_000
    asked["person_refs"].append(str(uuid4()))
    refused = await register.post("/people/names/export", asked, OF_COMMUNE)
    assert refused.status_code == 422
    refused = await register.post("/people/names", refs(*people[:101]), OF_COMMUNE)
    assert refused.status_code == 422
