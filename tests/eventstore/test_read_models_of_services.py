"""What each service's migrations say of its views and projections: where nothing was counted yet,
nothing; where it was, what was counted before that was kept."""

from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any

import psycopg
import pytest

from shared.eventstore.migrations import migrate
from shared.eventstore.read_models import ReadModel, RebuildWanted, differences, require_live, table
from shared.web.assembly import Assembly
from tests.support.servers import fresh_database
from tests.support.sources import SERVICES

Rows = list[tuple[Any, ...]]
FIRST_LATER = ("read_models.sql", "dimensions.sql")
COUNTED = """
insert into view_marks (view, version, position) select unnest(%s::text[]), 1, 7;
"""
HEARD = """
insert into listener_marks (projection, version, topic, partition, record_offset)
select unnest(%s::text[]), 1, 'registry.places', 0, 7
"""


WANT_A_REBUILD = {"cells"}
"""What counts more by now than was kept: where subjects were allocated."""


def was_there(connection: psycopg.Connection[Any], model: ReadModel) -> bool:
    """Whether any version of its tables is there."""
    tables = connection.execute("select tablename from pg_tables").fetchall()
    mine = [f"{bare}_v" for bare in model.tables]
    return any(name.startswith(each) for (name,) in tables for each in mine)


def models_of(assembly: Assembly[Any]) -> list[ReadModel]:
    hearing = [each for each in assembly.hearers if isinstance(each, ReadModel)]
    return [*assembly.cards.views, *hearing]


def later(_folder: str, files: list[str]) -> set[str]:
    """The migration of a folder that first knows of read models, and every one after it."""
    first = min((name for name in files if name.endswith(FIRST_LATER)), default=None)
    return {name for name in files if first is not None and name >= first}


def before(folders: tuple[Path, ...], into: Path) -> list[Path]:
    """The migrations of before, in folders of the same names."""
    found = []
    for folder in folders:
        name = folder.resolve().parent.name
        found.append(Path(copytree(folder, into / name / "migrations", ignore=later)))
    return found


def kept(connection: psycopg.Connection[Any]) -> dict[tuple[str, str], tuple[int, Any]]:
    rows = connection.execute("select kind, name, version, fingerprint from read_models")
    return {(kind, name): (version, lines) for kind, name, version, lines in rows}


@pytest.mark.parametrize("service", SERVICES)
def test_what_was_counted_before_is_named_as_it_was_and_goes_on(
    service: str, postgres_dsn: str, tmp_path: Path
) -> None:
    assembly: Assembly[Any] = import_module(f"services.{service}.main").ASSEMBLY
    models = models_of(assembly)
    with fresh_database(postgres_dsn) as dsn:
        migrate(dsn, *before(assembly.migrations, tmp_path))
        with psycopg.connect(dsn, autocommit=True) as connection:
            models = [model for model in models if was_there(connection, model)]
            assert models
            for statement, kind in ((COUNTED, "view"), (HEARD, "projection")):
                names = [model.name for model in models if model.kind == kind]
                connection.execute(statement.encode(), [names])
            migrate(dsn, *assembly.migrations)
            cursor = connection.cursor()
            named = kept(connection)
            for model in models:
                version, lines = named[model.kind, model.name]
                assert version == model.version
                assert any(line.startswith("hears ") for line in lines)
                if model.name in WANT_A_REBUILD:
                    assert differences(cursor, model)
                    with pytest.raises(RebuildWanted):
                        require_live(cursor, model)
                else:
                    assert differences(cursor, model) == []
                    require_live(cursor, model)
                for bare in model.tables:
                    shown = cursor.execute("select table_shown(%s)::text", [bare]).fetchone()
                    assert shown == (table(model, bare),)


@pytest.mark.parametrize("service", SERVICES)
def test_where_nothing_was_counted_the_version_of_today_is_live_and_shown(
    service: str, postgres_dsn: str
) -> None:
    assembly: Assembly[Any] = import_module(f"services.{service}.main").ASSEMBLY
    with fresh_database(postgres_dsn) as dsn:
        migrate(dsn, *assembly.migrations)
        with psycopg.connect(dsn, autocommit=True) as connection:
            begun = kept(connection)
            for model in models_of(assembly):
                assert begun[model.kind, model.name] == (model.version, None)
                for bare in model.tables:
                    asked = "select table_shown(%s)::text"
                    assert connection.execute(asked, [bare]).fetchone() == (table(model, bare),)
                require_live(connection.cursor(), model)
                assert kept(connection)[model.kind, model.name][1] is not None
