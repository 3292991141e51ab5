"""What a grant on a place that has ended sees of deliveries: what was requested by its last day,
as it stood then."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from services.notifications.deliveries.delivery import delivery_id
from shared.web.identity import Grant
from tests.notifications.events import awarded, recognised, request
from tests.notifications.sending import Sending
from tests.support.land import COMMUNE, ENDED_COMMUNE, ENDED_HAMLET, OF_COMMUNE
from tests.support.service_door import ServiceDoor

OF_ENDED = [Grant("commune-officer", ENDED_COMMUNE, "subtree")]
ENDED_ALONE = [Grant("commune-officer", ENDED_COMMUNE, "own")]
LAST, FIRST = "2025-06-30 16:59:59+00", "2025-06-30 17:00:00+00"
"""The last instant of the old places in Vietnam, and the one after."""

SETTLED = request(recognised(1, ENDED_HAMLET))
OPEN = request(recognised(2, ENDED_HAMLET))
SINCE = request(recognised(3, ENDED_HAMLET))
OF_FUND = request(awarded(4, ENDED_COMMUNE))
STOOD = (
    (SETTLED, LAST, LAST),
    (OPEN, LAST, FIRST),
    (SINCE, FIRST, FIRST),
    (OF_FUND, LAST, None),
)
EVERYTHING = {str(delivery_id(asked)) for asked, _, _ in STOOD}


@pytest.fixture(autouse=True)
async def stood(notifications: ServiceDoor, tmp_path: Path) -> None:
    """As if requested and settled then."""
    await Sending(notifications.dsn, tmp_path).request([asked for asked, _, _ in STOOD])
    with psycopg.connect(notifications.dsn) as connection:
        for asked, requested_at, settled_at in STOOD:
            connection.execute(
                "update deliveries_v1 set requested_at = %s, settled_at = %s, status = %s,"
                " reason_code = %s where delivery_id = %s",
                (
                    requested_at,
                    settled_at,
                    "rejected" if settled_at else "requested",
                    "none" if settled_at else None,
                    delivery_id(asked),
                ),
            )


async def listed(
    notifications: ServiceDoor, place: Any, grants: Any, **asked: Any
) -> dict[str, str]:
    """Delivery and status, over pages of one; each is shown alone as it is in the list."""
    found: dict[str, str] = {}
    while True:
        answer = await notifications.get("/deliveries", grants, place_id=place, limit=1, **asked)
        page = answer.json()
        for each in page["items"]:
            path = f"/deliveries/{each['delivery_id']}"
            assert (await notifications.get(path, grants)).json() == each
            assert (each["settled_at"] is None) == (each["status"] == "requested")
            assert (each["reason_code"] is None) == (each["status"] == "requested")
            found[each["delivery_id"]] = each["status"]
        if page["next_cursor"] is None:
            return found
        asked["cursor"] = page["next_cursor"]


def said(**statuses: str) -> dict[str, str]:
    known = {"settled": SETTLED, "open": OPEN, "since": SINCE, "of_fund": OF_FUND}
    return {str(delivery_id(known[name])): status for name, status in statuses.items()}


async def test_what_was_requested_since_is_not_there_and_what_was_settled_since_is_open(
    notifications: ServiceDoor,
) -> None:
    seen = said(settled="rejected", open="requested")
    with_fund = seen | said(of_fund="requested")
    assert await listed(notifications, ENDED_HAMLET, OF_ENDED) == seen
    assert await listed(notifications, ENDED_COMMUNE, OF_ENDED) == with_fund
    assert await listed(notifications, ENDED_COMMUNE, OF_ENDED, status="rejected") == said(
        settled="rejected"
    )
    assert await listed(notifications, ENDED_HAMLET, OF_ENDED, status="requested") == said(
        open="requested"
    )
    answer = await notifications.get(f"/deliveries/{delivery_id(SINCE)}", OF_ENDED)
    assert (answer.status_code, answer.json()["code"]) == (404, "notifications.delivery-unknown")


async def test_reach_own_sees_what_is_of_the_place_itself(notifications: ServiceDoor) -> None:
    seen = said(of_fund="requested")
    assert await listed(notifications, ENDED_COMMUNE, ENDED_ALONE) == seen
    for each in EVERYTHING - seen.keys():
        assert (await notifications.get(f"/deliveries/{each}", ENDED_ALONE)).status_code == 404
    answer = await notifications.get("/deliveries", ENDED_ALONE, place_id=ENDED_HAMLET)
    assert answer.status_code == 404


async def test_who_has_what_became_of_the_place_sees_all_as_it_stands(
    notifications: ServiceDoor,
) -> None:
    seen = said(settled="rejected", open="rejected", since="rejected", of_fund="requested")
    assert await listed(notifications, ENDED_COMMUNE, OF_COMMUNE) == seen
    of_commune = [Grant("commune-officer", COMMUNE, "own")]
    assert await listed(notifications, ENDED_COMMUNE, of_commune) == said(of_fund="requested")
