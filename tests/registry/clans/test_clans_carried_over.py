"""Clans that were looked up before any could move, or had a name, are carried over with the mark
of their view."""

from pathlib import Path
from shutil import copy
from uuid import uuid4

import psycopg

from services.registry.clans.views import CLANS
from services.registry.main import MIGRATIONS
from shared.eventstore.migrations import migrate

BEFORE = "0100"
CLAN = "insert into clans_v1 values (%s, %s, '2025-08-01', '2026-03-01')"
MARK = "insert into view_marks (view, version, position) values ('clans', 1, 7)"
COUNTED = "update read_models set fingerprint = array['as it was'] where name = 'clans'"


def test_clans_are_where_they_were_since_they_were_registered(
    database: str, tmp_path: Path
) -> None:
    then, (clan, place) = tmp_path / "registry" / "migrations", (uuid4(), uuid4())
    then.mkdir(parents=True)
    for file in sorted(MIGRATIONS[-1].glob("*.sql")):
        if file.name < BEFORE:
            copy(file, then)
    migrate(database, *MIGRATIONS[:-1], then)
    with psycopg.connect(database) as connection:
        connection.execute(CLAN, [clan, place])
        connection.execute(MARK)
        connection.execute(COUNTED)
    migrate(database, *MIGRATIONS)
    with psycopg.connect(database) as connection:
        shown = connection.execute(f"select {', '.join(CLANS.columns)} from clans").fetchall()
        marks = connection.execute("select version, position from view_marks").fetchall()
        live = connection.execute(
            "select version, fingerprint from read_models where name = 'clans'"
        ).fetchone()
    assert [[*map(str, row)] for row in shown] == [
        [str(clan), str(place), "None", "2025-08-01", "2025-08-01", "2026-03-01"]
    ]
    assert marks == [(3, 7)]
    assert live is not None
    version, fingerprint = live
    assert version == 3
    assert {line for line in fingerprint if line.startswith("hears")} == {
        f"hears {fact.TYPE}" for fact in CLANS.hears
    }
