"""Documents at the door: by whoever issues them, one or a thousand at a time."""

from typing import Any
from uuid import uuid4

import pytest

from services.registry.documents.document.facts import DocumentIssued
from services.registry.people.person import TextsRead
from tests.registry.sessions.test_sessions_door import ORGANISERS, organiser
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

DISPATCH: dict[str, Any] = {
    "document_kind": "dispatch",
    "document_number": "Công văn số 2750-CV/HU",
    "issued_on": "2026-03-24",
}
HEADING = {"heading": "Tăng cường công tác khuyến học, khuyến tài"}
PARTY = {"organiser_kind": "party-committee", "place_id": str(land.COMMUNE)}
COMMITTEE = PARTY | {"organiser_kind": "peoples-committee"}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> str:
    answer = await register.post(f"/documents{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["document_id"])


async def refused(register: ServiceDoor, path: str, body: dict[str, Any]) -> Any:
    answer = await register.post(f"/documents{path}", body, OF_COMMUNE)
    assert answer.status_code >= 400, answer.text
    return answer.json()


async def listed(register: ServiceDoor, **asked: str) -> set[str]:
    wanted = "&".join(f"{name}={value}" for name, value in asked.items())
    page = await register.get(f"/documents?place_id={land.COMMUNE}&{wanted}", OF_COMMUNE)
    assert page.status_code == 200, page.text
    found = {each["document_id"] for each in page.json()["items"]}
    assert page.json()["number"] == len(found)
    return found


@pytest.mark.parametrize("kind", sorted(ORGANISERS))
async def test_a_document_counts_where_its_issuer_was(register: ServiceDoor, kind: str) -> None:
    whose = await organiser(register, kind)
    document = await done(register, "", whose | DISPATCH)
    shown = (await register.get(f"/documents/{document}", OF_COMMUNE)).json()
    assert shown == {
        "document_id": document,
        "place_id": str(land.COMMUNE),
        **whose,
        **DISPATCH,
        "document_number": "2750-CV/HU",
        "replaces_id": None,
    }
    early = await refused(register, "", whose | DISPATCH | {"issued_on": "2025-07-31"})
    assert early["code"] == "registry.document-before-issuer"
    theirs = await register.post("/documents", whose | DISPATCH, OF_OTHER_COMMUNE)
    none = whose | {"organiser_id": str(uuid4())} | DISPATCH
    nobodys = await register.post("/documents", none, OF_OTHER_COMMUNE)
    assert {theirs.status_code, nobodys.status_code} == {404}
    assert theirs.json()["code"] == nobodys.json()["code"] == f"registry.{kind}-unknown"


async def test_a_document_to_come_and_a_number_that_is_none_are_refused(
    register: ServiceDoor,
) -> None:
    to_come = await refused(register, "", PARTY | DISPATCH | {"issued_on": "2027-01-01"})
    assert to_come["code"] == "calendar.day-not-come"
    none = await refused(register, "", PARTY | DISPATCH | {"document_number": "Trần Văn An"})
    assert none["code"] == "documents.number-malformed"


async def test_an_issuer_issues_a_number_once_in_a_year_and_is_told_which_has_it(
    register: ServiceDoor,
) -> None:
    first = await done(register, "", PARTY | DISPATCH)
    again = PARTY | DISPATCH | {"document_number": "2750-cv/hu", "issued_on": "2026-01-02"}
    taken = await refused(register, "", again)
    assert taken["code"] == "registry.document-number-taken"
    assert first in taken["detail"]
    await done(register, "", again | {"issued_on": "2025-12-31"})
    await done(register, "", again | COMMITTEE)
    other = await done(register, "", PARTY | DISPATCH | {"document_number": "2751-CV/HU"})
    wrong = {"document_id": other} | PARTY | DISPATCH
    assert (await refused(register, "/corrections", wrong))["code"] == taken["code"]


async def test_a_number_that_was_corrected_away_or_withdrawn_may_be_issued_again(
    register: ServiceDoor,
) -> None:
    document = {"document_id": await done(register, "", PARTY | DISPATCH)}
    right = document | PARTY | DISPATCH | {"document_number": "2752-CV/HU"}
    await done(register, "/corrections", right)
    await done(register, "/corrections", right)
    shown = (await register.get(f"/documents/{document['document_id']}", OF_COMMUNE)).json()
    assert shown["document_number"] == "2752-CV/HU"
    await done(register, "", PARTY | DISPATCH)
    for _ in range(2):
        await done(register, "/withdrawals", document)
    path = f"/documents/{document['document_id']}"
    for gone in (path, f"{path}/heading"):
        assert (await register.get(gone, OF_COMMUNE)).status_code == 404
    await done(register, "", PARTY | DISPATCH | {"document_number": "2752-CV/HU"})


async def test_documents_are_listed_by_period_kind_issuer_and_number(
    register: ServiceDoor,
) -> None:
    early = await done(register, "", PARTY | DISPATCH | {"issued_on": "2025-08-24"})
    late = await done(register, "", PARTY | DISPATCH)
    plan = {"document_kind": "plan", "document_number": "12/KH-UBND"}
    other = await done(register, "", COMMITTEE | DISPATCH | plan)
    assert await listed(register) == {early, late, other}
    assert await listed(register, since="2026-01-01") == {late, other}
    assert await listed(register, on="2025-12-31") == {early}
    assert await listed(register, since="2025-01-01", on="2026-03-23") == {early}
    assert await listed(register, document_kind="plan") == {other}
    assert await listed(register, organiser_kind="party-committee") == {early, late}
    assert await listed(register, document_number="13/KH-UBND") == set()
    assert await listed(register, document_number="Kế hoạch 12/kh-ubnd") == {other}
    shown = (await register.get(f"/documents/{other}", OF_COMMUNE)).json()
    assert await listed(register, organiser_id=shown["organiser_id"]) == {other}
    page = await register.get(f"/documents?place_id={land.COMMUNE}", OF_HAMLET)
    assert page.status_code == 404


async def test_what_it_is_about_stays_at_home_and_whoever_reads_it_leaves_a_fact(
    register: ServiceDoor,
) -> None:
    body = PARTY | DISPATCH | HEADING
    sent = [await register.post("/documents", body, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    document = sent[0].json()
    path = f"/documents/{document['document_id']}/heading"
    assert (await register.get(path, OF_COMMUNE)).json() == document | HEADING
    (issued,) = [each for each in register.facts() if isinstance(each, DocumentIssued)]
    (read,) = [each for each in register.facts() if isinstance(each, TextsRead)]
    assert read.text_ids == (issued.heading_id,)
    await done(register, "/corrections", document | PARTY | DISPATCH | {"issued_on": "2026-03-25"})
    assert (await register.get(path, OF_COMMUNE)).json() == document | HEADING
    other = {"heading": "Về việc khác"}
    await done(register, "/corrections", document | PARTY | DISPATCH | other)
    assert (await register.get(path, OF_COMMUNE)).json() == document | other
    without = await done(register, "", COMMITTEE | DISPATCH)
    shown = (await register.get(f"/documents/{without}/heading", OF_COMMUNE)).json()
    assert shown["heading"] is None


async def test_a_document_takes_the_place_of_one_that_is_on_the_books(
    register: ServiceDoor,
) -> None:
    first = await done(register, "", PARTY | DISPATCH)
    new = PARTY | DISPATCH | {"document_number": "2800-CV/HU", "replaces_id": first}
    second = await done(register, "", new)
    assert (await register.get(f"/documents/{second}", OF_COMMUNE)).json()["replaces_id"] == first
    for said, code in (
        ({"issued_on": "2026-03-23"}, "registry.document-replaces-later"),
        ({"replaces_id": str(uuid4())}, "registry.issued-document-unknown"),
    ):
        other = new | {"document_number": "2801-CV/HU"} | said
        assert (await refused(register, "", other))["code"] == code
    itself = new | {"document_id": second, "replaces_id": second}
    code = (await refused(register, "/corrections", itself))["code"]
    assert code == "registry.document-replaces-itself"
    elsewhere = new | {"place_id": str(land.OTHER_COMMUNE)}
    foreign = await register.post("/documents", elsewhere, OF_OTHER_COMMUNE)
    assert foreign.json()["code"] == "registry.issued-document-unknown"


async def test_of_a_document_out_of_reach_and_of_none_is_answered_alike(
    register: ServiceDoor,
) -> None:
    mine = await done(register, "", PARTY | DISPATCH)
    theirs = PARTY | {"place_id": str(land.OTHER_COMMUNE)} | DISPATCH
    for each in (mine, str(uuid4())):
        of = {"document_id": each}
        for path, body in (("/corrections", of | theirs), ("/withdrawals", of)):
            answer = await register.post(f"/documents{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.issued-document-unknown", path
        for path in (f"/documents/{each}", f"/documents/{each}/heading"):
            assert (await register.get(path, OF_OTHER_COMMUNE)).status_code == 404


async def test_many_documents_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    rows = [
        PARTY | DISPATCH,
        PARTY | DISPATCH,
        COMMITTEE | DISPATCH | HEADING,
        {"organiser_kind": "club", "organiser_id": str(uuid4())} | DISPATCH,
        COMMITTEE | DISPATCH | {"document_kind": "poem"},
    ]
    sent = [await register.post("/documents/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in "ab"]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "registry.document-number-taken",
        None,
        "registry.organiser-kind-unknown",
        "registry.document-kind-unknown",
    ]
    assert len([each for each in register.facts() if isinstance(each, DocumentIssued)]) == 2


async def test_an_id_said_to_be_issuer_and_document_is_no_document(register: ServiceDoor) -> None:
    whose = await organiser(register, "centre")
    both = {"document_id": whose["organiser_id"]}
    assert (await refused(register, "/corrections", whose | DISPATCH | both))["code"] == (
        "registry.issued-document-unknown"
    )
    replaced = {"replaces_id": whose["organiser_id"]}
    assert (await refused(register, "", whose | DISPATCH | replaced))["code"] == (
        "registry.issued-document-unknown"
    )
