"""Topics as the catalogue wants them."""

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from shared.contracts.catalogue import TOPICS, Topic
from shared.messaging import topics
from shared.messaging.brokers import Brokers, KafkaAway

FAMILIES = Topic("registry.families", (), partitions=3)


@pytest.fixture
def brokers(kafka_bootstrap: str, kafka_prefix: str) -> Brokers:
    return Brokers(kafka_bootstrap, kafka_prefix)


def test_applied_topics_are_as_the_catalogue_wants_them(brokers: Brokers) -> None:
    assert len(topics.apply(brokers)) == len(TOPICS)
    assert topics.plan(brokers) == []


def test_applying_twice_changes_nothing(brokers: Brokers) -> None:
    topics.apply(brokers, topics=[FAMILIES])
    assert topics.apply(brokers, topics=[FAMILIES]) == []


def test_a_plan_creates_nothing(brokers: Brokers) -> None:
    assert topics.plan(brokers, topics=[FAMILIES]) == [topics.Missing(FAMILIES, 1)]
    assert topics.plan(brokers, topics=[FAMILIES]) == [topics.Missing(FAMILIES, 1)]


def test_facts_are_kept_for_ever(brokers: Brokers, kafka_admin: KafkaAdminClient) -> None:
    topics.apply(brokers, topics=[FAMILIES])
    name = brokers.named(FAMILIES.name)
    found = kafka_admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)])
    assert found["topic"][name]["retention.ms"]["value"] == "-1"
    assert found["topic"][name]["retention.bytes"]["value"] == "-1"


def test_a_setting_that_somebody_changed_is_put_right(
    brokers: Brokers, kafka_admin: KafkaAdminClient
) -> None:
    topics.apply(brokers, topics=[FAMILIES])
    somebody = {"retention.ms": "60000"}
    name = brokers.named(FAMILIES.name)
    kafka_admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, somebody)])
    wrong = topics.SettingDiffers(FAMILIES, "retention.ms", "60000", "-1")
    assert topics.apply(brokers, topics=[FAMILIES]) == [wrong]
    assert topics.plan(brokers, topics=[FAMILIES]) == []


@pytest.mark.parametrize("partitions", [2, 6])
def test_the_number_of_partitions_never_changes(brokers: Brokers, partitions: int) -> None:
    topics.apply(brokers, topics=[FAMILIES])
    other = Topic(FAMILIES.name, (), partitions=partitions)
    new = Topic("registry.clans", ())
    with pytest.raises(topics.TopicsCannotChange, match=f"has 3 partitions.*wants {partitions}"):
        topics.apply(brokers, topics=[new, other])
    assert topics.Missing(new, 1) in topics.plan(brokers, topics=[new])


def test_another_number_of_replicas_is_said_and_not_touched(brokers: Brokers) -> None:
    topics.apply(brokers, topics=[FAMILIES])
    with pytest.raises(topics.TopicsCannotChange, match="has 1 replicas"):
        topics.apply(brokers, replication=3, topics=[FAMILIES])


def test_more_replicas_than_brokers_is_an_answer_not_a_crash(brokers: Brokers) -> None:
    with pytest.raises(topics.TopicNotChanged, match="replication factor"):
        topics.apply(brokers, replication=3, topics=[FAMILIES])


def test_a_refused_setting_is_an_answer_though_the_client_does_not_raise(
    brokers: Brokers, monkeypatch: pytest.MonkeyPatch
) -> None:
    topics.apply(brokers, topics=[FAMILIES])
    monkeypatch.setattr(topics, "FACTS_ARE_KEPT", {"retention.ms": "banana"})
    with pytest.raises(topics.TopicNotChanged, match="banana"):
        topics.apply(brokers, topics=[FAMILIES])


def test_kafka_away_is_said_within_seconds() -> None:
    with pytest.raises(KafkaAway):
        topics.plan(Brokers("127.0.0.1:1"))
