"""How a sender said that lists of a kind are to be understood: remembered for the next list of the
same headings. Kept are fields and numbers of columns under hashes of the headings: no words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.importing.mapping import ListMapping, SheetMapping
from shared.importing.reading.headings import SEARCHED, Shape, texts_over
from shared.importing.reading.lists import Understood
from shared.importing.table import Row, Sheet, letters
from shared.vocabulary.identifiers import derived_id

MOST: Final = 50
"""So many headings of a sender and kind are remembered, the last ones."""
KEEP: Final = """
insert into import_mappings (owner_key, headings_key, wrapped_key, sealed) values (%s, %s, %s, %s)
on conflict (owner_key, headings_key) do update
set wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, kept_at = now()
"""
KNOWN: Final = """
select headings_key, wrapped_key, sealed from import_mappings where owner_key = %s
order by kept_at desc limit %s
"""


@dataclass(frozen=True)
class Sender:
    """Who sends lists, and of which kind."""

    actor: str
    kind: str

    def key(self, key: MasterKey) -> bytes:
        return key.hash_of("import-mappings", f"{self.kind}/{self.actor}")


@dataclass(frozen=True)
class Columns:
    """Of a heading of so many rows, the letters of the column of each field; None: it has none."""

    height: int
    letters: Mapping[str, str | None]


class Mappings:
    """What is remembered, in a migrated database."""

    def __init__(self, line: SteadyConnection, key: MasterKey) -> None:
        self._line, self._key = line, key

    async def remember(
        self, whose: Sender, sheets: Sequence[Sheet], read: Sequence[Understood], said: ListMapping
    ) -> None:
        """What was said of sheets that are lists, not which of them is left out."""
        owner = whose.key(self._key)
        for sheet, found in zip(sheets, read, strict=True):
            mapped = said.of(sheet.name)
            if mapped is None or mapped.how != "said" or found.heading is None:
                continue
            top, bottom = found.heading.top, found.heading.bottom
            (row,) = (each for each in sheet.rows if each.number == top)
            headings = self._headings(whose, _top_of(sheet), row, bottom)
            none = {name: None for name, column in mapped.columns.items() if column is None}
            there = {name: letters(column) for name, column in found.heading.columns.items()}
            content = msgspec.msgpack.encode(Columns(bottom - top + 1, {**none, **there}))
            sealed = self._key.seal(derived_id("mapping", owner, headings), content)
            await self._line.ask(KEEP, [owner, headings, *sealed])

    async def remembered(self, whose: Sender, sheets: Sequence[Sheet], shape: Shape) -> ListMapping:
        """How the sheets are to be understood of which it is known."""
        owner = whose.key(self._key)
        fields = {each.name for each in shape.fields}
        known = {
            headings: self._opened(owner, headings, *sealed)
            for headings, *sealed in await self._line.ask(KNOWN, [owner, MOST])
        }
        known = {at: each for at, each in known.items() if each.letters.keys() <= fields}
        found = (self._found(whose, sheet, known) for sheet in sheets if known)
        return ListMapping(tuple(each for each in found if each is not None))

    def _found(
        self, whose: Sender, sheet: Sheet, known: Mapping[bytes, Columns]
    ) -> SheetMapping | None:
        heights = {each.height for each in known.values()}
        for row, bottom in _beginnings(sheet, heights):
            columns = known.get(self._headings(whose, _top_of(sheet), row, bottom))
            if columns is not None and columns.height == bottom - row.number + 1:
                rows = (row.number, bottom)
                return SheetMapping(sheet.name, rows, columns.letters, how="remembered")
        return None

    def _headings(self, whose: Sender, sheet: Sheet, top: Row, bottom: int) -> bytes:
        _, texts = texts_over(sheet, top, bottom)
        said = msgspec.json.encode([whose.kind, sorted(texts.items())]).decode()
        return self._key.hash_of("import-headings", said)

    def _opened(self, owner: bytes, headings: bytes, wrapped_key: bytes, sealed: bytes) -> Columns:
        content = self._key.open(derived_id("mapping", owner, headings), wrapped_key, sealed)
        return msgspec.msgpack.decode(content, type=Columns)


def _top_of(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=sheet.rows[: 2 * SEARCHED])


def _beginnings(sheet: Sheet, heights: set[int]) -> Iterator[tuple[Row, int]]:
    """Where a heading may stand, with its last row."""
    for row in sheet.rows[:SEARCHED]:
        if len(row.filled) > 1:
            yield from ((row, row.number + height - 1) for height in sorted(heights))
