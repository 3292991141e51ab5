"""Asking twice: the first answer again, or a refusal, never a second fact."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from shared.eventstore.appending.old_keys import OldKeys
from shared.eventstore.commands import Answered
from shared.eventstore.refusals import KeyReused
from shared.eventstore.store import Store, open_store
from tests.eventstore.building import fact, key, unit
from tests.support.sample import FACTS, Library, NoSuchBook, adding, lending
from tests.support.waiting import eventually_async


async def test_the_same_key_answers_as_the_first_time(library: Library) -> None:
    shelf = uuid4()
    assert await library.add(shelf, "Dế Mèn", key("k")) == "Dế Mèn"
    await library.lend(shelf, "Dế Mèn")
    assert await library.add(shelf, "Dế Mèn", key("k")) == "Dế Mèn"
    assert len(await library.store.history(shelf)) == 2


async def test_a_repeat_is_answered_even_where_the_decision_would_now_refuse(
    library: Library,
) -> None:
    shelf = uuid4()
    await library.add(shelf, "Dế Mèn")
    assert await library.lend(shelf, "Dế Mèn", key("k")) == "Dế Mèn"
    assert await library.lend(shelf, "Dế Mèn", key("k")) == "Dế Mèn"


async def test_the_same_key_with_another_body_is_refused(library: Library) -> None:
    shelf = uuid4()
    await library.add(shelf, "Dế Mèn", key("k"))
    with pytest.raises(KeyReused):
        await library.add(shelf, "Tắt đèn", key("k", body=b"another"))
    with pytest.raises(KeyReused):
        await library.lend(shelf, "Số đỏ", key("k", body=b"another"))
    assert len(await library.store.history(shelf)) == 1


async def test_the_same_key_of_another_actor_is_another_key(library: Library) -> None:
    shelf = uuid4()
    await library.add(shelf, "Dế Mèn", key("k"))
    await library.add(shelf, "Tắt đèn", key("k", body=b"another", actor="officer-2"))
    assert len(await library.store.history(shelf)) == 2


async def test_only_successes_are_kept(library: Library) -> None:
    shelf = uuid4()
    with pytest.raises(NoSuchBook):
        await library.lend(shelf, "Dế Mèn", key("k"))
    await library.add(shelf, "Dế Mèn")
    assert await library.lend(shelf, "Dế Mèn", key("k")) == "Dế Mèn"


async def test_a_success_without_facts_keeps_its_answer_too(library: Library) -> None:
    shelf = uuid4()
    await library.add(shelf, "Dế Mèn")
    await library.add(shelf, "Dế Mèn", key("k"))
    await library.lend(shelf, "Dế Mèn")
    await library.add(shelf, "Dế Mèn", key("k"))
    assert len(await library.store.history(shelf)) == 2


async def test_keys_of_people_are_forgotten_after_thirty_days_others_never(log_dsn: str) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    async with open_store(log_dsn, FACTS, lambda: now[0]) as store:
        for name, actor in (("a", "officer-1"), ("b", "system:shelving"), ("c", "import:7")):
            await store.appender.submit(unit(fact(uuid4(), 1), key=key(name, actor=actor)))
        now[0] += timedelta(days=29)
        await store.appender.submit(unit(fact(uuid4(), 1)))
        assert await store.forget_old_keys() == 0
        now[0] += timedelta(days=2)
        await store.appender.submit(unit(fact(uuid4(), 1), key=key("d")))
        assert await store.forget_old_keys() == 1
        assert await kept(store) == {"b", "c", "d"}


async def kept(store: Store) -> set[str]:
    return {row[0] for row in await store.line.ask("select key from command_keys")}


async def test_the_loop_forgets_old_keys_by_itself(log_dsn: str) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    async with open_store(log_dsn, FACTS, lambda: now[0]) as store:
        await store.appender.submit(unit(fact(uuid4(), 1), key=key("a")))
        now[0] += timedelta(days=31)
        await store.appender.submit(unit(fact(uuid4(), 1)))
        stop = asyncio.Event()
        loop = asyncio.create_task(OldKeys(store).run(stop))
        await eventually_async(lambda: forgotten(store))
        stop.set()
        await loop


async def forgotten(store: Store) -> bool:
    return not await kept(store)


async def test_an_answer_says_how_far_the_log_is_and_a_repeat_how_far_it_was(
    library: Library,
) -> None:
    shelf = uuid4()
    asked = [adding(shelf, "Dế Mèn", key("a")), adding(uuid4(), "Tắt đèn", key("b"))]
    first = await library.answered(asked)
    assert first == [Answered("Dế Mèn", 2), Answered("Tắt đèn", 2)], "both in one call"
    unchanged = await library.answered([adding(shelf, "Dế Mèn", key("c"))])
    assert unchanged == [Answered("Dế Mèn", 2)]
    await library.lend(shelf, "Dế Mèn")
    assert await library.answered(asked) == first
    assert await library.answered([adding(shelf, "Dế Mèn", key("c"))]) == unchanged
    assert await library.answered([lending(shelf, "Dế Mèn", key("a"))]) == first[:1]


async def test_the_repeat_of_a_key_of_before_says_how_far_the_log_is(
    library: Library, database_connection: psycopg.Connection[Any]
) -> None:
    await library.add(shelf := uuid4(), "Dế Mèn", key("k"))
    database_connection.execute("update command_keys set position = null")
    await library.add(shelf, "Tắt đèn")
    assert await library.answered([adding(shelf, "Dế Mèn", key("k"))]) == [Answered("Dế Mèn", 2)]
