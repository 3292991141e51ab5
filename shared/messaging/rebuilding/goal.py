"""What a rebuild has to hear before it is done."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

import stamina

from shared.messaging.brokers import Brokers, KafkaAway
from shared.messaging.ends import KafkaEnds
from shared.messaging.listener.settings import Hearer, topics_of
from shared.postgres.connections import connect
from shared.telemetry.lag import Extent, Mark, Question, questions, standing

KAFKA_WITHIN = 60.0
STILL = 10
"""After so many looks at marks that do not move, Kafka is asked whether anything is left."""

_HANDLED = """
select topic, partition, record_offset from listener_marks
where projection = %s and version = %s
"""


class Goal:
    """Everything that was published when it was set."""

    def __init__(
        self,
        ends: KafkaEnds,
        extents: Mapping[str, Mapping[int, Extent]],
        projection: Hearer,
        database: str,
    ) -> None:
        self._ends, self._database = ends, database
        self._projection = projection.name, projection.version
        self._extents = {
            topic: {number: extent._replace(old=True) for number, extent in some.items()}
            for topic, some in extents.items()
        }
        self._left, self._looks = -1, 0

    def share(self) -> float:
        """How much of it was heard, 1 when it was all that can be read."""
        asked = self._asked()
        whole = sum(each.extent.end - each.extent.first for each in asked)
        left = sum(max(each.extent.end - each.start, 0) for each in asked)
        self._looks = self._looks + 1 if left == self._left else 0
        self._left = left
        if not left or (self._looks and self._looks % STILL == 0 and self._is_reached(asked)):
            return 1.0
        return 1 - left / whole

    def _asked(self) -> list[Question]:
        with connect(self._database, "rebuild") as connection:
            rows = connection.execute(_HANDLED, self._projection).fetchall()
        marks = {(topic, partition): Mark(offset) for topic, partition, offset in rows}
        return [
            question
            for topic, some in self._extents.items()
            for question in questions(marks, topic, some)
        ]

    def _is_reached(self, asked: Sequence[Question]) -> bool:
        """The end of a transaction takes an offset, and no listener ever hears it."""
        with suppress(KafkaAway):
            return not any(behind.records for behind in standing(self._ends, asked).values())
        return False


@stamina.retry(on=KafkaAway, timeout=KAFKA_WITHIN, attempts=None)
def goal_of(brokers: Brokers, projection: Hearer, database: str) -> Goal:
    """Raises KafkaAway when Kafka does not answer for a minute, or a topic is not there."""
    ends, topics = KafkaEnds(brokers), topics_of(projection)
    found = ends.extents(topics)
    if missing := [topic for topic in topics if not found.get(topic)]:
        raise KafkaAway(f"Kafka does not tell how much there is in {', '.join(missing)}")
    return Goal(ends, found, projection, database)
