"""What was parked and redriven equals what never failed, in order per subject."""

import asyncio
from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

import psycopg
import pytest

from shared.messaging.dead_letters import NoSuchLetter, discard, listed, shown
from shared.messaging.heard import Heard
from shared.messaging.listener import AnotherProjection, redrive
from shared.postgres.connections import connect
from tests.support.families import CURE, LOG_ID, POISON, TOPIC, FamiliesByPlace, family_named
from tests.support.hearing import Hearing, running
from tests.support.waiting import eventually

ILL = family_named("ill")
WELL = uuid5(LOG_ID, "well")


async def parked(hearing: Hearing, hamlets: Iterable[UUID]) -> list[int]:
    """The letters of a family registered to these hamlets in turn, the first of them poisoned."""
    for hamlet in hamlets:
        hearing.publisher.register_one(ILL, hamlet)
    async with running(hearing.listener()):
        await hearing.caught_up()
    return [letter.letter for letter in listed(hearing.connection)]


async def test_a_letter_redriven_after_the_cure_is_as_if_it_never_failed(hearing: Hearing) -> None:
    letters = await parked(hearing, [POISON, WELL, WELL])
    hearing.connection.execute(CURE)
    done = redrive(hearing.connection, FamiliesByPlace(), letters[1])
    assert (done.applied, done.left) == (3, 0)
    hearing.all_applied()


async def test_what_still_fails_stays_parked_with_all_behind_it(hearing: Hearing) -> None:
    letters = await parked(hearing, [POISON, WELL])
    done = redrive(hearing.connection, FamiliesByPlace(), letters[0])
    assert (done.applied, done.left) == (0, 2)
    assert "no_poison" in done.detail
    hearing.all_applied([])


async def test_redriving_twice_applies_once(hearing: Hearing) -> None:
    (letter,) = await parked(hearing, [POISON])
    hearing.connection.execute(CURE)
    redrive(hearing.connection, FamiliesByPlace(), letter)
    with pytest.raises(NoSuchLetter):
        redrive(hearing.connection, FamiliesByPlace(), letter)
    hearing.all_applied()


async def test_behind_a_discarded_letter_the_others_can_be_redriven(hearing: Hearing) -> None:
    letters = await parked(hearing, [POISON, WELL])
    discard(hearing.connection, letters[0])
    assert redrive(hearing.connection, FamiliesByPlace(), letters[1]).applied == 1
    hearing.all_applied(hearing.publisher.families[1:])


async def test_a_letter_keeps_the_record_whole(hearing: Hearing) -> None:
    headers = [("ce_id", b"\xff\x00"), ("x", None), ("x", b"")]
    hearing.publisher.foreign.send(TOPIC, b"\x00key", b"\x00value", headers)
    hearing.publisher.foreign.flush()
    (letter,) = await parked(hearing, [])
    row, contents = shown(hearing.connection, letter)
    assert (row.topic, row.subject, row.state) == (TOPIC, None, "parked")
    assert contents.key == b"\x00key"
    assert contents.value == b"\x00value"
    assert [tuple(header) for header in contents.headers] == headers


async def test_a_letter_is_redriven_only_by_its_own_projection(hearing: Hearing) -> None:
    (letter,) = await parked(hearing, [POISON])
    other = FamiliesByPlace()
    other.version = 2
    with pytest.raises(AnotherProjection):
        redrive(hearing.connection, other, letter)


async def test_a_redrive_racing_with_the_listener_keeps_the_order(hearing: Hearing) -> None:
    letters = await parked(hearing, [POISON, WELL])
    hearing.connection.execute(CURE)
    async with running(hearing.listener()):
        await racing(hearing, letters)
        await hearing.caught_up()
    while left := listed(hearing.connection):
        redrive(hearing.connection, FamiliesByPlace(), left[0].letter)
    hearing.all_applied()


class Overtaken(FamiliesByPlace):
    """While it is being redriven, the listener meets the next event of the same family."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def apply(self, cursor: psycopg.Cursor, batch: Sequence[Heard]) -> None:
        super().apply(cursor, batch)
        self._hearing.publisher.register_one(ILL, WELL)
        eventually(lambda: self._listener_waits() or self._hearing.is_caught_up())

    def _listener_waits(self) -> bool:
        query = """select exists (select from pg_stat_activity
            where application_name = 'rollups.families.v1' and wait_event_type = 'Lock')"""
        return self._hearing.connection.execute(query).fetchone() == (True,)


async def test_the_listener_waits_for_a_redrive_and_then_applies(hearing: Hearing) -> None:
    (letter,) = await parked(hearing, [POISON])
    hearing.connection.execute(CURE)
    async with running(hearing.listener()):
        with connect(hearing.database, "redrive") as connection:
            connection.autocommit = True
            await asyncio.to_thread(redrive, connection, Overtaken(hearing), letter)
        await hearing.caught_up()
    hearing.all_applied()


async def racing(hearing: Hearing, letters: list[int]) -> None:
    """Publishes on and on, while every letter is redriven as soon as it is seen."""
    for _ in range(10):
        for _ in range(10):
            hearing.publisher.register_one(ILL, WELL)
        hearing.publisher.register(50)
        await asyncio.to_thread(redrive_all, hearing.database)


def redrive_all(database: str) -> None:
    with connect(database, "redrive") as connection:
        connection.autocommit = True
        for letter in listed(connection):
            redrive_one(connection, letter.letter)


def redrive_one(connection: psycopg.Connection, letter: int) -> None:
    try:
        redrive(connection, FamiliesByPlace(), letter)
    except NoSuchLetter:
        return  # went with an earlier one of its subject
