"""Imports as officers see them: how each stands, how far it has come, and what goes before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.registry.imports.api.deciding import told_of
from services.registry.imports.api.files import DRY_RUN, REPORT, Files
from services.registry.imports.api.forms import ImportShown, ImportTold, Progress
from services.registry.imports.api.mending import part_of
from services.registry.imports.list_import.list_import import ListImport
from services.registry.imports.list_import.refusals import ImportFileGone
from services.registry.imports.views import ImportRow
from shared.importing.report import Report
from shared.telemetry import metrics
from shared.web.counter import Counter
from shared.web.languages import Language

PROGRESS: Final = """
select import_id, of_rows, new, changed, unchanged, rejected, ask
from import_progress where import_id = any(%(ids)s)
"""
AHEAD: Final = """
select import_id, (
  select count(*) from imports other
  where (other.place_id, other.list_kind) = (one.place_id, one.list_kind) and (
    other.state = 'running' or other.state = 'waiting' and other.import_id < one.import_id)
) as ahead
from imports one where import_id = any(%(ids)s) and state = 'waiting'
"""
"""Who was sent first goes first, and none before what runs already has finished."""

NUMBERS: Final = (
    (metrics.IMPORTS_WAITING, "select count(*) from imports where state in ('waiting', 'running')"),
    (
        metrics.IMPORTS_OLDEST_WAITING,
        """
        select coalesce(extract(epoch from min(coalesce(moved_at, submitted_on))), 0)
        from imports left join import_progress using (import_id)
        where state in ('waiting', 'running')
        """,
    ),
)


@dataclass(frozen=True)
class ProgressRow:
    import_id: UUID
    of_rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    ask: int

    @property
    def shown(self) -> Progress:
        counts = self.new, self.changed, self.unchanged, self.rejected, self.ask
        return Progress(self.of_rows, sum(counts), *counts)


@dataclass(frozen=True)
class AheadRow:
    import_id: UUID
    ahead: int


async def shown(counter: Counter, rows: Iterable[ImportRow]) -> list[ImportShown]:
    found = [*rows]
    ids = [each.import_id for each in found]
    come = {
        each.import_id: each.shown for each in await counter.rows(ProgressRow, PROGRESS, ids=ids)
    }
    ahead = {each.import_id: each.ahead for each in await counter.rows(AheadRow, AHEAD, ids=ids)}
    return [
        ImportShown(
            *(each.import_id, each.place_id, each.list_kind, each.listed_on, each.submitted_on),
            *(each.state, each.reason_code, each.closed_on),
            ahead.get(each.import_id),
            come.get(each.import_id),
        )
        for each in found
    ]


async def told(counter: Counter, row: ImportRow, language: Language) -> ImportTold:
    (one,) = await shown(counter, [row])
    return ImportTold(**vars(one), report=await _report(counter, row, language))


async def _report(counter: Counter, row: ImportRow, language: Language) -> Report | None:
    known = await counter.state(row.import_id, ListImport)
    try:
        return await report_of(counter.has(Files), row, known, language)
    except ImportFileGone:
        return None


async def report_of(files: Files, row: ImportRow, known: ListImport, language: Language) -> Report:
    """After it has finished what became of its rows, before what the last dry run told. Raises
    ImportFileGone."""
    dry = part_of(DRY_RUN, known.mending_id)
    parts = (REPORT, dry) if row.state == "finished" else (dry,)
    return (await told_of(files, row.import_id, *parts))[language]
