"""Families that were looked up before any could move are carried over, with their view's mark."""

from pathlib import Path
from shutil import copy
from uuid import uuid4

import psycopg

from services.registry.families.views import FAMILIES
from services.registry.main import MIGRATIONS
from shared.eventstore.migrations import migrate

BEFORE = "0110"
FAMILY = "insert into families_by_place_v1 values (%s, %s, %s, '2025-08-01')"
MARK = "insert into view_marks (view, version, position) values ('families_by_place', 1, 7)"
COUNTED = """
update read_models set fingerprint = array['as it was'] where name = 'families_by_place'
"""


def test_families_are_where_they_were_since_they_were_registered(
    database: str, tmp_path: Path
) -> None:
    then, ids = tmp_path / "registry" / "migrations", [uuid4(), uuid4(), uuid4()]
    then.mkdir(parents=True)
    for file in sorted(MIGRATIONS[-1].glob("*.sql")):
        if file.name < BEFORE:
            copy(file, then)
    migrate(database, *MIGRATIONS[:-1], then)
    with psycopg.connect(database) as connection:
        connection.execute(FAMILY, ids)
        connection.execute(MARK)
        connection.execute(COUNTED)
    migrate(database, *MIGRATIONS)
    with psycopg.connect(database) as connection:
        shown = connection.execute("select * from families_by_place").fetchall()
        marks = connection.execute("select version, position from view_marks").fetchall()
        live = connection.execute(
            "select version, fingerprint from read_models where name = 'families_by_place'"
        ).fetchone()
    day = "2025-08-01"
    assert [[*map(str, row)] for row in shown] == [[*map(str, ids), day, day, "None"]]
    assert marks == [(2, 7)]
    assert live is not None
    assert live[0] == 2
    assert {line for line in live[1] if line.startswith("hears")} == {
        f"hears {fact.TYPE}" for fact in FAMILIES.hears
    }
