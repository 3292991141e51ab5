"""What the headers of a record say when its owner's relay has written it."""

from datetime import datetime
from uuid import UUID

from shared.contracts.envelope import Contract, Stamp
from shared.messaging.envelope import identity, source_of
from shared.vocabulary.identifiers import derived_id


def log_of(service: str) -> UUID:
    """The log that a service of the tests has."""
    return derived_id("log", service)


def stamp_of(event: Contract, sequence: int, log_id: UUID, time: datetime) -> Stamp:
    return Stamp(
        id=identity(log_id, sequence, event.TYPE),
        type=event.TYPE,
        source=source_of(event.TOPIC.partition(".")[0]),
        subject=str(event.subject),
        time=time,
        sequence=sequence,
        log_id=str(log_id),
    )
