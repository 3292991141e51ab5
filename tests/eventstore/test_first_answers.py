"""What was answered when a key was used first, asked for by many requests at once."""

import asyncio
from pathlib import Path
from uuid import uuid4

import psycopg

from shared.eventstore import migrations
from shared.eventstore.refusals import KeyReused
from shared.eventstore.store import Store
from tests.eventstore.building import fact, key, unit


async def test_first_answers_asked_for_at_once_are_each_their_own(store: Store) -> None:
    await store.appender.submit(unit(fact(uuid4(), 1), key=key("k")))
    keys = [key("k"), key("k2"), key("k", actor="officer-2"), key("k"), key("k", b"other body")]
    *answers, refused = await asyncio.gather(*map(store.first_answer, keys), return_exceptions=True)
    assert answers == ["done", None, None, "done"]
    assert isinstance(refused, KeyReused)


BLANKED = Path(migrations.FOLDER, "0005_digests.sql").read_text()
SAMPLES = (
    "select most_common_vals, histogram_bounds from pg_stats"
    " where tablename = 'command_keys' and attname = 'body_hash'"
)
OF_A_PERSON = b"of a person"


async def test_a_key_whose_digest_was_blanked_gives_the_first_answer_whatever_is_asked(
    store: Store, log_dsn: str
) -> None:
    heard = key("heard", actor="system:listener:bearers")
    for each in (key("k", OF_A_PERSON), key("k", b"of a row", actor="import:7"), heard):
        await store.appender.submit(unit(fact(uuid4(), 1), key=each))
    with psycopg.connect(log_dsn, autocommit=True) as connection:
        connection.execute("alter table command_keys alter body_hash set statistics 100")
        connection.execute("analyze command_keys")
        assert OF_A_PERSON.hex() in str(connection.execute(SAMPLES).fetchall())
        connection.execute(BLANKED)
        digests = connection.execute("select distinct body_hash from command_keys").fetchall()
        assert set(digests) == {(b"",), (heard.body_hash,)}
        assert OF_A_PERSON.hex() not in str(connection.execute(SAMPLES).fetchall())
    assert await store.first_answer(key("k", b"another body")) == "done"
    assert await store.first_answer(key("k", b"another body", actor="import:7")) == "done"
    assert await store.first_answer(heard) == "done"
