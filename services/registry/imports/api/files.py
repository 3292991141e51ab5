"""What is kept of imports beside the log, sealed under the vault's key: the file itself, what was
told of it, and what became of its rows as far as it has come."""

import asyncio
from collections.abc import AsyncIterator, Container, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.registry.imports.api.naming import is_named, names_in
from services.registry.imports.api.remembering import Mappings
from services.registry.imports.list_import.facts import RowCounts
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.reading.beginnings import begun
from shared.importing.table import Sheet
from shared.postgres import arrays
from shared.postgres.connections import TIMEOUTS, Timeouts
from shared.vocabulary.identifiers import derived_id

FILE: Final = "file"
DRY_RUN: Final = "dry-run"
REPORT: Final = "report"
NAMES: Final = "names"
DAYS: Final = 30
"""So long after its import ended a file is kept."""
LOST: Final = timedelta(days=1)
"""After so long a file that no fact speaks of belongs to a request that was refused."""

KEEP_ALL: Final = """
insert into import_files (import_id, part, wrapped_key, sealed)
select %s, * from unnest(%s, %s, %s)
on conflict (import_id, part) do nothing
"""
"""In one statement: an erasure meets a file together with whom it names, or before it is there."""
KEEP_BESIDE: Final = """
with there as (
  select from import_files where import_id = %s and part = 'file' for key share
), kept as (
  insert into import_files (import_id, part, wrapped_key, sealed)
  select %s, each.* from there, unnest(%s, %s, %s) each
  on conflict (import_id, part) do update
  set wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, kept_at = now()
)
select 1 from there
"""
"""Of a file that is gone nothing is kept any more."""
FORGET_PARTS: Final = "delete from import_files where import_id = %s and part = any(%s)"
READ: Final = "select wrapped_key, sealed from import_files where import_id = %s and part = %s"
HAS: Final = "select 1 from import_files where import_id = %s and part = %s"
PAGES: Final = """
select part, wrapped_key, sealed from import_files
where import_id = %s and part like 'rows %%'
"""
KEEP_PAGE: Final = """
with there as (
  select from import_files where import_id = %s and part = 'file' for key share
), page as (
  insert into import_files (import_id, part, wrapped_key, sealed)
  select %s, %s, %s, %s from there
  on conflict do nothing returning import_id
)
insert into import_progress as known
  (import_id, of_rows, new, changed, unchanged, rejected, ask)
select import_id, %s, %s, %s, %s, %s, %s from page
on conflict (import_id) do update set
  new = known.new + excluded.new, changed = known.changed + excluded.changed,
  unchanged = known.unchanged + excluded.unchanged,
  rejected = known.rejected + excluded.rejected, ask = known.ask + excluded.ask,
  moved_at = now()
"""
"""A page that is there adds nothing again, and one of a file that is gone is kept no more."""

NAMING: Final = """
select import_id, place_id, part, wrapped_key, sealed
from import_files left join imports using (import_id)
where (part = 'names' or part like 'names %%') and (import_id, part) > (%s, %s)
order by import_id, part limit %s
"""
OF_A_LOOK: Final = 50
FIRST: Final = UUID(int=0)

FORGET: Final = "delete from import_files where import_id = any(%s)"
FORGET_OLD: Final = """
delete from import_files using imports
where imports.import_id = import_files.import_id
  and (state = 'dropped' or closed_on < %s)
"""
OLD: Final = """
select distinct import_id from import_files
where kept_at < %s and not exists (
  select from imports where imports.import_id = import_files.import_id)
"""


@asynccontextmanager
async def open_files(
    dsn: str, key: MasterKey, timeouts: Timeouts = TIMEOUTS
) -> AsyncIterator["Files"]:
    """The files of a migrated database. Connects when first asked."""
    line = SteadyConnection(dsn, "import files", timeouts)
    try:
        yield Files(line, key)
    finally:
        await line.close()


