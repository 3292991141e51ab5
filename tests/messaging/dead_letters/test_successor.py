"""A publisher set up anew: its log is named the successor, and all that waited is applied once."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from uuid import UUID, uuid4, uuid5

import psycopg
import pytest

from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import listed
from shared.messaging.listener import (
    Listener,
    ReactionListener,
    name_successor,
    redrive,
    redrive_reaction,
)
from shared.messaging.listener.operators.succession import LogSucceeded, LogUnknown
from tests.support.families import LOG_ID, TOPIC, FamiliesByPlace, Family, family_named
from tests.support.greeting import FamilyGreeted, Greeting, greeted
from tests.support.hearing import Hearing, running

NEW_LOG = uuid5(LOG_ID, "set up anew")


def of_new_log(first: int, number: int) -> list[Family]:
    """Sequences begin at 1 again; ten families in turn, known to the old log too."""
    return [
        Family(n, family_named(n % 10), uuid5(LOG_ID, f"hamlet {n % 3}"), NEW_LOG)
        for n in range(first, first + number)
    ]


def succeed(connection: psycopg.Connection) -> int:
    """As the command does; answers how many letters were applied."""
    hearer = FamiliesByPlace()
    waiting = name_successor(connection, [hearer], TOPIC, NEW_LOG)
    return sum(redrive(connection, hearer, each.letter).applied for each in waiting)


def must_be_heard(heard: Sequence[tuple[UUID, int]], wanted: Sequence[Family]) -> None:
    """Each once, and of every subject in this order."""
    assert _by_subject(heard) == _by_subject([(f.family_id, f.sequence) for f in wanted])


def _by_subject(heard: Sequence[tuple[UUID, int]]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = defaultdict(list)
    for family_id, sequence in heard:
        found[family_id].append(sequence)
    return found


def applied(hearing: Hearing) -> list[tuple[UUID, int]]:
    query = "select family_id, sequence from heard order by number"
    return hearing.connection.execute(query).fetchall()


async def test_all_of_the_new_log_waits_until_it_is_named_and_is_then_heard_once(
    hearing: Hearing,
) -> None:
    old = hearing.publisher.register(60)
    new = of_new_log(1, 100)
    async with running(hearing.listener()):
        await hearing.heard(60)
        hearing.publisher.send(new)
        hearing.publisher.send(new[40:])  # as a relay does that begins its page again
        await hearing.caught_up()
        assert hearing.reasons() == ["another-log"] * 160
        assert succeed(hearing.connection) == 100
        more = of_new_log(101, 50)
        hearing.publisher.send([*new, *more, *new])
        await hearing.caught_up()
    assert hearing.reasons() == []
    must_be_heard(applied(hearing), [*old, *new, *more])


async def test_what_comes_between_naming_and_applying_waits_its_turn(hearing: Hearing) -> None:
    old, new, more = hearing.publisher.register(60), of_new_log(1, 100), of_new_log(101, 100)
    async with running(hearing.listener()):
        await hearing.heard(60)
        hearing.publisher.send(new)
        await hearing.parked(100)
        name_successor(hearing.connection, [FamiliesByPlace()], TOPIC, NEW_LOG)
        hearing.publisher.send(more)
        await hearing.caught_up()
        assert set(hearing.reasons()) == {"successor-named", "behind-another"}
        assert succeed(hearing.connection) == 200
        await hearing.caught_up()
    must_be_heard(applied(hearing), [*old, *new, *more])


async def test_what_still_comes_of_the_predecessor_is_parked(hearing: Hearing) -> None:
    old, new = hearing.publisher.register(60), of_new_log(1, 100)
    async with running(hearing.listener()):
        await hearing.heard(60)
        hearing.publisher.send(new)
        await hearing.parked(100)
        succeed(hearing.connection)
        late = hearing.publisher.register(20, subjects=10)
        await hearing.caught_up()
    assert hearing.reasons() == ["another-log"] * 20
    must_be_heard(applied(hearing), [*old, *new])
    for letter in listed(hearing.connection):  # an operator may still want one of them
        redrive(hearing.connection, FamiliesByPlace(), letter.letter)
    assert sorted(applied(hearing)[160:]) == sorted((f.family_id, f.sequence) for f in late)


async def test_one_that_begins_anew_hears_the_old_log_first_and_then_the_new_one(
    hearing: Hearing,
) -> None:
    old, new = hearing.publisher.register(60), of_new_log(1, 100)
    async with running(hearing.listener()):
        await hearing.heard(60)
        hearing.publisher.send(new)
        await hearing.parked(100)
        succeed(hearing.connection)
        hearing.publisher.register(20, subjects=10)
        await hearing.caught_up()
    hearing.connection.execute("truncate heard, families_by_place, dead_letters")
    hearing.switch_to(2)
    async with running(hearing.listener_of_version(2)):
        await hearing.caught_up(version=2)
    must_be_heard(applied(hearing), [*old, *new])
    assert hearing.reasons() == ["another-log"] * 20


async def test_a_listener_that_was_behind_loses_nothing_of_either_log(hearing: Hearing) -> None:
    """One of another name of the same service has seen the new log; this one was stopped."""
    old, new = hearing.publisher.register(60), of_new_log(1, 100)
    other = FamiliesByPlace()
    other.name = "others"
    async with running(hearing.listener()):
        await hearing.heard(60)
    async with running(Listener(hearing.settings(), other)):
        await hearing.heard(120)
        old = [*old, *hearing.publisher.register(40)]
        await hearing.heard(160)
        hearing.publisher.send(new)
        await hearing.parked(100)
    hearing.connection.execute("truncate heard, families_by_place")
    name_successor(hearing.connection, [other, FamiliesByPlace()], TOPIC, NEW_LOG)
    async with running(hearing.listener()):
        await hearing.heard(140)
    must_be_heard(applied(hearing), [*old[60:], *new])


async def test_naming_again_goes_on_where_it_was_interrupted(hearing: Hearing) -> None:
    old, new = hearing.publisher.register(60), of_new_log(1, 100)
    async with running(hearing.listener()):
        await hearing.heard(60)
        hearing.publisher.send(new)
        await hearing.parked(100)
    hearer = FamiliesByPlace()
    first, *_ = name_successor(hearing.connection, [hearer], TOPIC, NEW_LOG)
    redrive(hearing.connection, hearer, first.letter)
    assert 0 < succeed(hearing.connection) < 100
    must_be_heard(applied(hearing), [*old, *new])


async def test_only_a_log_that_was_met_and_not_yet_followed_can_be_named(hearing: Hearing) -> None:
    hearing.publisher.register(60)
    async with running(hearing.listener()):
        await hearing.heard(60)
        with pytest.raises(LogUnknown):
            name_successor(hearing.connection, [FamiliesByPlace()], TOPIC, uuid4())
        hearing.publisher.send(of_new_log(1, 100))
        await hearing.parked(100)
        succeed(hearing.connection)
        with pytest.raises(LogSucceeded):
            name_successor(hearing.connection, [FamiliesByPlace()], TOPIC, LOG_ID)


@pytest.fixture
async def application(hearing: Hearing) -> AsyncIterator[Transactions]:
    async with open_store(hearing.database, [FamilyGreeted]) as store:
        yield Transactions(store)


@pytest.mark.parametrize("first", [1, 60])
async def test_commands_are_given_once_for_each_event_of_either_log(
    hearing: Hearing, application: Transactions, first: int
) -> None:
    """`first`: also when the new log ends where the old one ended."""
    hearer, old = Greeting(), hearing.publisher.register(80)
    new = of_new_log(first, 160 - first)
    async with running(ReactionListener(hearing.settings(), hearer, application)):
        await hearing.caught_up()
        hearing.publisher.send([*new, *new[40:]])
        await hearing.caught_up()
        waiting = name_successor(hearing.connection, [hearer], TOPIC, NEW_LOG)
        more = of_new_log(160, 50)
        hearing.publisher.send([*new, *more])
        await hearing.caught_up()
        for each in waiting:
            await redrive_reaction(hearing.connection, hearer, application, each.letter)
        hearing.publisher.register(10, subjects=10)
        await hearing.caught_up()
    assert hearing.reasons() == ["another-log"] * 10
    must_be_heard(greeted(hearing), [*old, *new, *more])
