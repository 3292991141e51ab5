"""Group commit: the concurrent commands of a process, appended in one call."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import uuid4

from shared.eventstore.appending import call
from shared.eventstore.appending.units import Lost, Submission, Unit, Verdict, Won
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.mapper import LIMIT
from shared.eventstore.refusals import FactTooLarge
from shared.postgres.attempts import attempt
from shared.postgres.connections import is_away
from shared.postgres.gathering import Gathering
from shared.telemetry import metrics
from shared.vocabulary.calendar import Clock

FACTS_OF_A_CALL = 5_000
BYTES_OF_A_CALL = 8_000_000


class Appender:
    """The one of its process: units are judged in the order in which they were submitted.

    An answer lost after COMMIT is found again: the call is repeated under its own id, and the
    server then answers what it answered. `service` labels the metrics.
    """

    def __init__(
        self,
        line: SteadyConnection,
        clock: Clock,
        service: str,
        clock_ahead: timedelta | None = call.CLOCK_AHEAD,
    ) -> None:
        self._line, self._clock, self._service = line, clock, service
        self._clock_ahead = clock_ahead
        self._gathering: Gathering[Submission, Verdict] = Gathering(self._judge, _fitting)

    def submit(self, unit: Unit) -> "asyncio.Future[Verdict]":
        """Takes its place in the log's queue now. Raises `FactTooLarge`; the future raises
        psycopg's error when the database could not be asked, and then nobody knows."""
        return self.enqueue(Submission(unit))

    def enqueue(self, submission: Submission) -> "asyncio.Future[Verdict]":
        """As `submit`, of a unit that may lean on others enqueued before it."""
        for command in submission.unit.commands:
            for fact in command.facts:
                if len(fact.data) > LIMIT:
                    raise FactTooLarge(size=len(fact.data), limit=LIMIT)
        return self._gathering.ask(submission)

    async def settled(self) -> None:
        """Until all that was submitted so far is judged."""
        await self._gathering.settled()

    async def _judge(self, submissions: Sequence[Submission]) -> Sequence[Verdict | Exception]:
        replies: dict[int, Verdict | Exception] = {}
        sent = []
        for n, submission in enumerate(submissions):
            lost = submission.written is False  # in a round that is asked again
            if lost or any(leaned.written is False for leaned in submission.leans_on):
                # At once: what leans on this one is lost too.
                submission.judge(replies.setdefault(n, Lost()))
            else:
                sent.append((n, submission))
        if sent:
            verdicts = await self._append_or_fault([submission for _, submission in sent])
            for (n, submission), verdict in zip(sent, verdicts, strict=True):
                submission.judge(verdict)
                replies[n] = verdict
        return [replies[n] for n in range(len(submissions))]

    async def _append_or_fault(
        self, submissions: Sequence[Submission]
    ) -> Sequence[Verdict | Exception]:
        """Raises when one of several cannot be written at all: they are judged again in halves,
        until it stands alone and what leans on it is lost."""
        verdicts = await attempt(self._append(submissions))
        if not isinstance(verdicts, Exception):
            return verdicts
        if len(submissions) > 1 and not is_away(verdicts):
            raise verdicts
        return [verdicts] * len(submissions)

    async def _append(self, submissions: Sequence[Submission]) -> Sequence[Verdict]:
        units = [submission.unit for submission in submissions]
        leans = _leans(submissions)
        parameters = call.parameters(uuid4(), self._clock(), units, leans, self._clock_ahead)
        # What this raises is seen before anything is written: the round may be asked again.
        (answer,) = await self._line.ask(call.STATEMENT, parameters)
        verdicts = call.verdicts(units, answer)
        self._count(units, verdicts)
        return verdicts

    def _count(self, units: Sequence[Unit], verdicts: Sequence[Verdict]) -> None:
        metrics.APPEND_BATCH_SIZE.labels(self._service).observe(len(units))
        lost = sum(isinstance(verdict, Lost) for verdict in verdicts)
        if lost:
            metrics.APPEND_CONFLICTS.labels(self._service).inc(lost)
        types = Counter(
            fact.type
            for unit, verdict in zip(units, verdicts, strict=True)
            if isinstance(verdict, Won)
            for n, command in enumerate(unit.commands)
            if n not in verdict.used
            for fact in command.facts
        )
        for type_, count in types.items():
            metrics.EVENTS_APPENDED.labels(self._service, type_).inc(count)


def _leans(submissions: Sequence[Submission]) -> list[tuple[int, int]]:
    """Those within the call; all others were judged before."""
    numbers = {id(submission): n for n, submission in enumerate(submissions, 1)}
    return [
        (n, numbers[id(leaned)])
        for n, submission in enumerate(submissions, 1)
        for leaned in submission.leans_on
        if leaned.written is None
    ]


def _fitting(waiting: Iterable[Submission]) -> int:
    """Until the call is full, or a key comes a second time (it must meet the first one's row)."""
    keys: set[tuple[str, str]] = set()
    facts = size = 0
    for n, submission in enumerate(waiting):
        unit = submission.unit
        own = {(c.key.actor, c.key.key) for c in unit.commands if c.key is not None}
        facts += unit.size
        size += sum(len(fact.data) for command in unit.commands for fact in command.facts)
        full = facts > FACTS_OF_A_CALL or size > BYTES_OF_A_CALL
        if n and (full or own & keys):
            return n
        keys |= own
    return n + 1
