"""Connections to PostgreSQL on which a frozen or vanished process blocks nobody for long."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import AsyncConnectionPool


@dataclass(frozen=True)
class Timeouts:
    """In seconds. `idle_in_transaction` bounds how long a frozen writer may hold a lock, `lock`
    how long one waits for it; `vanished` ends a connection whose other side answers no more."""

    connect: int = 5
    idle_in_transaction: float = 10.0
    lock: float = 5.0
    vanished: float = 5.0


TIMEOUTS = Timeouts()


def connect(dsn: str, name: str, timeouts: Timeouts = TIMEOUTS) -> psycopg.Connection[Any]:
    """A connection with every timeout set, shown by the server under `name`."""
    return psycopg.connect(**parameters(dsn, name, timeouts))


async def connect_async(
    dsn: str, name: str, timeouts: Timeouts = TIMEOUTS
) -> psycopg.AsyncConnection[Any]:
    """As `connect`, for the event loop."""
    return await psycopg.AsyncConnection.connect(**parameters(dsn, name, timeouts))


def pool(dsn: str, name: str, timeouts: Timeouts = TIMEOUTS) -> AsyncConnectionPool[Any]:
    """A closed pool of such connections; `async with` opens it. A dead one is replaced on use."""
    return AsyncConnectionPool(
        kwargs=parameters(dsn, name, timeouts),
        min_size=1,
        max_size=10,
        open=False,
        name=name,
        check=AsyncConnectionPool.check_connection,
    )


def parameters(dsn: str, name: str, timeouts: Timeouts = TIMEOUTS) -> dict[str, Any]:
    """What psycopg is told; what the address itself says goes first."""
    said = conninfo_to_dict(dsn)
    milliseconds = {
        "idle_in_transaction_session_timeout": timeouts.idle_in_transaction,
        "lock_timeout": timeouts.lock,
    }
    options = " ".join(f"-c {key}={int(value * 1000)}" for key, value in milliseconds.items())
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
