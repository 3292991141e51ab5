"""Allocations that were looked up before their days were are carried over, by what the log says."""

from datetime import date
from pathlib import Path
from shutil import copy
from uuid import UUID, uuid4

import psycopg

from services.registry.allocations.allocation.subjects import SubjectAllocated
from services.registry.main import MIGRATIONS
from shared.eventstore.migrations import migrate
from tests.support import land
from tests.support.service_door import mapper_of

BEFORE = "0175"
READ = 4
TELL = """
insert into log (position, stream_id, version, type, data, recorded_at, actor, correlation_id)
values (%s, %s, %s, %s, %s, now(), 'system:test', gen_random_uuid())
"""


def said(clan: UUID, to: UUID, day: date) -> SubjectAllocated:
    return SubjectAllocated(clan, "clan", land.SPLIT_COMMUNE, to, day)


def test_what_holds_is_carried_over_with_its_days(database: str, tmp_path: Path) -> None:
    """And what the view had not read yet is not."""
    then, one, other = tmp_path / "registry" / "migrations", uuid4(), uuid4()
    then.mkdir(parents=True)
    for file in sorted(MIGRATIONS[-1].glob("*.sql")):
        if file.name < BEFORE:
            copy(file, then)
    migrate(database, *MIGRATIONS[:-1], then)
    early, late = land.REORGANISED, date(2026, 1, 15)
    facts = [
        said(one, land.OTHER_COMMUNE, late),
        said(one, land.COMMUNE, early),  # corrects what was said of the later day
        said(other, land.COMMUNE, early),
        said(other, land.OTHER_COMMUNE, late),
        said(other, land.COMMUNE, early),
    ]
    with psycopg.connect(database) as connection:
        for position, fact in enumerate(facts, 1):
            told = position, uuid4(), 1, fact.TYPE, mapper_of("registry").encode(fact)
            connection.execute(TELL, told)
        mark = "insert into view_marks (view, version, position) values ('allocations', 1, %s)"
        connection.execute(mark, [READ])
    migrate(database, *MIGRATIONS)
    with psycopg.connect(database) as connection:
        kept = connection.execute(
            "select subject_id, place_id, to_place_id, since from allocations"
        ).fetchall()
        marks = connection.execute("select version, position from view_marks").fetchall()
    assert sorted(kept) == sorted(
        (each.subject_id, each.place_id, each.to_place_id, each.effective_on)
        for each in facts[1:READ]
    )
    assert marks == [(2, READ)]
