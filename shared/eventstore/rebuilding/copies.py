"""Copies of live tables in a schema of their own, under the same names: who looks there first finds
them in the place of the live ones. At the end they are moved to where those were."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Composable, Identifier

from shared.eventstore import read_models
from shared.eventstore.read_models import ReadModel

Cursor = psycopg.Cursor[Any]
LIVE: Final = "public"
READERS_WAIT: Final = 250
"""Milliseconds that the switch waits for each table, while readers wait behind it; less than the
second after which PostgreSQL looks for rings of those who wait for each other, so that a reader of
two tables is never the one who is given up."""


@dataclass(frozen=True)
class Contents:
    """What is in a table: the number of rows, and a sum over their hashes, whatever the order, if
    that was asked."""

    rows: int
    hash: int | None = None


def contents(cursor: Cursor, rows: Composable) -> Contents:
    """Of a table, or of a query in brackets."""
    query = SQL("select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from {} t")
    row = cursor.execute(query.format(rows)).fetchone()
    assert row is not None
    return Contents(int(row[0]), int(row[1]))


def rows_of(cursor: Cursor, schema: str, table: str) -> Contents | None:
    """Their number; None: there is no such table."""
    if not is_there(cursor, schema, table):
        return None
    query = SQL("select count(*) from {}").format(Identifier(schema, table))
    row = cursor.execute(query).fetchone()
    return Contents(int(row[0])) if row else None


def address_of(database: str, schema: str) -> str:
    """The address of the database for who looks into the schema first."""
    options = str(conninfo_to_dict(database).get("options") or "")
    return make_conninfo(database, options=f"{options} -c search_path={schema},{LIVE}".strip())


@contextmanager
def looking_into(cursor: Cursor, schema: str) -> Iterator[None]:
    """Statements find the copies first, until the block or the transaction ends."""
    path = SQL("set local search_path = {}, {}").format(Identifier(schema), Identifier(LIVE))
    cursor.execute(path)
    yield
    cursor.execute(f"set local search_path = {LIVE}".encode())


def is_there(cursor: Cursor, schema: str, table: str) -> bool:
    row = cursor.execute("select to_regclass(%s)", [f"{schema}.{table}"]).fetchone()
    return row is not None and row[0] is not None


def make(cursor: Cursor, schema: str, table: str, *, indexed: bool = True) -> None:
    """An empty table like the live one, with its keys, and rights of others in it. Indexes that
    are no keys may be made later."""
    live, copy = Identifier(LIVE, table), Identifier(schema, table)
    cursor.execute(
        SQL("create table {} (like {} including all excluding indexes)").format(copy, live)
    )
    _copy_rights(cursor, live, copy)
    names = cursor.execute(_KEYS, [f"{LIVE}.{table}"]).fetchall()
    for name, definition in names:
        cursor.execute(
            SQL("alter table {} add constraint {} {}").format(
                copy, Identifier(name), SQL(definition)
            )
        )
    if indexed:
        make_indexes(cursor, schema, table)


def make_indexes(cursor: Cursor, schema: str, table: str) -> None:
    """Those that are no keys and are not there yet, under their own names."""
    if not is_there(cursor, LIVE, table):
        return
    for name, definition in cursor.execute(_INDEXES, [f"{LIVE}.{table}"]).fetchall():
        if not is_there(cursor, schema, name):
            where = f" ON {LIVE}.{table} "
            cursor.execute(definition.replace(where, f" ON {schema}.{table} ", 1).encode())


def _copy_rights(cursor: Cursor, live: Identifier, copy: Identifier) -> None:
    """A new table has those that new tables have by default."""
    for role, _ in cursor.execute(_RIGHTS, [copy.as_string()]).fetchall():
        cursor.execute(SQL("revoke all on {} from {}").format(copy, SQL(role)))
    for role, rights in cursor.execute(_RIGHTS, [live.as_string()]).fetchall():
        cursor.execute(SQL("grant {} on {} to {}").format(SQL(rights), copy, SQL(role)))


def tables_of(model: ReadModel) -> list[str]:
    """As its own version has them in the database."""
    return [read_models.table(model, name) for name in model.tables]


def hold_back_readers(cursor: Cursor, model: ReadModel) -> None:
    """From now on they wait until the transaction ends. Raises LockNotAvailable when somebody who
    reads does not finish: try again, he may be waiting for this one."""
    cursor.execute(f"set local lock_timeout = {READERS_WAIT}".encode())
    read_models.hide(cursor, model)
    tables = tables_of(model)
    there = [Identifier(LIVE, each) for each in tables if is_there(cursor, LIVE, each)]
    if there:
        cursor.execute(SQL("lock table {} in access exclusive mode").format(SQL(", ").join(there)))


def replace(cursor: Cursor, schema: str, model: ReadModel) -> None:
    """The copies take the place of the live tables, whose readers are held back, and are shown."""
    for name in tables_of(model):
        cursor.execute(SQL("drop table if exists {}").format(Identifier(LIVE, name)))
        cursor.execute(
            SQL("alter table {} set schema {}").format(Identifier(schema, name), Identifier(LIVE))
        )
    read_models.switch(cursor, model)


def value_of(cursor: Cursor, model: ReadModel) -> str:
    """What the copies are of: another one when the code counts otherwise, or the live tables have
    another column, key or index."""
    lines = read_models.lines(cursor, model)
    return f"{model.kind} {model.name}.v{model.version}: {'; '.join(lines)} {shape(cursor, model)}"


def shape(cursor: Cursor, model: ReadModel) -> str:
    """Another one when a column, key or index of the live tables is."""
    row = cursor.execute(_SHAPE, {"tables": tables_of(model), "live": LIVE}).fetchone()
    return str(row[0]) if row else ""


_KEYS = """
select conname, pg_get_constraintdef(oid) from pg_constraint
where conrelid = %s::regclass and contype in ('p', 'u', 'x') order by conname
"""

_INDEXES = """
select relname, pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid
where indrelid = %s::regclass
    and not exists (select from pg_constraint where conindid = indexrelid)
order by relname
"""

_RIGHTS = """
select case grantee when 0 then 'public' else grantee::regrole::text end,
    string_agg(privilege_type, ', ')
from pg_class cross join aclexplode(relacl)
where pg_class.oid = %s::regclass and grantee <> relowner group by grantee
"""

_SHAPE = """
select coalesce(md5(string_agg(line, '; ' order by line)), '') from (
    select concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull) as line
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = %(live)s::text::regnamespace and relname = any(%(tables)s)
        and attnum > 0 and not attisdropped
    union all
    select indexdef from pg_indexes
    where schemaname = %(live)s::text and tablename = any(%(tables)s)
) as lines
"""
