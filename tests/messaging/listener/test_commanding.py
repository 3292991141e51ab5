"""A command listener: facts, keys and marks of a batch in one append, each event once."""

import signal
from collections.abc import AsyncIterator
from uuid import uuid5

import pytest

from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import listed
from shared.messaging.listener import ReactionListener, redrive_reaction
from tests.support.families import LOG_ID, POISON, family_named
from tests.support.greeting import FamilyGreeted, Greeting, all_greeted
from tests.support.hearing import Hearing, running
from tests.support.listener_process import PLACES, Edge, ListenerProcess

ILL = family_named("ill")
WELL = uuid5(LOG_ID, "well")


@pytest.fixture
async def application(hearing: Hearing) -> AsyncIterator[Transactions]:
    async with open_store(hearing.database, [FamilyGreeted]) as store:
        yield Transactions(store)


async def test_each_event_commands_once_however_often_it_comes(
    hearing: Hearing, application: Transactions
) -> None:
    hearing.publisher.send(hearing.publisher.register(200))
    async with running(ReactionListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
        hearing.publisher.send(hearing.publisher.register(100))
        await hearing.caught_up()
    all_greeted(hearing)


async def test_a_new_version_hears_all_again_and_commands_nothing_again(
    hearing: Hearing, application: Transactions
) -> None:
    hearing.publisher.register(200)
    for version in (1, 2):
        greeting = Greeting()
        greeting.version = version
        async with running(ReactionListener(hearing.settings(), greeting, application)):
            await hearing.caught_up(version=version)
    all_greeted(hearing)


async def test_a_refused_event_is_parked_with_its_subject(
    hearing: Hearing, application: Transactions
) -> None:
    hearing.publisher.register(100)
    first = hearing.publisher.register_one(ILL, POISON)
    hearing.publisher.register(100)
    second = hearing.publisher.register_one(ILL, WELL)
    async with running(ReactionListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
        third = hearing.publisher.register_one(ILL, WELL)
        await hearing.caught_up()
    assert hearing.reasons() == ["refused", "behind-another", "behind-another"]
    all_greeted(hearing, but=[first.sequence, second.sequence, third.sequence])


async def test_what_was_refused_is_commanded_by_a_redrive(
    hearing: Hearing, application: Transactions
) -> None:
    hearing.publisher.register_one(ILL, POISON)
    hearing.publisher.register_one(ILL, WELL)
    greeting = Greeting()
    async with running(ReactionListener(hearing.settings(), greeting, application)):
        await hearing.caught_up()
        letter = listed(hearing.connection)[0].letter
        left = await redrive_reaction(hearing.connection, greeting, application, letter)
        assert (left.applied, left.left) == (0, 2)
        greeting.refuses = False
        done = await redrive_reaction(hearing.connection, greeting, application, letter)
        assert (done.applied, done.left) == (2, 0)
    all_greeted(hearing)


async def test_a_mark_moved_by_somebody_else_is_followed(
    hearing: Hearing, application: Transactions
) -> None:
    hearing.publisher.register(100)
    async with running(ReactionListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
        hearing.connection.execute("update listener_marks set record_offset = -1, sequence = 0")
        hearing.publisher.register(100)
        await hearing.caught_up()
    all_greeted(hearing)


@pytest.mark.parametrize("where", PLACES)
async def test_no_command_is_lost_or_repeated_when_its_listener_is_killed(
    hearing: Hearing, application: Transactions, where: str
) -> None:
    hearing.publisher.register(2_000)
    edge = Edge(where, batches=4)  # even: were marks and facts apart, it would fall between
    killed = ListenerProcess(hearing.settings(batch_size=300), edge, commanding=True)
    try:
        assert killed.wait() == -signal.SIGKILL
    finally:
        killed.end()
    hearing.publisher.register(500)
    async with running(ReactionListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
    all_greeted(hearing)
