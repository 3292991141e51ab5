"""Writing a batch into a projection: the effect, the dead letters and the marks in one
transaction."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import psycopg

import shared.messaging.listener.marks.table as marks
from shared.eventstore.read_models import require_live
from shared.messaging.listener.marks.logs import known, turn
from shared.messaging.listener.reading.records import Record, events_in
from shared.messaging.listener.settings import Projection
from shared.messaging.listener.writing.applying import Attempt, Waiting
from shared.messaging.listener.writing.outcome import Chapter, Outcome, Tally, fresh, spans
from shared.messaging.listener.writing.repeats import never_applied, projected
from shared.messaging.listener.writing.runs import LimitReached
from shared.messaging.listener.writing.session import Session
from shared.messaging.listener.writing.trial import Trial

T = TypeVar("T")


class InThread(Protocol):
    """Runs blocking work beside the event loop."""

    async def __call__(self, work: Callable[..., T], *arguments: Any) -> T: ...


class ProjectionWriter:
    """Writes for one projection over one connection."""

    def __init__(self, projection: Projection, session: Session, in_thread: InThread) -> None:
        self._projection = projection
        self._session = session
        self._in_thread = in_thread

    async def write(self, chapters: list[Chapter]) -> Outcome:
        return await self._in_thread(self._write, chapters)

    def close(self) -> None:
        self._session.drop()

    def _write(self, chapters: list[Chapter]) -> Outcome:
        trial = Trial(chapters)
        with self._session.alone() as connection:
            while True:
                try:
                    with connection.transaction():
                        return trial.told(self._written(connection.cursor(), trial.chapters))
                except LimitReached as limit:
                    trial.stop(connection, limit)

    def _written(self, cursor: psycopg.Cursor, chapters: list[Chapter]) -> Outcome:
        held = marks.lock(cursor, self._projection, [chapter.partition for chapter in chapters])
        require_live(cursor, self._projection)
        mine = [chapter for chapter in chapters if held[chapter.partition] == chapter.old]
        lost = {c.partition: held[c.partition] for c in chapters if c not in mine}
        mine = self._judged(cursor, mine)
        tally = Tally()
        records = [record for chapter in mine for record in fresh(chapter, tally)]
        if records:
            waiting = Waiting.of(cursor, self._projection, spans(mine))
            Attempt(cursor, self._projection, waiting, tally).apply(records)
            waiting.runs.keep(cursor, [chapter.new for chapter in mine])
        tally.lost = self._lost(cursor, tally.repeats)
        moved = list({chapter.partition: chapter.new for chapter in mine}.values())
        marks.move(cursor, self._projection, moved)
        return Outcome(moved, lost, tally)

    def _lost(self, cursor: psycopg.Cursor, repeats: list[Record]) -> list[Record]:
        if not repeats:
            return []
        applied = projected(cursor, self._projection, events_in(repeats))
        return never_applied(cursor, self._projection, repeats, applied)

    def _judged(self, cursor: psycopg.Cursor, chapters: list[Chapter]) -> list[Chapter]:
        """By the logs as they are known while the marks are held."""
        logs = known(cursor, self._projection, chapters)
        judged = [part for chapter in chapters for part in logs.divided(chapter)]
        for chapter in judged:
            if chapter.turns_to is not None:
                turn(cursor, self._projection, chapter)
        return judged
