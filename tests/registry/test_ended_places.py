"""What a grant on a place that has ended sees: what was effective by its last day, no more."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.registry.classes.views import ClassesByDay
from shared.eventstore.views import catch_up
from shared.web.identity import Grant
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_SYSTEM
from tests.support.service_door import ServiceDoor, mapper_of

MAPPER = mapper_of("registry")
OF_OLD = [Grant("commune-officer", land.ENDED_COMMUNE, "subtree")]
OF_OLD_ALONE = [Grant("commune-officer", land.ENDED_COMMUNE, "own")]
BY_THEN, SINCE = ("2019-02-28", "2025-06-30"), ("2025-07-01", "2026-10-10")


async def moved_hamlet(register: ServiceDoor) -> UUID:
    """One of the old commune that went on in the new one."""
    body = {"commune_id": str(land.ENDED_COMMUNE), "kind": "khu-pho", "name": "Khu phố 9"}
    answer = await register.post("/places", body, OF_SYSTEM)
    return UUID(answer.json()["place_id"])


async def family(register: ServiceDoor, place_id: UUID, registered_on: str) -> str:
    body: dict[str, Any] = {"place_id": str(place_id), "registered_on": registered_on}
    head = {"full_name": "Trần Thị Hoà"}
    answer = await register.post("/families", body | {"head": head}, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["family_id"])


async def test_families_registered_since_are_neither_shown_nor_counted(
    register: ServiceDoor,
) -> None:
    place_id = await moved_hamlet(register)
    since = [await family(register, place_id, day) for day in SINCE]
    by_then = [await family(register, place_id, day) for day in BY_THEN]
    await register.views_caught_up()
    path = f"/families?place_id={place_id}"
    for grants, expected in ((OF_OLD, by_then), (OF_COMMUNE, by_then + since)):
        shown, cursor = [], ""
        for _ in expected:
            page = (await register.get(f"{path}&limit=1{cursor}", grants)).json()
            assert page["number"] == len(expected)
            shown += [each["family_id"] for each in page["items"]]
            cursor = f"&cursor={page['next_cursor']}"
        assert cursor == "&cursor=None"
        assert sorted(shown) == sorted(expected)
        for each in by_then + since:
            answer = await register.get(f"/families/{each}", grants)
            assert answer.status_code == (200 if each in expected else 404)
    assert (await register.get(path, OF_OLD_ALONE)).status_code == 404


async def test_a_family_registered_since_is_as_one_that_is_none(register: ServiceDoor) -> None:
    since = await family(register, await moved_hamlet(register), SINCE[0])
    await register.views_caught_up()
    answers = [await register.get(f"/families/{each}", OF_OLD) for each in (since, uuid4())]
    said = [{**answer.json(), "correlation_id": "", "instance": ""} for answer in answers]
    assert said[0] == said[1]


async def centre(register: ServiceDoor, established_on: str, *held: str) -> str:
    """At the old commune, recorded today."""
    body = {"place_id": str(land.ENDED_COMMUNE), "established_on": established_on}
    centre_id = (await register.post("/centres", body, OF_SYSTEM)).json()["centre_id"]
    for n, day in enumerate(held, 1):
        report = {"held_on": day, "topic_code": "law", "attendances": 10**n}
        told = await register.post(f"/centres/{centre_id}/classes", report, OF_COMMUNE)
        assert told.status_code == 201, told.text
    return str(centre_id)


@pytest.mark.parametrize(("grants", "classes", "attendances"), [
    (OF_OLD, 2, 110),
    (OF_OLD_ALONE, 2, 110),
    (OF_COMMUNE, 4, 11_110),
])  # fmt: skip
async def test_classes_held_since_are_not_counted(
    register: ServiceDoor, grants: list[Grant], classes: int, attendances: int
) -> None:
    centre_id = await centre(register, "2019-01-01", *BY_THEN, *SINCE)
    await register.views_caught_up()
    one = (await register.get(f"/centres/{centre_id}", grants)).json()
    page = (await register.get(f"/centres?place_id={land.ENDED_COMMUNE}", grants)).json()
    assert (one["classes"], one["attendances"]) == (classes, attendances)
    assert page["items"] == [one]


async def test_a_centre_without_a_class_by_then_is_shown_with_none(register: ServiceDoor) -> None:
    centre_id = await centre(register, "2025-06-30", *SINCE)
    await register.views_caught_up()
    one = (await register.get(f"/centres/{centre_id}", OF_OLD)).json()
    page = (await register.get(f"/centres?place_id={land.ENDED_COMMUNE}", OF_OLD)).json()
    assert (one["classes"], one["attendances"]) == (0, 0)
    assert page["items"] == [one]


async def test_a_deployment_that_has_a_log_already_counts_its_classes_by_day(
    register: ServiceDoor,
) -> None:
    """As after the migration: the table is empty and the view has no mark."""
    centre_id = await centre(register, "2019-01-01", *BY_THEN, *SINCE, BY_THEN[0])
    await register.views_caught_up()
    days = "select held_on::text, classes, attendances from classes_by_day_v1 order by 1"
    live = register.rows(days)
    assert live[0] == (BY_THEN[0], 2, 100_010)
    with psycopg.connect(register.dsn, autocommit=True) as connection:
        connection.execute("truncate classes_by_day_v1")
        connection.execute("delete from view_marks where view = 'classes_by_day'")
        while catch_up(connection, MAPPER, ClassesByDay(), limit=3):
            pass
    assert register.rows(days) == live
    assert (await register.get(f"/centres/{centre_id}", OF_OLD)).json()["classes"] == 3
