"""A stream that is not of the kind asked for is not there, and who asks for it disturbs nobody."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.eventstore.appending.units import Decided, NewFact, Unit, Won
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import made_of
from shared.eventstore.mapper import UnknownFact
from shared.eventstore.reading.reader import Folded
from shared.eventstore.refusals import FactUnwritable, IdOfAnotherKind
from shared.eventstore.store import Store, open_store
from shared.eventstore.transactions import Transactions
from tests.eventstore.building import ORIGIN, fact, positions, unit
from tests.support.kinds import LOGS, kinds_of, sample
from tests.support.sample import BookAdded, Library, Shelf, adding


class Letterbox:
    """A kind of state that no book is in."""

    def __init__(self, letters: int = 0) -> None:
        self.letters = letters

    def evolve(self, fact: "LetterPut") -> "Letterbox":
        assert isinstance(fact, LetterPut), "this is what a wrong kind would end with"
        return Letterbox(self.letters + 1)


class LetterPut(BookAdded):
    TYPE = "library.letter-put.v1"


def putting(stream: UUID) -> Command:
    return Command(
        ORIGIN, {stream: Letterbox}, lambda _: Decision({stream: [LetterPut("a")]}, "put")
    )


@pytest.mark.parametrize("service", LOGS)
async def test_every_kind_of_state_reads_every_other_kind_of_stream_as_empty(
    log_dsn: str, service: str
) -> None:
    kinds = kinds_of(service)
    streams = {kind: uuid4() for kind in kinds.facts}
    async with open_store(log_dsn, kinds.facts) as store:
        facts = [
            NewFact(streams[kind], 1, kind.TYPE, store.mapper.encode(sample(kind)))
            for kind in kinds.facts
        ]
        assert isinstance(await store.appender.submit(unit(*facts)), Won)
        pairs = [(state, kind) for state in kinds.states for kind in kinds.facts]
        others = [(s, kind) for s, kind in pairs if kind.TYPE not in (made_of(s) or ())]
        for state, kind in others:
            wanted = (streams[kind], state)
            read = await store.reader.read([wanted])
            assert read == {wanted: Folded(0, state(), is_of_another_kind=True)}
    assert len(others) >= len(kinds.facts) * (len(kinds.states) - 1)


async def test_what_would_be_added_to_a_stream_of_another_kind_is_refused_at_once(
    library: Library, database_connection: psycopg.Connection[Any]
) -> None:
    shelf = uuid4()
    await library.add(shelf, "a")
    with pytest.raises(IdOfAnotherKind):
        await library.execute(putting(shelf))
    assert positions(database_connection) == [1]


async def test_a_stream_of_another_kind_may_grow_while_others_only_look_at_it(
    library: Library,
) -> None:
    shelf = uuid4()
    for n in range(3):
        await library.add(shelf, f"{n}")
        assert await library.execute(looking(shelf, uuid4())) == "looked"


def looking(at: UUID, other: UUID) -> Command:
    def decide(states: Mapping[UUID, Any]) -> Decision:
        assert states[at].letters == 0
        return Decision({other: states[other].add("b")}, "looked")

    return Command(ORIGIN, {at: Letterbox, other: Shelf}, decide)


async def test_who_asks_for_what_cannot_be_read_or_decided_disturbs_nobody(
    store: Store, library: Library, database_connection: psycopg.Connection[Any]
) -> None:
    shelf, unreadable = uuid4(), uuid4()
    await library.add(shelf, "a")
    unknown = NewFact(unreadable, 1, "library.not-of-today.v9", b"{}")
    await store.appender.submit(Unit((Decided(ORIGIN, [unknown]),)))
    attacks = {
        IdOfAnotherKind: putting(shelf),
        UnknownFact: adding(unreadable, "a"),
        KeyError: Command(ORIGIN, {uuid4(): Shelf}, lambda states: Decision(answer=states[shelf])),
        FactUnwritable: adding(uuid4(), "\ud800"),
        TypeError: Command(ORIGIN, {uuid4(): Library}, lambda _: Decision()),
    }
    for _ in range(5):
        commands = [
            command for each in attacks.values() for command in (adding(uuid4(), "b"), each)
        ]
        asked = [library.execute(command) for command in commands * 3]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert set(answers[::2]) == {"b"}
        assert [type(answer) for answer in answers[1::2]] == [*attacks] * 3


async def test_what_cannot_be_written_at_all_takes_only_what_leans_on_it_along(
    store: Store,
) -> None:
    good = [unit(fact(uuid4(), 1)) for _ in range(20)]
    bad = [
        unit(NewFact(uuid4(), 1, "a\0b", b"{}")),
        unit(NewFact(uuid4(), 2**63, "a", b"{}")),
        Unit((Decided(ORIGIN, [NewFact(uuid4(), 1, "\ud800", b"{}")]),)),
    ]
    units = [one for n, each in enumerate(good) for one in ([each, bad[n]] if n < 3 else [each])]
    answers = await asyncio.gather(*map(store.appender.submit, units), return_exceptions=True)
    assert [isinstance(answer, Won) for answer in answers] == [each in good for each in units]


async def test_one_order_that_ends_in_a_fault_leaves_the_others_of_its_request_recorded(
    log_dsn: str, database_connection: psycopg.Connection[Any]
) -> None:
    streams = [uuid4() for _ in range(4)]
    commands = [adding(stream, "a") for stream in streams]
    commands.insert(2, Command(ORIGIN, {uuid4(): Shelf}, lambda _: Decision(answer=object())))
    async with open_store(log_dsn, Library.facts) as store:
        with pytest.raises(TypeError):
            await Transactions(store).execute_many(commands)
    assert positions(database_connection) == [1, 2, 3, 4]
