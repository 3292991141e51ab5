"""Databases with all the tables of a service, each used by one test after the other: to empty one
is faster than to make one."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final

import psycopg
from psycopg import sql

from shared.eventstore.migrations import migrate
from tests.support import servers

Prepare = Callable[[str], object]
Connection = psycopg.Connection[Any]

TABLES: Final = "select tablename from pg_tables where schemaname = 'public' order by 1"
SHAPE: Final = """
select md5(string_agg(thing::text, '' order by thing)) from (
select 'class', oid::text, concat(relname, relkind, relacl, reloptions, relowner, relpersistence)
    from pg_class where oid >= 16384
union all select 'column', concat(attrelid, ' ', attnum), xmin::text
    from pg_attribute where attrelid >= 16384
union all select 'default', oid::text, xmin::text from pg_attrdef
union all select 'constraint', oid::text, xmin::text from pg_constraint where oid >= 16384
union all select 'index', indexrelid::text, concat(indisvalid, indisready)
    from pg_index where indexrelid >= 16384
union all select 'function', oid::text, xmin::text from pg_proc where oid >= 16384
union all select 'trigger', oid::text, xmin::text from pg_trigger
union all select 'schema', oid::text, concat(nspname, nspacl) from pg_namespace
    where nspname !~ '^pg_(toast_)?temp_'
union all select 'statistics', concat(starelid, ' ', staattnum), ''
    from pg_statistic where starelid >= 16384
union all select 'setting', concat(setdatabase, ' ', setrole), setconfig::text
    from pg_db_role_setting
) as thing
"""
"""Everything of a database but its rows; also what the server knows of these, for plans are made
by it."""
OTHERS: Final = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Prepared:
    """A database as it was when it was prepared: its shape, and the rows of each table."""

    dsn: str
    shape: str
    rows: Mapping[str, bytes]

    @staticmethod
    def of(dsn: str) -> "Prepared":
        with psycopg.connect(dsn) as connection:
            tables = [name for (name,) in connection.execute(TABLES)]
            rows = {name: _rows(connection, name) for name in _filled(connection, tables)}
            return Prepared(dsn, _shape(connection), {name: rows.get(name, b"") for name in tables})

    def restored(self) -> bool:
        """Whether it is again as it was, whatever a test wrote; but its log has another id, as any
        log has, while it is empty. What a test did to its shape is not undone."""
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(OTHERS)
            if _shape(connection) != self.shape:
                return False
            with connection.transaction():
                connection.execute("set local session_replication_role = replica")
                self._restore(connection)
        return True

    def _restore(self, connection: Connection) -> None:
        filled = set(_filled(connection, list(self.rows)))
        changed = [
            name
            for name, rows in self.rows.items()
            if (name in filled) != bool(rows) or (rows and _rows(connection, name) != rows)
        ]
        self._empty(connection, [name for name in changed if not self.rows[name]], "restart")
        self._empty(connection, [name for name in changed if self.rows[name]], "continue")
        left = set(_filled(connection, list(self.rows)))
        for name, rows in self.rows.items():
            if rows and name not in left:
                into = sql.SQL("copy {} from stdin").format(sql.Identifier(name))
                with connection.cursor() as cursor, cursor.copy(into) as copy:
                    copy.write(rows)
        if not self.rows.get("log"):
            connection.execute("update log_head set log_id = default")

    def _empty(self, connection: Connection, tables: list[str], identity: str) -> None:
        """Numbers go on where rows come back that have some."""
        if tables:
            names = sql.SQL(", ").join(map(sql.Identifier, tables))
            truncate = sql.SQL("truncate {} {} identity cascade")
            connection.execute(truncate.format(names, sql.SQL(identity)))


@dataclass
class Databases:
    """On one server, until the session ends."""

    server: str
    ending: ExitStack
    free: dict[str, list[Prepared]] = field(default_factory=lambda: defaultdict(list))

    def migrated(self, service: str) -> AbstractContextManager[str]:
        """The address of one that nobody else has, as a service finds it at its first start."""
        folders = import_module(f"services.{service}.main").MIGRATIONS
        return self.prepared(service, lambda dsn: migrate(dsn, *folders))

    @contextmanager
    def prepared(self, kind: str, prepare: Prepare) -> Iterator[str]:
        """The address of one that nobody else has, as `prepare` makes it of an empty one; `kind`
        names what it makes."""
        free = self.free[kind]
        mine = free.pop() if free else self._made(prepare)
        yield mine.dsn
        if mine.restored():
            free.append(mine)

    def _made(self, prepare: Prepare) -> Prepared:
        dsn = self.ending.enter_context(servers.fresh_database(self.server))
        prepare(dsn)
        return Prepared.of(dsn)


@contextmanager
def databases_on(server: str) -> Iterator[Databases]:
    with ExitStack() as ending:
        yield Databases(server, ending)


def _shape(connection: Connection) -> str:
    return str(connection.execute(SHAPE).fetchone())


def _filled(connection: Connection, tables: list[str]) -> list[str]:
    asked = [
        sql.SQL("select {} where exists (select from {})").format(name, sql.Identifier(name))
        for name in tables
    ]
    return [name for (name,) in connection.execute(sql.SQL(" union all ").join(asked))]


def _rows(connection: Connection, table: str) -> bytes:
    """As COPY writes them."""
    out = sql.SQL("copy {} to stdout").format(sql.Identifier(table))
    with connection.cursor() as cursor, cursor.copy(out) as copy:
        return b"".join(bytes(block) for block in copy)
