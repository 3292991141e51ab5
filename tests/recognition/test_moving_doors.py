"""Candidacies at the doors after their bearer moved, or was allocated after a split."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg

from services.recognition.main import CARDS
from services.recognition.reactions import Bearers
from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.contracts.registry.families import FamilyMovedV1, FamilyRegisteredV1
from shared.eventstore.mapper import FactMapper
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.heard import Heard
from tests.recognition.bearers import DECISION, LEAVING, TAKEN, YEAR, candidacy, family, named
from tests.support.land import ELSEWHERE, HAMLET, OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor
from tests.support.stamps import log_of, stamp_of

AN = family("An")
SINCE, MOVED_ON = date(2020, 1, 2), date(2026, 6, 1)
NOTHING_OF = ("withdrawn_bearers", "survivors_by_bearer", "set_back_candidacies")
BEFORE = "2026-05-31"
WAS = Spell(place_id=HAMLET, since=SINCE)
NOW = (
    Spell(place_id=HAMLET, since=SINCE, until=MOVED_ON),
    Spell(place_id=ELSEWHERE, since=MOVED_ON),
)
PUT_ON = FamilyRegisteredV1(family_id=AN, place_id=HAMLET, registered_on=SINCE)
MOVED = FamilyMovedV1(family_id=AN, place_id=ELSEWHERE, was=(WAS,), now=NOW, moved_on=MOVED_ON)
ALLOCATED = SubjectAllocatedV1(
    subject_id=AN,
    subject_kind="family",
    place_id=HAMLET,
    to_place_id=ELSEWHERE,
    effective_on=MOVED_ON,
)


async def told(recognition: ServiceDoor, *events: Contract) -> None:
    """As registry tells them, one after the other."""
    async with open_store(recognition.dsn, CARDS.facts, recognition.clock) as store:
        for event in events:
            stamp = stamp_of(event, 1, log_of("registry"), datetime(2026, 6, 3, tzinfo=UTC))
            await Transactions(store).execute_many(Bearers().commands(Heard(event, stamp)))


async def asked(recognition: ServiceDoor, path: str, body: dict[str, Any], grants: Any) -> str:
    answer = (await recognition.post(path, body, grants)).json()
    return str(answer.get("status") if "candidacy_id" in answer else answer["code"])


async def listed(
    recognition: ServiceDoor, place_id: UUID, grants: Any, **on: str
) -> list[tuple[str, str]]:
    answer = await recognition.get("/candidacies", grants, place_id=place_id, limit=1, **on)
    items, number = answer.json()["items"], answer.json()["number"]
    while cursor := answer.json()["next_cursor"]:
        asked = {"place_id": place_id, "limit": 1, "cursor": cursor, **on}
        answer = await recognition.get("/candidacies", grants, **asked)
        items += answer.json()["items"]
    assert number == len(items)
    return [(str(each["title_year"]), each["status"]) for each in items]


async def status(recognition: ServiceDoor, grants: Any, **on: str) -> str:
    answer = await recognition.get(f"/bearers/family/{AN}/status", grants, year=2026, **on)
    return str(answer.json().get("status"))


async def test_a_candidacy_goes_with_its_family_to_the_officers_of_the_new_place(
    recognition: ServiceDoor,
) -> None:
    await told(recognition, PUT_ON)
    assert await asked(recognition, "/candidacies", candidacy(AN), OF_HAMLET) == "registered"
    assert await listed(recognition, HAMLET, OF_COMMUNE) == [("2026", "registered")]
    await told(recognition, MOVED, MOVED)
    assert recognition.types()[-2:] == ["bearer-moved", "candidacy-moved"]
    assert await listed(recognition, HAMLET, OF_COMMUNE) == []
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == [("2026", "registered")]
    assert await listed(recognition, HAMLET, OF_COMMUNE, on=BEFORE) == [("2026", "registered")]
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE, on=BEFORE) == []
    assert await status(recognition, OF_COMMUNE) == "none"
    assert await status(recognition, OF_COMMUNE, on=BEFORE) == "registered"
    assert await status(recognition, OF_OTHER_COMMUNE) == "registered"
    decision = DECISION | named(AN)
    refused = await asked(recognition, "/decisions", decision, OF_COMMUNE)
    assert refused == "recognition.bearer-not-heard"
    leaving = await asked(recognition, "/withdrawals", LEAVING | named(AN), OF_COMMUNE)
    assert leaving == "recognition.bearer-not-heard"
    assert await asked(recognition, "/decisions", decision, OF_OTHER_COMMUNE) == "recognised"


async def test_what_was_decided_stays_where_it_was(recognition: ServiceDoor) -> None:
    await told(recognition, PUT_ON)
    before = {"title_year": 2025, "registered_on": "2025-03-15"}
    await asked(recognition, "/candidacies", candidacy(AN, **before), OF_HAMLET)
    await asked(recognition, "/candidacies", candidacy(AN), OF_HAMLET)
    decision = DECISION | named(AN) | {"decided_on": "2026-05-20"}
    assert await asked(recognition, "/decisions", decision, OF_COMMUNE) == "recognised"
    await told(recognition, MOVED)
    assert await listed(recognition, HAMLET, OF_COMMUNE) == [("2026", "recognised")]
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == [("2025", "registered")]
    assert await status(recognition, OF_COMMUNE) == "recognised"
    assert await status(recognition, OF_OTHER_COMMUNE) == "none"
    taken = YEAR | TAKEN | named(AN)
    unknown = await asked(recognition, "/revocations", taken, OF_OTHER_COMMUNE)
    assert unknown == "recognition.candidacy-unknown"
    again = await asked(recognition, "/candidacies", candidacy(AN), OF_OTHER_COMMUNE)
    assert again == "recognition.candidacy-already-registered"
    assert await asked(recognition, "/revocations", taken, OF_COMMUNE) == "revoked"


async def test_after_a_split_it_is_listed_and_decided_in_the_part(recognition: ServiceDoor) -> None:
    await told(recognition, ALLOCATED, PUT_ON)
    rows = {"rows": [candidacy(AN)]}
    assert (await recognition.post("/candidacies/bulk", rows, OF_OTHER_COMMUNE)).json()["recorded"]
    assert await listed(recognition, HAMLET, OF_COMMUNE) == []
    assert await listed(recognition, HAMLET, OF_COMMUNE, on=BEFORE) == [("2026", "registered")]
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == [("2026", "registered")]
    decision = DECISION | named(AN)
    refused = await asked(recognition, "/decisions", decision, OF_COMMUNE)
    assert refused == "recognition.bearer-not-heard"
    assert await asked(recognition, "/decisions", decision, OF_OTHER_COMMUNE) == "recognised"
    assert await listed(recognition, HAMLET, OF_COMMUNE) == []
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == [("2026", "recognised")]
    assert await status(recognition, OF_OTHER_COMMUNE) == "recognised"
    assert await status(recognition, OF_COMMUNE) == "404"
    assert await status(recognition, OF_COMMUNE, on=BEFORE) == "registered"
    await recognition.views_caught_up()
    with psycopg.connect(recognition.dsn, autocommit=True) as connection:
        for view in CARDS.views:
            names = [f"{each}_v{view.version}" for each in view.tables]
            for table in rebuild(connection, FactMapper(CARDS.facts), view, names):
                assert table.before == table.after
                assert table.after.rows or view.name in NOTHING_OF
