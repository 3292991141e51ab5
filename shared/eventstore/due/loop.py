"""The loop that does what falls due, day by day, each occurrence once."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import date, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

import psycopg
from psycopg import AsyncConnection

from shared.eventstore.due.occurrence import Due, Occurrence
from shared.eventstore.transactions import Transactions
from shared.postgres.connections import is_away
from shared.telemetry.logs import logger
from shared.vocabulary.calendar import Clock, civil_day
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.working_days import VIETNAM

log = logger(__name__)

PAGE: Final = 200
POLL: Final = 20.0
LONGEST_PAUSE: Final = 60.0
FORESIGHT: Final = timedelta(days=45)
"""So long before the announced working days end somebody is told: terms reach as far."""
FIRST: Final = Occurrence(date.min, UUID(int=0))
NEXT: Final = """
select subject_id, due_on from ({waiting}) as waiting
where (due_on, subject_id) > (%(last_day)s, %(last_subject)s)
order by due_on, subject_id limit %(most)s
"""


class Connections(Protocol):
    """A pool of connections to the service's database."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection[Any]]: ...


class DueDays:
    """Everything that falls due in one service. However often it is asked, by however many
    processes, and whatever the clock does in between, an occurrence is recorded once: its key
    stands in the log with what it came to, in one transaction."""

    name = "due"

    def __init__(
        self,
        transactions: Transactions,
        connections: Connections,
        dues: Sequence[Due],
        clock: Clock,
    ) -> None:
        self._transactions, self._connections = transactions, connections
        self._dues, self._clock = dues, clock
        self._trouble: str | None = "not started"
        self._refused = Counter[tuple[str, str]]()

    def unready(self) -> str | None:
        return self._trouble

    def remark(self) -> str | None:
        """What stays due because it is refused, and how long working days are known."""
        remarks = [
            f"due: {number} of {kind} refused ({code})"
            for (kind, code), number in sorted(self._refused.items())
        ]
        until = VIETNAM.known_until()
        if civil_day(self._clock()) + FORESIGHT > until:
            remarks.append(f"working days are announced until {until} only: Tết is left out after")
        return "; ".join(remarks) or None

    async def run(self, stop: asyncio.Event) -> None:
        pause = POLL
        while not stop.is_set():
            before, self._trouble = self._trouble, await self._round_or_trouble()
            pause = POLL if self._trouble is None else min(2 * pause, LONGEST_PAUSE)
            if self._trouble not in (None, before):
                log.warning("what is due waits", reason=self._trouble)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _round_or_trouble(self) -> str | None:
        try:
            await self.round()
        except psycopg.Error as error:
            if not is_away(error):
                raise
            return f"database: {type(error).__name__}"
        except Refusal as refusal:
            return refusal.code
        return None

    async def round(self) -> None:
        """Everything that is due by today. Raises the refusal of a log that takes nothing now."""
        day, refused = civil_day(self._clock()), Counter[tuple[str, str]]()
        for due in self._dues:
            refused.update((due.kind, code) for code in await self._settle(due, day))
        self._refused = refused

    async def _settle(self, due: Due, day: date) -> list[str]:
        """The oldest first; answers the codes of what is refused."""
        refused: list[str] = []
        last = FIRST
        while page := await self._page(due, day, last):
            outcomes = await self._transactions.execute_many([due.commanded(o) for o in page])
            for outcome in outcomes:
                if isinstance(outcome, Refusal):
                    if outcome.kind in (Kind.UNAVAILABLE, Kind.NOT_YET):
                        raise outcome
                    refused.append(outcome.code)
            last = page[-1]
        return refused

    async def _page(self, due: Due, day: date, last: Occurrence) -> list[Occurrence]:
        asked = {"day": day, "most": PAGE, "last_day": last.due_on}
        asked |= {"last_subject": last.subject_id}
        query = NEXT.format(waiting=due.waiting).encode()
        async with self._connections.connection() as connection:
            rows = await (await connection.execute(query, asked)).fetchall()
        return [Occurrence(due_on, subject_id) for subject_id, due_on in rows]
