"""Rebuilds what it is asked to, in a process of its own for each place to be killed at.

One Python reads the code once and forks for each, as reading it takes longer than a rebuild.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any, Final

import psycopg
from psycopg.sql import Composable

from hieuhoc.commands import services
from shared.eventstore.views.rebuild import rebuild as of_view
from shared.messaging.listener import ListenerSettings
from shared.messaging.rebuilding.projection import rebuild as of_projection
from tests.support.killing import Asked, Place
from tests.support.waiting import eventually

FORKED: Final = multiprocessing.get_context("fork")
TURN: Final = """
select not exists (select from pg_locks join pg_database on pg_database.oid = database
    where locktype = 'advisory' and datname = current_database())
"""


def _main() -> None:
    told = json.load(sys.stdin)
    asked = Asked(**told["asked"])
    run = _prepared(asked)
    ends = [_forked(asked, partial(_killing, Place(*each), run)) for each in told["places"]]
    _free(asked.database)
    print(json.dumps({"ends": ends, "said": run()}))


def _prepared(asked: Asked) -> Callable[[], dict[str, Any]]:
    """All that must be read is read."""
    what = next(each for each in services.rebuildable(asked.service) if each.name == asked.name)

    def run() -> dict[str, Any]:
        if services.is_heard(what):
            where = (asked.service, asked.database, asked.kafka, asked.prefix)
            settings = ListenerSettings(*where, session_timeout=6.0, longest_pause=0.5)
            return asdict(asyncio.run(of_projection(settings, what)))
        return asdict(of_view(asked.database, services.mapper(asked.service), what))

    return run


def _killing(place: Place, run: Callable[[], object]) -> None:
    real, met = psycopg.Cursor.execute, 0

    def execute(self: Any, query: Any, *given: Any, **other: Any) -> Any:
        nonlocal met
        said = query.as_string(self) if isinstance(query, Composable) else query
        text = said.decode() if isinstance(said, bytes) else said
        hit = place.says in text
        if hit and met + 1 == place.nth and not place.after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(self, query, *given, **other)  # refused, it comes again and counts then
        met += hit
        if hit and met == place.nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    psycopg.Cursor.execute = execute  # type: ignore[method-assign]  # whoever executes is killed
    run()


def _forked(asked: Asked, work: Callable[[], None]) -> int:
    """Once the turn of the one before is free."""
    _free(asked.database)
    child = FORKED.Process(target=work)
    child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


def _free(database: str) -> None:
    def free() -> bool:
        with psycopg.connect(database) as connection:
            return connection.execute(TURN).fetchone() == (True,)

    eventually(free, 30, "the turn is free")


if __name__ == "__main__":
    _main()
