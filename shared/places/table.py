"""The lines of a tree of places as rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from shared.eventstore.read_models import versioned
from shared.postgres import arrays
from shared.vocabulary.places import ATTRIBUTES, Attributes, Change, Entry, How

COLUMNS = {
    "position": "bigint",
    "change": "text",
    "place_id": "uuid",
    "effective_on": "date",
    "recorded_on": "date",
    "level": "text",
    "kind": "text",
    "name": "text",
    "code": "text",
    "parent_id": "uuid",
    "changed": "text",
    "successor_id": "uuid",
    "how": "text",
    "document_number": "text",
}
ASKED = ", ".join(["%s"] * len(COLUMNS))
PACKED: dict[str, Callable[[Sequence[Any]], arrays.Column]] = {
    "bigint": arrays.bigints,
    "text": arrays.texts,
    "uuid": arrays.uuids,
    "date": arrays.dates,
}
NOTHING = Attributes("", "", "")


@dataclass(frozen=True)
class TableEntry:
    """An entry as it stands in a table: which row, and where in the registry's log."""

    line: int
    position: int
    entry: Entry


@dataclass(frozen=True)
class PlaceTable:
    """A table of this shape (`migrations/0001_copy.sql`), as readers call it; `version` is the one
    that is written. `line` is the column that counts its rows as they came."""

    name: str
    version: int
    line: str = "line"

    @property
    def written(self) -> str:
        return versioned(self.name, self.version)

    def insert(self, cursor: psycopg.Cursor[Any], lines: Sequence[tuple[int, Entry]]) -> None:
        """Write entries, each with its position in the registry's log; known ones stay."""
        if not lines:
            return
        columns = zip(*(_row(position, entry) for position, entry in lines), strict=True)
        cursor.execute(
            f"insert into {self.written} ({', '.join(COLUMNS)}) select * from unnest({ASKED})"
            " on conflict (position) do nothing",
            [PACKED[kind](column) for kind, column in zip(COLUMNS.values(), columns, strict=True)],
        )

    def standing(self, cursor: psycopg.Cursor[Any], asked: Sequence[int]) -> dict[int, UUID]:
        """Of which place the entries are that stand at these positions."""
        query = f"select position, place_id from {self.written} where position = any(%s)"
        return dict(cursor.execute(query, (list(asked),)).fetchall())

    @property
    def moved_to(self) -> str:
        """The query for the table's file, another one once it was emptied or put in the place of
        the last, and for its last line."""
        file = f"pg_relation_filenode(table_shown('{self.name}'))"
        return f"select {file}, coalesce(max({self.line}), 0) from {self.name}"

    @property
    def lines_after(self) -> str:
        """The query for what came after a line, in the order of the registry's log."""
        columns = ", ".join(COLUMNS)
        rows = f"select {self.line}, {columns} from {self.name} where {self.line} > %s"
        return f"{rows} order by position"


COPY = PlaceTable("place_entries", 1)


def line_of(row: Sequence[Any]) -> TableEntry:
    line, position, change, place_id, effective_on, recorded_on, *rest = row
    level, kind, name, code, parent_id, changed, successor_id, how, document_number = rest
    entry = Entry(
        Change(change),
        place_id,
        effective_on,
        recorded_on,
        None if kind is None else Attributes(level or "", kind, name, code, parent_id),
        tuple(name for name in ATTRIBUTES if name in changed.split(",")),
        successor_id,
        How(how) if how else None,
        document_number,
    )
    return TableEntry(line, position, entry)


Row = tuple[
    int, str, UUID, date | None, date, str | None, str | None, str | None, str | None,
    UUID | None, str, UUID | None, str | None, str | None,
]  # fmt: skip


def _row(position: int, entry: Entry) -> Row:
    attributes = entry.attributes
    found = attributes or NOTHING
    return (
        position,
        entry.change.value,
        entry.place_id,
        entry.on,
        entry.recorded_on,
        found.level if attributes else None,
        found.kind if attributes else None,
        found.name if attributes else None,
        found.code,
        found.parent_id,
        ",".join(entry.changed),
        entry.successor_id,
        entry.how.value if entry.how else None,
        entry.document_number,
    )
