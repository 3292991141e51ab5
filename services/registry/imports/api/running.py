"""The worker of imports: what was confirmed is recorded page by page, and told of.

How far an import has come is kept beside the log: a process that takes over goes on with the rows
that no page says are done. Of a page that was recorded and not kept, each row is told as before,
under its key (import id, row).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, Final
from uuid import UUID

import msgspec

from services.registry.imports.api.commands import begin, end, finish
from services.registry.imports.api.deciding import reports_of
from services.registry.imports.api.files import FILE, REPORT, Files
from services.registry.imports.api.lists import Lists
from services.registry.imports.api.mending import Kept as Sent
from services.registry.imports.api.mending import kept_of
from services.registry.imports.list_import.facts import RowCounts
from services.registry.imports.list_import.list_import import ListImport
from shared.eventstore.commands import Cause
from shared.eventstore.facts import Origin
from shared.importing.acting import actor_of
from shared.importing.bringing import File, judged, lines_of, read_of, recorded
from shared.importing.keeping import Kept, Place, kept, packed, place_of, unpacked
from shared.importing.kinds import Kind, Run
from shared.importing.refusals import FileRefused
from shared.importing.report import Became, Told
from shared.telemetry import metrics
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.refusals import Kind as Why
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter
from shared.web.identity import Grant

GRANT_ENDED: Final = "grant-ended"
FILE_GONE: Final = "file-gone"
FILE_REFUSED: Final = "file-refused"
FAULT: Final = "fault"
NOT_NOW: Final = (Why.UNAVAILABLE, Why.NOT_YET)


class NotNow(Exception):
    """The log takes nothing now: nothing is said of the rows, which are tried again."""


class Stopped(Exception):
    """This process ends: another one goes on, with the rows that are not done."""


class Ended(Exception):
    """The import goes on no more; why."""

    def __init__(self, reason_code: str) -> None:
        self.reason_code = reason_code
        super().__init__(reason_code)


@dataclass(frozen=True)
class Running:
    """One import whose turn it is. `page`: how many right rows are recorded together. Once `stop`
    is set, no other page is begun."""

    counter: Counter
    files: Files
    lists: Lists
    import_id: UUID
    page: int
    stop: asyncio.Event

    async def run(self) -> None:
        """To its end, from wherever it is. Raises NotNow, and psycopg's error while the database
        is away; whatever else is raised is a fault of the program, with which the import ends
        (`failed`)."""
        try:
            await self._known()
            if not await self._command(begin(self.import_id, self._today(), self._cause)):
                return
            rows = await self._recorded()
        except Stopped:
            return
        except Ended as ended:
            await self._end(ended.reason_code)
        else:
            await self._command(finish(self.import_id, rows, self._today(), self._cause))

    async def failed(self) -> None:
        await self._end(FAULT)

    async def _end(self, reason_code: str) -> None:
        await self._command(end(self.import_id, reason_code, self._today(), self._cause))

    async def _recorded(self) -> RowCounts:
        known = await self._known()
        sent, kind = await self._sent(known), self.lists.kind(known.kind)
        try:
            read = await read_of(kind, File(sent.sent.name, sent.sent.data), sent.whole)
        except FileRefused:
            raise Ended(FILE_REFUSED) from None
        self._go_on()
        done = {each.place: each for each in await self._done()}
        run = await self._run(kind, sent)
        found = [each for each in await judged(kind, read, run) if not _is_done(each, done)]
        of_rows = len(lines_of(read))
        wrong = [each for each in found if isinstance(each, Told)]
        right = [each for each in found if not isinstance(each, Told)]
        if wrong:
            done |= await self._kept(kind, wrong, of_rows)
        for first in range(0, len(right), self.page):
            self._go_on()
            run = await self._run(kind, sent)
            page = right[first : first + self.page]
            told = await recorded(self.counter, kind, page, run)
            done |= await self._kept(kind, told, of_rows)
        reports = reports_of(run, kind, read, done, sent.mending)
        if not await self.files.keep_beside(self.import_id, {REPORT: msgspec.json.encode(reports)}):
            raise Ended(FILE_GONE)
        return _counted([done[place_of(line)] for line in lines_of(read)])

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise Stopped

    async def _sent(self, known: "Confirmed") -> Sent:
        if (sent := await kept_of(self.files, self.import_id, known.mending_id)) is None:
            raise Ended(FILE_GONE)
        return sent

    async def _done(self) -> list[Kept]:
        return [row for page in await self.files.pages(self.import_id) for row in unpacked(page)]

    async def _known(self) -> "Confirmed":
        """Raises Ended of one whose officer's grants have ended, or that goes on no more."""
        reader = self.counter.transactions.store.reader
        found = await reader.read([(self.import_id, ListImport)])
        known: ListImport = found[self.import_id, ListImport].state
        submitted, confirmed = known.submitted, known.confirmed
        assert submitted is not None, "its turn came"
        assert confirmed is not None, "its turn came"
        if confirmed.until <= self.counter.clock().astimezone(UTC):
            raise Ended(GRANT_ENDED)
        grants = [Grant(each.role, each.place_id, each.reach) for each in confirmed.grants]
        whose = submitted.list_kind, submitted.place_id, submitted.listed_on
        return Confirmed(*whose, grants, known.mending_id)

    async def _run(self, kind: Kind[Any], sent: Sent) -> Run:
        """For a page: as its officer stands, and as the places are, this moment."""
        known = await self._known()
        permit = self.lists.permit(kind, known.grants)
        if not permit.grants:
            raise Ended(GRANT_ENDED)
        by = await self.counter.caller(permit, self._cause.origin, None)
        correcting = self.lists.correcting(kind, known.grants)
        return Run(self.import_id, known.place_id, known.on, by, sent.answers, correcting)

    async def _kept(self, kind: Kind[Any], told: Sequence[Told], of_rows: int) -> dict[Place, Kept]:
        if any(_is_not_now(each) for each in told):
            raise NotNow
        rows = kept(told, self.lists.say)
        counts = _counted(rows)
        page_id = derived_id("page", *(each.place for each in rows))
        await self.files.keep_page(self.import_id, page_id, packed(rows), of_rows, counts)
        if not await self.files.has(self.import_id, FILE):
            raise Ended(FILE_GONE)
        for outcome, times in vars(counts).items():
            metrics.IMPORT_ROWS.labels(kind.name, outcome).inc(times)
        return {each.place: each for each in rows}

    async def _command(self, asked: Any) -> Any:
        try:
            return await self.counter.transactions.execute(asked)
        except Refusal as refusal:
            if refusal.kind in NOT_NOW:
                raise NotNow from None
            raise

    @property
    def _cause(self) -> Cause:
        return Cause(Origin(actor_of(self.import_id), self.import_id))

    def _today(self) -> date:
        return civil_day(self.counter.clock())


@dataclass(frozen=True)
class Confirmed:
    kind: str
    place_id: UUID
    on: date
    grants: Sequence[Grant]
    mending_id: UUID | None


def _is_done(found: Any, done: dict[Place, Kept]) -> bool:
    lines = [found.line] if isinstance(found, Told) else found.lines
    return all(place_of(line) in done for line in lines)


def _is_not_now(told: Told) -> bool:
    return isinstance(told.outcome, Refusal) and told.outcome.kind in NOT_NOW


def _counted(rows: Sequence[Kept]) -> RowCounts:
    became = [each.became for each in rows]
    asks = sum(each.asks for each in rows if each.became is None)
    counts = {each.value: became.count(each) for each in Became}
    return RowCounts(**counts, rejected=became.count(None) - asks, ask=asks)
