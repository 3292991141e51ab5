"""Writing a batch as commands: facts, keys and marks go into the log in one append.

What is parked cannot be in that append: it is written in a transaction of its own, in its place
between the records before and after. The key of each command is the event's id, so that an event
heard twice commands once.
"""

import asyncio
import hashlib
from dataclasses import replace

import psycopg

import shared.messaging.listener.marks.table as marks
from shared.eventstore.commands import Command, Key, Mark, MarkMove
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import Cause, Letter, park, pauses
from shared.messaging.dead_letters.pauses import Pause
from shared.messaging.heard import Heard
from shared.messaging.listener.marks.logs import Logs, known, lineage_of, turn
from shared.messaging.listener.reading.records import (
    Partition,
    Record,
    events_in,
    letter_of,
    subject_of,
)
from shared.messaging.listener.settings import Reaction
from shared.messaging.listener.writing.applying import Waiting, is_about_a_record
from shared.messaging.listener.writing.outcome import (
    APPLIED,
    IGNORED,
    Chapter,
    Outcome,
    Tally,
    fresh,
    spans,
)
from shared.messaging.listener.writing.projecting import InThread
from shared.messaging.listener.writing.repeats import commanded, never_applied
from shared.messaging.listener.writing.runs import LIMIT, LimitReached
from shared.messaging.listener.writing.session import LONGEST_STATEMENT, Session
from shared.messaging.listener.writing.steps import Batch, Step, answered, inapplicable
from shared.vocabulary.refusals import Kind, Refusal


class MarksHeld(Exception):
    """A redrive holds a mark, or has just let go of one: the batch is tried again."""


class MarkElsewhere(Exception):
    """Somebody else handled this partition meanwhile."""


def orders_of(reaction: Reaction, heard: Heard) -> list[Command]:
    """The commands an event causes, each under a key that the event alone decides."""
    keyed = []
    for number, command in enumerate(reaction.commands(heard)):
        name = heard.stamp.id if number == 0 else f"{heard.stamp.id}/{number}"
        body = hashlib.sha256(name.encode()).digest()
        # Not the version's own: a new version hears all from the beginning, under the same keys.
        key = Key(f"system:listener:{reaction.name}", name, body)
        keyed.append(command if command.key else replace(command, key=key))
    return keyed


def is_an_answer(error: Exception) -> bool:
    """Whether asking again would be answered the same: a refusal, or data that cannot be kept."""
    if isinstance(error, Refusal):
        return error.kind is not Kind.UNAVAILABLE
    return is_about_a_record(error)


