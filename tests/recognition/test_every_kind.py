"""Bearers of every kind run for their titles: those that registry tells of, and places."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from services.recognition.main import CARDS
from services.recognition.reactions import KIND_OF, MOVED, WITHDRAWN, Bearers
from shared.contracts.envelope import Contract
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.contracts.registry.citizens import CitizenRegisteredV1
from shared.contracts.registry.clans import ClanRegisteredV1
from shared.contracts.registry.establishments import EstablishmentRegisteredV1
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.heard import Heard
from shared.vocabulary.titles import BEARER_KINDS
from tests.recognition.bearers import candidacy, said
from tests.support.land import (
    COMMUNE,
    HAMLET,
    OF_COMMUNE,
    OF_HAMLET,
    OF_OTHER_COMMUNE,
    UNHEARD,
)
from tests.support.service_door import ServiceDoor
from tests.support.stamps import log_of, stamp_of

DAY, BEARER = date(2026, 1, 2), uuid4()
TOLD: dict[str, tuple[str, Contract]] = {
    "family": (
        "family",
        FamilyRegisteredV1(family_id=BEARER, place_id=HAMLET, registered_on=DAY),
    ),
    "clan": ("clan", ClanRegisteredV1(clan_id=BEARER, place_id=HAMLET, registered_on=DAY)),
    "establishment": (
        "unit",
        EstablishmentRegisteredV1(
            establishment_id=BEARER,
            place_id=HAMLET,
            establishment_kind="school",
            registered_on=DAY,
        ),
    ),
    "citizen": (
        "citizen",
        CitizenRegisteredV1(
            citizen_ref=BEARER,
            place_id=HAMLET,
            person_ref=uuid4(),
            group_code="pupil",
            registered_on=DAY,
        ),
    ),
}
COMMUNITY = {"title": "community", "bearer_kind": "place"}


def test_every_kind_of_bearer_is_heard_of() -> None:
    assert {*TOLD, "place"} == {*BEARER_KINDS}
    assert {type(event) for _, event in TOLD.values()} == {*KIND_OF}
    assert {*KIND_OF, *MOVED, *WITHDRAWN, SubjectAllocatedV1} == {*Bearers.hears}


def test_of_every_kind_it_is_heard_where_it_goes() -> None:
    told = {
        (kind, event.__name__.removesuffix("V1").lower())
        for event, kind in (MOVED | WITHDRAWN).items()
    }
    ends = ("moved", "corrected", "withdrawn", "merged", "unmerged")
    assert {(kind, f"{kind}{each}") for kind in TOLD for each in ends} <= told


@pytest.mark.parametrize("kind", TOLD)
async def test_what_registry_tells_of_may_run_and_what_waited_is_registered(
    kind: str, recognition: ServiceDoor
) -> None:
    title, event = TOLD[kind]
    asked = candidacy(BEARER, title=title, bearer_kind=kind, place_id=str(HAMLET))
    first = await recognition.post("/candidacies", asked, OF_HAMLET)
    assert (first.status_code, first.json()["status"]) == (201, "waiting")
    stamp = stamp_of(event, 1, log_of("registry"), datetime(2026, 1, 3, tzinfo=UTC))
    async with open_store(recognition.dsn, CARDS.facts, recognition.clock) as store:
        await Transactions(store).execute_many(Bearers().commands(Heard(event, stamp)))
    assert recognition.types() == ["candidacy-waiting", "bearer-heard", "candidacy-registered"]
    before = {"title_year": 2025, "registered_on": "2025-03-15"}
    again = await recognition.post("/candidacies", asked | before, OF_HAMLET)
    assert (again.status_code, again.json()["status"]) == (201, "registered")


@pytest.mark.parametrize("place_id", [HAMLET, COMMUNE])
async def test_a_community_is_the_people_of_a_place_and_need_not_be_told_of(
    place_id: UUID, recognition: ServiceDoor
) -> None:
    asked = candidacy(place_id, **COMMUNITY)
    refused = await recognition.post("/candidacies", asked, OF_OTHER_COMMUNE)
    assert (refused.status_code, refused.json()["code"]) == (404, "recognition.bearer-not-heard")
    assert recognition.types() == []
    for _ in range(2):
        answer = await recognition.post("/candidacies", asked, OF_COMMUNE)
        assert (answer.status_code, answer.json()["status"]) == (201, "registered")
    assert recognition.types() == ["bearer-heard", "candidacy-registered"]


async def test_of_many_places_each_is_registered_where_it_is(recognition: ServiceDoor) -> None:
    rows = [candidacy(place_id, **COMMUNITY) for place_id in (HAMLET, COMMUNE, UNHEARD)]
    answer = await recognition.post("/candidacies/bulk", {"rows": rows}, OF_COMMUNE)
    found = [said(row) for row in answer.json()["rows"]]
    assert found == ["registered", "registered", "recognition.bearer-not-heard"]
