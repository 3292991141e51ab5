"""Connections of the relay: none waits for ever for a server that answers no more."""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from shared.eventstore.log.format import AnotherFormat, require_format
from shared.messaging.relay.faults import OfAnotherFormat
from shared.postgres.connections import BY_INDEX, TIMEOUTS, parameters

Value = TypeVar("Value")


class Answering(psycopg.Connection[Any]):
    """It closes when its server has not answered within `limit` seconds. The timeouts that all
    our connections have are kept by the server, or by the kernel of a machine that vanished; a
    frozen server's kernel still acknowledges what is sent to it."""

    limit: float = 20.0

    def wait(self, gen: PQGen[Value], interval: float = 0.1, timeout: float | None = None) -> Value:
        if timeout is not None:  # asked for, and no fault
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.limit)
        except psycopg.OperationalError:
            self.close()
            raise


def connect(dsn: str, name: str, limit: float) -> psycopg.Connection[Any]:
    """In autocommit, to read the log: `BY_INDEX`. Raises OfAnotherFormat."""
    said = parameters(dsn, name, TIMEOUTS, BY_INDEX)
    connection = Answering.connect(**said, autocommit=True)
    connection.limit = limit
    try:
        require_format(connection)
    except AnotherFormat as no:
        connection.close()
        raise OfAnotherFormat(str(no)) from None
    return connection