class ReactionWriter:
    """Writes for one command listener."""

    def __init__(
        self,
        reaction: Reaction,
        application: Transactions,
        session: Session,
        in_thread: InThread,
    ) -> None:
        self._ordering = reaction
        self._application = application
        self._session = session
        self._in_thread = in_thread

    def close(self) -> None:
        self._session.drop()

    async def write(self, chapters: list[Chapter]) -> Outcome:
        tally = Tally()
        logs, waiting = await self._in_thread(self._known, chapters)
        batch = Batch({chapter.partition: chapter.old for chapter in chapters}, logs, waiting.runs)
        try:
            for chapter in chapters:
                await self._write_or_pause(batch, chapter, waiting, tally)
        except MarkElsewhere:
            elsewhere = await self._in_thread(self._marks, list(batch.at))
            return Outcome([], elsewhere, tally, batch.paused)
        if tally.repeats:
            tally.lost = await self._in_thread(self._lost, tally.repeats)
        return Outcome(list(batch.at.values()), {}, tally, batch.paused)

    async def _write_or_pause(
        self, batch: Batch, chapter: Chapter, waiting: Waiting, tally: Tally
    ) -> None:
        """What was recorded and parked of it stays so, as a log takes nothing back."""
        try:
            for part in batch.logs.divided(chapter):
                await self._write_chapter(batch, part, waiting, tally)
        except LimitReached as limit:
            await self._in_thread(self._pause, batch, chapter, limit)
        else:
            if batch.runs.has_news(chapter.partition):
                await self._in_thread(self._keep_runs, batch, chapter.partition)

    def _keep_runs(self, batch: Batch, partition: Partition) -> None:
        """Apart from what was recorded: one killed before it counts too many, never too few."""
        with self._session.alone() as connection, connection.transaction():
            batch.runs.keep(connection.cursor(), [batch.at[partition]])

    def _pause(self, batch: Batch, chapter: Chapter, limit: LimitReached) -> None:
        mark, through = batch.at[chapter.partition], chapter.records[-1].offset
        pause = Pause(mark, through, LIMIT, limit.error)
        with self._session.alone() as connection, connection.transaction():
            batch.runs.keep(connection.cursor(), [mark])
            pauses.begin(connection.cursor(), pause)
        batch.paused.append(pause)

    def _lost(self, repeats: list[Record]) -> list[Record]:
        keys = {heard.stamp.id: self._keys(heard) for heard in events_in(repeats)}
        with self._session.alone() as connection, connection.transaction():
            cursor = connection.cursor()
            return never_applied(cursor, self._ordering, repeats, commanded(cursor, keys))

    def _keys(self, heard: Heard) -> list[Key]:
        """One that no command has for an event that causes none because it cannot be understood."""
        try:
            return [command.key for command in orders_of(self._ordering, heard) if command.key]
        except Exception:
            return [Key("", heard.stamp.id, b"")]

    async def _write_chapter(
        self, batch: Batch, chapter: Chapter, waiting: Waiting, tally: Tally
    ) -> None:
        """In order; parking interrupts what is recorded together."""
        if chapter.turns_to is not None:
            await self._in_thread(self._turn, batch, chapter)
        going = {id(record): record for record in fresh(chapter, tally)}
        together: list[Step] = []
        for record in chapter.records:
            step = self._step(record, waiting, tally) if id(record) in going else Step(record)
            if step.reason is None:
                together.append(step)
                continue
            await self._record(batch, together, waiting, tally)
            together = []
            await self._park(batch, step, waiting, tally)
        await self._record(batch, together, waiting, tally)

    def _step(self, record: Record, waiting: Waiting, tally: Tally) -> Step:
        if waiting.skips(record):
            tally.count(record.partition, IGNORED)
            return Step(record)
        if waiting.holds(record):
            return Step(record, reason=Cause.BEHIND_ANOTHER)
        if record.heard is None:
            return Step(record, reason=record.reason)
        try:
            return Step(record, orders_of(self._ordering, record.heard))
        except Exception as error:
            return inapplicable(Step(record), error)

    async def _record(
        self, batch: Batch, steps: list[Step], waiting: Waiting, tally: Tally
    ) -> None:
        """All at once; by halves when one is refused, until it stands alone and is parked."""
        error = await self._attempt(batch, steps, tally)
        if error is not None and len(steps) == 1:
            await self._park(batch, answered(steps[0], error), waiting, tally)
        elif error is not None:
            middle = len(steps) // 2
            await self._record(batch, steps[:middle], waiting, tally)
            await self._record_the_rest(batch, steps[middle:], waiting, tally)

    async def _record_the_rest(
        self, batch: Batch, steps: list[Step], waiting: Waiting, tally: Tally
    ) -> None:
        """As `_record`, after others: what they parked may hold up some of these."""
        begin = 0
        for index, step in enumerate(steps):
            if step.commands is not None and waiting.holds(step.record):
                await self._record(batch, steps[begin:index], waiting, tally)
                behind = replace(step, reason=Cause.BEHIND_ANOTHER)
                await self._park(batch, behind, waiting, tally)
                begin = index + 1
        await self._record(batch, steps[begin:], waiting, tally)

    async def _attempt(self, batch: Batch, steps: list[Step], tally: Tally) -> Exception | None:
        if not steps:
            return None
        try:
            await self._hear(batch, steps, tally)
        except (MarksHeld, MarkElsewhere):
            raise
        except Exception as error:
            if not is_an_answer(error):
                raise
            return error
        return None

    async def _hear(self, batch: Batch, steps: list[Step], tally: Tally) -> None:
        move = batch.move(steps)
        commands = [command for step in steps for command in step.commands or ()]
        try:
            async with asyncio.timeout(LONGEST_STATEMENT):
                heard = await self._application.hear(commands, [move])
        except TimeoutError:  # it is not the records' fault
            raise psycopg.OperationalError("the log does not answer") from None
        if not heard:
            await self._explain(batch, move.old)
        batch.moved(move)
        applied = [step.record for step in steps if step.commands is not None]
        tally.count(steps[0].record.partition, APPLIED, len(applied))
        if applied:
            batch.runs.applied(steps[0].record.partition)
        tally.visible(applied)

    async def _explain(self, batch: Batch, old: Mark) -> None:
        partition = (old.topic, old.partition)
        found = await self._in_thread(self._marks, [partition])
        raise MarksHeld if found[partition] == old else MarkElsewhere

    async def _park(self, batch: Batch, step: Step, waiting: Waiting, tally: Tally) -> None:
        move = batch.move([step])
        tally.letters += await self._in_thread(self._write_letter, batch, step, move)
        batch.moved(move)
        tally.parked(step.record.partition, step.reason or "")
        if (subject := subject_of(step.record)) is not None:
            waiting.subjects.add((step.record.partition, subject))

    def _turn(self, batch: Batch, chapter: Chapter) -> None:
        """In a transaction of its own, before anything of that log is recorded."""
        with self._session.alone() as connection, connection.transaction():
            cursor = connection.cursor()
            self._lock(cursor, batch.at[chapter.partition])
            turn(cursor, self._ordering, chapter)
        batch.at[chapter.partition] = chapter.old

    def _lock(self, cursor: psycopg.Cursor, old: Mark) -> None:
        partition = (old.topic, old.partition)
        if marks.lock(cursor, self._ordering, [partition])[partition] != old:
            raise MarkElsewhere

    def _write_letter(self, batch: Batch, step: Step, move: MarkMove) -> list[Letter]:
        name, version = self._ordering.name, self._ordering.version
        letter = letter_of(step.record, step.reason or "", step.detail)
        with self._session.alone() as connection, connection.transaction():
            cursor = connection.cursor()
            self._lock(cursor, move.old)
            if step.reason == Cause.BEHIND_ANOTHER:
                self._still_behind(cursor, step.record)
            if step.reason == Cause.ANOTHER_LOG:
                _still_another(cursor, batch.logs, letter.topic)
            if step.fault:
                batch.runs.failed(cursor, name, step.record, step.fault)
            new = park(cursor, name, version, [letter])
            marks.move(cursor, self._ordering, [move.new])
            batch.runs.keep(cursor, [move.new])
        return new

    def _still_behind(self, cursor: psycopg.Cursor, record: Record) -> None:
        """A redrive may have freed the subject since the batch was begun."""
        span = {record.partition: (record.offset, record.offset)}
        if not Waiting.of(cursor, self._ordering, span).holds(record):
            raise MarksHeld

    def _known(self, chapters: list[Chapter]) -> tuple[Logs, Waiting]:
        """A log is pinned before anything of it is recorded: the log takes facts and marks in one
        call, and nothing beside them."""
        with self._session.alone() as connection, connection.transaction():
            cursor = connection.cursor()
            waiting = Waiting.of(cursor, self._ordering, spans(chapters))
            return known(cursor, self._ordering, chapters), waiting

    def _marks(self, partitions: list[Partition]) -> marks.Marks:
        with self._session.alone() as connection, connection.transaction():
            return marks.make(connection.cursor(), self._ordering, partitions)


def _still_another(cursor: psycopg.Cursor, logs: Logs, topic: str) -> None:
    """An operator may have named a successor since the batch was begun."""
    if lineage_of(cursor, topic) != logs.lineages[topic]:
        raise MarksHeld
