"""Decisions recorded at the door, and what a bearer's status then is, on any day."""

from datetime import UTC, datetime
from typing import Any

import psycopg

from services.recognition.main import CARDS
from shared.eventstore.mapper import FactMapper
from tests.recognition.bearers import DECISION, candidacy, family, heard, named, said
from tests.support.land import (
    HAMLET,
    OF_COMMUNE,
    OF_HAMLET,
    OF_OTHER_COMMUNE,
    OF_SYSTEM,
)
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor

AN, BINH, CHI, DUNG = family("An"), family("Bình"), family("Chi"), family("Dung")
FIRST = named(AN)


async def registered(recognition: ServiceDoor) -> None:
    """An, Bình and Chi, recorded on 20 March for the 15th; Dung waits."""
    recognition.clock.now = datetime(2026, 3, 20, 5, tzinfo=UTC)
    await heard(recognition, AN, BINH, CHI)
    rows = [candidacy(each, place_id=str(HAMLET)) for each in (AN, BINH, CHI, DUNG)]
    await recognition.post("/candidacies/bulk", {"rows": rows}, OF_COMMUNE)
    recognition.clock.now = datetime(2026, 11, 24, 5, tzinfo=UTC)


async def status(recognition: ServiceDoor, bearer_id: object, **asked: object) -> Any:
    path = f"/bearers/family/{bearer_id}/status"
    answer = await recognition.get(path, OF_HAMLET, title="family", year=2026, **asked)
    return answer.json()["status"]


async def test_a_commune_recognises_a_family_and_a_hamlet_may_not(recognition: ServiceDoor) -> None:
    await registered(recognition)
    refused = await recognition.post("/decisions", DECISION | FIRST, OF_HAMLET)
    assert (refused.status_code, refused.json()["code"]) == (403, "web.action-not-granted")
    answer = await recognition.post("/decisions", DECISION | FIRST, OF_COMMUNE)
    assert (answer.status_code, answer.json()["status"]) == (201, "recognised")


async def test_another_commune_decides_nothing_here(recognition: ServiceDoor) -> None:
    await registered(recognition)
    for bearer_id in (AN, family("none")):
        asked = DECISION | named(bearer_id)
        answer = await recognition.post("/decisions", asked, OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "recognition.bearer-not-heard")


async def test_a_number_that_is_none_is_refused(recognition: ServiceDoor) -> None:
    await registered(recognition)
    asked = DECISION | FIRST | {"decision_number": "for Mr An of number 7"}
    answer = await recognition.post("/decisions", asked, OF_COMMUNE)
    assert answer.json()["code"] == "recognition.decision-number-malformed"
    assert "title-recognised" not in recognition.types()


async def test_one_decision_on_many_is_answered_row_by_row(recognition: ServiceDoor) -> None:
    await registered(recognition)
    rows = [
        named(AN),
        named(BINH) | {"ground_code": "criteria-not-met"},
        named(CHI) | {"ground_code": "no reason"},
        named(DUNG),
        {"bearer": str(CHI)},
        named(CHI),
    ]
    asked = DECISION | {"rows": rows}
    told = (await recognition.post("/decisions/bulk", asked, OF_COMMUNE)).json()["rows"]
    assert [said(row) for row in told] == [
        "recognised",
        "declined",
        "recognition.ground-unknown",
        "recognition.bearer-not-heard",
        "web.invalid-body",
        "recognised",
    ]


async def test_a_row_under_a_used_key_belongs_to_the_decision_it_was_sent_with(
    recognition: ServiceDoor,
) -> None:
    await registered(recognition)
    rows = {"rows": [FIRST]}
    await recognition.post("/decisions/bulk", DECISION | rows, OF_COMMUNE, key="once")
    other = DECISION | rows | {"decision_number": "124/QĐ-UBND"}
    answer = await recognition.post("/decisions/bulk", other, OF_COMMUNE, key="once")
    assert answer.json()["rows"][0]["code"] == "eventstore.key-reused"


async def test_the_status_is_told_for_any_day_as_known_on_any_day(recognition: ServiceDoor) -> None:
    await registered(recognition)
    await recognition.post("/decisions", DECISION | FIRST, OF_COMMUNE)
    assert await status(recognition, AN, on="2026-03-14") == "none"
    assert await status(recognition, AN, on="2026-03-15") == "registered"
    assert await status(recognition, AN, on="2026-11-19") == "registered"
    assert await status(recognition, AN, on="2026-11-20") == "recognised"
    assert await status(recognition, AN, on="2026-11-20", as_of="2026-11-23") == "registered"
    assert await status(recognition, AN, on="2026-11-20", as_of="2026-03-19") == "none"
    assert await status(recognition, DUNG) == "waiting"


async def test_a_status_shows_both_days_of_every_step(recognition: ServiceDoor) -> None:
    await registered(recognition)
    declined = DECISION | FIRST | {"ground_code": "withdrawn"}
    await recognition.post("/decisions", declined, OF_COMMUNE)
    told = (await recognition.get(f"/bearers/family/{AN}/status", OF_HAMLET, year=2026)).json()
    assert (told["status"], told["ground_code"]) == ("declined", "withdrawn")
    assert told["decision_number"] == "123/QĐ-UBND"
    assert [(s["status"], s["effective_on"], s["recorded_on"]) for s in told["steps"]] == [
        ("registered", "2026-03-15", "2026-03-20"),
        ("declined", "2026-11-20", "2026-11-24"),
    ]


async def test_a_bearer_beyond_reach_and_one_that_is_none_are_the_same(
    recognition: ServiceDoor,
) -> None:
    await registered(recognition)
    for bearer_id, grants in ((AN, OF_OTHER_COMMUNE), (family("none"), OF_SYSTEM)):
        answer = await recognition.get(f"/bearers/family/{bearer_id}/status", grants, year=2026)
        assert (answer.status_code, answer.json()["code"]) == (404, "recognition.bearer-unknown")


async def test_views_filled_anew_equal_the_live_ones(recognition: ServiceDoor) -> None:
    await registered(recognition)
    rows = {"rows": [FIRST, named(BINH) | {"ground_code": "withdrawn"}]}
    await recognition.post("/decisions/bulk", DECISION | rows, OF_COMMUNE)
    await recognition.views_caught_up()
    mapper = FactMapper(CARDS.facts)
    with psycopg.connect(recognition.dsn, autocommit=True) as connection:
        for view, rows_wanted in zip(CARDS.views, (6, 3, 0, 0, 0), strict=True):
            names = [f"{each}_v{view.version}" for each in view.tables]
            table, *others = rebuild(connection, mapper, view, names)
            assert all(each.before == each.after for each in (table, *others))
            assert table.after.rows == rows_wanted
