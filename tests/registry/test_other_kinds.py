"""Officers who ask with an id of another kind are told that it is not there, and disturb nobody."""

import asyncio
from typing import Any
from uuid import UUID

from services.registry.places.territory.facts import TERRITORY_ID
from tests.registry.families.test_bulk import row
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_PROVINCE
from tests.support.service_door import ServiceDoor

CLASS = {"held_on": "2025-09-01", "topic_code": "law", "attendances": 21}


async def ids_of_each_kind(register: ServiceDoor) -> dict[str, UUID | str]:
    """The first places of the paths that attackers walk."""
    family = (await register.post("/families", row(0), OF_COMMUNE)).json()["family_id"]
    centre = {"place_code": "27301", "established_on": "2025-08-01"}
    established = (await register.post("/centres", centre, OF_PROVINCE)).json()["centre_id"]
    ((head_ref,),) = register.rows("select person_ref from people")
    ((headship,),) = register.rows(
        "select stream_id from log where type = 'registry.family-head-reserved.v1'"
    )
    return {
        "family": family,
        "centre": established,
        "person": head_ref,
        "headship": headship,
        "territory": TERRITORY_ID,
        "place": land.COMMUNE,
    }


def attacks(ids: dict[str, UUID | str]) -> list[tuple[str, dict[str, Any]]]:
    classes = [(f"/centres/{ids[kind]}/classes", CLASS) for kind in ids if kind != "centre"]
    erasures = [
        (f"/people/{ids[kind]}/erasure", dict[str, Any]()) for kind in ids if kind != "person"
    ]
    return classes + erasures


async def test_innocent_officers_are_answered_in_the_same_rounds_as_attackers(
    register: ServiceDoor,
) -> None:
    walked = attacks(await ids_of_each_kind(register))
    for turn in range(3):
        asked = [register.post(path, body, OF_COMMUNE) for path, body in walked]
        rows = [row(1 + len(walked) * turn + n) for n in range(len(walked))]
        innocent = [register.post("/families", each, OF_HAMLET) for each in rows]
        answers = await asyncio.gather(
            *[one for pair in zip(asked, innocent, strict=True) for one in pair]
        )
        assert {answer.status_code for answer in answers[::2]} == {404}
        assert {answer.status_code for answer in answers[1::2]} == {201}
