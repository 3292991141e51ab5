"""Names kept under an older folding are hashed anew, while people are kept, found and erased."""

import asyncio
import signal
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.names import hashes_to_keep
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.refolding import HASHED_ANEW, Refolding, refold_people
from services.registry.people.vault.searching import open_search
from shared.eventstore.log.steady import SteadyConnection
from shared.vocabulary.folding import FOLDING
from tests.registry.people.earlier import KEY, PAGE, KeyThatNoticesThreads, kept_earlier
from tests.support import land
from tests.support.sources import ROOT
from tests.support.waiting import eventually_async

NAMES = ["\u00d0ặng Thị Quyt", "H’Hen Quyt", "Lê Văn Quyt (Tư)", "Ｌê Quyt", "Trần Hoà Quyt"]
ASKED = ["Đặng Quyt", "H'Hen Quyt", "Tư Quyt", "Lê Quyt", "tran hòa quyt"]


@asynccontextmanager
async def opened_line(dsn: str) -> AsyncIterator[SteadyConnection]:
    line = SteadyConnection(dsn, "test")
    try:
        yield line
    finally:
        await line.close()


async def found(database: str, name: str) -> set[UUID]:
    async with open_search(database, KEY) as search:
        return {kept.person_ref for kept in (await search.named(name, None)).people}


def rows(dsn: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(query).fetchall()


async def all_found(dsn: str, refs: Sequence[UUID]) -> None:
    for person_ref, kept, asked in zip(refs, NAMES, ASKED, strict=True):
        assert person_ref in await found(dsn, asked)
        assert person_ref in await found(dsn, kept)
    assert rows(dsn, "select distinct folding from people") == [(FOLDING,)]
    hashed = set(rows(dsn, "select syllable_hash, person_ref from people_by_syllable"))
    wanted = zip(refs, NAMES, strict=True)
    assert hashed == {(each, ref) for ref, name in wanted for each in hashes_to_keep(KEY, name)}


async def test_who_was_kept_earlier_is_found_by_both_foldings_until_hashed_anew(
    vault: Vault, migrated: str
) -> None:
    refs = await kept_earlier(vault, migrated, NAMES)
    (newer,) = await vault.keep([(land.HAMLET, PersonalData("\u00d0ặng Văn Quyt"))])
    assert await found(migrated, NAMES[0]) == {refs[0]}
    assert await found(migrated, "Lê Văn Quyt") == {refs[2]}
    assert await found(migrated, "Đặng Quyt") == {newer}
    assert await found(migrated, "quyt") == {*refs, newer}
    async with opened_line(migrated) as line:
        assert await refold_people(line, KEY, asyncio.Event(), PAGE) == len(refs)
        assert await refold_people(line, KEY, asyncio.Event(), PAGE) == 0
    assert await found(migrated, "Đặng Quyt") == {refs[0], newer}
    await vault.forget(newer)
    await all_found(migrated, refs)


@pytest.mark.parametrize("statements", [1, -1, 2, -2, 3, -4, 5, -6])
async def test_a_worker_killed_at_any_statement_goes_on_where_it_was(
    vault: Vault, migrated: str, statements: int
) -> None:
    refs = await kept_earlier(vault, migrated, NAMES)
    doomed = [sys.executable, "-m", "tests.registry.people.earlier", migrated, str(statements)]
    killed = await asyncio.create_subprocess_exec(*doomed, cwd=ROOT)
    assert await killed.wait() == -signal.SIGKILL
    assert await found(migrated, "quyt") == set(refs)
    committed = abs(statements) // 2 - (statements > 0 and statements % 2 == 0)
    left = rows(migrated, f"select from people where folding < {FOLDING}")
    assert len(left) == max(0, len(refs) - committed * PAGE)
    async with opened_line(migrated) as line:
        assert await refold_people(line, KEY, asyncio.Event(), PAGE) == len(left)
    await all_found(migrated, refs)


async def test_who_is_erased_before_the_hashes_are_written_is_not_brought_back(
    vault: Vault, migrated: str
) -> None:
    refs = await kept_earlier(vault, migrated, NAMES)

    class Erasing(SteadyConnection):
        async def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
            if statement == HASHED_ANEW:
                await vault.forget(refs[1])
            return await super().ask(statement, parameters)

    line = Erasing(migrated, "erasing")
    assert await refold_people(line, KEY, asyncio.Event()) == len(refs) - 1
    await line.close()
    for table in ("people", "person_keys", "people_by_syllable"):
        left = {ref for (ref,) in rows(migrated, f"select person_ref from {table}")}
        assert left == {*refs} - {refs[1]}


async def test_an_erasure_under_way_is_neither_waited_for_nor_undone(
    vault: Vault, migrated: str
) -> None:
    refs = await kept_earlier(vault, migrated, NAMES)
    with psycopg.connect(migrated) as erasing:
        erasing.execute("delete from people where person_ref = %s", [refs[1]])
        async with opened_line(migrated) as line:
            assert await refold_people(line, KEY, asyncio.Event()) == len(refs) - 1
    assert len(rows(migrated, "select from people")) == len(refs) - 1
    hashed = {ref for (ref,) in rows(migrated, "select person_ref from people_by_syllable")}
    assert hashed == {*refs} - {refs[1]}


async def test_a_person_whose_data_do_not_open_holds_nobody_up(vault: Vault, migrated: str) -> None:
    refs = await kept_earlier(vault, migrated, NAMES)
    with psycopg.connect(migrated) as connection:
        connection.execute(
            "update people set sealed = '\\x00112233445566778899aabbccddeeff00112233445566778899'"
            " where person_ref = %s",
            [refs[0]],
        )
    async with opened_line(migrated) as line:
        assert await refold_people(line, KEY, asyncio.Event(), PAGE) == len(refs) - 1
    hashed = rows(migrated, f"select person_ref from people where folding = {FOLDING}")
    assert {ref for (ref,) in hashed} == set(refs[1:])


async def test_nobody_is_opened_on_the_event_loop(vault: Vault, migrated: str) -> None:
    await kept_earlier(vault, migrated, NAMES)
    key = KeyThatNoticesThreads(KEY.wrapping, KEY.hashing)
    async with opened_line(migrated) as line:
        assert await refold_people(line, key, asyncio.Event(), PAGE) == len(NAMES)
    assert key.threads
    assert threading.get_ident() not in key.threads


async def test_two_workers_at_once_hash_everybody_once(vault: Vault, migrated: str) -> None:
    names = [f"{name} {n}" for n in range(20) for name in NAMES]
    await kept_earlier(vault, migrated, names)
    async with opened_line(migrated) as one, opened_line(migrated) as other:
        done = await asyncio.gather(
            *(refold_people(line, KEY, asyncio.Event(), 7) for line in (one, other))
        )
        rest = await refold_people(one, KEY, asyncio.Event())
    assert sum(done) + rest == len(names)
    assert await found(migrated, "Tư Quyt 7")


async def test_the_loop_hashes_anew_what_it_finds_at_its_start(vault: Vault, migrated: str) -> None:
    refs = await kept_earlier(vault, migrated, NAMES)
    stop = asyncio.Event()
    running = asyncio.create_task(Refolding(migrated, KEY).run(stop))

    async def done() -> bool:
        return rows(migrated, "select distinct folding from people") == [(FOLDING,)]

    await eventually_async(done)
    stop.set()
    await running
    await all_found(migrated, refs)
