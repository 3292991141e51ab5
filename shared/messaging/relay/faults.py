"""Why a relay does not relay. All are tried again with back-off; each is said by `unready`."""

from typing import ClassVar

from shared.eventstore.mapper import StoredFact


class RelayFault(Exception):
    """Something the relay itself found; its text is for operators. `code` is the metric's reason
    of what does not pass by itself: an operator is needed."""

    code: ClassVar[str] = ""


class LogBehindKafka(RelayFault):
    """Kafka holds what the log does not know, or knows differently: the database lost facts.
    Nothing is sent and nothing may be recorded: see docs/runbooks/LogBehindKafka.md."""

    code = "log-behind-kafka"


class PartitionsDiffer(RelayFault):
    """Somebody changed how many partitions a topic has: see docs/runbooks/PartitionsDiffer.md."""

    code = "partitions-differ"


class OfAnotherFormat(RelayFault):
    """The log or a topic was written by a release whose names this code does not know: nothing is
    sent. A topic is looked at again and again, a log made anew is another. See
    docs/operate/anew.md."""

    code = "another-format"


class TopicMissing(RelayFault):
    """`hieuhoc topics apply` was not run, or somebody deleted it."""

    code = "topic-missing"


class TopicRecreated(RelayFault):
    """A topic was deleted and made again, or a broker lost its end: all is compared anew."""


class CannotPublish(RelayFault):
    """A fact of the log that cannot or may not be published: everything behind it waits, until
    code that can, or `hieuhoc relay withhold`. See docs/runbooks/RelayStopped.md."""

    code = "cannot-publish"

    def __init__(self, row: StoredFact, what: str) -> None:
        self.position, self.fact, self.what = row.id, row.topic, what
        super().__init__(f"position {row.id}, {row.topic}: {what}")


class LockLost(RelayFault):
    """This relay was silent too long and another may be active."""


class Stopping(RelayFault):
    """Asked to stop, with records on their way that Kafka did not acknowledge in time."""