class Files:
    """Made by `open_files`."""

    def __init__(self, line: SteadyConnection, key: MasterKey) -> None:
        self._line, self._key = line, key
        self.mappings = Mappings(line, key)

    async def keep_all(self, import_id: UUID, parts: Mapping[str, bytes]) -> None:
        """All together, or nothing."""
        await self._line.ask(KEEP_ALL, [import_id, *self._all_sealed(import_id, parts)])

    async def keep_beside(self, import_id: UUID, parts: Mapping[str, bytes]) -> bool:
        """Whether its file is there, without which nothing is kept."""
        sealed = self._all_sealed(import_id, parts)
        return bool(await self._line.ask(KEEP_BESIDE, [import_id, import_id, *sealed]))

    async def read(self, import_id: UUID, part: str) -> bytes | None:
        """None: it was never kept, or is deleted."""
        for wrapped_key, sealed in await self._line.ask(READ, [import_id, part]):
            return self._opened(import_id, part, wrapped_key, sealed)
        return None

    async def has(self, import_id: UUID, part: str) -> bool:
        return bool(await self._line.ask(HAS, [import_id, part]))

    async def pages(self, import_id: UUID) -> list[bytes]:
        """What is kept of its rows, in no order."""
        found = await self._line.ask(PAGES, [import_id])
        return [self._opened(import_id, *row) for row in found]

    async def keep_page(
        self, import_id: UUID, page_id: UUID, content: bytes, of_rows: int, rows: RowCounts
    ) -> None:
        """Together with how far the import has come by it."""
        part = f"rows {page_id}"
        sealed = self._sealed(import_id, part, content)
        counts = [of_rows, *asdict(rows).values()]
        await self._line.ask(KEEP_PAGE, [import_id, import_id, part, *sealed, *counts])

    async def forget(self, import_ids: Iterable[UUID]) -> None:
        await self._line.ask(FORGET, [arrays.uuids([*import_ids])])

    async def forget_parts(self, import_id: UUID, parts: Iterable[str]) -> None:
        await self._line.ask(FORGET_PARTS, [import_id, arrays.texts([*parts])])

    async def names(self, sheets: Sequence[Sheet]) -> bytes:
        """Whom they name, for `NAMES`."""
        return await asyncio.to_thread(names_in, sheets, self._key)

    async def forget_named(self, person: PersonalData, near: Container[UUID]) -> None:
        """Of every import whose file has a number of the person, or (of a place that is `near`) the
        name: nothing is kept any more."""
        after = FIRST, ""
        while page := await self._line.ask(NAMING, [*after, OF_A_LOOK]):
            found = [
                import_id
                for import_id, place_id, *sealed in page
                if is_named(
                    self._opened(import_id, *sealed),
                    person,
                    self._key,
                    by_name=place_id is None or place_id in near,
                )
            ]
            await self.forget(found)
            after = page[-1][0], page[-1][2]

    async def sweep(self, now: datetime, today: date) -> None:
        """What is kept too long, and what no fact came after."""
        await self._line.ask(FORGET_OLD, [today - timedelta(days=DAYS)])
        old = [import_id for (import_id,) in await self._line.ask(OLD, [now - LOST])]
        there = await begun(self._line, old)
        await self.forget(each for each in old if each not in there)

    def _sealed(self, import_id: UUID, part: str, content: bytes) -> tuple[bytes, bytes]:
        return self._key.seal(derived_id("import", import_id, part), content)

    def _all_sealed(self, import_id: UUID, parts: Mapping[str, bytes]) -> list[object]:
        sealed = [self._sealed(import_id, part, content) for part, content in parts.items()]
        keys, contents = zip(*sealed, strict=True)
        return [arrays.texts([*parts]), arrays.blobs(keys), arrays.blobs(contents)]

    def _opened(self, import_id: UUID, part: str, wrapped_key: bytes, sealed: bytes) -> bytes:
        return self._key.open(derived_id("import", import_id, part), wrapped_key, sealed)
