"""Two registers of one family, at the doors of recognition."""

from datetime import date
from uuid import UUID

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
from tests.recognition.bearers import DECISION, LEAVING, candidacy, family, named
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


async def test_of_two_runs_of_one_family_one_counts_and_the_other_is_not_gone_on_with(
    recognition: ServiceDoor,
) -> None:
    await told(recognition, *REGISTERED)
    for each, day in ((AN, "2026-03-15"), (SAME, "2026-03-16")):
        body = candidacy(each, registered_on=day)
        assert await asked(recognition, "/candidacies", body, OF_HAMLET) == "registered"
    await told(recognition, MERGED)
    assert await is_set_back(recognition, AN) is False
    assert await is_set_back(recognition, SAME) is True
    decision = DECISION | named(SAME)
    refused = await asked(recognition, "/decisions", decision, OF_COMMUNE)
    assert refused == "recognition.candidacy-set-back"
    assert await asked(recognition, "/withdrawals", LEAVING | named(AN), OF_HAMLET) == "withdrawn"
    assert await is_set_back(recognition, SAME) is False
    again = candidacy(AN, registered_on="2026-05-02")
    refused = await asked(recognition, "/candidacies", again, OF_HAMLET)
    assert refused == "recognition.bearer-is-merged"
    await told(recognition, PARTED)
    assert await asked(recognition, "/candidacies", again, OF_HAMLET) == "registered"
    await told(recognition, structs.replace(MERGED, merged_on=date(2026, 6, 2)))
    assert await is_set_back(recognition, AN) is True
    await recognition.views_caught_up()
    with psycopg.connect(recognition.dsn, autocommit=True) as connection:
        view = next(each for each in CARDS.views if each.name == "set_back_candidacies")
        for table in rebuild(connection, FactMapper(CARDS.facts), view, [f"{view.name}_v1"]):
            assert table.before == table.after
            assert table.after.rows == 3


async def test_a_survivor_is_not_registered_beside_what_its_alias_runs_for(
    recognition: ServiceDoor,
) -> None:
    await told(recognition, *REGISTERED)
    assert await asked(recognition, "/candidacies", candidacy(AN), OF_HAMLET) == "registered"
    await told(recognition, MERGED)
    refused = await asked(recognition, "/candidacies", candidacy(SAME), OF_HAMLET)
    assert refused == "recognition.another-register-runs"
    assert (await asked(recognition, "/candidacies", candidacy(AN), OF_HAMLET)) == "registered"


async def is_set_back(recognition: ServiceDoor, family_id: UUID) -> bool:
    await recognition.views_caught_up()
    path = f"/bearers/family/{family_id}/status"
    answer = await recognition.get(path, OF_COMMUNE, title="family", year=2026)
    back: bool = answer.json()["set_back"]
    return back
