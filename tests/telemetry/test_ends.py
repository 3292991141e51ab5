"""What Kafka is asked at each scrape: the truth each time, whatever was asked or happened before,
and never for long."""

from collections.abc import Callable
from random import Random

import pytest
from confluent_kafka import Consumer, TopicPartition
from kafka import KafkaAdminClient, KafkaProducer

from hieuhoc.embedded.folder import free_port
from hieuhoc.embedded.kafka import EmbeddedKafka
from shared.messaging.brokers import Brokers
from shared.messaging.ends import KafkaEnds
from shared.messaging.listener.reading.records import hash_of
from shared.telemetry.lag import Extent, KafkaAway, Mark, Question, Record
from tests.support import servers
from tests.support.foreign import Foreign
from tests.support.neighbour import Neighbour
from tests.support.waiting import eventually
from tests.telemetry.partitions import FIRST, Partitions, headers

TOPIC = "registry.families"
PLACE = (TOPIC, 0)


@pytest.fixture
def empty(kafka_bootstrap: str, kafka_prefix: str) -> Brokers:
    """Without topics."""
    return Brokers(kafka_bootstrap, kafka_prefix)


@pytest.fixture
def foreign(brokers: Brokers) -> Foreign:
    return Foreign(brokers.bootstrap, brokers.prefix)


def test_a_topic_that_is_not_there_is_not_called_empty(ends: KafkaEnds) -> None:
    assert ends.extents(["registry.nothing"]) == {"registry.nothing": {}}


def test_kafka_that_is_away_is_told_within_seconds() -> None:
    ends = KafkaEnds(Brokers(f"127.0.0.1:{free_port()}"))
    with pytest.raises(KafkaAway):
        ends.extents([TOPIC])
    assert ends.following([Question(PLACE, Mark(), Extent(0, 1))]) == {}


@pytest.mark.parametrize("seed", range(4))
def test_every_answer_is_right_whatever_happened_and_was_asked_before(
    empty: Brokers, kafka_admin: KafkaAdminClient, seed: int
) -> None:
    kafka, ends = Partitions(empty, kafka_admin, Random(seed)), KafkaEnds(empty)
    kafka.make("registry.families", 3)
    kafka.make("registry.places", 1)
    kafka.make("recognition.decisions", 2)
    for _ in range(12):
        kafka.anything()
        extents = kafka.settle(ends)
        asked = [kafka.question(*each) for each in extents.items() for _ in range(3)]
        some = set(kafka.random.sample(asked, kafka.random.randint(1, len(asked))))
        expected = {question: kafka.answer(question) for question in some}
        for _ in range(2):
            assert ends.following(some) == expected


def test_a_transaction_left_open_is_heard_and_counted_as_it_comes(
    ends: KafkaEnds, brokers: Brokers, foreign: Foreign
) -> None:
    neighbour = Neighbour(brokers)
    neighbour.begin(*PLACE, headers(FIRST))
    foreign.send_to(*PLACE, b"{}", headers(FIRST))
    foreign.flush()
    extent = ends.extents([TOPIC])[TOPIC][0]
    assert extent == Extent(0, 2)
    asked = [Question(PLACE, Mark(offset), extent) for offset in (-1, 0, 1)]
    answers = [Record(0, FIRST.timestamp()), Record(1, FIRST.timestamp()), None]
    assert ends.following(asked) == dict(zip(asked, answers, strict=True))


def test_a_topic_made_anew_that_grew_past_the_mark_is_unhandled_from_its_beginning(
    ends: KafkaEnds, brokers: Brokers, foreign: Foreign
) -> None:
    for number in range(4):
        foreign.send_to(*PLACE, b"%d" % number, headers(FIRST))
    foreign.flush()
    extent = ends.extents([TOPIC])[TOPIC][0]
    handled = Question(PLACE, Mark(2, hash_at(brokers, 2)), extent)
    another = Question(PLACE, Mark(2, hash_at(brokers, 1)), extent)
    last = Question(PLACE, Mark(3, hash_at(brokers, 3)), extent)
    when = FIRST.timestamp()
    answers = {handled: Record(3, when), another: Record(0, when), last: None}
    assert ends.following(answers) == answers


