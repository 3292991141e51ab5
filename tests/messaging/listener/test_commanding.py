"""A command listener: facts, keys and marks of a batch in one append, each event once."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from uuid import UUID, uuid5

import pytest

from shared.contracts.registry import FamilyRegisteredV1
from shared.eventstore.application import Application
from shared.eventstore.commands import Decision, Order
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.messaging.dead_letters import listed
from shared.messaging.heard import Heard
from shared.messaging.listener import CommandListener, redrive_orders
from shared.vocabulary.refusals import Kind, Refusal
from tests.support.families import LOG_ID, POISON, family_named
from tests.support.hearing import Hearing, running

ILL = family_named("ill")
WELL = uuid5(LOG_ID, "well")


@dataclass(frozen=True)
class FamilyGreeted:
    TYPE: ClassVar[str] = "rollups.family-greeted.v1"
    sequence: int


class NotWelcome(Refusal):
    code = "rollups.not-welcome"
    kind = Kind.CONFLICT
    sentence = "This hamlet is not welcome."


@dataclass(frozen=True)
class Greetings:
    sequences: tuple[int, ...] = ()

    def evolve(self, fact: FamilyGreeted) -> Self:
        return replace(self, sequences=(*self.sequences, fact.sequence))


class Greeting:
    """Greets each family for each of its registrations, except those of a poisoned hamlet."""

    name = "greeting"
    version = 1
    hears = (FamilyRegisteredV1,)
    refuses = True

    def orders(self, heard: Heard) -> Sequence[Order]:
        event = heard.event
        assert isinstance(event, FamilyRegisteredV1)

        def decide(_states: Mapping[UUID, Any]) -> Decision:
            if event.hamlet_id == POISON and self.refuses:
                raise NotWelcome
            return Decision({event.family_id: [FamilyGreeted(heard.stamp.sequence)]})

        origin = Origin("system:greeting", UUID(heard.stamp.id), UUID(heard.stamp.id))
        return [Order(origin, {event.family_id: Greetings}, decide)]


@pytest.fixture
async def application(hearing: Hearing) -> AsyncIterator[Application]:
    async with open_store(hearing.database, [FamilyGreeted]) as store:
        yield Application(store)


def greeted(hearing: Hearing) -> list[tuple[UUID, int]]:
    query = """select stream_id, (convert_from(data, 'utf8')::json ->> 'sequence')::int
        from log order by position"""
    return hearing.connection.execute(query).fetchall()


def all_greeted(hearing: Hearing, but: Sequence[int] = ()) -> None:
    """Each event once, in order per subject."""
    found = greeted(hearing)
    wanted = [f for f in hearing.publisher.families if f.sequence not in but]
    assert sorted(found) == sorted((f.family_id, f.sequence) for f in wanted)
    for family in {family for family, _ in found}:
        of_one = [sequence for who, sequence in found if who == family]
        assert of_one == sorted(of_one)


async def test_each_event_commands_once_however_often_it_comes(
    hearing: Hearing, application: Application
) -> None:
    hearing.publisher.send(hearing.publisher.register(200))
    async with running(CommandListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
        hearing.publisher.send(hearing.publisher.register(100))
        await hearing.caught_up()
    all_greeted(hearing)


async def test_a_new_version_hears_all_again_and_commands_nothing_again(
    hearing: Hearing, application: Application
) -> None:
    hearing.publisher.register(200)
    for version in (1, 2):
        greeting = Greeting()
        greeting.version = version
        async with running(CommandListener(hearing.settings(), greeting, application)):
            await hearing.caught_up(version=version)
    all_greeted(hearing)


async def test_a_refused_event_is_parked_with_its_subject(
    hearing: Hearing, application: Application
) -> None:
    hearing.publisher.register(100)
    first = hearing.publisher.register_one(ILL, POISON)
    hearing.publisher.register(100)
    second = hearing.publisher.register_one(ILL, WELL)
    async with running(CommandListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
        third = hearing.publisher.register_one(ILL, WELL)
        await hearing.caught_up()
    assert hearing.reasons() == ["refused", "behind-another", "behind-another"]
    all_greeted(hearing, but=[first.sequence, second.sequence, third.sequence])


async def test_what_was_refused_is_commanded_by_a_redrive(
    hearing: Hearing, application: Application
) -> None:
    hearing.publisher.register_one(ILL, POISON)
    hearing.publisher.register_one(ILL, WELL)
    greeting = Greeting()
    async with running(CommandListener(hearing.settings(), greeting, application)):
        await hearing.caught_up()
        letter = listed(hearing.connection)[0].letter
        left = await redrive_orders(hearing.connection, greeting, application, letter)
        assert (left.applied, left.left) == (0, 2)
        greeting.refuses = False
        done = await redrive_orders(hearing.connection, greeting, application, letter)
        assert (done.applied, done.left) == (2, 0)
    all_greeted(hearing)


async def test_a_mark_moved_by_somebody_else_is_followed(
    hearing: Hearing, application: Application
) -> None:
    hearing.publisher.register(100)
    async with running(CommandListener(hearing.settings(), Greeting(), application)):
        await hearing.caught_up()
        hearing.connection.execute("update listener_marks set record_offset = -1, sequence = 0")
        hearing.publisher.register(100)
        await hearing.caught_up()
    all_greeted(hearing)
