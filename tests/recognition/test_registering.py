"""Candidacies registered at the door, one by one and in bulk."""

from typing import Any

from shared.web.actions import undeclared_routes
from tests.recognition.bearers import candidacy, family, heard, said
from tests.support.land import (
    ELSEWHERE,
    ENDED_HAMLET,
    HAMLET,
    OF_COMMUNE,
    OF_HAMLET,
    OF_OTHER_COMMUNE,
    OF_PROVINCE,
    OF_SYSTEM,
    UNHEARD,
)
from tests.support.service_door import ServiceDoor

AN, BINH = family("An"), family("Bình")


async def test_a_family_of_the_hamlet_is_registered(recognition: ServiceDoor) -> None:
    await heard(recognition, AN)
    answer = await recognition.post("/candidacies", candidacy(AN), OF_HAMLET)
    assert (answer.status_code, answer.json()["status"]) == (201, "registered")
    assert recognition.types() == ["bearer-heard", "candidacy-registered"]


async def test_a_family_of_another_commune_is_one_not_heard_of(recognition: ServiceDoor) -> None:
    await heard(recognition, AN)
    answer = await recognition.post("/candidacies", candidacy(AN), OF_OTHER_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (404, "recognition.bearer-not-heard")
    assert recognition.types() == ["bearer-heard"]


async def test_what_is_asked_elsewhere_for_a_family_of_ours_waits_there_and_changes_nothing_here(
    recognition: ServiceDoor,
) -> None:
    await heard(recognition, AN)
    asked = candidacy(AN, place_id=str(ELSEWHERE))
    there = await recognition.post("/candidacies", asked, OF_OTHER_COMMUNE)
    assert (there.status_code, there.json()["status"]) == (201, "waiting")
    here = await recognition.post("/candidacies", candidacy(AN, registration="renewed"), OF_HAMLET)
    assert (here.status_code, here.json()["status"]) == (201, "registered")
    for grants, steps in (
        (OF_OTHER_COMMUNE, ["waiting"]),
        (OF_HAMLET, ["registered"]),
        (OF_PROVINCE, ["waiting", "registered"]),
    ):
        shown = (await recognition.get(f"/bearers/family/{AN}/status", grants, year=2026)).json()
        assert [step["status"] for step in shown["steps"]] == steps
        assert shown["status"] == steps[-1]


async def test_whoever_asks_after_it_was_registered_takes_no_title_away(
    recognition: ServiceDoor,
) -> None:
    await heard(recognition, AN)
    await recognition.post("/candidacies", candidacy(AN), OF_HAMLET)
    await recognition.post("/candidacies", candidacy(AN, place_id=str(ELSEWHERE)), OF_OTHER_COMMUNE)
    shown = (await recognition.get(f"/bearers/family/{AN}/status", OF_PROVINCE, year=2026)).json()
    assert [step["status"] for step in shown["steps"]] == ["waiting", "registered"]
    assert shown["status"] == "registered"


async def test_two_communes_that_name_their_own_hamlets_know_nothing_of_each_other(
    recognition: ServiceDoor,
) -> None:
    for place_id, grants in ((HAMLET, OF_COMMUNE), (ELSEWHERE, OF_OTHER_COMMUNE)):
        asked = candidacy(AN, place_id=str(place_id))
        answer = await recognition.post("/candidacies", asked, grants)
        assert (answer.status_code, answer.json()["status"]) == (201, "waiting")
    for place_id, grants in ((HAMLET, OF_COMMUNE), (ELSEWHERE, OF_OTHER_COMMUNE)):
        shown = (await recognition.get(f"/bearers/family/{AN}/status", grants, year=2026)).json()
        assert [step["place_id"] for step in shown["steps"]] == [str(place_id)]
    await heard(recognition, AN, place_id=ELSEWHERE)
    for grants, status in ((OF_COMMUNE, "waiting"), (OF_OTHER_COMMUNE, "registered")):
        shown = (await recognition.get(f"/bearers/family/{AN}/status", grants, year=2026)).json()
        assert shown["status"] == status


async def test_a_family_of_a_hamlet_that_has_ended_is_theirs_who_have_what_became_of_it(
    recognition: ServiceDoor,
) -> None:
    await heard(recognition, AN, place_id=ENDED_HAMLET)
    elsewhere = await recognition.post("/candidacies", candidacy(AN), OF_OTHER_COMMUNE)
    assert elsewhere.json()["code"] == "recognition.bearer-not-heard"
    answer = await recognition.post("/candidacies", candidacy(AN), OF_COMMUNE)
    assert (answer.status_code, answer.json()["status"]) == (201, "registered")
    shown = await recognition.get(f"/bearers/family/{AN}/status", OF_COMMUNE, year=2026)
    assert shown.json()["status"] == "registered"


async def test_a_family_not_heard_of_waits_at_the_hamlet_named(recognition: ServiceDoor) -> None:
    asked = candidacy(AN, place_id=str(HAMLET))
    answer = await recognition.post("/candidacies", asked, OF_HAMLET)
    assert (answer.status_code, answer.json()["status"]) == (201, "waiting")
    await heard(recognition, AN)
    assert recognition.types() == ["candidacy-waiting", "bearer-heard", "candidacy-registered"]


async def test_a_family_not_heard_of_needs_a_hamlet_within_reach(recognition: ServiceDoor) -> None:
    for place_id, status, code in (
        (None, 404, "recognition.bearer-not-heard"),
        (str(UNHEARD), 404, "web.place-not-known-yet"),
        (str(ELSEWHERE), 404, "web.place-not-known-yet"),
    ):
        asked = candidacy(AN, place_id=place_id)
        answer = await recognition.post("/candidacies", asked, OF_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["retry-after"] == "2"
    assert recognition.types() == []


async def test_the_system_registers_whatever_hamlet_it_will_be(recognition: ServiceDoor) -> None:
    answer = await recognition.post("/candidacies", candidacy(AN), OF_SYSTEM)
    assert answer.json()["status"] == "waiting"


async def test_a_day_that_has_not_come_is_refused_in_both_languages(
    recognition: ServiceDoor,
) -> None:
    await heard(recognition, AN)
    asked = candidacy(AN, registered_on="2026-11-25")
    answer = await recognition.post("/candidacies", asked, OF_HAMLET)
    assert (answer.status_code, answer.json()["code"]) == (422, "calendar.day-not-come")
    assert recognition.types() == ["bearer-heard"]


async def test_a_key_used_with_another_body_is_refused(recognition: ServiceDoor) -> None:
    await heard(recognition, AN, BINH)
    first = await recognition.post("/candidacies", candidacy(AN), OF_HAMLET, key="once")
    again = await recognition.post("/candidacies", candidacy(AN), OF_HAMLET, key="once")
    other = await recognition.post("/candidacies", candidacy(BINH), OF_HAMLET, key="once")
    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (409, "eventstore.key-reused")


MIXED: list[dict[str, Any]] = [
    candidacy(AN),
    candidacy(AN, registration="renewed"),
    candidacy(BINH, title_year="soon", note="x"),
    {},
    candidacy(family("of another commune")),
    candidacy(BINH, place_id=str(HAMLET)),
]


async def test_each_row_is_registered_or_refused_alone(recognition: ServiceDoor) -> None:
    await heard(recognition, AN)
    await heard(recognition, family("of another commune"), place_id=ELSEWHERE)
    answer = await recognition.post("/candidacies/bulk", {"rows": MIXED}, OF_COMMUNE)
    told = answer.json()
    assert (answer.status_code, told["recorded"], told["refused"]) == (200, 2, 4)
    assert [(row["row"], said(row)) for row in told["rows"]] == [
        (1, "registered"),
        (2, "recognition.candidacy-already-registered"),
        (3, "web.invalid-body"),
        (4, "web.invalid-body"),
        (5, "recognition.bearer-not-heard"),
        (6, "waiting"),
    ]
    assert {*told["rows"][0]} == {"row", "answer"}
    assert {*told["rows"][0]["answer"]} == {"candidacy_id", "status"}
    assert {*told["rows"][1]} == {"row", "code", "detail"}
    wrong = {(error["field"], error["code"]) for error in told["rows"][2]["errors"]}
    assert wrong == {("title_year", "whole-number"), ("note", "unknown")}


async def test_rows_sent_again_are_answered_as_before_though_the_world_moved_on(
    recognition: ServiceDoor,
) -> None:
    rows = {"rows": MIXED}
    first = await recognition.post("/candidacies/bulk", rows, OF_SYSTEM, key="once")
    await heard(recognition, AN, BINH)
    recorded = recognition.types()
    again = await recognition.post("/candidacies/bulk", rows, OF_SYSTEM, key="once")
    assert again.json() == first.json()
    assert recognition.types() == recorded


async def test_a_thousand_rows_are_registered_and_one_more_is_too_many(
    recognition: ServiceDoor,
) -> None:
    families = [family(n) for n in range(1_001)]
    await heard(recognition, *families)
    rows = [candidacy(bearer_id) for bearer_id in families]
    too_many = await recognition.post("/candidacies/bulk", {"rows": rows}, OF_COMMUNE)
    assert (too_many.status_code, too_many.json()["code"]) == (422, "web.invalid-body")
    answer = await recognition.post("/candidacies/bulk", {"rows": rows[:1_000]}, OF_COMMUNE)
    assert (answer.json()["recorded"], answer.json()["refused"]) == (1_000, 0)


async def test_every_route_declares_its_action(recognition: ServiceDoor) -> None:
    assert undeclared_routes(recognition.parts.app) == []
