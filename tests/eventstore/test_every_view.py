"""Whatever a log holds, every view of every service comes to its end: what cannot be told is set
aside with all that follows of its subject, and every other row is as if the rest had never been."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from shared.eventstore.read_models import versioned
from shared.eventstore.views import View, catch_up
from tests.eventstore.lives import (
    TABLES,
    VIEWS,
    logs,
    mapper_of,
    set_aside,
    shown,
    told_one_by_one,
    write,
)
from tests.support.databases import Databases
from tests.support.rebuilding import rebuild

Connections = Callable[[str], psycopg.Connection[Any]]
odd = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def connected(databases: Databases) -> Iterator[Connections]:
    """To a migrated database of each service."""
    with ExitStack() as opened:
        known: dict[str, psycopg.Connection[Any]] = {}

        def connection_of(service: str) -> psycopg.Connection[Any]:
            if service not in known:
                dsn = opened.enter_context(databases.migrated(service))
                connection = psycopg.connect(dsn, autocommit=True)
                known[service] = opened.enter_context(connection)
            return known[service]

        yield connection_of


@pytest.mark.parametrize(("service", "view"), VIEWS, ids=[view.name for _, view in VIEWS])
@odd
@whatever(given=any_.data(), limit=any_.integers(min_value=1, max_value=20))
def test_a_view_comes_to_the_end_of_whatever_log(
    connected: Connections, service: str, view: View, given: Any, limit: int
) -> None:
    connection, mapper, table = connected(service), mapper_of(service), TABLES[view.name]
    log = given.draw(logs(service))
    tables = [versioned(each, view.version) for each in view.tables]
    write(connection, log, *([table] if table == "people" else tables))
    rows, aside = told_one_by_one(connection, mapper, view)
    while catch_up(connection, mapper, view, limit):
        pass
    assert connection.execute("select position from view_marks").fetchall() == [(len(log),)]
    assert (shown(connection, table), set_aside(connection)) == (rows, aside)
    if table != "people":
        for rebuilt in rebuild(
            connection, mapper, view, [versioned(each, view.version) for each in view.tables]
        ):
            assert rebuilt.before == rebuilt.after
        assert (shown(connection, table), set_aside(connection)) == (rows, aside)
