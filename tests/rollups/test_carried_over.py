"""What was counted before measures had dimensions is carried over: no figure changes, nothing is
counted twice, and a process of before writes nothing any more."""

from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
import pytest
from prometheus_client import REGISTRY
from psycopg.errors import UndefinedTable

from services.rollups.inbox.cells import CellsProjection
from services.rollups.main import MIGRATIONS as FOLDERS
from services.rollups.views import cells
from services.rollups.views.tables import MIGRATIONS, Tables
from shared.eventstore.migrations import migrate
from shared.eventstore.read_models import differences
from shared.messaging.heard import Heard
from shared.messaging.listener import Listener
from shared.messaging.rebuilding.projection import rebuild
from tests.rollups import events
from tests.rollups.first_generation import SECOND, FirstCells, migrations, of_then
from tests.rollups.many import HAMLETS, YEARS, many
from tests.rollups.officers import SYSTEM
from tests.rollups.publishing import Publishing
from tests.rollups.rebuilding import CELLS, SUMS, rows
from tests.rollups.test_api import asked
from tests.support.hearing import running
from tests.support.waiting import eventually_async

MARK_AND_LETTERS = """
insert into listener_marks (projection, version, topic, partition, record_offset, record_hash,
    sequence) values ('cells', 1, 'registry.families', 0, 7, 'h', 8),
    ('cells', -3, 'registry.families', 0, 5, 'h', 6),
    ('places', 1, 'registry.places', 0, 1, 'h', 2);
insert into dead_letters (projection, version, topic, partition, record_offset, record_hash,
    reason, detail, headers, state)
select 'cells', version, 'registry.families', 0, version, 'h', 'refused', '', '', 'parked'
from unnest(array[1, -3]) as version;
create table contributions_rebuilt_3 (measure text);
"""
UNSAID = """
alter table contributions_anew alter subject_id drop not null;
alter table contributions_v2 alter subject_id drop not null;
update contributions_anew set dimensions = '/centre/' where measure in ('classes', 'attendances');
update contributions_anew set subject_id = null where topic = 'recognition.candidacies';
update contributions_v2 set subject_id = null where topic = 'recognition.candidacies';
delete from contributions_anew where measure = 'classes-cost-unsaid';
truncate cells_anew;
"""
MARKS = "select projection, version, record_offset, sequence from listener_marks order by 1, 2"
LETTERS = "select version, record_offset, state from dead_letters"
HEARD_BY_THE_OLD = "select true from listener_marks where version = 1 and record_offset >= 0"
LEFT = """
select tablename from pg_tables where tablename ~ '(_v1|_rebuilt_3)$'
and tablename ~ '^(contributions|cells|freshness)'
"""


@pytest.fixture
def before(database: str, tmp_path: Path) -> str:
    """A database of before, with nothing in it."""
    migrate(database, *FOLDERS[:-1], migrations(tmp_path))
    return database


def apply(database: str, projection: Any, batch: list[Heard]) -> None:
    with psycopg.connect(database) as connection, connection.cursor() as cursor:
        projection.apply(cursor, batch)


def test_all_rows_are_as_if_they_had_been_counted_now_but_for_what_nobody_kept(
    before: str,
) -> None:
    batch = of_then(many(400))
    apply(before, FirstCells(), batch)
    migrate(before, *FOLDERS[:-1], MIGRATIONS)
    anew = Tables("anew")
    with psycopg.connect(before) as connection:
        CellsProjection(anew).make(connection.cursor())
    apply(before, CellsProjection(anew), batch)
    with psycopg.connect(before) as connection:
        connection.execute(UNSAID)
        cells.sum_up(connection.cursor(), anew)
    for table in ("contributions", "cells", "freshness"):
        carried = Counter(rows(before, f"table {table}_v2"))
        assert carried == Counter(rows(before, f"table {table}_anew"))
        assert carried
    assert rows(before, CELLS) == rows(before, SUMS)


def test_marks_and_letters_go_on_under_the_new_version_and_rebuilds_under_way_are_over(
    before: str,
) -> None:
    with psycopg.connect(before) as connection:
        connection.execute(MARK_AND_LETTERS)
    migrate(before, *FOLDERS[:-1], MIGRATIONS)
    assert rows(before, MARKS) == [("cells", 2, 7, 8), ("places", 1, 1, 2)]
    assert rows(before, LETTERS) == [(2, 1, "parked")]
    assert rows(before, LEFT) == []


