"""Of whom another service speaks by reference is kept as long as it does; nobody else is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from services.registry.inbox.hearing import Hearing
from services.registry.inbox.people_used import PeopleUsed
from services.registry.people.vault.orphans import sweep_orphans
from shared.contracts.funding import ScholarshipAwardedV1
from shared.messaging import topics
from shared.messaging.brokers import Brokers
from shared.messaging.envelope import encode
from shared.messaging.heard import Heard
from shared.messaging.listener import Listener, ListenerSettings
from shared.vocabulary.identifiers import new_id
from tests.registry.people.test_naming import named, people, refs, row
from tests.registry.people.test_vault import opened_line
from tests.support import land
from tests.support.foreign import Foreign
from tests.support.hearing import running
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor
from tests.support.stamps import log_of, stamp_of
from tests.support.told import NO_KAFKA
from tests.support.waiting import eventually_async

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def awards(*recipients: str) -> list[Heard]:
    """One to each, of one fund."""
    fund_id = new_id()
    events = [
        ScholarshipAwardedV1(
            fund_id=fund_id,
            place_id=land.COMMUNE,
            award_id=new_id(),
            recipient_ref=UUID(each),
            grants=1,
            amount_dong=500_000,
            awarded_on=land.TODAY,
        )
        for each in recipients
    ]
    log_id = log_of("funding")
    return [Heard(each, stamp_of(each, n, log_id, NOON)) for n, each in enumerate(events, 1)]


def hear(register: ServiceDoor, batch: Sequence[Heard]) -> None:
    with psycopg.connect(register.dsn) as connection:
        PeopleUsed().apply(connection.cursor(), batch)


def late(register: ServiceDoor) -> datetime:
    """When nobody is kept any more for having been named."""
    return max(datetime.now(UTC), register.clock()) + timedelta(days=95)


def there(register: ServiceDoor) -> set[str]:
    return {str(ref) for (ref,) in people(register)}


async def test_whom_another_service_speaks_of_stays_and_who_is_not_used_goes(
    register: ServiceDoor,
) -> None:
    used, unused = await refs(register, row(), row(full_name="Lê Văn Học"))
    hear(register, awards(used))
    async with opened_line(register.dsn) as line:
        assert await sweep_orphans(line, late(register)) == 1
        assert await sweep_orphans(line, late(register) + timedelta(days=3_650)) == 0
    assert there(register) == {used}
    assert unused != used


async def test_an_award_that_is_heard_twice_is_one(register: ServiceDoor) -> None:
    (used,) = await refs(register, row())
    (award,) = awards(used)
    hear(register, [award])
    hear(register, [award])
    assert len(register.rows("select from people_used")) == 1


async def test_who_is_used_elsewhere_is_erased_all_the_same(register: ServiceDoor) -> None:
    (used,) = await refs(register, row())
    hear(register, awards(used))
    erased = await register.post(f"/people/{used}/erasure", {}, OF_COMMUNE)
    assert erased.status_code == 200, erased.text
    await register.views_caught_up()
    assert people(register) == []
    assert register.rows("select from person_keys") == []


async def test_nobody_who_was_named_goes_while_it_is_not_known_who_is_used(
    register: ServiceDoor,
) -> None:
    await refs(register, row())
    async with opened_line(register.dsn) as line:
        assert await sweep_orphans(line, late(register), heard=False) == 0
        assert len(people(register)) == len(named(register)) == 1
        assert await sweep_orphans(line, late(register), heard=True) == 1


async def test_all_is_heard_once_nothing_waits_on_kafka_and_nothing_is_parked(
    register: ServiceDoor, kafka_bootstrap: str, kafka_prefix: str
) -> None:
    brokers = Brokers(kafka_bootstrap, kafka_prefix)
    hearing = Hearing(register.dsn, brokers)
    assert not hearing.is_whole(), "there is no topic yet"
    assert not Hearing(register.dsn, NO_KAFKA).is_whole()
    topics.apply(brokers)
    assert hearing.is_whole(), "nothing was ever said"

    (used,) = await refs(register, row())
    (award,) = awards(used)
    foreign = Foreign(kafka_bootstrap, kafka_prefix)
    foreign.send(award.event.TOPIC, *encode(award.event, award.stamp))
    foreign.flush()
    assert not hearing.is_whole(), "an award waits"

    where = ("registry", register.dsn, kafka_bootstrap, kafka_prefix)
    listener = Listener(ListenerSettings(*where, session_timeout=6.0), PeopleUsed())
    async with running(listener):

        async def heard() -> bool:
            return register.rows("select person_ref from people_used") == [(UUID(used),)]

        await eventually_async(heard, 20.0, "the award is heard")
    assert hearing.is_whole()

    register.looking.execute(
        "insert into dead_letters (projection, version, topic, partition, record_offset,"
        " record_hash, reason, detail, headers)"
        " values ('people_used', 1, 'funding.funds', 0, 7, '', 'unreadable', '', '')"
    )
    assert not hearing.is_whole(), "one is parked"
