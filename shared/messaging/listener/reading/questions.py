"""What is asked of Kafka beside the reading, by a client of its own.

librdkafka's client may lose its brokers for good: after an outage it answered on and on that it
waits for the controller, while clients made later were answered at once. The batch that asked
waited for it, and with that batch its whole group. So who is not answered for long enough is
replaced, and one that does answer one question says nothing about another.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from typing import Any, Final, TypeVar

from confluent_kafka import KafkaError, KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import AdminClient

from shared.messaging.brokers import Brokers
from shared.messaging.offsets import LATEST
from shared.messaging.refused import Refusals
from shared.telemetry.logs import logger

ANSWER: Final = 5.0
"""Seconds for Kafka's answer; its futures are waited for a little longer, never without end."""
GIVEN_UP_AFTER: Final = 8.0
"""Seconds of one question not being answered. With ANSWER less than a listener may be silent."""

log = logger(__name__)
T = TypeVar("T")


class Questions:
    """Each raises KafkaException when nobody answers; any thread may ask."""

    def __init__(
        self, brokers: Brokers, refusals: Refusals, given_up_after: float = GIVEN_UP_AFTER
    ) -> None:
        self._brokers, self._refusals = brokers, refusals
        self._given_up_after = given_up_after
        self._lock = threading.Lock()
        self._client: AdminClient | None = None
        self._failing: dict[str, float] = {}

    def identities(self, topics: Iterable[str]) -> dict[str, str]:
        """Kafka's own ids of the topics, which a topic made anew does not share with the one that
        was deleted; "" for one that is not there."""
        names = {self._brokers.named(topic): topic for topic in topics}

        def ask(client: AdminClient) -> dict[str, str]:
            wanted = TopicCollection(list(names))
            asked = client.describe_topics(wanted, request_timeout=ANSWER)
            return {names[name]: _identity(answer) for name, answer in asked.items()}

        return self._answered("identities", ask)

    def ends(self, places: Iterable[TopicPartition]) -> Mapping[TopicPartition, int]:
        """Where each partition ends: the offset that its next record will have."""
        latest = dict.fromkeys(places, LATEST)

        def ask(client: AdminClient) -> dict[TopicPartition, int]:
            asked = client.list_offsets(latest, request_timeout=ANSWER)
            return {place: answer.result(ANSWER + 1).offset for place, answer in asked.items()}

        return self._answered("ends", ask) if latest else {}

    def reached(self) -> bool:
        """Whether brokers answer, which says nothing about our place in the group."""
        try:
            self._answered("reached", lambda client: client.list_topics(timeout=1.0))
        except KafkaException:
            return False
        return True

    def _answered(self, question: str, ask: Callable[[AdminClient], T]) -> T:
        client, began = self._asked(), time.monotonic()
        try:
            answer = ask(client)
        except (KafkaException, TimeoutError) as error:
            if not _is_an_answer(error):
                self._not_answered(question, client, began)
            raise
        finally:
            client.poll(0)  # what it has to tell: errors, and lines of its log
        self._failing.pop(question, None)
        return answer

    def _asked(self) -> AdminClient:
        with self._lock:
            if self._client is None:
                self._client = AdminClient(
                    self._brokers.client_settings() | {"error_cb": self._refusals},
                    logger=logging.getLogger("hieuhoc.kafka"),
                )
            return self._client

    def _not_answered(self, question: str, client: AdminClient, began: float) -> None:
        with self._lock:
            since = self._failing.setdefault(question, began)
            if client is self._client and time.monotonic() - since >= self._given_up_after:
                self._client = None
                self._failing.clear()
                log.warning("asks by a new client", unanswered=question)


def _is_an_answer(error: KafkaException | TimeoutError) -> bool:
    """Kafka said no; the client's own errors are below zero."""
    return isinstance(error, KafkaException) and error.args[0].code() > 0


def _identity(answer: "Future[Any]") -> str:
    try:
        return str(answer.result(ANSWER + 1).topic_id)
    except KafkaException as error:
        if error.args[0].code() == KafkaError.UNKNOWN_TOPIC_OR_PART:
            return ""
        raise
