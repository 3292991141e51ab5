"""A bearer that registry withdrew, at the doors: what runs, what is held, who learns of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import psycopg

from services.recognition.main import CARDS
from shared.contracts.fields import Spell
from shared.contracts.registry.families import FamilyRegisteredV1, FamilyWithdrawnV1
from shared.eventstore.mapper import FactMapper
from shared.web.identity import Grant
from tests.recognition.bearers import DECISION, TAKEN, YEAR, candidacy, family, named
from tests.recognition.test_moving_doors import asked, listed, told
from tests.support.land import HAMLET, OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.rebuilding import rebuild
from tests.support.service_door import ServiceDoor

AN, BINH = family("An"), family("Bình")
SINCE = date(2020, 1, 2)


def registered(family_id: UUID) -> FamilyRegisteredV1:
    return FamilyRegisteredV1(family_id=family_id, place_id=HAMLET, registered_on=SINCE)


def withdrawn(family_id: UUID) -> FamilyWithdrawnV1:
    was = (Spell(place_id=HAMLET, since=SINCE),)
    return FamilyWithdrawnV1(
        family_id=family_id, place_id=HAMLET, was=was, now=(), ground_code="import-undone"
    )


async def held(recognition: ServiceDoor, grants: Sequence[Grant]) -> list[object]:
    path = "/candidacies/held-by-nobody"
    answer = (await recognition.get(path, grants, place_id=HAMLET)).json()
    if "items" not in answer:
        return [answer["code"]]
    assert answer["number"] == len(answer["items"])
    return [(each["bearer_id"], each["status"], each["ground_code"]) for each in answer["items"]]


async def test_of_a_bearer_that_never_was_nothing_runs_and_a_title_waits_for_somebody(
    recognition: ServiceDoor,
) -> None:
    await told(recognition, registered(AN), registered(BINH))
    for each in (AN, BINH):
        assert await asked(recognition, "/candidacies", candidacy(each), OF_HAMLET) == "registered"
    decision = DECISION | named(AN)
    assert await asked(recognition, "/decisions", decision, OF_COMMUNE) == "recognised"
    assert await held(recognition, OF_COMMUNE) == []
    await told(recognition, withdrawn(AN), withdrawn(BINH), withdrawn(BINH))
    assert recognition.types()[-3:] == [
        "bearer-withdrawn",
        "bearer-withdrawn",
        "candidacy-withdrawn",
    ]
    assert await listed(recognition, HAMLET, OF_COMMUNE) == [
        ("2026", "recognised"),
        ("2026", "withdrawn"),
    ]
    assert await held(recognition, OF_COMMUNE) == [(str(AN), "recognised", "import-undone")]
    assert await held(recognition, OF_OTHER_COMMUNE) == ["web.place-not-known-yet"]
    again = candidacy(BINH, registered_on="2026-05-02")
    for path, body in (("/candidacies", again), ("/decisions", DECISION | named(BINH))):
        answer = await asked(recognition, path, body, OF_COMMUNE)
        assert answer == "recognition.bearer-is-withdrawn"
    assert await asked(recognition, "/revocations", YEAR | TAKEN | named(AN), OF_COMMUNE) == (
        "revoked"
    )
    assert await held(recognition, OF_COMMUNE) == []
    await recognition.views_caught_up()
    with psycopg.connect(recognition.dsn, autocommit=True) as connection:
        view = next(each for each in CARDS.views if each.name == "withdrawn_bearers")
        for table in rebuild(connection, FactMapper(CARDS.facts), view, [f"{view.name}_v1"]):
            assert table.before == table.after
            assert table.after.rows
