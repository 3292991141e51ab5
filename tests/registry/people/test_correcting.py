"""Correcting what the vault knows of people at the door."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.registry.people.person import (
    PersonalDataCorrected,
    PersonalDataNotShown,
    TextAttached,
    TextsRead,
)
from services.registry.people.vault.corrections import Correction, sweep_corrections
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import KeptFor
from shared.eventstore.log.steady import SteadyConnection
from tests.registry.families.households import child_of
from tests.registry.families.test_registering import HEAD, form
from tests.registry.people.test_people_door import head_of_a_family
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

RIGHT = {"full_name": "Trần Thị Hoa", "phone": "02838221001", "birth_year": 1923}
REASON = "Bà Hoa báo ghi nhầm tên"


async def corrected(register: ServiceDoor, person_ref: UUID, **said: Any) -> Any:
    body = {"person_ref": str(person_ref), **RIGHT, "reason": REASON, **said}
    return await register.post("/people/corrections", body, OF_COMMUNE)


async def found(register: ServiceDoor, **asked: str) -> list[str]:
    answer = await register.post("/people/search", asked, OF_COMMUNE)
    return [each["person_ref"] for each in answer.json()["items"]]


async def test_a_correction_is_shown_and_found_by_as_it_is_right_and_no_more_as_it_was(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    answer = await corrected(register, person_ref)
    assert answer.status_code == 201, answer.text
    shown = (await register.get(f"/people/{person_ref}", OF_COMMUNE)).json()
    assert {name: shown[name] for name in RIGHT} == RIGHT
    assert shown["identity_number"] is None
    assert await found(register, name="hoa") == [str(person_ref)]
    assert await found(register, name="Trần Thị Hoà") == [str(person_ref)]  # without its mark
    assert await found(register, phone="0283 822 1001") == [str(person_ref)]
    assert await found(register, phone=HEAD["phone"]) == []
    await corrected(register, person_ref, full_name="Lê Văn Tám")
    await register.views_caught_up()
    assert await found(register, name="hoa") == []
    changed = register.rows("select changed_on from people")
    assert changed != [(None,)]


async def test_a_number_that_was_corrected_is_known_and_the_wrong_one_is_not(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    numbers = {"identity_number": "079123456780", "old_identity_number": "023456789"}
    await corrected(register, person_ref, **numbers)
    await register.views_caught_up()
    heads = []
    for number in ("079123456789", "079123456780", "023456789"):
        head = {"full_name": "Ai Đó", "identity_number": number}
        answer = await register.post("/families", form(head=head), OF_HAMLET)
        heads.append(answer.json().get("code"))
    taken = "registry.family-already-registered"
    assert heads == [None, taken, taken]


async def test_who_corrected_and_why_is_left_and_read_with_a_fact(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    answer = await corrected(register, person_ref)
    correction_id = UUID(answer.json()["correction_id"])
    fact, attached = register.facts()[-2:]
    assert fact == PersonalDataCorrected(person_ref, land.HAMLET, fact.reason_id)
    assert attached == TextAttached(correction_id)
    shown = await register.get(f"/people/{person_ref}/corrections", OF_COMMUNE)
    expected = {"correction_id": str(correction_id), "corrected_on": "2026-11-24"}
    assert shown.json()["items"] == [expected | {"reason": REASON}]
    assert register.facts()[-1] == TextsRead((fact.reason_id,))


async def test_erasing_the_person_takes_corrections_and_their_reasons_along(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    await corrected(register, person_ref)
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    await register.views_caught_up()
    for table in ("people", "corrections", "texts", "people_of_texts"):
        assert register.rows(f"select from {table}") == [], table
    again = await corrected(register, person_ref)
    assert again.json()["code"] == "registry.person-unknown"


async def test_a_correction_sent_again_is_one_and_another_under_its_key_is_refused(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    body = {"person_ref": str(person_ref), **RIGHT, "reason": REASON}
    first, again, other, reason = [
        await register.post("/people/corrections", {**body, **said}, OF_COMMUNE, "k")
        for said in ({}, {}, {"phone": "0912345670"}, {"reason": "khác"})
    ]
    assert first.json() == again.json()
    assert {other.json()["code"], reason.json()["code"]} == {"eventstore.key-reused"}
    assert register.types().count("personal-data-corrected") == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"birth_year": 1800}, "registry.birth-implausible"),
        ({"birth_date": "1923-02-03"}, "web.invalid-body"),
        ({"identity_number": "079124456789"}, "registry.number-contradicts-birth"),
        ({"birth_year": None, "guardian_ref": str(uuid4())}, "registry.guardian-unknown"),
        ({"phone": "12"}, "registry.phone-malformed"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    register: ServiceDoor, said: dict[str, Any], code: str
) -> None:
    person_ref = await head_of_a_family(register)
    answer = await corrected(register, person_ref, **said)
    assert answer.json()["code"] == code
    assert register.rows("select from corrections") == []
    shown = (await register.get(f"/people/{person_ref}", OF_COMMUNE)).json()
    assert shown["full_name"] == HEAD["full_name"]


async def test_nobody_is_their_own_guardian_and_a_minor_is_nobodys(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    child_ref = await child_of(register, person_ref, birth_year=2015)
    for guardian in (str(person_ref), str(child_ref)):
        unborn = await corrected(register, person_ref, birth_year=None, guardian_ref=guardian)
        assert unborn.json()["code"] == "registry.guardian-unfit"


async def test_of_many_each_is_answered_and_one_out_of_reach_leaves_a_fact(
    register: ServiceDoor,
) -> None:
    there, nobody = await head_of_a_family(register), uuid4()
    rows = [{"person_ref": str(ref), **RIGHT} for ref in (nobody, there)]
    rows.append(rows[1] | {"phone": "1"})
    answer = await register.post("/people/corrections/bulk", {"rows": rows}, OF_COMMUNE)
    said = answer.json()
    assert (said["recorded"], said["refused"]) == (1, 2)
    assert [each.get("code") for each in said["rows"]] == [
        "registry.person-unknown",
        None,
        "registry.phone-malformed",
    ]
    far = await register.post("/people/corrections/bulk", {"rows": rows[1:2]}, OF_OTHER_COMMUNE)
    assert far.json()["rows"][0]["code"] == "registry.person-unknown"
    denied = [fact for fact in register.facts() if isinstance(fact, PersonalDataNotShown)]
    action = "registry.person.correct"
    assert denied == [PersonalDataNotShown(action, ref) for ref in (nobody, there)]


async def test_a_correction_that_no_fact_speaks_of_is_swept_and_one_that_waits_is_not(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    data, made_for = PersonalData("Lê Văn Tám"), KeptFor("officer-7", "lost")
    async with opened_vault(register.dsn) as vault:
        await vault.corrections.keep([Correction(person_ref, data, None, made_for)], land.TODAY)
    await corrected(register, person_ref)
    await register.views_caught_up()
    line = SteadyConnection(register.dsn, "test")
    assert await sweep_corrections(line, datetime.now(UTC)) == 0
    assert await sweep_corrections(line, datetime.now(UTC) + timedelta(days=2)) == 1
    await line.close()
    assert len(register.rows("select from corrections")) == 1


async def test_corrections_are_put_into_place_in_the_order_of_the_log_however_often(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    for name in ("Trần Thị Một", "Trần Thị Hai"):
        await corrected(register, person_ref, full_name=name)
    await register.views_caught_up()
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update view_marks set position = 0 where view = 'corrected_people'")
    await register.views_caught_up()
    shown = (await register.get(f"/people/{person_ref}", OF_COMMUNE)).json()
    assert shown["full_name"] == "Trần Thị Hai"
