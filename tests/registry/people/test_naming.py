"""Whom a list names that another service takes in: kept here, referred to there."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.registry.people.person import PersonNamed
from services.registry.people.vault.orphans import sweep_orphans
from tests.registry.people.test_vault import opened_line
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

KEY = "0192e4c0-0000-7000-8000-00000000000f/1"
NAMES = "/people/bulk"


def row(**said: Any) -> dict[str, Any]:
    return {"place_id": str(land.HAMLET), "full_name": "Trần Thị Hoa"} | said


def people(register: ServiceDoor) -> list[Any]:
    return register.rows("select person_ref from people")


def named(register: ServiceDoor) -> list[PersonNamed]:
    return [each for each in register.facts() if isinstance(each, PersonNamed)]


async def refs(register: ServiceDoor, *rows: dict[str, Any], key: str = KEY) -> list[str]:
    answer = await register.post(NAMES, {"rows": [*rows]}, OF_COMMUNE, key)
    assert answer.json().get("refused") == 0, answer.text
    return [each["answer"]["person_ref"] for each in answer.json()["rows"]]


async def test_rows_of_a_list_are_answered_with_references_once(register: ServiceDoor) -> None:
    rows = [row(), row(), row(identity_number="079123456789")]
    first = await refs(register, *rows)
    assert len({*first}) == 3, "names alone say nobody"
    assert await refs(register, *rows) == first, "of the same import"
    assert len(people(register)) == 3
    (known,) = await refs(register, row(identity_number="079123456789"), key="another-import")
    assert known == first[2]


async def test_a_request_is_one_fact_that_names_nobody(register: ServiceDoor) -> None:
    told = await refs(register, row(), row(full_name="Lê Văn Học"))
    assert [[str(ref) for ref in each.person_refs] for each in named(register)] == [told]


async def test_another_person_under_the_same_key_and_row_is_refused(register: ServiceDoor) -> None:
    await refs(register, row())
    other = await register.post(NAMES, {"rows": [row(full_name="Lê Học")]}, OF_COMMUNE, KEY)
    assert other.json()["rows"][0]["code"] == "eventstore.key-reused"


async def test_nobody_is_kept_at_a_place_out_of_reach(register: ServiceDoor) -> None:
    far = await register.post(NAMES, {"rows": [row()]}, OF_OTHER_COMMUNE)
    nowhere = row(place_id="0192e4c0-0000-7000-8000-0000000000ff")
    none = await register.post(NAMES, {"rows": [nowhere]}, OF_OTHER_COMMUNE)
    codes = [each.json()["rows"][0]["code"] for each in (far, none)]
    assert codes == ["registry.place-unknown"] * 2
    assert (people(register), named(register)) == ([], [])


async def test_one_row_that_is_wrong_does_not_touch_the_others(register: ServiceDoor) -> None:
    rows = [row(identity_number="12"), row()]
    answer = await register.post(NAMES, {"rows": rows}, OF_COMMUNE)
    assert (answer.json()["recorded"], answer.json()["refused"]) == (1, 1)
    assert len(people(register)) == 1


async def test_who_was_named_is_kept_for_90_days_and_no_longer(register: ServiceDoor) -> None:
    await refs(register, row())
    now = max(datetime.now(UTC), register.clock())
    async with opened_line(register.dsn) as line:
        assert await sweep_orphans(line, register.clock() + timedelta(days=90)) == 0
        assert len(people(register)) == 1
        assert await sweep_orphans(line, now + timedelta(days=95)) == 1
    assert people(register) == []


async def test_who_is_asked_for_again_meanwhile_is_kept_as_long(register: ServiceDoor) -> None:
    told = row(identity_number="079123456789")
    await refs(register, told)
    family = {"place_id": str(land.HAMLET), "registered_on": "2026-01-05"}
    head = {"full_name": "Trần Thị Hoa", "identity_number": "079123456789"}
    wrong = {**family, "registered_on": "2999-01-01", "head": head}
    refused = await register.post("/families", wrong, OF_HAMLET)
    assert refused.status_code != 201, refused.text
    async with opened_line(register.dsn) as line:
        assert await sweep_orphans(line, register.clock() + timedelta(days=60)) == 0
