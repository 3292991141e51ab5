"""What was answered when a key was used first, asked for many requests in one round trip."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Final

import msgspec
import psycopg

from shared.eventstore.commands import Answered, Key
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.refusals import KeyReused
from shared.postgres import arrays
from shared.postgres.gathering import Gathering

KEYS_OF_A_ROUND: Final = 1_000
NO_DIGEST: Final = b""
"""Of keys of earlier releases, whose digests covered people's data: the key alone says it."""
USED: Final = (
    "select actor, key, body_hash, answer, coalesce(k.position, h.position)"
    " from command_keys k natural join unnest(%s, %s) as asked (actor, key), log_head h"
)


STAND: Final = "select actor, key from command_keys natural join unnest(%s, %s) as a (actor, key)"


def columns_of(keys: Iterable[Key]) -> list[arrays.Texts]:
    """What `USED` and `STAND` ask for: each key once."""
    asked = dict.fromkeys((key.actor, key.key) for key in keys)
    return [arrays.texts([actor for actor, _ in asked]), arrays.texts([key for _, key in asked])]


def used(cursor: psycopg.Cursor[Any], keys: Iterable[Key]) -> set[tuple[str, str]]:
    """Which of these stand in the log, as (actor, key)."""
    return set(cursor.execute(STAND, columns_of(keys)).fetchall())


class FirstAnswers:
    """Concurrent requests of a process ask together."""

    def __init__(self, line: SteadyConnection) -> None:
        self._line = line
        self._gathering: Gathering[Key, Answered | None] = Gathering(self._answer, _fitting)

    async def to(self, key: Key) -> Answered | None:
        """None when the key was not used. Raises `KeyReused` when that was another request."""
        return await self._gathering.ask(key)

    async def _answer(self, keys: Sequence[Key]) -> Sequence[Answered | KeyReused | None]:
        rows = await self._line.ask(USED, columns_of(keys))
        used = {(actor, key): told for actor, key, *told in rows}
        return [_first(key, used.get((key.actor, key.key))) for key in keys]


def _first(key: Key, found: Sequence[Any] | None) -> Answered | KeyReused | None:
    if found is None:
        return None
    body_hash, answer, position = found
    if body_hash not in (key.body_hash, NO_DIGEST):
        return KeyReused()
    return Answered(msgspec.json.decode(answer), position)


def _fitting(waiting: Iterable[Key]) -> int:
    return sum(1 for _ in islice(waiting, KEYS_OF_A_ROUND))
