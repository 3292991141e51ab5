"""The log, page by page, as it goes onto Kafka."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.eventstore.log.looking import facts_after
from shared.eventstore.mapper import StoredFact
from shared.messaging.producer import Outgoing
from shared.messaging.relay.faults import CannotPublish
from shared.messaging.relay.mark import Connection
from shared.messaging.relay.outgoing import Outbox, records
from shared.messaging.relay.settings import RelaySettings
from shared.messaging.relay.withholding import withheld_among


@dataclass(frozen=True)
class Page:
    """What publishes the facts that follow each other up to this position."""

    upto: int
    records: Sequence[Outgoing]


@dataclass(frozen=True)
class Pages:
    """Of one log, read on one connection."""

    connection: Connection
    outbox: Outbox
    log_id: UUID
    settings: RelaySettings

    def following(self, after: int) -> Page | None:
        """The next page, without what is withheld, up to the first fact that cannot be published;
        None at the log's end. Raises CannotPublish when that fact is the next one."""
        most = self.settings.page_facts, self.settings.page_bytes
        facts = facts_after(self.connection, after, *most)
        if not facts:
            return None
        withheld = withheld_among(self.connection, facts[0].id, facts[-1].id)
        try:
            return self._page(facts, withheld)
        except CannotPublish as fault:
            before = [fact for fact in facts if fact.id < fault.position]
            if not before:
                raise
            return self._page(before, withheld)

    def _page(self, facts: Sequence[StoredFact], withheld: frozenset[int]) -> Page:
        published = [fact for fact in facts if fact.id not in withheld]
        return Page(facts[-1].id, records(self.outbox, self.log_id, published))