async def test_figures_are_the_same_before_and_after(before: str) -> None:
    """Those of before by plain words: the counter of then is gone."""
    batch = of_then(many(400))
    apply(before, FirstCells(), batch)
    query = "select measure, sum(value)::int from cells_v1 group by measure"
    counted: Counter[str] = Counter(dict(rows(before, query)))
    migrate(before, *FOLDERS[:-1], MIGRATIONS)
    for title in ("family", "clan"):
        for year in YEARS:
            new, renewed = (
                counted[f"{title}.registered.{how}.{year}"] for how in ("new", "renewed")
            )
            expected = {
                "families": counted["families"],
                "clans": counted["clans"],
                "registered": new + renewed,
                "registered-new": new,
                "registered-renewed": renewed,
                "recognised": counted[f"{title}.recognised.{year}"],
                "classes": counted["classes"],
                "attendances": counted["attendances"],
                "scholarship-grants": counted["scholarship.grants"],
                "scholarship-amount": counted["scholarship.amount"],
            }
            wanted = {"on": "2022-12-31", "since": "2022-01-01", "title": title, "year": year}
            _, body = await asked(before, "/figures", {**wanted, "measure": list(expected)}, SYSTEM)
            assert {each["measure"]: each["value"] for each in body["figures"]} == expected


def test_a_batch_of_a_process_of_before_fails_and_writes_nothing(before: str) -> None:
    migrate(before, *FOLDERS[:-1], MIGRATIONS)
    with pytest.raises(UndefinedTable):
        apply(before, FirstCells(), of_then(many(30)))
    assert rows(before, "table cells_v2") == []


def test_what_nobody_knows_is_not_carried_over_as_something_else(before: str) -> None:
    day = "'2022-01-01'"
    said = f"'dogs.barking', gen_random_uuid(), {day}, {day}, 1"
    dogs = f"insert into cells_v1 values ({said}) returning 1"
    rows(before, dogs)
    with pytest.raises(psycopg.errors.RaiseException, match="nobody knows what dogs"):
        migrate(before, *FOLDERS[:-1], MIGRATIONS)
    assert rows(before, "select count(*) from cells_v1") == [(1,)]


def wanted(database: str) -> list[str]:
    """Why what is live has to be rebuilt, as it is counted today."""
    with psycopg.connect(database) as connection:
        return differences(connection.cursor(), CellsProjection())


def repeated() -> float:
    """How many families were heard again."""
    labels = {"service": "rollups", "topic": "registry.families", "outcome": "repeated"}
    return REGISTRY.get_sample_value("hieuhoc_listener_events_total", labels) or 0


async def test_the_listener_goes_on_where_the_one_of_before_was_which_writes_nothing_more(
    before: str, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    """Both run at once. Another version is another group of Kafka, whose hint it begins without:
    the marks say where it is."""
    published = Publishing(before, kafka_bootstrap, kafka_prefix)
    published.tell([events.family(HAMLETS[n % 2]) for n in range(30)])
    old = Listener(published.settings, FirstCells())

    async def counted_of_old() -> bool:
        return rows(before, "select count(*) from contributions_v1") == [(30,)]

    async with running(old):
        await eventually_async(counted_of_old, 30.0, "30 contributions")
        migrate(before, *FOLDERS[:-1], MIGRATIONS)
        again = repeated()
        async with running(Listener(published.settings, SECOND)):
            published.tell([events.class_held(HAMLETS[0]) for _ in range(10)])
            await published.counted(50)
        assert repeated() == again
        assert rows(before, HEARD_BY_THE_OLD) == []
    assert rows(before, "select sum(value)::int from cells_v2 where measure = 'families'") == [
        (30,)
    ]
    assert rows(before, CELLS) == rows(before, SUMS)
    assert wanted(before)
    await rebuild(published.settings, CellsProjection())
    assert not wanted(before)
    assert rows(before, "select sum(value)::int from cells_v2 where measure = 'classes'") == [(10,)]
