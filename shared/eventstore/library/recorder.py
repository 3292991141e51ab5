"""The log under the `eventsourcing` library's public interface.

With `PERSISTENCE_MODULE=shared.eventstore.library.recorder` and `DATABASE=<dsn>` (or
`<NAME>_DATABASE`) the library's Application, notification log, snapshots and projections work on
a migrated database, beside our own commands. The library's settings of its PostgreSQL module mean
nothing here: there is one way into the log, and tables are made by `migrate` only.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    IntegrityError,
    InterfaceError,
    Notification,
    OperationalError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
    TrackingRecorder,
)
from eventsourcing.utils import Environment, resolve_topic, retry

from shared.eventstore.appending import call
from shared.eventstore.appending.units import (
    Decided,
    Halted,
    MarkElsewhere,
    NewFact,
    Unit,
    Verdict,
    Won,
)
from shared.eventstore.commands import Mark, MarkMove
from shared.eventstore.facts import Origin
from shared.eventstore.library.database import Database
from shared.eventstore.library.subscription import LogSubscription
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import StoredFact
from shared.eventstore.refusals import not_recording
from shared.postgres import arrays
from shared.vocabulary.calendar import Clock, system_clock

TRACKING = ("select record_offset, record_hash, sequence from listener_marks"
            " where (projection, version, topic, partition) = (%s, 0, '', 0)")  # fmt: skip

patient = retry((InterfaceError, OperationalError), max_attempts=10, wait=0.2)


class SnapshotRecorder(AggregateRecorder):
    """Snapshots of the library's aggregates."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> None:
        """Raises IntegrityError when one of them is there already; then none is written."""
        ids, versions, topics, states = _columns(stored_events)
        self.database.ask(
            "insert into snapshots (stream_id, version, type, data)"
            " select * from unnest(%s, %s, %s, %s)",
            [arrays.uuids(ids), versions, topics, states],
        )

    @patient
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        rows = self.database.ask(
            "select stream_id, version, type, data from snapshots where stream_id = %s"
            f"{_span(desc)}",
            [originator_id, gt, lte, limit],
        )
        return [StoredEvent(row[0], row[1], row[2], bytes(row[3])) for row in rows]


class LogRecorder(ProcessRecorder):
    """Facts, notifications and tracking. A tracking is a mark of the listener table."""

    def __init__(self, database: Database, clock: Clock = system_clock) -> None:
        self.database, self._clock = database, clock

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """All of them and the `tracking`, or, raising IntegrityError, none."""
        tracking: Tracking | None = kwargs.get("tracking")
        if not stored_events and tracking is None:
            return None
        marks = () if tracking is None else (self._move(tracking),)
        append_id = uuid4()
        unit = Unit(_commands(stored_events, append_id), marks)
        match self._append(append_id, self._clock(), unit):
            case Won(positions):
                return list(positions)
            case Halted() as halted:
                raise not_recording(halted)
            case MarkElsewhere():
                raise IntegrityError("another has tracked this application meanwhile")
            case _:
                raise IntegrityError("another has recorded these versions first")

    @patient
    def _append(self, append_id: UUID, clock: datetime, unit: Unit) -> Verdict:
        """Repeated under the same id, so that an answer lost after COMMIT is found again."""
        rows = self.database.ask(call.STATEMENT, call.parameters(append_id, clock, [unit]))
        return call.verdicts([unit], rows[0])[0]

    def _move(self, tracking: Tracking) -> MarkMove:
        name, new = tracking.application_name, tracking.notification_id
        self.database.ask(
            "insert into listener_marks (projection, version, topic, partition)"
            " values (%s, 0, '', 0) on conflict do nothing",
            [name],
        )
        ((offset, hash_, sequence),) = self.database.ask(TRACKING, [name])
        if offset >= new:
            raise IntegrityError(f"{name} was tracked up to {offset}, this is {new}")
        old = Mark(name, 0, "", 0, offset, bytes(hash_), sequence)
        return MarkMove(old, Mark(name, 0, "", 0, new, b"", new))

    @patient
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        rows = self.database.ask(
            f"select {COLUMNS} from log where stream_id = %s{_span(desc)}",
            [originator_id, gt, lte, limit],
        )
        return [stored_fact(row) for row in rows]

    @patient
    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = 0 if start is None else start - inclusive_of_start
        rows = self.database.ask(
            f"select {COLUMNS} from log where position > %s"
            " and position <= coalesce(%s::bigint, position)"
            " and (cardinality(%s) = 0 or type = any(%s)) order by position limit %s",
            [after, stop, *[arrays.texts(list(topics))] * 2, limit],
        )
        return [stored_fact(row) for row in rows]

    @patient
    def max_notification_id(self) -> int | None:
        ((position,),) = self.database.ask("select max(position) from log")
        return None if position is None else int(position)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        return LogSubscription(self, self.database, gt, topics)

    def insert_tracking(self, tracking: Tracking) -> None:
        self.insert_events([], tracking=tracking)

    @patient
    def max_tracking_id(self, application_name: str) -> int | None:
        rows = self.database.ask(TRACKING, [application_name])
        return int(rows[0][0]) if rows and rows[0][0] >= 0 else None


class LogFactory(InfrastructureFactory[TrackingRecorder]):
    """What the library finds in this module."""

    def __init__(self, env: Environment) -> None:
        super().__init__(env)
        if not (dsn := self.env.get("DATABASE")):
            raise OSError("DATABASE is missing: the address of a migrated database")
        self.database = Database(dsn)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        return SnapshotRecorder(self.database) if purpose == "snapshots" else self._recorder()

    def application_recorder(self) -> ApplicationRecorder:
        return self._recorder()

    def tracking_recorder(
        self, tracking_recorder_class: type[TrackingRecorder] | None = None
    ) -> TrackingRecorder:
        topic = self.env.get(self.TRACKING_RECORDER_TOPIC)
        kind: Any = tracking_recorder_class or (resolve_topic(topic) if topic else LogRecorder)
        made: TrackingRecorder = kind(self.database)
        return made

    def process_recorder(self) -> ProcessRecorder:
        return self._recorder()

    def _recorder(self) -> LogRecorder:
        return LogRecorder(self.database)

    def close(self) -> None:
        self.database.close()


def _commands(events: Sequence[StoredEvent], append_id: UUID) -> list[Decided]:
    """Events of the library do not say where they come from."""
    unknown = Origin("system:library", append_id)

    def origin(event: StoredEvent) -> Origin:
        return event.origin if isinstance(event, StoredFact) else unknown

    same_origin = groupby(events, origin)
    return [Decided(said, [_new_fact(event) for event in same]) for said, same in same_origin]


def _new_fact(event: StoredEvent) -> NewFact:
    stream = event.originator_id
    stream_id = stream if isinstance(stream, UUID) else UUID(stream)
    return NewFact(stream_id, event.originator_version, event.topic, event.state)


def _columns(events: Sequence[StoredEvent]) -> tuple[list[UUID], Any, Any, Any]:
    facts = [_new_fact(event) for event in events]
    return (
        [fact.stream_id for fact in facts],
        arrays.bigints([fact.version for fact in facts]),
        arrays.texts([fact.type for fact in facts]),
        arrays.blobs([fact.data for fact in facts]),
    )


def _span(desc: bool) -> str:
    """Of a stream's versions, as `select_events` asks for them."""
    return (
        " and version > coalesce(%s::bigint, -1) and version <= coalesce(%s::bigint, version)"
        f" order by version {'desc' if desc else 'asc'} limit %s::bigint"
    )
