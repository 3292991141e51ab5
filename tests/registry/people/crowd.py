"""Many heads of families, of one syllable and one phone, written straight into the tables; and
what a statement reads of them."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from services.registry.people.vault.searches import BY_INDEX_ALONE
from services.registry.people.vault.searching import columns_of
from tests.registry.people.earlier import KEY

SYLLABLE, PHONE = "quyt", "0912345678"

CROWD = """
with people_made as (
  insert into people (person_ref, place_id, sealed, identity_hash, phone_hash)
  select gen_random_uuid(), %(place)s, '', uuid_send(gen_random_uuid()), %(phone)s
  from generate_series(1, %(number)s) returning person_ref
), keys as (
  insert into person_keys select person_ref, '' from people_made
), families as (
  insert into families_by_place_v2
  select gen_random_uuid(), %(place)s, person_ref, '2025-01-01', '2025-01-01' from people_made
)
insert into people_by_syllable (syllable_hash, person_ref)
select %(syllable)s, person_ref from people_made
"""
FAMILY = "insert into families_by_place_v2 values (%s, %s, %s, %s, %s)"


FAMILIES_BEFORE_THEY_MOVED = "families_by_place_v1"


def crowd(
    connection: psycopg.Connection[Any], place_id: UUID, number: int, moving: bool = True
) -> None:
    """So many more of them in the place; nobody can open them. Not `moving`: as long ago."""
    syllable, phone = KEY.hash_of("syllable", SYLLABLE), KEY.hash_of("phone", PHONE)
    given = {"place": place_id, "number": number, "syllable": syllable, "phone": phone}
    statement = CROWD
    if not moving:
        statement = statement.replace("families_by_place_v2", FAMILIES_BEFORE_THEY_MOVED)
        statement = statement.replace(", '2025-01-01' from", " from")
    connection.execute(statement.encode(), given)


def family_of(
    connection: psycopg.Connection[Any], head_ref: UUID, place_id: UUID, day: date
) -> None:
    connection.execute(FAMILY, [uuid4(), place_id, head_ref, day, day])


def rows_read(
    dsn: str, statement: str, given: Mapping[str, Any], reach: Mapping[UUID, date]
) -> int:
    """How many rows of tables and indexes a search reads for it. It reads none through."""
    settings = " ".join(f"-c {name}={value}" for name, value in BY_INDEX_ALONE.items())
    with psycopg.connect(dsn, options=settings) as connection:
        asked = {**given, **columns_of(reach), "most": 1_001}
        explained = f"explain (analyze, costs off, timing off, format json) {statement}"
        ((plan,),) = connection.execute(explained, asked).fetchall()
    found = plan if isinstance(plan, list) else json.loads(plan)
    nodes = [node for node in _nodes(found[0]["Plan"]) if "Relation Name" in node]
    asked_by = {"Index Cond", "Recheck Cond"}
    assert all(asked_by & node.keys() for node in nodes if node["Actual Loops"]), plan
    return sum(map(_rows, nodes))


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _rows(node: dict[str, Any]) -> int:
    removed: float = sum(value for name, value in node.items() if name.startswith("Rows Removed"))
    rows: float = node["Actual Rows"] + removed
    return round(rows * int(node["Actual Loops"]))
