"""Connections to the log, on which no log of another format is read."""

from contextlib import AsyncExitStack, ExitStack
from typing import Any

import psycopg

from shared.eventstore.log.format import require_format, require_format_async
from shared.postgres.connections import BY_INDEX, TIMEOUTS, Timeouts, parameters


def connect_to_log(dsn: str, name: str, timeouts: Timeouts = TIMEOUTS) -> psycopg.Connection[Any]:
    """As `connect`, to read the log: `BY_INDEX`. Raises AnotherFormat."""
    with ExitStack() as refused:
        connection = psycopg.connect(**parameters(dsn, name, timeouts, BY_INDEX))
        refused.callback(connection.close)
        require_format(connection)
        refused.pop_all()
    return connection


async def connect_to_log_async(
    dsn: str, name: str, timeouts: Timeouts = TIMEOUTS
) -> psycopg.AsyncConnection[Any]:
    """As `connect_to_log`, for the event loop."""
    said = parameters(dsn, name, timeouts, BY_INDEX)
    async with AsyncExitStack() as refused:
        connection = await psycopg.AsyncConnection.connect(**said)
        refused.push_async_callback(connection.close)
        await require_format_async(connection)
        refused.pop_all()
    return connection
