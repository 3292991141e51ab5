"""What was answered when a key was used first, asked for by many requests at once."""

import asyncio
from uuid import uuid4

from shared.eventstore.refusals import KeyReused
from shared.eventstore.store import Store
from tests.eventstore.building import fact, key, unit


async def test_first_answers_asked_for_at_once_are_each_their_own(store: Store) -> None:
    await store.appender.submit(unit(fact(uuid4(), 1), key=key("k")))
    keys = [key("k"), key("k2"), key("k", actor="officer-2"), key("k"), key("k", b"other body")]
    *answers, refused = await asyncio.gather(*map(store.first_answer, keys), return_exceptions=True)
    assert answers == ["done", None, None, "done"]
    assert isinstance(refused, KeyReused)
