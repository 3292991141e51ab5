"""What a grant on a place that has ended sees of bearers: what was effective by its last day."""

from typing import Any
from uuid import UUID

import pytest

from shared.web.identity import Grant
from tests.recognition.bearers import candidacy, family, heard, named
from tests.support.land import (
    COMMUNE,
    ELSEWHERE,
    ENDED_COMMUNE,
    ENDED_HAMLET,
    HAMLET,
    OF_COMMUNE,
    OF_OTHER_COMMUNE,
)
from tests.support.service_door import ServiceDoor

OF_ENDED = [Grant("commune-officer", ENDED_COMMUNE, "subtree")]
OF_ENDED_HAMLET = [Grant("hamlet-officer", ENDED_HAMLET, "own")]
ENDED_ALONE = [Grant("commune-officer", ENDED_COMMUNE, "own")]
AN, BINH, CHI = family("An"), family("Bình"), family("Chi")


async def register(recognition: ServiceDoor, bearer_id: UUID, year: int, day: str) -> None:
    asked = candidacy(bearer_id, title_year=year, registered_on=day)
    answer = await recognition.post("/candidacies", asked, OF_COMMUNE)
    assert answer.status_code == 201, answer.text


async def decide(recognition: ServiceDoor, bearer_id: UUID, year: int, day: str) -> None:
    said = {"title": "family", "title_year": year, "decision_number": "1/QĐ-UBND"}
    asked = said | named(bearer_id) | {"decided_on": day}
    answer = await recognition.post("/decisions", asked, OF_COMMUNE)
    assert answer.status_code == 201, answer.text


async def recorded(recognition: ServiceDoor) -> None:
    """All today, of families of the hamlet that has ended: An before and after, Bình after."""
    await heard(recognition, AN, BINH, CHI, place_id=ENDED_HAMLET)
    await register(recognition, AN, 2024, "2024-03-01")
    await decide(recognition, AN, 2024, "2025-06-30")
    await register(recognition, AN, 2025, "2025-06-30")
    await decide(recognition, AN, 2025, "2025-07-01")
    await register(recognition, BINH, 2025, "2025-07-01")


async def steps(
    recognition: ServiceDoor, bearer_id: UUID, year: int, grants: Any, **asked: Any
) -> Any:
    path = f"/bearers/family/{bearer_id}/status"
    answer = await recognition.get(path, grants, year=year, **asked)
    if answer.status_code == 404:
        return "unknown"
    told = answer.json()
    assert told["status"] == (told["steps"][-1]["status"] if told["steps"] else "none")
    return [each["status"] for each in told["steps"]]


@pytest.mark.parametrize("grants", [OF_ENDED, OF_ENDED_HAMLET], ids=["commune", "hamlet"])
async def test_steps_since_are_not_shown_and_a_bearer_with_no_others_is_none(
    recognition: ServiceDoor, grants: list[Grant]
) -> None:
    await recorded(recognition)
    assert await steps(recognition, AN, 2024, grants) == ["registered", "recognised"]
    assert await steps(recognition, AN, 2025, grants) == ["registered"]
    assert await steps(recognition, AN, 2025, grants, on="2026-11-24") == ["registered"]
    assert await steps(recognition, AN, 2025, grants, on="2025-06-29") == []
    assert await steps(recognition, BINH, 2025, grants) == "unknown"
    assert await steps(recognition, BINH, 2024, grants) == "unknown"
    assert await steps(recognition, CHI, 2025, grants) == "unknown"


async def test_who_has_what_became_of_the_place_sees_all_and_reach_own_nothing_below(
    recognition: ServiceDoor,
) -> None:
    await recorded(recognition)
    assert await steps(recognition, AN, 2025, OF_COMMUNE) == ["registered", "recognised"]
    assert await steps(recognition, BINH, 2025, OF_COMMUNE) == ["registered"]
    assert await steps(recognition, CHI, 2025, OF_COMMUNE) == []
    assert await steps(recognition, AN, 2025, ENDED_ALONE) == "unknown"
    assert await steps(recognition, AN, 2025, [Grant("commune-officer", COMMUNE, "own")]) == (
        "unknown"
    )


async def test_who_asked_for_a_bearer_not_heard_of_sees_what_he_asked_and_no_more(
    recognition: ServiceDoor,
) -> None:
    for year, place_id, grants in (
        (2025, HAMLET, OF_COMMUNE),
        (2026, ELSEWHERE, OF_OTHER_COMMUNE),
    ):
        asked = candidacy(AN, title_year=year, registered_on=f"{year}-01-05")
        asked |= {"place_id": str(place_id)}
        answer = await recognition.post("/candidacies", asked, grants)
        assert answer.json()["status"] == "waiting", answer.text
    for known in (False, True):
        if known:
            await heard(recognition, AN, place_id=HAMLET)
        registered = ["registered"] if known else []
        assert await steps(recognition, AN, 2025, OF_COMMUNE) == ["waiting", *registered]
        assert await steps(recognition, AN, 2026, OF_COMMUNE) == []
        assert await steps(recognition, AN, 2025, OF_OTHER_COMMUNE) == []
        assert await steps(recognition, AN, 2026, OF_OTHER_COMMUNE) == ["waiting"]
