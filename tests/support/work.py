"""What a request asks of the database: every statement, whatever connection it goes through."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg


@contextmanager
def statements() -> Iterator[list[str]]:
    """Those of this process's asynchronous connections, which are the doors' and the log's; the
    views are filled through others."""
    asked: list[str] = []
    execute = psycopg.AsyncCursor.execute

    async def counted(self: Any, query: Any, *given: Any, **how: Any) -> Any:
        asked.append(str(query))
        return await execute(self, query, *given, **how)

    psycopg.AsyncCursor.execute = counted  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        psycopg.AsyncCursor.execute = execute  # type: ignore[method-assign]
