"""Whether the register has heard all that other services tell."""

from dataclasses import dataclass
from typing import Final

from services.registry.inbox.people_used import PeopleUsed
from shared.messaging.brokers import Brokers
from shared.messaging.dead_letters.letters import listed
from shared.postgres.connections import connect
from shared.telemetry.lag import CAUGHT_UP
from shared.web.progress import progress_of, readers

PEOPLE_USED: Final = PeopleUsed()
HEARERS: Final = (PEOPLE_USED,)


@dataclass(frozen=True)
class Hearing:
    dsn: str
    brokers: Brokers

    def is_whole(self) -> bool:
        """No record of it is on Kafka that was not heard, and none is parked. While Kafka or the
        topic is away, nobody knows, and it is not."""
        progress = progress_of("registry", self.dsn, self.brokers, readers(HEARERS, ()))
        try:
            behind = progress.behind()
        finally:
            progress.close()
        if any(each != CAUGHT_UP for topics in behind.values() for each in topics.values()):
            return False
        with connect(self.dsn, "registry hearing") as connection:
            return not any(listed(connection, each.name) for each in HEARERS)
