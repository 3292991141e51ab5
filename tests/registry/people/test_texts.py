"""What officers write in their own words: kept, read, swept, gone with whom it is about."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.main import CARDS
from services.registry.people.person import PersonUnknown, TextAttached
from services.registry.people.texts.keeping import Texts, Written, open_texts
from services.registry.people.texts.orphans import sweep_texts
from services.registry.people.texts.reasons import attached
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import KeptFor
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Origin
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.refusals import KeyReused
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from tests.registry.people.earlier import KEY
from tests.support import land

REASON = "Bà Hoà báo ghi nhầm năm sinh"


@pytest.fixture
async def texts(migrated: str) -> AsyncIterator[Texts]:
    async with open_texts(migrated, KEY) as texts:
        yield texts


def written(text: str = REASON, *about: UUID, key: str = "k", row: int = 0) -> Written:
    return Written(text, about, KeptFor("officer-7", key, row))


async def kept(texts: Texts, one: Written) -> UUID:
    (text_id,) = await texts.keep([one])
    assert isinstance(text_id, UUID)
    return text_id


async def somebody(vault: Vault) -> UUID:
    (person_ref,) = await vault.keep([(land.HAMLET, PersonalData("Trần Thị Hoà"))])
    return person_ref


async def attach(dsn: str, text_id: UUID) -> None:
    async with open_store(dsn, CARDS.facts) as store:
        facts = Decision({**attached(text_id, uuid4())})
        asked = Command(Origin("officer-7", uuid4()), {}, lambda _: facts)
        await Transactions(store).execute(asked)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@whatever(text=any_.text(any_.characters(exclude_categories=["Cs"]), max_size=400))
async def test_whatever_was_kept_is_read_back_and_stands_in_no_table(
    texts: Texts, migrated: str, text: str
) -> None:
    text_id = await kept(texts, written(text, key=str(uuid4())))
    assert await texts.read([text_id, uuid4()]) == {text_id: text}
    with psycopg.connect(migrated) as connection:
        query = "select wrapped_key || sealed || digest from texts where text_id = %s"
        (sealed,) = connection.execute(query, [text_id]).fetchone() or (b"",)
    assert len(text) < 4 or text.encode() not in bytes(sealed)


async def test_a_row_sent_again_has_its_text_once_and_another_text_is_refused(
    texts: Texts, migrated: str
) -> None:
    first = await kept(texts, written())
    assert await kept(texts, written()) == first
    said, other = written("khác"), written(row=1)
    refused, second = await texts.keep([said, other])
    assert isinstance(refused, KeyReused)
    assert second != first
    assert await texts.kept_otherwise([said, other]) == {said.kept_for}
    await texts.let_go([said.kept_for])
    assert await kept(texts, said) not in (first, second)
    with psycopg.connect(migrated) as connection:
        assert connection.execute("select count(*) from texts").fetchone() == (3,)


async def test_a_text_goes_with_each_person_it_is_about_and_no_other_goes(
    texts: Texts, vault: Vault, migrated: str
) -> None:
    one, other = await somebody(vault), await somebody(vault)
    of_both = await kept(texts, written("x", one, other, key="both"))
    of_other = await kept(texts, written("y", other, key="other"))
    of_nobody = await kept(texts, written("z", key="nobody"))
    await vault.forget(one)
    assert await texts.read([of_both, of_other, of_nobody]) == {of_other: "y", of_nobody: "z"}
    await vault.forget(other)
    assert await texts.read([of_other, of_nobody]) == {of_nobody: "z"}
    with psycopg.connect(migrated) as connection:
        assert connection.execute("select count(*) from people_of_texts").fetchone() == (0,)


async def test_nothing_is_kept_about_somebody_who_is_not_there(texts: Texts, vault: Vault) -> None:
    there, gone = await somebody(vault), await somebody(vault)
    await vault.forget(gone)
    refused, fine = await texts.keep([written("x", there, gone), written("y", there, row=1)])
    assert isinstance(refused, PersonUnknown)
    assert isinstance(fine, UUID)
    assert await texts.kept_otherwise([written("another", there, gone)]) == set()


async def test_a_dry_run_keeps_no_text(migrated: str, texts: Texts) -> None:
    dry = texts.rehearsing()
    (one, two) = await dry.keep([written(), written()])
    assert one != two
    assert await dry.kept_otherwise([written()]) == set()
    with psycopg.connect(migrated) as connection:
        assert connection.execute("select 1 from texts").fetchall() == []


async def test_only_old_texts_that_no_fact_attaches_are_swept(
    texts: Texts, vault: Vault, migrated: str
) -> None:
    ids = [await kept(texts, written(key=key)) for key in ("attached", "orphan", "young")]
    await attach(migrated, ids[0])
    with psycopg.connect(migrated, autocommit=True) as connection:
        connection.execute(
            "update texts set kept_at = now() - interval '2 days' where text_id = any(%s)",
            [ids[:2]],
        )
    line = SteadyConnection(migrated, "test")
    try:
        assert await sweep_texts(line, datetime.now(UTC)) == 1
        assert {*await texts.read(ids)} == {ids[0], ids[2]}
        assert await sweep_texts(line, datetime.now(UTC) + timedelta(days=40)) == 1
    finally:
        await line.close()
    assert {*await texts.read(ids)} == {ids[0]}
    with psycopg.connect(migrated) as connection:
        left = connection.execute("select attached, actor, digest from texts").fetchall()
    assert left == [(True, None, None)]


def test_a_thing_without_a_text_attaches_nothing() -> None:
    text_id, thing = uuid4(), uuid4()
    assert attached(None, thing) == {}
    assert attached(text_id, thing) == {text_id: [TextAttached(thing)]}
