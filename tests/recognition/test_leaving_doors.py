"""Withdrawals and revocations at the door, one by one and in bulk, and what the status then is."""

from typing import Any

import psycopg
import pytest

from services.recognition.main import CARDS
from shared.eventstore.mapper import FactMapper
from tests.recognition.bearers import (
    DECISION,
    LEAVING,
    TAKEN,
    candidacy,
    family,
    heard,
    named,
    said,
)
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_SYSTEM
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor

AN, BINH, CHI = family("An"), family("Bình"), family("Chi")
LOST = {"ground_code": "false-declaration"}
DOCUMENT = {name: value for name, value in TAKEN.items() if name not in LOST}


async def registered(recognition: ServiceDoor) -> None:
    """An, Bình and Chi; the title is An's."""
    await heard(recognition, AN, BINH, CHI)
    rows = [candidacy(each) for each in (AN, BINH, CHI)]
    await recognition.post("/candidacies/bulk", {"rows": rows}, OF_COMMUNE)
    await recognition.post("/decisions", DECISION | named(AN), OF_COMMUNE)


async def steps(recognition: ServiceDoor, bearer_id: object, **asked: object) -> Any:
    path = f"/bearers/family/{bearer_id}/status"
    told = (await recognition.get(path, OF_HAMLET, year=2026, **asked)).json()
    assert told["status"] == (told["steps"][-1]["status"] if told["steps"] else "none")
    return [each["status"] for each in told["steps"]]


async def test_a_hamlet_withdraws_a_family_which_registers_again(recognition: ServiceDoor) -> None:
    await registered(recognition)
    answer = await recognition.post("/withdrawals", LEAVING | named(BINH), OF_HAMLET)
    assert (answer.status_code, answer.json()["status"]) == (201, "withdrawn")
    decided = await recognition.post("/decisions", DECISION | named(BINH), OF_COMMUNE)
    assert (decided.status_code, decided.json()["code"]) == (
        409,
        "recognition.candidacy-already-withdrawn",
    )
    asked = candidacy(BINH, registered_on="2026-06-01")
    again = await recognition.post("/candidacies", asked, OF_HAMLET)
    assert (again.status_code, again.json()) == (
        201,
        {"candidacy_id": answer.json()["candidacy_id"], "status": "registered"},
    )
    assert await steps(recognition, BINH, on="2026-05-02") == ["registered", "withdrawn"]
    assert await steps(recognition, BINH) == ["registered", "withdrawn", "registered"]


async def test_a_commune_revokes_a_title_and_a_hamlet_may_not(recognition: ServiceDoor) -> None:
    await registered(recognition)
    asked = TAKEN | named(AN)
    refused = await recognition.post("/revocations", asked, OF_HAMLET)
    assert (refused.status_code, refused.json()["code"]) == (403, "web.action-not-granted")
    answer = await recognition.post("/revocations", asked, OF_COMMUNE)
    assert (answer.status_code, answer.json()["status"]) == (201, "revoked")
    assert await steps(recognition, AN, on="2026-11-21") == ["registered", "recognised"]
    path = f"/bearers/family/{AN}/status"
    told = (await recognition.get(path, OF_HAMLET, year=2026)).json()
    assert (told["status"], told["decision_number"], told["ground_code"]) == (
        "revoked",
        "45/QĐ-UBND",
        "false-declaration",
    )


async def test_many_are_answered_row_by_row(recognition: ServiceDoor) -> None:
    await registered(recognition)
    rows = [LEAVING | named(each) for each in (AN, BINH, family("none"))]
    left = await recognition.post("/withdrawals/bulk", {"rows": [*rows, {}]}, OF_COMMUNE)
    assert [said(row) for row in left.json()["rows"]] == [
        "recognition.too-late-to-withdraw",
        "withdrawn",
        "recognition.bearer-not-heard",
        "web.invalid-body",
    ]
    losses: list[dict[str, Any]] = [named(AN) | LOST, named(BINH) | LOST, named(CHI)]
    taken = await recognition.post("/revocations/bulk", DOCUMENT | {"rows": losses}, OF_COMMUNE)
    assert [said(row) for row in taken.json()["rows"]] == [
        "revoked",
        "recognition.nothing-to-revoke",
        "web.invalid-body",
    ]


@pytest.mark.parametrize("path", ["withdrawals", "revocations"])
async def test_another_commune_neither_withdraws_nor_revokes_here(
    recognition: ServiceDoor, path: str
) -> None:
    await registered(recognition)
    leaving = LEAVING if path == "withdrawals" else TAKEN
    recorded = recognition.types()
    for bearer_id in (AN, family("none")):
        answer = await recognition.post(f"/{path}", leaving | named(bearer_id), OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "recognition.bearer-not-heard")
    assert recognition.types() == recorded


@pytest.mark.parametrize("path", ["candidacies", "withdrawals", "decisions", "revocations"])
async def test_a_kind_that_does_not_run_for_the_title_is_refused(
    recognition: ServiceDoor, path: str
) -> None:
    await registered(recognition)
    asked = {
        "candidacies": candidacy(AN),
        "withdrawals": LEAVING | named(AN),
        "decisions": DECISION | named(AN),
        "revocations": TAKEN | named(AN),
    }[path] | {"bearer_kind": "clan"}
    for grants in (OF_COMMUNE, OF_SYSTEM):
        answer = await recognition.post(f"/{path}", asked, grants)
        assert (answer.status_code, answer.json()["code"]) == (
            422,
            "recognition.bearer-kind-unfit",
        )


async def test_a_bearer_of_another_kind_waits_and_is_seen_to_wait(recognition: ServiceDoor) -> None:
    """Nobody tells of clans yet. One with the id of a family is another bearer."""
    await heard(recognition, AN)
    place = {"place_id": str(OF_HAMLET[0].place_id)}
    asked = candidacy(AN, bearer_kind="clan", title="clan") | place
    answer = await recognition.post("/candidacies", asked, OF_HAMLET)
    assert (answer.status_code, answer.json()["status"]) == (201, "waiting")
    shown = {}
    for kind in ("clan", "family"):
        path = f"/bearers/{kind}/{AN}/status"
        told = await recognition.get(path, OF_HAMLET, year=2026, title="clan")
        shown[kind] = (told.json()["bearer_kind"], told.json()["status"])
    assert shown == {"clan": ("clan", "waiting"), "family": ("family", "none")}


async def test_views_of_all_that_may_happen_filled_anew_equal_the_live_ones(
    recognition: ServiceDoor,
) -> None:
    await registered(recognition)
    await recognition.post("/withdrawals", LEAVING | named(BINH), OF_HAMLET)
    await recognition.post("/revocations", TAKEN | named(AN), OF_COMMUNE)
    await recognition.views_caught_up()
    mapper = FactMapper(CARDS.facts)
    with psycopg.connect(recognition.dsn, autocommit=True) as connection:
        for view, rows_wanted in zip(CARDS.views, (6, 3, 0, 0, 0), strict=True):
            names = [f"{each}_v{view.version}" for each in view.tables]
            table, *others = rebuild(connection, mapper, view, names)
            assert all(each.before == each.after for each in (table, *others))
            assert table.after.rows == rows_wanted
