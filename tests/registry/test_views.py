"""Views as they are while facts come in, and as they are when filled anew."""

from typing import Any

import psycopg

from services.registry.main import CARDS
from shared.eventstore.views import catch_up
from tests.registry.families.test_bulk import row
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor, mapper_of

MAPPER = mapper_of("registry")
TABLES = (
    "families_by_place_v2",
    "family_members_v2",
    "family_heads_v2",
    "centres_by_place_v2",
    "classes_by_day_v1",
    "people",
    "person_keys",
)


def contents(register: ServiceDoor) -> list[list[tuple[Any, ...]]]:
    return [register.rows(f"select * from {table} order by 1") for table in TABLES]


async def filled(register: ServiceDoor) -> None:
    """Families in two hamlets, one head erased; a centre with two classes."""
    rows = [row(1), row(2), row(3, place_id=str(land.NEIGHBOUR))]
    await register.post("/families/bulk", {"rows": rows}, OF_COMMUNE)
    (head_ref,) = register.rows("select person_ref from people order by 1")[0]
    await register.post(f"/people/{head_ref}/erasure", {}, OF_COMMUNE)
    centre = {"place_code": "27301", "established_on": "2025-08-01"}
    told = await register.post("/centres", centre, OF_PROVINCE)
    report = {"held_on": "2025-09-01", "topic_code": "law", "attendances": 21}
    for _ in range(2):
        await register.post(f"/centres/{told.json()['centre_id']}/classes", report, OF_COMMUNE)
    await register.views_caught_up()


async def test_views_filled_anew_in_other_batches_equal_the_live_ones(
    register: ServiceDoor,
) -> None:
    await filled(register)
    live = contents(register)
    assert [len(rows) for rows in live] == [3, 0, 0, 1, 1, 2, 2]
    with psycopg.connect(register.dsn, autocommit=True) as connection:
        connection.execute("truncate places_v1, families_by_place_v2, centres_by_place_v2")
        connection.execute("truncate family_members_v2, family_heads_v2")
        connection.execute("truncate classes_by_day_v1")
        connection.execute("update view_marks set position = 0")
        for view in CARDS.views:
            while catch_up(connection, MAPPER, view, limit=2):
                pass
    await register.views_caught_up()
    assert contents(register) == live
