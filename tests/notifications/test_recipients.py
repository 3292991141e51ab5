"""Whose processing is restricted is sent nothing until the registry tells that it resumed."""

from datetime import UTC, date, datetime

from services.notifications.main import CARDS
from services.notifications.reactions import Requests
from services.notifications.recipients.recipient import (
    REASON,
    Recipient,
    RecipientRestricted,
    RecipientResumed,
)
from shared.contracts.envelope import Contract
from shared.contracts.registry.people import ProcessingRestrictedV1, ProcessingResumedV1
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.heard import Heard
from tests.notifications.events import awarded, recognised, request
from tests.notifications.sending import Sending, names
from tests.support.land import COMMUNE
from tests.support.stamps import log_of, stamp_of
from tests.support.story import given

AWARDED = request(awarded(1))
PERSON, DAY = AWARDED.recipient_id, date(2026, 9, 1)
RESTRICTED = ProcessingRestrictedV1(person_ref=PERSON, place_id=COMMUNE, restricted_on=DAY)
RESUMED = ProcessingResumedV1(person_ref=PERSON, place_id=COMMUNE, resumed_on=DAY)


def test_what_is_heard_twice_restricts_and_resumes_once() -> None:
    restricted, resumed = RecipientRestricted(PERSON), RecipientResumed(PERSON)
    given(Recipient).when(lambda r: r.restrict(PERSON)).then(restricted)
    given(Recipient, restricted).when(lambda r: r.restrict(PERSON)).then()
    given(Recipient, restricted).when(lambda r: r.resume(PERSON)).then(resumed)
    given(Recipient, restricted, resumed).when(lambda r: r.resume(PERSON)).then()
    given(Recipient).when(lambda r: r.resume(PERSON)).then()


def heard(event: Contract, sequence: int) -> Heard:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    return Heard(event, stamp_of(event, sequence, log_of("registry"), at))


async def hear(sending: Sending, *events: Contract) -> None:
    async with open_store(sending.dsn, CARDS.facts) as store:
        asked = [
            each
            for n, event in enumerate(events, 1)
            for each in Requests().commands(heard(event, n))
        ]
        await Transactions(store).execute_many(asked)


async def test_a_restricted_person_is_sent_nothing_and_everybody_else_is(sending: Sending) -> None:
    others = [request(recognised()), request(awarded(2))]
    await hear(sending, RESTRICTED, RESTRICTED)
    await sending.request([AWARDED, *others])
    async with sending.dispatching():
        await sending.settled(len(others) + 2)  # its own fact among them
    assert set(sending.messages()) == names(others)
    assert sending.count(f"select count(*) from deliveries_v1 where reason_code = '{REASON}'") == 1


async def test_what_was_asked_for_before_the_restriction_and_not_sent_yet_is_not_sent(
    sending: Sending,
) -> None:
    await sending.request([AWARDED])
    await hear(sending, RESTRICTED)
    async with sending.dispatching():
        await sending.settled(2)
    assert sending.messages() == {}


async def test_once_it_resumed_messages_are_sent_again(sending: Sending) -> None:
    await hear(sending, RESTRICTED, RESUMED)
    await sending.request([AWARDED])
    async with sending.dispatching():
        await sending.settled(3)
    assert set(sending.messages()) == names([AWARDED])
