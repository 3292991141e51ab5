"""What Kafka is asked at each scrape, and that it never keeps the asker waiting."""

import time

import pytest

from hieuhoc.embedded.folder import free_port
from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.telemetry.progress import KafkaAway, TopicMissing


def test_a_topic_that_is_not_there_is_not_called_empty(ends: KafkaEnds) -> None:
    with pytest.raises(TopicMissing):
        ends.extents(["registry.nothing"])


def test_kafka_that_is_away_is_told_within_seconds() -> None:
    ends = KafkaEnds(Brokers(f"127.0.0.1:{free_port()}"))
    began = time.monotonic()
    with pytest.raises(KafkaAway):
        ends.extents(["registry.families"])
    assert time.monotonic() - began < 5
    ends.close()
