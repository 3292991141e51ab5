"""A view with one row for each thing, which has the columns that its facts have fields for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import psycopg

from shared.eventstore.facts import Fact, Recorded
from shared.eventstore.read_models import OfOwnFacts, table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")

_THEN: Final = """from {0} thing left join lateral (
    select to_place_id, since from allocations said
    where {1} and since <= least(%(on)s, %(until)s) order by since desc limit 1) seat on true
where thing.place_id = any(array(
    select place_id from allocations where to_place_id = %(place_id)s) || %(place_id)s::uuid)"""
"""On the day that is asked for."""
_EVER: Final = """from {0} thing join lateral (
    select to_place_id, since from allocations said where {1}
    union all select null, null) seat on true"""
_LAST: Final = "order by allocated_on desc nulls last"


@dataclass(frozen=True)
class Things(OfOwnFacts, Generic[Row]):
    """Its table has its name. `row` is a dataclass of its columns: the first is the thing's id,
    which is that of its stream, and `place_id` is among them. `begins` is the fact that makes a
    row, or makes it anew (or several), each of `goes_on` changes it: a fact says those of the
    columns that it has fields or properties for. `never_was`: what takes the row away again, if
    there is something.

    `aliases` names the table that says of which thing another is an alias, if there is one: that is
    found as the `survivor_id` of its `alias_id`, and listed nowhere.

    `since` and `until` name the columns of the days between which a thing is on the books (`until`:
    the first day on which it is not; none: it stays).

    `allocated`: what stood in a place that was split may be said to belong to a part of it
    (`allocations`, a row for each day from which on that is so: `subject_id`, `place_id`, the part
    `to_place_id`, `since`). Then it stands there, since that day, if `since` is what its days
    there are called. `with_whom` names the column of what it goes with, if it is not said of
    itself."""

    name: str
    version: int
    row: type[Row]
    begins: type[Fact] | tuple[type[Fact], ...]
    goes_on: tuple[type[Fact], ...]
    since: str
    until: str = ""
    never_was: type[Fact] | tuple[type[Fact], ...] | None = None
    aliases: str = ""
    allocated: bool = False
    with_whom: str = ""

    @property
    def hears(self) -> tuple[type[Fact], ...]:
        return *_each(self.begins), *self.goes_on, *_each(self.never_was)

    @property
    def tables(self) -> tuple[str]:
        return (self.name,)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self.row))

    @property
    def thing_id(self) -> str:
        return self.columns[0]

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for kind, run in groupby(batch, lambda recorded: type(recorded.fact)):
            if not issubclass(kind, self.hears):
                continue
            rows = [{self.thing_id: each.originator_id} | self._said(each.fact) for each in run]
            cursor.executemany(self._write(kind, rows[0]), rows)

    def _write(self, kind: type[Fact], row: dict[str, object]) -> bytes:
        names = [name for name in row if name != self.thing_id]
        if kind in _each(self.never_was):
            return f"delete from {table(self, self.name)} where {self._this}".encode()
        return self._insert(names) if issubclass(kind, self.begins) else self._update(names)

    def _said(self, fact: Fact) -> dict[str, object]:
        said = self.columns[1:]  # the id is its stream's, whatever the fact calls so
        return {name: getattr(fact, name) for name in said if hasattr(fact, name)}

    def _insert(self, said: Sequence[str]) -> bytes:
        names = [self.thing_id, *said]
        values = ", ".join(f"%({name})s" for name in names)
        again = ", ".join(f"{name} = excluded.{name}" for name in self.columns[1:])
        insert = f"insert into {table(self, self.name)} ({', '.join(names)}) values ({values})"
        return f"{insert} on conflict ({self.thing_id}) do update set {again}".encode()

    def _update(self, said: Sequence[str]) -> bytes:
        to = ", ".join(f"{name} = %({name})s" for name in said)
        return f"update {table(self, self.name)} set {to} where {self._this}".encode()

    @property
    def _columns(self) -> str:
        return ", ".join(self.columns)

    @property
    def _this(self) -> str:
        return f"{self.thing_id} = %({self.thing_id})s"

    @property
    def one(self) -> str:
        """The query of one thing by its id, where it is; after that, where it was before it was
        allocated."""
        order = f" {_LAST}" if self.allocated else ""
        return f"""
            select {self._columns} from {self._standing(_EVER)}
            where {self.thing_id} = {self._itself}{order}
        """

    @property
    def at_place(self) -> str:
        """The query of those at `%(place_id)s` that came onto the books by `%(until)s`, and are on
        them on the day `%(on)s`, if there is one, as far as `as_seen` tells: the first `%(most)s`
        after `%(after)s`."""
        return f"""
            select {self._columns} from {self._standing(_THEN)}
            where {self._wanted} and {self.thing_id} > %(after)s
            order by {self.thing_id} limit %(most)s
        """

    @property
    def number_at_place(self) -> str:
        """How many `at_place` finds, on all pages."""
        return f"select count(*) from {self._standing(_THEN)} where {self._wanted}"

    def _standing(self, seats: str) -> str:
        """The table, each thing where it stands by these."""
        if not self.allocated:
            return f"{self.name} it"
        at = {"place_id": "coalesce(to_place_id, thing.place_id) as place_id"}
        at |= {"since": "greatest(thing.since, seat.since) as since"}
        columns = ", ".join(at.get(name, f"thing.{name}") for name in self.columns)
        whose = f"thing.{self.with_whom or self.thing_id}"
        said = f"(said.subject_id, said.place_id) = ({whose}, thing.place_id)"
        return f"(select {columns}, seat.since as allocated_on {seats.format(self.name, said)}) it"

    @property
    def _wanted(self) -> str:
        ended = ""
        if self.until:
            ended = f" and coalesce({self.until} > least(%(on)s, %(until)s), true)"
        on = f"(%(on)s::date is null or ({self.since} <= %(on)s{ended}))"
        alias = ""
        if self.aliases:
            itself = f"alias_id = it.{self.thing_id}"
            alias = f" and not exists (select from {self.aliases} where {itself})"
        return f"place_id = %(place_id)s and {self.since} <= %(until)s and {on}{alias}"

    @property
    def _itself(self) -> str:
        """The id that is asked for, or what it is an alias of."""
        asked = f"%({self.thing_id})s"
        if not self.aliases:
            return asked
        survivor = f"select survivor_id from {self.aliases} where alias_id = {asked}"
        return f"coalesce(({survivor}), {asked})"

    def as_seen(self, row: Row, until: date) -> Row | None:
        """The row as somebody may see it to whom nothing later is shown; None: not at all."""
        columns = vars(row)
        if columns[self.since] > until:
            return None
        later = {n: None for n, v in columns.items() if isinstance(v, date) and v > until}
        return self.row(**columns | later)


def _each(kinds: type[Fact] | tuple[type[Fact], ...] | None) -> tuple[type[Fact], ...]:
    if kinds is None:
        return ()
    return kinds if isinstance(kinds, tuple) else (kinds,)
