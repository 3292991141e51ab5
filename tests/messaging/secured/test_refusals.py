"""How long a no of Kafka stands."""

from confluent_kafka import KafkaError

from shared.messaging.refused import REMEMBERED, SENTENCES, TOLD_ONCE, Refusals, sentence_of

LOGIN = KafkaError._AUTHENTICATION


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_error_that_is_no_refusal_is_not_told_as_one() -> None:
    refusals = Refusals()
    for code in (KafkaError._ALL_BROKERS_DOWN, KafkaError._TIMED_OUT, KafkaError._TRANSPORT):
        refusals(KafkaError(code))
    assert refusals.code is None
    assert sentence_of(None) is None


def test_what_a_client_repeats_stands_until_it_is_not_repeated() -> None:
    clock = Clock()
    for code in SENTENCES.keys() - TOLD_ONCE:
        refusals = Refusals(clock)
        refusals(KafkaError(code))
        clock.now += REMEMBERED - 0.1
        assert refusals.sentence == SENTENCES[code]
        clock.now += 0.2
        assert refusals.sentence is None


def test_what_a_client_tells_once_stands_until_it_is_given() -> None:
    clock = Clock()
    for code in TOLD_ONCE:
        refusals = Refusals(clock)
        refusals(KafkaError(code))
        clock.now += 1000 * REMEMBERED
        assert refusals.sentence == SENTENCES[code]
        refusals.forget()
        assert refusals.sentence is None


def test_who_is_in_the_group_may_still_be_refused_a_topic() -> None:
    refusals = Refusals()
    for code in (LOGIN, KafkaError.GROUP_AUTHORIZATION_FAILED):
        refusals(KafkaError(code))
        refusals.let_in()
        assert refusals.code is None
    refusals(KafkaError(KafkaError.TOPIC_AUTHORIZATION_FAILED))
    refusals.let_in()
    assert refusals.of_a_topic
