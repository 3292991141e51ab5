"""What a view or a listened projection counts, and which version of it is live.

Its value says what it hears and in which tables it keeps what; a fingerprint of that, in lines that
can be read, stands in the database beside its marks (`migrations/0006_read_models.sql`). Code that
counts otherwise than what is live says writes nothing: it waits for a rebuild, which switches.

Locks are taken in one order: marks, then the row here, then tables.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Final, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

import psycopg

Cursor = psycopg.Cursor[Any]

NOTHING: Final[Mapping[str, int]] = {}
DIFFERS: Final = "select read_model_differs(%s, %s, %s, %s, %s)"
"""How a model counts otherwise than what is live: an array of lines."""
SHAPE_FOR: Final = 2.0
"""Seconds that a look at the shape of tables is good for."""


class Kind(StrEnum):
    """Of the service's own facts, or of what others publish. Names are of their kind."""

    VIEW = "view"
    PROJECTION = "projection"


class Typed(Protocol):
    """A fact, or a published event."""

    TYPE: ClassVar[str]


@runtime_checkable
class ReadModel(Protocol):
    """`hears`: the types of facts or events that change it. `tables`: their names without a
    version, as readers ask them. `parts`: what is counted in it, each with a version of its own
    that is raised when the same event counts otherwise."""

    @property
    def kind(self) -> Kind: ...
    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def hears(self) -> Sequence[type[Typed]]: ...
    @property
    def tables(self) -> Sequence[str]: ...
    @property
    def parts(self) -> Mapping[str, int]: ...


class OfOwnFacts:
    """What views of the service's own facts have in common."""

    kind: ClassVar = Kind.VIEW
    parts: Mapping[str, int] = NOTHING


class OfOthersEvents:
    """What projections of others' events have in common."""

    kind: ClassVar = Kind.PROJECTION
    parts: Mapping[str, int] = NOTHING


class RebuildWanted(Exception):
    """The code would count otherwise than what is live was: nothing was written, no mark moves."""

    def __init__(self, model: ReadModel, differences: Sequence[str]) -> None:
        self.differences = tuple(differences)
        super().__init__(f"{model.name}.v{model.version}: {said(differences)}")


def said(differences: Sequence[str]) -> str:
    """As operators read it."""
    return f"rebuild wanted ({'; '.join(differences)})"


def table(model: ReadModel, name: str) -> str:
    """Where the model's own version keeps what readers ask under this name."""
    return versioned(name, model.version)


def versioned(name: str, version: int) -> str:
    """A table's name in the database."""
    return f"{name}_v{version}"


def counted(model: ReadModel) -> list[str]:
    """The lines of its fingerprint that its code says."""
    heard = {f"hears {each.TYPE}" for each in model.hears}
    return sorted(heard) + [f"part {name} {version}" for name, version in model.parts.items()]


def lines(cursor: Cursor, model: ReadModel) -> list[str]:
    """Its fingerprint: what it counts, and the shape of its own version's tables as they are."""
    query = "select read_model_lines(%s, %s, %s)"
    return _array(cursor, query, (counted(model), [*model.tables], model.version))


def differences(cursor: Cursor, model: ReadModel) -> list[str]:
    """How it counts otherwise than what is live; none: it does not. Holds nothing."""
    if model.version < 1:
        return []
    return _array(cursor, DIFFERS, value_of(model))


def require_live(cursor: Cursor, model: ReadModel) -> None:
    """For whoever is about to count: what is live stays so until the transaction ends. To be asked
    when the marks are held, which have not moved if nothing was counted yet: then this is what is
    live from now on. A version below 1 is a rebuild's, beside what is live. Raises RebuildWanted.

    What is live is compared each time; the shape of the tables, which is dear to ask, is looked at
    once a connection and then every two seconds.
    """
    if model.version < 1:
        return
    known = _SEEN.setdefault(cursor.connection, {})
    value = (model.kind, model.name, model.version, *model.hears, *model.tables)
    key = (*value, *model.parts.items())
    seen = known.get(key)
    if seen and time.monotonic() < seen.until and _live(cursor, model) == seen.live:
        return
    if found := _array(cursor, "select hold_read_model(%s, %s, %s, %s, %s)", value_of(model)):
        raise RebuildWanted(model, found)
    known[key] = Seen(time.monotonic() + SHAPE_FOR, _live(cursor, model))


@dataclass(frozen=True)
class Seen:
    """What was live when a value was compared with it whole, good until then."""

    until: float
    live: object


_SEEN: WeakKeyDictionary[psycopg.Connection[Any], dict[object, Seen]] = WeakKeyDictionary()


def _live(cursor: Cursor, model: ReadModel) -> object:
    """It stays so until the transaction ends."""
    return cursor.execute(_LIVE, (model.kind, model.name)).fetchone()


_LIVE = """
select version, fingerprint::text from read_models where (kind, name) = (%s, %s) for share
"""


def live_version(cursor: Cursor, model: ReadModel) -> int | None:
    """Which version is shown; None: nobody knows of any yet."""
    query = "select version from read_models where (kind, name) = (%s, %s)"
    row = cursor.execute(query, (model.kind, model.name)).fetchone()
    return None if row is None else int(row[0])


def hold(cursor: Cursor, model: ReadModel) -> int | None:
    """As `live_version`; nobody counts until the transaction ends. When the marks are held."""
    query = "select version from read_models where (kind, name) = (%s, %s) for update"
    row = cursor.execute(query, (model.kind, model.name)).fetchone()
    return None if row is None else int(row[0])


def hide(cursor: Cursor, model: ReadModel) -> None:
    """Takes away the names that readers ask, so that tables under them can be dropped or renamed;
    readers wait until the transaction ends, which has to `switch`. As the owner of the schema."""
    cursor.execute("select hide_tables(%s)", ([*model.tables],))


def switch(cursor: Cursor, model: ReadModel) -> None:
    """From now on the model's own version is live, and is what readers are shown, from the tables
    under its names (`table`). As the owner of the schema."""
    cursor.execute(_SWITCH, (model.kind, model.name, model.version, lines(cursor, model)))
    cursor.execute("select show_tables(%s, %s)", ([*model.tables], model.version))


_SWITCH = """
insert into read_models (kind, name, version, fingerprint) values (%s, %s, %s, %s)
on conflict (kind, name) do update
set version = excluded.version, fingerprint = excluded.fingerprint
"""


def value_of(model: ReadModel) -> tuple[object, ...]:
    """As the functions of the database take it."""
    return model.kind, model.name, model.version, counted(model), [*model.tables]


def _array(cursor: Cursor, query: str, given: Sequence[object]) -> list[str]:
    row = cursor.execute(query.encode(), given).fetchone()
    assert row is not None, "a function answers one row"
    return list(row[0])
