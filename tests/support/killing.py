"""Rebuilds that kill themselves at a statement, one after the other, each a process of its own.

    killed(Asked(…), places) → how each ended, and last what one said that nobody killed

One Python reads the code once and forks for each, as reading it takes longer than a rebuild.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final, NamedTuple

import psycopg
from psycopg.sql import Composable

from tests.support.sources import ROOT
from tests.support.waiting import eventually

TURN: Final = """
select not exists (select from pg_locks join pg_database on pg_database.oid = database
    where locktype = 'advisory' and datname = current_database())
"""


@dataclass(frozen=True)
class Asked:
    """What is rebuilt, and where."""

    service: str
    name: str
    database: str
    kafka: str = "127.0.0.1:1"
    prefix: str = ""


class Place(NamedTuple):
    """At a statement that says this, the nth time: `after` it, or before."""

    says: str
    nth: int = 1
    after: bool = False


BEGINNING: Final = (Place("create schema"), Place("create schema", after=True))
SWITCHING: Final = (
    Place("hide_tables", after=True),
    Place("set schema", after=True),
    Place("show_tables", after=True),
    Place("delete from rebuilds", after=True),
)
OF_A_VIEW: Final = (
    *BEGINNING,
    Place("from log where position"),
    Place("set position =", after=True),
    Place("create temp table"),
    Place("from view_marks", after=True),
    *SWITCHING,
)
OF_A_PROJECTION: Final = (
    *BEGINNING,
    Place("set told = told", after=True),
    Place("select told from rebuilds"),
    Place("version > 0", after=True),
    *SWITCHING,
    Place("delete from listener_marks", nth=2),
)
OF_CELLS: Final = (
    *OF_A_PROJECTION[:3],
    Place("set told = told", nth=4),
    Place("set filled = true"),
    Place("set filled = true", after=True),
    *OF_A_PROJECTION[3:],
)


def killed(asked: Asked, places: Sequence[Place]) -> tuple[list[int], dict[str, Any]]:
    """By which signal or with which code each ended; what the last said."""
    words = [sys.executable, "-m", "tests.support.killing"]
    told = json.dumps({"asked": asdict(asked), "places": places})
    done = subprocess.run(
        words, cwd=ROOT, input=told, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["ends"], answer["said"]


def _main() -> None:
    told = json.load(sys.stdin)
    asked = Asked(**told["asked"])
    run = _prepared(asked)
    ends = [_forked(asked, partial(_killing, Place(*each), run)) for each in told["places"]]
    _free(asked.database)
    print(json.dumps({"ends": ends, "said": run()}))


def _prepared(asked: Asked) -> Callable[[], dict[str, Any]]:
    """All that must be read is read."""
    from hieuhoc.commands import services  # noqa: PLC0415
    from shared.eventstore.views.rebuild import rebuild as of_view  # noqa: PLC0415
    from shared.messaging.listener import ListenerSettings  # noqa: PLC0415
    from shared.messaging.rebuilding.projection import rebuild as of_projection  # noqa: PLC0415

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
        met += (hit := place.says in text)
        if hit and met == place.nth and not place.after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(self, query, *given, **other)
        if hit and met == place.nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    psycopg.Cursor.execute = execute  # type: ignore[method-assign]
    run()


def _forked(asked: Asked, work: Callable[[], None]) -> int:
    """Once the turn of the one before is free."""
    _free(asked.database)
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _free(database: str) -> None:
    def free() -> bool:
        with psycopg.connect(database) as connection:
            return connection.execute(TURN).fetchone() == (True,)

    eventually(free, 30, "the turn is free")


if __name__ == "__main__":
    _main()
