"""One redrive at a time, one transaction for each letter, and the listener goes on between them."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid5

import psycopg
import pytest

from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.dead_letters import RedriveUnderWay, discard, listed
from shared.messaging.heard import Heard
from shared.messaging.listener import ReactionListener, redrive, redrive_reaction
from shared.postgres.connections import connect
from tests.messaging.dead_letters.test_commands import run
from tests.support.families import (
    CURE,
    LOG_ID,
    POISON,
    FamiliesByPlace,
    applied,
    family_named,
)
from tests.support.greeting import FamilyGreeted, Greeting, all_greeted
from tests.support.hearing import Hearing, Loop, running
from tests.support.redrive_process import redrive_killed
from tests.support.waiting import eventually

ILL = family_named("ill")
WELL = uuid5(LOG_ID, "well")


def publish(hearing: Hearing, number: int) -> None:
    """So many of one family, the first of them poisoned."""
    for hamlet in [POISON, *[WELL] * (number - 1)]:
        hearing.publisher.register_one(ILL, hamlet)


async def parked(hearing: Hearing, loop: Loop, number: int) -> int:
    """The first of so many letters."""
    publish(hearing, number)
    async with running(loop):
        await hearing.parked(number)
        await hearing.caught_up()
    return listed(hearing.connection)[0].letter


def redrive_alone(hearing: Hearing, projection: FamiliesByPlace, letter: int) -> int:
    with connect(hearing.database, "redrive") as connection:
        connection.autocommit = True
        return redrive(connection, projection, letter).applied


class Held(FamiliesByPlace):
    """At the first letter, until it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        self.begun.set()
        self.let_go.wait(8)  # less than the server leaves a transaction idle


async def test_a_second_redrive_and_a_discard_say_that_one_is_under_way(
    hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLUPS_DATABASE", hearing.database)
    letter = await parked(hearing, hearing.listener(), 3)
    hearing.connection.execute(CURE)
    held = Held()
    with ThreadPoolExecutor() as threads:
        first = threads.submit(redrive_alone, hearing, held, letter)
        held.begun.wait(60)
        refused: list[Callable[[], object]] = [
            lambda: redrive(hearing.connection, FamiliesByPlace(), letter + 1),
            lambda: discard(hearing.connection, letter),
        ]
        for ask in refused:
            with pytest.raises(RedriveUnderWay):
                ask()
        said = [run(word, "rollups", str(letter)) for word in ("redrive", "discard")]
        held.let_go.set()
        assert first.result() == 3
    for answer in said:
        assert answer.exit_code == 1
        assert "being redriven or discarded by somebody else" in answer.output
        assert "đang được người khác chạy lại hoặc bỏ" in answer.output
    hearing.all_applied()


class Between(FamiliesByPlace):
    """When it is at one of the letters, something happens outside."""

    def __init__(self, at: int, happens: Callable[[], object]) -> None:
        self._left, self._happens = at, happens

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        self._left -= 1
        if self._left == 0:
            self._happens()


async def test_the_listener_goes_on_while_many_letters_are_redriven(hearing: Hearing) -> None:
    """What comes of the redriven subject meanwhile is parked behind, and applied last."""
    letter = await parked(hearing, hearing.listener(), 400)
    hearing.connection.execute(CURE)

    def more() -> None:
        for hamlet in range(50):
            hearing.publisher.register_one(ILL, uuid5(LOG_ID, f"hamlet {hamlet}"))
        hearing.publisher.register(100)

    async with running(hearing.listener()):
        redriving = asyncio.to_thread(redrive_alone, hearing, Between(20, more), letter)
        assert await redriving >= 400
        await hearing.caught_up()
        for left in listed(hearing.connection)[:1]:
            redrive(hearing.connection, FamiliesByPlace(), left.letter)
        await hearing.caught_up()
    hearing.all_applied()
    order = [family_id for family_id, _ in applied(hearing.connection)]
    others = [number for number, family_id in enumerate(order) if family_id != ILL]
    assert min(others) < 400, "the others had to wait for the last letter"


@pytest.fixture
async def application(hearing: Hearing) -> AsyncIterator[Transactions]:
    async with open_store(hearing.database, [FamilyGreeted]) as store:
        yield Transactions(store)


async def test_a_redrive_of_commands_does_not_hold_up_its_listener(
    hearing: Hearing, application: Transactions
) -> None:
    greeting = Greeting()
    letter = await parked(hearing, ReactionListener(hearing.settings(), greeting, application), 60)
    greeting.refuses = False
    async with running(ReactionListener(hearing.settings(), greeting, application)):
        redriving = asyncio.create_task(_redriven(hearing, application, letter))
        for _ in range(20):
            hearing.publisher.register_one(ILL, WELL)
            hearing.publisher.register(10)
        assert await redriving >= 60
        await hearing.caught_up()
        for left in listed(hearing.connection)[:1]:
            await redrive_reaction(hearing.connection, greeting, application, left.letter)
    assert hearing.reasons() == []
    all_greeted(hearing)


async def _redriven(hearing: Hearing, application: Transactions, letter: int) -> int:
    greeting = Greeting()
    greeting.refuses = False
    with connect(hearing.database, "redrive") as connection:
        connection.autocommit = True
        done = await redrive_reaction(connection, greeting, application, letter)
    return done.applied


@pytest.mark.parametrize("kind", ["projection", "commands"])
async def test_one_killed_at_a_letter_is_gone_on_with(
    hearing: Hearing, application: Transactions, kind: str
) -> None:
    greeting = Greeting()
    commands = ReactionListener(hearing.settings(), greeting, application)
    letter = await parked(hearing, commands if kind == "commands" else hearing.listener(), 40)
    hearing.connection.execute(CURE)
    code = await asyncio.to_thread(redrive_killed, hearing.database, letter, kind, 20)
    assert code == -signal.SIGKILL
    left = listed(hearing.connection)
    assert len(left) == 21
    eventually(lambda: _lock_is_free(hearing))
    if kind == "projection":
        assert redrive(hearing.connection, FamiliesByPlace(), left[0].letter).applied == 21
        hearing.all_applied()
    else:
        assert await _redriven(hearing, application, left[0].letter) == 21
        all_greeted(hearing)


def _lock_is_free(hearing: Hearing) -> bool:
    """The server has noticed that the process is gone."""
    query = """select not exists (select from pg_locks join pg_database on oid = database
        where locktype = 'advisory' and granted and datname = current_database())"""
    return hearing.connection.execute(query).fetchone() == (True,)
