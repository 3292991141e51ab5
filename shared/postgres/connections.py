"""Connections to PostgreSQL on which a frozen or vanished process blocks nobody for long."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import AsyncConnectionPool

NO_SETTINGS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True)
class Timeouts:
    """In seconds. `idle_in_transaction` bounds how long a frozen writer may hold a lock, `lock`
    how long one waits for it; `vanished` ends a connection whose other side answers no more;
    `statement` bounds what one question may take, where somebody waits for its answer."""

    connect: int = 5
    idle_in_transaction: float = 10.0
    lock: float = 5.0
    vanished: float = 5.0
    statement: float | None = None


TIMEOUTS = Timeouts()
ANSWERING = Timeouts(statement=15.0)
"""Of connections whose answers somebody waits for over HTTP: a question without an end holds none
of them. What works by itself (migrations, relays, listeners, views, sweeps) takes its time."""

BY_INDEX: Final = {"enable_seqscan": "off"}
"""Of connections that ask the log (by stream, by position) and tables by their keys. The server's
idea of the log may be that of a moment when one stream was all there was: then it would read all
of it for each stream."""

# By SQLSTATE, for psycopg's classes say otherwise: the end of an idle transaction is an
# InternalError there, and a value too large for an index an OperationalError.
AWAY_CLASSES: Final = frozenset(
    {
        "08",  # no connection
        "40",  # rolled back for the sake of others: deadlock, serialization
        "53",  # out of disk, memory or connections
        "57",  # stopped, starting, cancelled
        "58",  # the system under it failed
    }
)
DATA_CLASSES: Final = frozenset(
    {
        "21",  # more than one where one is
        "22",  # values that cannot be
        "23",  # keys and checks
        "44",  # a view's check
        "54",  # too large, for an index say
        "P0",  # raised by a trigger
    }
)
AWAY_STATES: Final = frozenset(
    {
        "25006",  # read only: it is a standby now
        "25P03",  # idle in a transaction for too long
        "25P04",  # a transaction that took too long
        "55006",  # in use
        "55P03",  # a lock was not to be had in time
    }
)


def is_away(fault: BaseException) -> bool:
    """Whether the database could not be asked, or not now: asking again may help. What it says
    about the question itself (data, rights, missing tables) is no such fault."""
    if not isinstance(fault, psycopg.Error):
        return False
    if fault.sqlstate is None:  # said on this side: nobody answered, or the pool is exhausted
        return isinstance(fault, psycopg.OperationalError)
    return fault.sqlstate[:2] in AWAY_CLASSES or fault.sqlstate in AWAY_STATES


def took_too_long(fault: BaseException) -> bool:
    """Whether a question was ended for the time it took (or by an operator)."""
    return isinstance(fault, psycopg.errors.QueryCanceled)


def is_about_data(fault: Exception) -> bool:
    """Whether it is what was told (or the code that met it) that cannot be: asking again without
    it helps. Nothing that the database says of itself, of rights or of missing tables."""
    if not isinstance(fault, psycopg.Error):
        return not isinstance(fault, MemoryError | OSError)
    if fault.sqlstate is None:  # said on this side, before anything was sent
        wrong = (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError)
        return isinstance(fault, (*wrong, psycopg.NotSupportedError))
    return fault.sqlstate[:2] in DATA_CLASSES


def connect(dsn: str, name: str, timeouts: Timeouts = TIMEOUTS) -> psycopg.Connection[Any]:
    """A connection with every timeout set, shown by the server under `name`."""
    return psycopg.connect(**parameters(dsn, name, timeouts))


async def connect_async(
    dsn: str, name: str, timeouts: Timeouts = TIMEOUTS
) -> psycopg.AsyncConnection[Any]:
    """As `connect`, for the event loop."""
    return await psycopg.AsyncConnection.connect(**parameters(dsn, name, timeouts))


def pool(dsn: str, name: str, timeouts: Timeouts = ANSWERING) -> AsyncConnectionPool[Any]:
    """A closed pool of connections to answer from; `async with` opens it. A dead connection is
    replaced on use."""
    return AsyncConnectionPool(
        kwargs=parameters(dsn, name, timeouts),
        min_size=1,
        max_size=10,
        open=False,
        name=name,
        check=AsyncConnectionPool.check_connection,
    )


def parameters(
    dsn: str, name: str, timeouts: Timeouts = TIMEOUTS, settings: Mapping[str, str] = NO_SETTINGS
) -> dict[str, Any]:
    """What psycopg is told; what the address itself says goes first."""
    said = conninfo_to_dict(dsn)
    given = {
        "idle_in_transaction_session_timeout": int(timeouts.idle_in_transaction * 1000),
        "lock_timeout": int(timeouts.lock * 1000),
        **settings,
    }
    if timeouts.statement is not None:
        given["statement_timeout"] = int(timeouts.statement * 1000)
    options = " ".join(f"-c {key}={value}" for key, value in given.items())
    return {
        "application_name": name,
        "connect_timeout": timeouts.connect,
        "keepalives_idle": max(1, int(timeouts.vanished)),
        "keepalives_interval": 1,
        "keepalives_count": 3,
        "tcp_user_timeout": int(timeouts.vanished * 1000),
        **said,
        "options": f"{options} {said.get('options', '')}".strip(),
    }
