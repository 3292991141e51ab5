"""Recognition as a whole: families come from Kafka, candidacies go out to it."""

import asyncio
from collections import Counter
from datetime import date
from uuid import UUID

import httpx2
import pytest

from services.recognition.main import service
from services.recognition.settings import Settings
from shared.contracts.recognition import CandidacyRegisteredV1, TitleRecognisedV1
from shared.contracts.registry.families import FamilyRegisteredV1
from tests.recognition.bearers import candidacy, family, named
from tests.support.land import HAMLET
from tests.support.serving import Surroundings

EARLY, LATE, AT_ONCE = ([family(f"{when} {n}") for n in range(40)] for when in "abc")
EVERYBODY = [*EARLY, *LATE, *AT_ONCE]
TOPIC = CandidacyRegisteredV1.TOPIC
DECISION = {
    "title": "family",
    "title_year": 2022,
    "decided_on": "2022-11-20",
    "decision_number": "123/QĐ-UBND",
}


@pytest.fixture
def around(
    database: str, kafka_bootstrap: str, kafka_prefix: str, unused_tcp_port: int
) -> Surroundings:
    return Surroundings(database, kafka_bootstrap, kafka_prefix, unused_tcp_port)


def told(bearer_id: UUID) -> FamilyRegisteredV1:
    return FamilyRegisteredV1(family_id=bearer_id, place_id=HAMLET, registered_on=date(2022, 1, 2))


async def ask(client: httpx2.AsyncClient, bearer_id: UUID) -> None:
    headers = {"Idempotency-Key": str(bearer_id)}
    path = "/recognition/v1/candidacies"
    asked = candidacy(bearer_id, title_year=2022, registered_on="2022-03-15")
    answer = await client.post(path, json=asked, headers=headers)
    assert answer.status_code == 201, answer.text


async def test_each_candidacy_is_published_once_whether_asked_or_heard_first_or_at_once(
    around: Surroundings,
) -> None:
    running = service(Settings(**around.settings("recognition")))
    running.migrate()
    around.tell([told(each) for each in LATE], times=2)
    async with around.served(running) as client:
        for bearer_id in [*EARLY, *LATE]:
            await ask(client, bearer_id)
        families = [told(each) for each in [*EARLY, *AT_ONCE]]
        telling = asyncio.to_thread(around.tell, families, times=2)
        await asyncio.gather(telling, *(ask(client, each) for each in AT_ONCE))
        events = await asyncio.to_thread(around.told, TOPIC, len(EVERYBODY))
    assert all(isinstance(event, CandidacyRegisteredV1) for event in events)
    registered = [event for event in events if isinstance(event, CandidacyRegisteredV1)]
    assert Counter(event.bearer_id for event in registered) == Counter(EVERYBODY)
    assert {event.place_id for event in registered} == {HAMLET}


async def test_a_recognition_is_told_with_all_that_others_need(around: Surroundings) -> None:
    running = service(Settings(**around.settings("recognition")))
    running.migrate()
    around.tell([told(EARLY[0])])
    async with around.served(running) as client:
        await ask(client, EARLY[0])
        await asyncio.to_thread(around.told, TOPIC, 1)
        decision = DECISION | named(EARLY[0])
        headers = {"Idempotency-Key": "decision"}
        answer = await client.post("/recognition/v1/decisions", json=decision, headers=headers)
        _, recognised = await asyncio.to_thread(around.told, TOPIC, 2)
    assert isinstance(recognised, TitleRecognisedV1)
    assert str(recognised.candidacy_id) == answer.json()["candidacy_id"]
    assert recognised.decided_on == date(2022, 11, 20)
    assert (recognised.place_id, recognised.title_year) == (HAMLET, 2022)
