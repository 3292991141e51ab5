"""Consents at the door."""

from typing import Any
from uuid import UUID, uuid4

from services.registry.consents.consent import ConsentGiven, ConsentWithdrawn
from tests.registry.families.households import child_of
from tests.registry.people.test_people_door import head_of_a_family
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

CONSENT = {
    "purpose_code": "notify",
    "channel_code": "paper",
    "text_version": "2026-01-01",
    "given_on": "2026-02-03",
}


async def gave(register: ServiceDoor, person_ref: UUID, **said: Any) -> Any:
    body = {"person_ref": str(person_ref), **CONSENT, **said}
    return await register.post("/consents", body, OF_COMMUNE)


async def shown(register: ServiceDoor, person_ref: UUID) -> list[dict[str, Any]]:
    answer = await register.get(f"/consents/{person_ref}", OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_what_was_given_and_withdrawn_is_looked_up_per_person(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    for purpose in ("notify", "keep"):
        assert (await gave(register, person_ref, purpose_code=purpose)).status_code == 201
    body = {"person_ref": str(person_ref), "purpose_code": "notify", "channel_code": "phone"}
    body |= {"withdrawn_on": "2026-03-04"}
    answer = await register.post("/consents/withdrawals", body, OF_COMMUNE)
    assert answer.status_code == 201
    kept, notified = await shown(register, person_ref)
    assert (kept["purpose_code"], kept["withdrawn_on"]) == ("keep", None)
    assert (notified["purpose_code"], notified["withdrawn_on"]) == ("notify", "2026-03-04")
    *_, given, withdrawn = register.facts()
    assert isinstance(given, ConsentGiven)
    assert isinstance(withdrawn, ConsentWithdrawn)


async def test_a_pupil_consents_by_the_guardian_on_the_books_and_agrees(
    register: ServiceDoor,
) -> None:
    guardian = await head_of_a_family(register)
    pupil = await child_of(register, guardian, birth_year=2015)
    both = {"guardian_ref": str(guardian), "child_agreed_on": "2026-02-03"}
    said: list[dict[str, Any]] = [
        {},
        both | {"guardian_ref": str(pupil)},
        both | {"child_agreed_on": None},
        both,
    ]
    codes = [(await gave(register, pupil, **each)).json().get("code") for each in said]
    assert codes == [
        "registry.guardian-must-consent",
        "registry.guardian-must-consent",
        "registry.child-must-agree",
        None,
    ]
    (consent,) = await shown(register, pupil)
    assert consent["guardian_ref"] == str(guardian)
    await register.post(f"/people/{guardian}/erasure", {}, OF_COMMUNE)
    answer = await gave(register, pupil, purpose_code="publish", **both)
    assert answer.json()["code"] == "registry.guardian-must-consent"


async def test_who_is_out_of_reach_or_erased_is_as_if_not_there(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    for ref in (person_ref, uuid4()):
        body = {"person_ref": str(ref), **CONSENT}
        answer = await register.post("/consents", body, OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.person-unknown")
        read = await register.get(f"/consents/{ref}", OF_OTHER_COMMUNE)
        assert read.json()["code"] == "registry.person-unknown"
    await gave(register, person_ref)
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    assert (await register.get(f"/consents/{person_ref}", OF_COMMUNE)).status_code == 404
    assert (await gave(register, person_ref)).json()["code"] == "registry.person-unknown"


async def test_a_consent_sent_again_is_one_and_of_many_each_is_answered(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    row = {"person_ref": str(person_ref), **CONSENT}
    rows = {"rows": [row, row | {"purpose_code": "sell"}, row | {"person_ref": str(uuid4())}]}
    answers = [await register.post("/consents/bulk", rows, OF_COMMUNE, "k") for _ in "12"]
    assert answers[0].json() == answers[1].json()
    assert [each.get("code") for each in answers[0].json()["rows"]] == [
        None,
        "registry.purpose-unknown",
        "registry.person-unknown",
    ]
    assert register.types().count("consent-given") == 1
