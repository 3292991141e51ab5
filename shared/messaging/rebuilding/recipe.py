"""What a projection says of itself so that it can be rebuilt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import psycopg

from shared.contracts.envelope import Contract
from shared.eventstore.read_models import Kind
from shared.eventstore.rebuilding import copies
from shared.eventstore.rebuilding.attempt import Attempt
from shared.messaging.heard import Heard
from shared.messaging.listener import Projection

Cursor = psycopg.Cursor[Any]


@dataclass(frozen=True)
class Recount:
    """What its tables hold, asked another way than they were filled. `events`: the query for the
    number of events that are in them, each that it hears leaving at least a row. `rows`: by table
    the query for the rows that it should hold, columns in their order, where others tell."""

    events: str
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filling:
    """A quicker way to fill empty tables that have no index but their keys: first by `projection`,
    then `finish`, once. What comes later is told to the projection itself."""

    projection: Projection
    finish: Callable[[Cursor], None]


class Rebuildable(Projection, Protocol):
    """`make` makes its tables, empty, where somebody has dropped them."""

    @property
    def recount(self) -> Recount: ...
    @property
    def filling(self) -> Filling | None: ...
    def make(self, cursor: Cursor) -> None: ...


@dataclass(frozen=True)
class Beside:
    """A projection whose events are told into copies: its marks and letters are of the attempt's
    version, and each batch says first whose turn it is."""

    projection: Projection
    attempt: Attempt

    @property
    def name(self) -> str:
        return self.projection.name

    @property
    def version(self) -> int:
        return self.attempt.version

    @property
    def hears(self) -> tuple[type[Contract], ...]:
        return self.projection.hears

    @property
    def kind(self) -> Kind:
        return self.projection.kind

    @property
    def tables(self) -> Sequence[str]:
        return self.projection.tables

    @property
    def parts(self) -> Mapping[str, int]:
        return self.projection.parts

    def apply(self, cursor: Cursor, batch: Sequence[Heard]) -> None:
        self.attempt.hold(cursor, len(batch))
        self.projection.apply(cursor, batch)

    def applied(self, cursor: Cursor, batch: Sequence[Heard]) -> set[str]:
        return set(self.projection.applied(cursor, batch))


@dataclass(frozen=True)
class Beginning:
    """What a rebuild of a projection begins with."""

    projection: Rebuildable

    def value(self, cursor: Cursor) -> str:
        return copies.value_of(cursor, self.projection)

    def make(self, cursor: Cursor, attempt: Attempt) -> None:
        """Nothing is left of the marks and letters of earlier ones, but for what was discarded."""
        cursor.execute(_FORGET_MARKS, [self.projection.name])
        cursor.execute(_FORGET_LETTERS, [self.projection.name])
        tables = copies.tables_of(self.projection)
        if all(copies.is_there(cursor, copies.LIVE, table) for table in tables):
            for table in tables:
                indexed = self.projection.filling is None
                copies.make(cursor, attempt.schema, table, indexed=indexed)
            return
        with copies.looking_into(cursor, attempt.schema):
            self.projection.make(cursor)


_FORGET_MARKS = "delete from listener_marks where projection = %s and version < 0"
_FORGET_LETTERS = (
    "delete from dead_letters where projection = %s and version < 0 and state <> 'discarded'"
)
