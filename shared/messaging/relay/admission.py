"""Whether a fact can be published, asked before it is recorded.

The relay never passes over a fact: listeners drop what stands below a partition's mark, so one
published late would be lost. What it could not publish must therefore not come into the log.
"""

from collections.abc import Callable
from typing import ClassVar, Final
from uuid import UUID

from shared.eventstore.mapper import StoredFact
from shared.messaging.relay.faults import CannotPublish
from shared.messaging.relay.outgoing import Outbox, records
from shared.telemetry import logs
from shared.vocabulary.refusals import Kind, Refusal

log = logs.logger(__name__)

NO_LOG: Final = UUID(int=0)


class FactUnpublishable(Refusal):
    """It would stop everything that is to be told after it."""

    code: ClassVar[str] = "messaging.fact-unpublishable"
    kind: ClassVar[Kind] = Kind.INVALID
    sentence: ClassVar[str] = (
        "What was given cannot be told to those who need it; nothing was recorded."
    )


def admission(outbox: Outbox) -> Callable[[StoredFact], None]:
    """For `open_store`: exactly what the relay will do with the fact. Raises FactUnpublishable."""

    def admit(row: StoredFact) -> None:
        try:
            records(outbox, NO_LOG, [row])
        except CannotPublish as fault:
            log.error("fact unpublishable", fact=fault.fact, reason=fault.what)
            raise FactUnpublishable from None

    return admit
