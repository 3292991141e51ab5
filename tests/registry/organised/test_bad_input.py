"""What cannot be said of a session, a class or an activity is refused, alone and among many."""

from typing import Any

import pytest

from tests.registry.organised.held import SORTS, Sort
from tests.registry.sessions.test_sessions_door import organiser
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor


def by_path(sort: Sort) -> str:
    return sort.path


@pytest.mark.parametrize("sort", SORTS, ids=by_path)
async def test_below_none_before_its_organiser_or_to_come_is_refused(
    register: ServiceDoor, sort: Sort
) -> None:
    centre = await organiser(register, "centre")
    name = sort.named.removesuffix("_id")
    below = "attendees" if name == "activity" else "attendances"
    wrong: list[tuple[dict[str, Any], str]] = [
        (centre | sort.held | sort.came(-1), f"registry.{below}-implausible"),
        (centre | sort.held | {"held_on": "2025-07-31"}, f"registry.{name}-before-organiser"),
        (centre | sort.held | {"held_on": "2027-03-01"}, "calendar.day-not-come"),
    ]
    rows = [said for said, _ in wrong]
    many = await register.post(f"{sort.path}/bulk", {"rows": rows}, OF_COMMUNE)
    one = [await register.post(sort.path, row, OF_COMMUNE) for row in rows]
    assert [row.get("code") for row in many.json()["rows"]] == [code for _, code in wrong]
    assert [answer.json()["code"] for answer in one] == [code for _, code in wrong]
    page = await register.get(f"{sort.path}?place_id={sort.body['place_id']}", OF_COMMUNE)
    assert page.json()["number"] == 0
