"""The names of many people in one call."""

import json
import tracemalloc
from typing import Any
from uuid import UUID, uuid4

from services.registry.people.api import names
from services.registry.people.person import (
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
)
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.personal_data import PersonalData
from tests.registry.families.test_registering import HEAD
from tests.registry.people.test_people_door import head_of_a_family
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

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


async def test_an_export_is_opened_some_at_a_time_and_recorded_before_the_first(
    register: ServiceDoor, monkeypatch: Any
) -> None:
    monkeypatch.setattr(names, "AT_ONCE", 10)
    people = await kept(register, 45)
    opened: list[tuple[int, int]] = []
    all_of = Vault.all_of

    async def counted(self: Vault, person_refs: Any) -> Any:
        recorded = register.types().count("personal-data-exported")
        opened.append((len(person_refs), recorded))
        return await all_of(self, person_refs)

    monkeypatch.setattr(Vault, "all_of", counted)
    answer = await register.post("/people/names/export", refs(*people), OF_COMMUNE)
    assert [ref for ref, _ in shown(answer)] == people
    assert opened == [(10, 1)] * 4 + [(5, 1)]


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