def hash_at(brokers: Brokers, offset: int) -> bytes:
    consumer = Consumer({"bootstrap.servers": brokers.bootstrap, "group.id": "hash"})
    consumer.assign([TopicPartition(brokers.named(TOPIC), 0, offset)])
    message = eventually(lambda: consumer.poll(0.1))
    assert message is not None
    consumer.close()
    return hash_of(message)


class NotText(str):
    """A header's name as the wire allows it."""

    def encode(self, *_: str) -> bytes:
        return b"\xff\xfe"


ODD: dict[str, list[tuple[str, bytes | None]]] = {
    "none": [],
    "no time": [("ce_time", b"")],
    "a time that is none": [("ce_time", b"yesterday")],
    "a name that is not text": [(NotText("x"), b"1")],
    "before all time": [("ce_time", b"0001-01-01T00:00:00+14:00")],
    "1970": [("ce_time", b"1970-01-01T00:00:00+00:00")],
    "the far future": [("ce_time", b"9999-12-31T23:59:59+00:00")],
}


@pytest.mark.parametrize("odd", ODD)
def test_a_record_that_says_nothing_sensible_of_its_time_has_one_all_the_same(
    ends: KafkaEnds, brokers: Brokers, foreign: Foreign, odd: str
) -> None:
    said = [*headers(FIRST), *ODD[odd]] if ODD[odd] else []
    other_client = KafkaProducer(bootstrap_servers=brokers.bootstrap)  # ours refuses some of it
    other_client.send(brokers.named(TOPIC), b"{}", partition=0, headers=said)
    other_client.close()
    foreign.send_to(TOPIC, 1, b"{}", headers(FIRST))
    foreign.flush()
    extents = ends.extents([TOPIC])[TOPIC]
    questions = [Question((TOPIC, number), Mark(), extents[number]) for number in (0, 1)]
    first, other = (ends.following(questions)[question] for question in questions)
    assert first is not None
    assert other == Record(0, FIRST.timestamp())
    assert 0 < first.recorded_at < FIRST.timestamp() + 10 * 365 * 86_400


def test_a_record_larger_than_what_is_fetched_at_once_is_read(
    ends: KafkaEnds, brokers: Brokers, foreign: Foreign
) -> None:
    for number in (0, 1):
        foreign.send_to(TOPIC, number, bytes(900_000), headers(FIRST))
    foreign.flush()
    asked = [Question((TOPIC, n), Mark(), Extent(0, 1)) for n in (0, 1)]
    assert ends.following(asked) == dict.fromkeys(asked, Record(0, FIRST.timestamp()))


@pytest.mark.parametrize("away", ["killed", "frozen"])
def test_kafka_that_was_away_is_asked_again_as_if_it_had_not_been(
    own_kafka: Callable[[], EmbeddedKafka], away: str
) -> None:
    kafka = own_kafka()
    brokers = Brokers(kafka.bootstrap)
    with servers.administrator(kafka.bootstrap) as admin:
        admin.create_topics({TOPIC: {"num_partitions": 1, "replication_factor": 1}})
        admin.wait_for_topics([TOPIC])
    foreign, ends = Foreign(kafka.bootstrap), KafkaEnds(brokers)
    foreign.send_to(*PLACE, b"{}", headers(FIRST))
    foreign.flush()
    asked = Question(PLACE, Mark(), Extent(0, 1))
    for _ in range(2):
        assert ends.following([asked]) == {asked: Record(0, FIRST.timestamp())}
        kafka.kill() if away == "killed" else kafka.freeze()
        assert ends.following([asked]) == {}
        with pytest.raises(KafkaAway):
            ends.extents([TOPIC])
        kafka.start() if away == "killed" else kafka.thaw()
        eventually(lambda: answers(ends, asked), 20, "Kafka answers again")


def answers(ends: KafkaEnds, asked: Question) -> bool:
    try:
        return ends.extents([TOPIC]) == {TOPIC: {0: Extent(0, 1)}} and bool(ends.following([asked]))
    except KafkaAway:
        return False
