"""Requests at the door: received, put off, answered; what is due, and what they restrict."""

import asyncio
import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.people.person import PersonalDataNotShown, PersonalDataRead
from services.registry.requests.request.processing import ProcessingRestricted
from services.registry.requests.request.request import (
    RequestAcknowledgementDue,
    RequestDue,
    RequestReceived,
)
from shared.eventstore.due.loop import DueDays
from shared.eventstore.numbers import Numbers
from tests.registry.families.test_registering import HEAD, form
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor, open_door
from tests.support.settled import settle

RECEIVED_ON, TODAY = "2026-11-20", land.TODAY.isoformat()


async def somebody(register: ServiceDoor) -> str:
    answer = await register.post("/families", form(), OF_HAMLET)
    assert answer.status_code == 201, answer.text
    return str(register.rows("select person_ref from people")[0][0])


def asked(person: str, kind: str = "access") -> dict[str, str]:
    said = {"person_ref": person, "kind_code": kind, "channel_code": "in-person"}
    return said | {"received_on": RECEIVED_ON}


async def received(register: ServiceDoor, person: str, kind: str = "access", **said: str) -> str:
    answer = await register.post("/requests", asked(person, kind) | said, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["request_id"])


async def answered(register: ServiceDoor, request: str, **said: str) -> Any:
    body = {"request_id": request, "answered_on": TODAY, "outcome_code": "done"} | said
    return await register.post("/requests/answers", body, OF_PROVINCE)


