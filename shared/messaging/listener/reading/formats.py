"""Topics with records of another format, which are not heard at all until they were made anew.

Their names are those of another release: what this code does not know of them it would ignore, and
what it knows it would count, so that half a topic would look like all of it.
"""

from collections.abc import Mapping, Sequence

from shared.eventstore.log.format import AnotherFormat, another_format
from shared.messaging.envelope import format_of
from shared.messaging.listener.reading.judging import ANOTHER_FORMAT
from shared.messaging.listener.reading.records import Record, Run, headers_of
from shared.telemetry.logs import logger

log = logger(__name__)

Read = tuple[Run, list[Record]]


class Formats:
    """Which those are, by the topic's own id: one made anew has another."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._unheard: dict[str, tuple[str | None, AnotherFormat]] = {}

    @property
    def refusal(self) -> AnotherFormat | None:
        """Why something is not heard; None when everything is."""
        return next((refusal for _, refusal in self._unheard.values()), None)

    @property
    def topics(self) -> set[str]:
        """That are not heard."""
        return set(self._unheard)

    def forget(self, identities: Mapping[str, str]) -> None:
        """What was said of topics that are others by now."""
        for topic, identity in identities.items():
            if topic in self._unheard and self._unheard[topic][0] != identity:
                del self._unheard[topic]
                log.info("topic heard again", listener=self._name, topic=topic)

    def heard(self, read: Sequence[Read], identities: Mapping[str, str]) -> list[Read]:
        """Without the runs of a topic in which one record is of another format, now or before."""
        for run, records in read:
            if run.topic not in self._unheard and (refusal := _refusal(records)):
                self._unheard[run.topic] = identities.get(run.topic), refusal
                log.critical("topic not heard", listener=self._name, reason=str(refusal))
        return [each for each in read if each[0].topic not in self._unheard]


def _refusal(records: Sequence[Record]) -> AnotherFormat | None:
    for record in records:
        if record.reason is ANOTHER_FORMAT:
            found = format_of(headers_of(record.message))
            return another_format(f"Topic {record.partition[0]}", found)
    return None
