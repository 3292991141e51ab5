"""Two registers of one family, at the doors of recognition."""

from datetime import date

import psycopg
from msgspec import structs

from services.recognition.main import CARDS
from shared.contracts.fields import Spell
from shared.contracts.registry.families import (
    FamilyMergedV1,
    FamilyMovedV1,
    FamilyRegisteredV1,
    FamilyUnmergedV1,
)
from shared.eventstore.mapper import FactMapper
from tests.recognition.bearers import DECISION, candidacy, family, named
from tests.recognition.test_moving_doors import asked, listed, status, told
from tests.support.land import ELSEWHERE, HAMLET, OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor

AN, SAME = family("An"), family("An again")
SINCE, MOVED_ON = date(2020, 1, 2), date(2026, 6, 1)
WAS = Spell(place_id=HAMLET, since=SINCE)
NOW = (
    Spell(place_id=HAMLET, since=SINCE, until=MOVED_ON),
    Spell(place_id=ELSEWHERE, since=MOVED_ON),
)
REGISTERED = [
    FamilyRegisteredV1(family_id=each, place_id=HAMLET, registered_on=SINCE) for each in (AN, SAME)
]
MERGED = FamilyMergedV1(
    family_id=AN,
    place_id=HAMLET,
    survivor_id=SAME,
    merged_on=MOVED_ON,
    ground_code="same-name-and-birth",
    was=(WAS,),
    now=(),
)
MOVED = FamilyMovedV1(family_id=SAME, place_id=ELSEWHERE, was=(WAS,), now=NOW, moved_on=MOVED_ON)
PARTED = FamilyUnmergedV1(
    family_id=AN, place_id=HAMLET, survivor_id=SAME, unmerged_on=MOVED_ON, was=(), now=(WAS,)
)
BEFORE = "2026-05-31"


async def test_what_an_alias_runs_for_is_listed_and_decided_where_its_survivor_is(
    recognition: ServiceDoor,
) -> None:
    await told(recognition, *REGISTERED)
    assert await asked(recognition, "/candidacies", candidacy(AN), OF_HAMLET) == "registered"
    await told(recognition, MERGED)
    assert await listed(recognition, HAMLET, OF_COMMUNE) == [("2026", "registered")]
    again = candidacy(AN, title_year=2025, registered_on="2025-03-15")
    refused = await asked(recognition, "/candidacies", again, OF_HAMLET)
    assert refused == "recognition.bearer-is-merged"
    await told(recognition, MOVED, MOVED, MERGED)
    assert await listed(recognition, HAMLET, OF_COMMUNE) == []
    assert await listed(recognition, HAMLET, OF_COMMUNE, on=BEFORE) == [("2026", "registered")]
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == [("2026", "registered")]
    assert await status(recognition, OF_OTHER_COMMUNE) == "registered"
    assert await status(recognition, OF_COMMUNE) == "none"
    decision = DECISION | named(AN)
    refused = await asked(recognition, "/decisions", decision, OF_COMMUNE)
    assert refused == "recognition.bearer-not-heard"

    await told(recognition, PARTED)
    assert await listed(recognition, HAMLET, OF_COMMUNE) == [("2026", "registered")]
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == []
    await told(recognition, structs.replace(MERGED, merged_on=date(2026, 6, 2)))
    assert await asked(recognition, "/decisions", decision, OF_OTHER_COMMUNE) == "recognised"
    assert await listed(recognition, ELSEWHERE, OF_OTHER_COMMUNE) == [("2026", "recognised")]
    await recognition.views_caught_up()
    with psycopg.connect(recognition.dsn, autocommit=True) as connection:
        view = next(each for each in CARDS.views if each.name == "survivors_by_bearer")
        for table in rebuild(connection, FactMapper(CARDS.facts), view, [f"{view.name}_v1"]):
            assert table.before == table.after
            assert table.after.rows
