"""Officers look up what was sent."""

from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.notifications.deliveries.delivery import delivery_id
from shared.places import COPY
from shared.vocabulary.places import Attributes, Change, Entry
from shared.web.actions import undeclared_routes
from tests.notifications.events import awarded, recognised, request
from tests.notifications.sending import Sending
from tests.support.land import (
    COMMUNE,
    ELSEWHERE,
    ENDED_HAMLET,
    HAMLET,
    NEIGHBOUR,
    OF_COMMUNE,
    OF_HAMLET,
    OF_OTHER_COMMUNE,
    OF_SYSTEM,
    OTHER_COMMUNE,
    REORGANISED,
    TODAY,
    UNHEARD,
)
from tests.support.service_door import ServiceDoor

HERE, THERE, FUND = request(recognised(1)), request(recognised(2, ELSEWHERE)), request(awarded(1))
BEFORE, UNKNOWN = request(recognised(3, ENDED_HAMLET)), request(recognised(4, UNHEARD))


@pytest.fixture(autouse=True)
async def requested(notifications: ServiceDoor, tmp_path: Path) -> None:
    await Sending(notifications.dsn, tmp_path).request([HERE, THERE, FUND, BEFORE, UNKNOWN])


async def listed(notifications: ServiceDoor, place_id: UUID, grants: Any, **asked: object) -> Any:
    answer = await notifications.get("/deliveries", grants, place_id=place_id, **asked)
    return answer.json()


async def test_a_commune_sees_what_was_sent_about_itself_and_its_hamlets(
    notifications: ServiceDoor,
) -> None:
    told = await listed(notifications, COMMUNE, OF_COMMUNE)
    assert [each["delivery_id"] for each in told["items"]] == [
        str(delivery_id(each)) for each in (FUND, HERE)
    ]
    assert {each["status"] for each in told["items"]} == {"requested"}
    assert (await listed(notifications, HAMLET, OF_COMMUNE))["items"][0]["place_id"] == str(HAMLET)


async def test_pages_follow_one_another(notifications: ServiceDoor) -> None:
    first = await listed(notifications, COMMUNE, OF_COMMUNE, limit=1)
    cursor = first["next_cursor"]
    rest = await listed(notifications, COMMUNE, OF_COMMUNE, limit=1, cursor=cursor)
    assert [page["items"][0]["rule_code"] for page in (first, rest)] == [
        "scholarship-awarded",
        "title-recognised",
    ]
    assert rest["next_cursor"] is None


async def test_another_commune_is_not_found(notifications: ServiceDoor) -> None:
    told = await listed(notifications, COMMUNE, OF_OTHER_COMMUNE)
    assert told["code"] == "web.not-found"
    assert (await listed(notifications, UNHEARD, OF_COMMUNE))["code"] == "web.not-found"
    refused = await listed(notifications, HAMLET, OF_HAMLET)
    assert refused["code"] == "web.action-not-granted"


async def test_places_in_each_other_are_listed_once_and_only_themselves(
    notifications: ServiceDoor,
) -> None:
    with psycopg.connect(notifications.dsn) as connection:
        both = ((HAMLET, NEIGHBOUR), (NEIGHBOUR, HAMLET))
        forged = [moved(*each) for each in both]
        COPY.insert(connection.cursor(), list(enumerate(forged, 1_000)))
    for grants, place_id in ((OF_SYSTEM, HAMLET), (OF_SYSTEM, NEIGHBOUR), (OF_SYSTEM, COMMUNE)):
        told = await listed(notifications, place_id, grants)
        expected = {HAMLET: [HERE], NEIGHBOUR: [], COMMUNE: [FUND]}[place_id]
        assert [each["delivery_id"] for each in told["items"]] == [
            str(delivery_id(each)) for each in expected
        ]
    assert (await listed(notifications, HAMLET, OF_COMMUNE))["code"] == "web.not-found"


def moved(place_id: UUID, parent_id: UUID) -> Entry:
    """As a forged record says it."""
    given = Attributes("", "x", "x", None, parent_id)
    return Entry(Change.ALTERED, place_id, REORGANISED, TODAY, given, ("parent_id",))


async def test_only_known_statuses_can_be_asked_for(notifications: ServiceDoor) -> None:
    assert (await listed(notifications, COMMUNE, OF_COMMUNE, status="accepted"))["items"] == []
    told = await listed(notifications, COMMUNE, OF_COMMUNE, status="lost")
    assert told["code"] == "web.invalid-request"


async def test_one_delivery_is_shown_to_whom_it_concerns(notifications: ServiceDoor) -> None:
    for said, grants, status in (
        (HERE, OF_COMMUNE, 200),
        (BEFORE, OF_COMMUNE, 200),
        (THERE, OF_COMMUNE, 404),
        (UNKNOWN, OF_COMMUNE, 404),
        (UNKNOWN, OF_SYSTEM, 200),
    ):
        answer = await notifications.get(f"/deliveries/{delivery_id(said)}", grants)
        assert answer.status_code == status
    answer = await notifications.get(f"/deliveries/{OTHER_COMMUNE}", OF_SYSTEM)
    assert answer.json()["code"] == "notifications.delivery-unknown"


async def test_every_route_declares_its_action(notifications: ServiceDoor) -> None:
    assert undeclared_routes(notifications.parts.app) == []
