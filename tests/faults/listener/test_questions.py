"""Who is asked beside the reading and does not answer is replaced, and the next one is asked."""

from collections.abc import Callable

import pytest
from confluent_kafka import KafkaException
from structlog.testing import capture_logs

from hieuhoc.embedded.kafka import EmbeddedKafka
from shared.messaging.brokers import Brokers
from shared.messaging.listener.reading.questions import Questions
from shared.messaging.refused import Refusals
from tests.support.families import TOPIC
from tests.support.waiting import eventually

PREFIX = "own."
MakeTopic = Callable[[str, str], None]


def test_a_client_that_is_not_answered_is_replaced_and_the_new_one_is(
    own_kafka: Callable[[], EmbeddedKafka],
    make_topic_at: MakeTopic,
) -> None:
    kafka = own_kafka()
    make_topic_at(kafka.bootstrap, PREFIX)
    questions = Questions(Brokers(kafka.bootstrap, PREFIX), Refusals(), given_up_after=6.0)
    known = questions.identities([TOPIC])
    assert known[TOPIC]
    assert questions.identities(["never-made"]) == {"never-made": ""}

    kafka.kill()
    with capture_logs() as told, pytest.raises(KafkaException):
        questions.identities([TOPIC])
    assert told == []
    with capture_logs() as told, pytest.raises(KafkaException):
        questions.identities([TOPIC])
    assert [line["event"] for line in told] == ["asks by a new client"]
    assert not questions.reached()
    kafka.start()
    eventually(questions.reached, 30)
    assert questions.identities([TOPIC]) == known
