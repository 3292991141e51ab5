from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.notifications.deliveries.delivery import (
    Delivery,
    DeliveryAccepted,
    DeliveryFact,
    DeliveryRejected,
    DeliveryRequested,
    Outcome,
    delivery_id,
)
from shared.eventstore.facts import fold
from tests.notifications.events import recognised, request
from tests.support.story import given

ASKED = request(recognised())
ACCEPTED, REJECTED = DeliveryAccepted(), DeliveryRejected("no-text")

Ask = Callable[[Delivery], list[DeliveryFact]]
outcomes = any_.one_of(any_.builds(DeliveryAccepted), any_.builds(DeliveryRejected))


def requesting(asked: DeliveryRequested = ASKED) -> Ask:
    return lambda delivery: delivery.request(asked)


def settling(outcome: Outcome = ACCEPTED) -> Ask:
    return lambda delivery: delivery.settle(outcome)


def test_an_event_asks_for_its_delivery_once() -> None:
    given(Delivery).when(requesting()).then(ASKED)
    given(Delivery, ASKED).when(requesting()).then_nothing()
    given(Delivery, ASKED, ACCEPTED).when(requesting()).then_nothing()


def test_what_was_asked_for_stands_though_the_rule_says_otherwise_now() -> None:
    given(Delivery, ASKED).when(requesting(replace(ASKED, channel="zns"))).then_nothing()


def test_a_delivery_is_accepted_or_rejected() -> None:
    given(Delivery, ASKED).when(settling()).then(ACCEPTED)
    given(Delivery, ASKED).when(settling(REJECTED)).then(REJECTED)


def test_the_first_outcome_stands() -> None:
    given(Delivery, ASKED, ACCEPTED).when(settling(REJECTED)).then_nothing()


def test_what_nobody_asked_for_has_no_outcome() -> None:
    given(Delivery).when(settling()).then_nothing()


def test_each_event_and_each_recipient_has_a_delivery_of_its_own() -> None:
    others = (replace(ASKED, event_id=uuid4()), replace(ASKED, recipient_id=uuid4()))
    assert len({delivery_id(each) for each in (ASKED, *others)}) == 3


@whatever(any_.builds(DeliveryRequested), outcomes)
def test_asking_and_settling_twice_changes_nothing(
    asked: DeliveryRequested, outcome: Outcome
) -> None:
    once = fold(Delivery(), requesting(asked)(Delivery()))
    assert requesting(asked)(once) == []
    settled = fold(once, settling(outcome)(once))
    assert settling(outcome)(settled) == []
