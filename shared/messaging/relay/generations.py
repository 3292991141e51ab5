"""Which topic a name means, and of what shape: one deleted and made again has another id, and
anybody may have given one more partitions.

A new fact sent to a recreated topic before the old ones would make listeners that had not heard
the old ones drop them as repeats. So the ids are asked for before each page.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from confluent_kafka import KafkaError, KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import AdminClient

from shared.contracts.catalogue import Topic, topics_of
from shared.messaging.brokers import Brokers
from shared.messaging.producer import Partition
from shared.messaging.refused import Refusals
from shared.messaging.relay.faults import PartitionsDiffer, TopicMissing

Ids = Mapping[str, str]


class Generations:
    """Of a service's own topics. Raises KafkaException when Kafka does not answer in time."""

    def __init__(self, brokers: Brokers, service: str, answer: float) -> None:
        self._brokers, self._answer = brokers, answer
        self._topics = topics_of(service)
        self._refusals = Refusals()
        self._client = AdminClient(
            brokers.client_settings() | {"error_cb": self._refusals},
            logger=logging.getLogger("kafka.relay"),
        )

    def ids(self) -> Ids:
        """By name without prefix. Raises TopicMissing, PartitionsDiffer."""
        if not self._topics:
            return {}
        names = TopicCollection([self._brokers.named(topic.name) for topic in self._topics])
        answers = self._client.describe_topics(names, request_timeout=self._answer)
        return {
            topic.name: self._id_of(topic, answers[self._brokers.named(topic.name)])
            for topic in self._topics
        }

    def clear(self, ends: Mapping[Partition, int]) -> None:
        """Everything before these offsets is gone, for whoever begins to read now."""
        places = [
            TopicPartition(self._brokers.named(topic), number, end)
            for (topic, number), end in ends.items()
        ]
        answers = self._client.delete_records(places, request_timeout=self._answer)
        for answer in answers.values():
            self._result(answer)

    def _id_of(self, topic: Topic, answer: Future[Any]) -> str:
        try:
            found = self._result(answer)
        except KafkaException as error:
            if error.args[0].code() == KafkaError.UNKNOWN_TOPIC_OR_PART:
                raise TopicMissing(f"there is no topic {topic.name}") from None
            raise
        if (has := len(found.partitions)) != topic.partitions:
            raise PartitionsDiffer(f"{topic.name} has {has} partitions, not {topic.partitions}")
        return str(found.topic_id)

    def _result(self, answer: Future[Any]) -> Any:
        try:
            return answer.result(self._answer)
        except TimeoutError:
            raise KafkaException(KafkaError(self._why_silent())) from None
        except KafkaException as error:
            if error.args[0].code() != KafkaError._TIMED_OUT:
                raise
            raise KafkaException(KafkaError(self._why_silent())) from None

    def _why_silent(self) -> int:
        """Whoever is refused gets no answer either: only the client's own errors tell."""
        self._client.poll(0)
        return self._refusals.code or KafkaError._TIMED_OUT