def codes(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


async def test_a_request_is_received_with_its_terms_and_shown(register: ServiceDoor) -> None:
    person = await somebody(register)
    request = await received(register, person)
    row = (await register.get(f"/requests/{request}", OF_COMMUNE)).json()
    assert row == asked(person) | {
        "request_id": request,
        "place_id": str(land.HAMLET),
        "acknowledge_by": "2026-11-25",  # after a weekend; 24/11 is a holiday
        "due_on": "2026-11-30",
        "acknowledged_on": None,
        "answered_on": None,
        "outcome_code": None,
        "ground_code": None,
    }


async def test_it_is_acknowledged_put_off_once_and_declined_on_a_ground(
    register: ServiceDoor,
) -> None:
    request = await received(register, await somebody(register))
    body = {"request_id": request}
    done = [
        await register.post(
            "/requests/acknowledgements", body | {"acknowledged_on": TODAY}, OF_COMMUNE
        ),
        await register.post("/requests/extensions", body | {"due_on": "2026-12-15"}, OF_PROVINCE),
        await answered(register, request, outcome_code="declined", ground_code="kept-by-law"),
    ]
    assert [each.status_code for each in done] == [201, 201, 201]
    row = (await register.get(f"/requests/{request}", OF_COMMUNE)).json()
    assert (row["acknowledged_on"], row["due_on"]) == (TODAY, "2026-12-15")
    assert (row["answered_on"], row["outcome_code"], row["ground_code"]) == (
        TODAY, "declined", "kept-by-law",
    )  # fmt: skip
    again = await register.post(
        "/requests/extensions", body | {"due_on": "2026-12-14"}, OF_PROVINCE
    )
    assert codes(again) == (409, "registry.request-closed")


@pytest.mark.parametrize(
    "said",
    [
        {"outcome_code": "declined"},
        {"outcome_code": "done", "ground_code": "unfounded"},
        {"outcome_code": "perhaps"},
    ],
)
async def test_a_ground_belongs_to_what_is_declined(
    register: ServiceDoor, said: dict[str, str]
) -> None:
    answer = await answered(register, str(uuid4()), **said)
    assert codes(answer) == (422, "web.invalid-body")


async def test_a_request_without_a_person_or_of_one_erased_is_refused(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    nobody = await register.post("/requests", asked(str(uuid4())), OF_COMMUNE)
    without = {name: value for name, value in asked(person).items() if name != "person_ref"}
    assert (await register.post("/requests", without, OF_COMMUNE)).status_code == 422
    await register.post(f"/people/{person}/erasure", {}, OF_COMMUNE)
    erased = await register.post("/requests", asked(person), OF_COMMUNE)
    elsewhere = await register.post("/requests", asked(person), OF_OTHER_COMMUNE)
    assert nobody.json()["code"] == erased.json()["code"] == elsewhere.json()["code"]
    assert erased.json()["code"] == "registry.person-unknown"
    assert not [fact for fact in register.facts() if isinstance(fact, RequestReceived)]


async def test_requests_are_listed_within_reach_in_the_order_in_which_they_are_due(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    deletion, access = [await received(register, person, kind) for kind in ("deletion", "access")]
    done = await received(register, person, "correction")
    assert (await answered(register, done)).status_code == 201
    listed = [
        (await register.get("/requests", grants, **said)).json()
        for grants, said in (
            (OF_COMMUNE, {}),
            (OF_SYSTEM, {"due_by": "2026-12-10"}),
            (OF_PROVINCE, {"due_by": "2026-11-30", "place_id": land.HAMLET}),
            (OF_OTHER_COMMUNE, {}),
        )
    ]
    ids = [[row["request_id"] for row in page["items"]] for page in listed]
    assert [sorted(ids[0]), *ids[1:]] == [
        sorted([access, done, deletion]), [access, deletion], [access], [],
    ]  # fmt: skip
    assert [page["number"] for page in listed] == [3, 2, 1, 0]
    first = (await register.get("/requests", OF_COMMUNE, limit=2)).json()
    rest = await register.get("/requests", OF_COMMUNE, limit=2, cursor=first["next_cursor"])
    assert [row["request_id"] for row in first["items"] + rest.json()["items"]] == ids[0]
    foreign = await register.get("/requests", OF_OTHER_COMMUNE, place_id=land.HAMLET)
    assert foreign.json()["code"] == "registry.place-unknown"


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    request = await received(register, await somebody(register))
    for each in (request, str(uuid4())):
        body = {"request_id": each, "acknowledged_on": TODAY}
        said = await register.post("/requests/acknowledgements", body, OF_OTHER_COMMUNE)
        shown = await register.get(f"/requests/{each}", OF_OTHER_COMMUNE)
        assert said.json()["code"] == shown.json()["code"] == "registry.request-unknown"


async def test_many_are_each_answered_and_a_key_answers_as_before(register: ServiceDoor) -> None:
    person = await somebody(register)
    rows = [asked(person), asked(str(uuid4())), asked(person, "deletion")]
    first = (await register.post("/requests/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert (first["recorded"], first["refused"]) == (2, 1)
    again = (await register.post("/requests/bulk", {"rows": rows}, OF_COMMUNE, "k")).json()
    assert [row.get("answer") for row in again["rows"]] == [
        row.get("answer") for row in first["rows"]
    ]


async def test_a_request_that_is_not_answered_falls_due_once_and_is_counted_as_overdue(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    late = await received(register, person, received_on="2026-11-10")
    await answered(register, await received(register, person, received_on="2026-11-10"))
    await received(register, person)
    for _ in range(2):
        await register.views_caught_up()
        await due_days(register).round()
    due = [fact for fact in register.facts() if isinstance(fact, RequestDue)]
    assert due == [RequestDue(land.HAMLET, "access", date(2026, 11, 20))]
    assert register.rows("select stream_id from log where type like '%request-due%'") == [
        (UUID(late),)
    ]
    assert overdue(register) == 1.0


async def test_what_is_not_acknowledged_in_time_is_told_once_whatever_workers_and_clocks_do(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    late, done, answered_soon = [await received(register, person) for _ in range(3)]
    await acknowledged(register, done)
    await answered(register, answered_soon)
    await register.views_caught_up()
    await due_days(register).round()
    assert acknowledgements_due(register) == []
    for days in (1, 4, -3, 2):
        register.clock.now += timedelta(days=days)
        await register.views_caught_up()
        await asyncio.gather(*(due_days(register).round() for _ in range(2)))
    told = RequestAcknowledgementDue(land.HAMLET, "access", date(2026, 11, 25))
    assert acknowledgements_due(register) == [told]
    assert register.rows("select stream_id from log where type like '%acknowledgement-due%'") == [
        (UUID(late),)
    ]


async def test_what_is_to_be_acknowledged_is_listed_and_counted_until_it_is(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    late, other = [
        await received(register, person, kind, received_on="2026-11-10")
        for kind in ("access", "deletion")
    ]
    await answered(register, await received(register, person, received_on="2026-11-10"))
    await received(register, person)
    assert await to_acknowledge(register) == ([late, other], 2)
    assert (number_of(register, "unacknowledged"), overdue(register)) == (2.0, 1.0)
    await acknowledged(register, late)
    assert await to_acknowledge(register) == ([other], 1)
    assert number_of(register, "unacknowledged") == 1.0


async def acknowledged(register: ServiceDoor, request: str) -> None:
    said = {"request_id": request, "acknowledged_on": TODAY}
    answer = await register.post("/requests/acknowledgements", said, OF_COMMUNE)
    assert answer.status_code == 201, answer.text


def acknowledgements_due(register: ServiceDoor) -> list[Any]:
    return [fact for fact in register.facts() if isinstance(fact, RequestAcknowledgementDue)]


async def to_acknowledge(register: ServiceDoor) -> tuple[list[str], int]:
    page = (await register.get("/requests", OF_COMMUNE, acknowledge_by="2026-11-23")).json()
    return [row["request_id"] for row in page["items"]], page["number"]


def due_days(register: ServiceDoor) -> DueDays:
    (found,) = [each for each in register.parts.workers if isinstance(each, DueDays)]
    return found


def overdue(register: ServiceDoor) -> float:
    return number_of(register, "overdue")


def number_of(register: ServiceDoor, requests: str) -> float:
    asked = [each for each in register.parts.health.of_service if isinstance(each, Numbers)]
    families = [family for each in asked for family in each.collect()]
    (found,) = [f for f in families if f.name == f"hieuhoc_requests_{requests}"]
    return float(found.samples[0].value)


@pytest.mark.parametrize("kind", ["restriction", "objection"])
async def test_a_restriction_or_objection_that_is_done_stops_showing_until_it_is_lifted(
    register: ServiceDoor, kind: str
) -> None:
    person = await somebody(register)
    assert (await answered(register, await received(register, person, kind))).status_code == 201
    assert isinstance(register.facts()[-1], ProcessingRestricted)
    assert await name_shown(register, person, OF_COMMUNE) == "(restricted)"
    assert register.facts()[-1] == PersonalDataNotShown("registry.person.read", UUID(person))
    assert await found(register, OF_COMMUNE) == []
    assert await listed(register, person, OF_COMMUNE) == ["(restricted)"] * 2
    assert isinstance(register.facts()[-1], PersonalDataNotShown)
    assert await listed(register, person, OF_PROVINCE) == [HEAD["full_name"]] * 2
    assert await name_shown(register, person, OF_PROVINCE) == HEAD["full_name"]
    assert await found(register, OF_PROVINCE) == [person]
    body = {"person_ref": person, "resumed_on": TODAY}
    foreign = await register.post("/requests/resumptions", body, OF_COMMUNE)
    assert foreign.json()["code"] == "web.action-not-granted"
    assert (await register.post("/requests/resumptions", body, OF_PROVINCE)).status_code == 201
    assert await name_shown(register, person, OF_COMMUNE) == HEAD["full_name"]
    assert await found(register, OF_COMMUNE) == [person]
    assert register.facts()[-1] == PersonalDataRead((UUID(person),))


async def test_why_the_data_of_a_restricted_person_were_corrected_is_not_shown(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    correction = {"person_ref": person, **HEAD, "reason": "Bà Hoa báo ghi nhầm"}
    done = await register.post("/people/corrections", correction, OF_COMMUNE)
    assert done.status_code == 201, done.text
    await register.views_caught_up()

    async def reason(grants: Any) -> Any:
        answer = await register.get(f"/people/{person}/corrections", grants)
        return answer.json()["items"][0]["reason"]

    assert await reason(OF_COMMUNE) == correction["reason"]
    await answered(register, await received(register, person, "restriction"))
    assert await reason(OF_COMMUNE) == "(restricted)"
    assert await reason(OF_PROVINCE) == correction["reason"]


async def test_to_what_a_restricted_person_agreed_is_shown_to_whoever_answers_requests(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)

    async def code(grants: Any) -> Any:
        answer = await register.get(f"/consents/{person}", grants)
        return answer.json().get("code")

    assert await code(OF_COMMUNE) is None
    await answered(register, await received(register, person, "restriction"))
    assert await code(OF_COMMUNE) == "registry.person-restricted"
    assert await code(OF_PROVINCE) is None
    body = {"person_ref": person, "resumed_on": TODAY}
    assert (await register.post("/requests/resumptions", body, OF_PROVINCE)).status_code == 201
    assert await code(OF_COMMUNE) is None


async def name_shown(register: ServiceDoor, person: str, grants: Any) -> str:
    answer = (await register.get(f"/people/{person}", grants)).json()
    if answer["full_name"] == "(restricted)":
        assert answer["identity_number"] is None
        assert answer["phone"] is None
    return str(answer["full_name"])


async def listed(register: ServiceDoor, person: str, grants: Any) -> list[str]:
    """In the list of names, and in the export."""
    asked = {"person_refs": [person]}
    several = await register.post("/people/names", asked, grants)
    export = await register.post("/people/names/export", asked, grants)
    return [several.json()["items"][0]["full_name"], json.loads(export.text)["full_name"]]


async def found(register: ServiceDoor, grants: Any) -> list[str]:
    answer = await register.post("/people/search", {"name": "tran hoa"}, grants)
    return [each["person_ref"] for each in answer.json()["items"]]


async def test_a_request_declined_or_withdrawn_restricts_nothing(register: ServiceDoor) -> None:
    person = await somebody(register)
    for said in (
        {"outcome_code": "withdrawn"},
        {"outcome_code": "declined", "ground_code": "repeated"},
    ):
        request = await received(register, person, "restriction")
        assert (await answered(register, request, **said)).status_code == 201
    assert await name_shown(register, person, OF_COMMUNE) == HEAD["full_name"]


async def test_a_deletion_is_done_once_the_person_is_erased(register: ServiceDoor) -> None:
    person = await somebody(register)
    request = await received(register, person, "deletion")
    early = await answered(register, request)
    assert codes(early) == (409, "registry.person-not-erased")
    await register.post(f"/people/{person}/erasure", {}, OF_COMMUNE)
    assert (await answered(register, request)).status_code == 201
    row = (await register.get(f"/requests/{request}", OF_COMMUNE)).json()
    assert (row["outcome_code"], row["person_ref"]) == ("done", person)


async def test_nobody_restricts_the_processing_of_somebody_erased(register: ServiceDoor) -> None:
    person = await somebody(register)
    request = await received(register, person, "restriction")
    await register.post(f"/people/{person}/erasure", {}, OF_COMMUNE)
    said = await answered(register, request)
    assert codes(said) == (404, "registry.person-unknown")
    assert (await answered(register, request, outcome_code="withdrawn")).status_code == 201


async def test_nothing_is_said_in_own_words_of_somebody_erased_and_the_answer_goes_without(
    register: ServiceDoor,
) -> None:
    person = await somebody(register)
    request = await received(register, person, "deletion")
    await register.post(f"/people/{person}/erasure", {}, OF_COMMUNE)
    worded = await answered(register, request, reason="đã xoá")
    assert codes(worded) == (409, "registry.words-about-erased")
    body = {"request_id": request, "due_on": "2026-12-15", "reason": "chờ"}
    later = await register.post("/requests/extensions", body, OF_PROVINCE)
    assert codes(later) == (409, "registry.words-about-erased")
    foreign = await register.post("/requests/extensions", body, OF_OTHER_COMMUNE)
    assert foreign.json()["code"] != "registry.words-about-erased"
    assert (await answered(register, request)).status_code == 201


async def test_terms_are_read_from_the_settings(migrated: str) -> None:
    await settle("registry", migrated)
    async with open_door("registry", migrated, days_to_access=30) as register:
        request = await received(register, await somebody(register))
        row = (await register.get(f"/requests/{request}", OF_COMMUNE)).json()
        assert date.fromisoformat(row["due_on"]) == date(2026, 11, 20) + timedelta(days=30)
