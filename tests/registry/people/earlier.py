"""People as they were kept under the first folding; and a worker that is killed over them.

python -m tests.registry.people.earlier <dsn> <statements>
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.names import earlier_hashes
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.refolding import refold_people
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from tests.support import land
from tests.support.told import VAULT_KEY

KEY = MasterKey.from_base64(VAULT_KEY)
PAGE = 2


@dataclass(frozen=True, repr=False)
class KeyThatNoticesThreads(MasterKey):
    threads: set[int] = field(default_factory=set)

    def open(self, person_ref: UUID, wrapped_key: bytes, sealed: bytes) -> bytes:
        self.threads.add(threading.get_ident())
        return super().open(person_ref, wrapped_key, sealed)


async def kept_earlier(vault: Vault, dsn: str, names: Sequence[str]) -> list[UUID]:
    refs = await vault.keep([(land.HAMLET, PersonalData(name)) for name in names])
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        for person_ref, name in zip(refs, names, strict=True):
            cursor.execute("update people set folding = 1 where person_ref = %s", [person_ref])
            cursor.execute("delete from people_by_syllable where person_ref = %s", [person_ref])
            cursor.executemany(
                "insert into people_by_syllable values (%s, %s)",
                [(each, person_ref) for each in earlier_hashes(KEY, name)],
            )
    return refs


class MortalLine(SteadyConnection):
    """Ends its process in front of a statement, or behind it for a number below nought."""

    def __init__(self, dsn: str, statements: int) -> None:
        super().__init__(dsn, "mortal")
        self._left, self._behind = abs(statements), statements < 0

    async def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        self._left -= 1
        if self._left == 0 and not self._behind:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await super().ask(statement, parameters)
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


async def refold(dsn: str, statements: int) -> None:
    await refold_people(MortalLine(dsn, statements), KEY, asyncio.Event(), PAGE)


if __name__ == "__main__":
    asyncio.run(refold(sys.argv[1], int(sys.argv[2])))
