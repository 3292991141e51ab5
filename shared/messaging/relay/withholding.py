"""Facts that are never published, each by an operator's word: the way on when the relay has
stopped at one that cannot be. Whoever listens will not hear of it, nor of it late."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from psycopg.rows import class_row

from shared.eventstore.log.looking import facts_at, head_of
from shared.eventstore.mapper import StoredFact
from shared.messaging.relay.faults import CannotPublish
from shared.messaging.relay.mark import Connection, Marker
from shared.messaging.relay.outgoing import Outbox, records
from shared.telemetry import logs
from shared.vocabulary.refusals import Kind, Refusal

log = logs.logger(__name__)


class NotRecorded(Refusal):
    """What is to come may be sound."""

    code: ClassVar[str] = "messaging.position-not-recorded"
    kind: ClassVar[Kind] = Kind.NOT_FOUND
    sentence: ClassVar[str] = "The log holds no position {position}; its last one is {head}."


class AlreadyPassed(Refusal):
    """What the others have heard cannot be kept from them."""

    code: ClassVar[str] = "messaging.position-passed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "The relay has passed position {position}; it stands at {mark}."


class CanBePublished(Refusal):
    """Only what stops the relay is withheld, never what somebody would rather not tell."""

    code: ClassVar[str] = "messaging.fact-publishable"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Position {position} can be published: the relay does not stop at it."


class AlreadyWithheld(Refusal):
    """Once is for ever."""

    code: ClassVar[str] = "messaging.position-withheld"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Position {position} is withheld already."


@dataclass(frozen=True)
class Withheld:
    """A row of `relay_withheld`; `subject` is what it would have been about, else its stream."""

    position: int
    type: str
    subject: str
    reason: str
    withheld_by: str
    withheld_at: datetime


def withheld_among(connection: Connection, first: int, last: int) -> frozenset[int]:
    """Which of these positions are withheld."""
    rows = connection.execute(
        "select position from relay_withheld where position between %s and %s", [first, last]
    )
    return frozenset(row[0] for row in rows.fetchall())


def all_withheld(connection: Connection) -> list[Withheld]:
    """In the log's order."""
    cursor = connection.cursor(row_factory=class_row(Withheld))
    return cursor.execute("select * from relay_withheld order by position").fetchall()


def withhold(
    connection: Connection, outbox: Outbox, position: int, reason: str, by: str
) -> CannotPublish:
    """From now on the fact is passed over. Answers why it could not be published; raises
    NotRecorded, AlreadyPassed, CanBePublished, AlreadyWithheld."""
    row, log_id = _waiting(connection, position)
    fault = _fault(outbox, log_id, row)
    inserted = connection.execute(
        "insert into relay_withheld (position, type, subject, reason, withheld_by)"
        " values (%s, %s, %s, %s, %s) on conflict do nothing",
        [position, row.topic, _subject(outbox, row), reason, by],
    )
    if inserted.rowcount == 0:
        raise AlreadyWithheld(position=position)
    log.warning("fact withheld", position=position, fact=row.topic, by=by)
    return fault


def _waiting(connection: Connection, position: int) -> tuple[StoredFact, UUID]:
    """A fact that the relay has not passed, and the id of its log."""
    head, mark = head_of(connection), Marker(connection).read().position
    fact = facts_at(connection, [position]).get(position)
    if fact is None:
        raise NotRecorded(position=position, head=head.position)
    if withheld_among(connection, position, position):
        raise AlreadyWithheld(position=position)
    if position <= mark:
        raise AlreadyPassed(position=position, mark=mark)
    return fact, head.log_id


def _fault(outbox: Outbox, log_id: UUID, row: StoredFact) -> CannotPublish:
    try:
        records(outbox, log_id, [row])
    except CannotPublish as fault:
        return fault
    raise CanBePublished(position=row.id)


def _subject(outbox: Outbox, row: StoredFact) -> str:
    try:
        (event, *_) = outbox.events(row)
        return str(event.subject)
    except (CannotPublish, ValueError, AttributeError):
        return str(row.originator_id)
