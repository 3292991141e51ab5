"""Whether the log takes what is commanded, for `/readyz`."""

import psycopg

from shared.eventstore.connections import connect_async
from shared.web.health import Check

ASK = "select halted, compared_as <> server_incarnation() from log_head"


def log_takes_facts(dsn: str) -> Check:
    """Why every command is refused now. None while the database cannot be asked."""

    async def check() -> str | None:
        try:
            async with await connect_async(dsn, "readiness") as connection:
                row = await (await connection.execute(ASK)).fetchone()
        except psycopg.Error:
            return None
        if row is None or row[0] is not None:
            return f"halted: {row[0]}" if row else None
        return "not compared with Kafka yet, since the database was started" if row[1] else None

    return check
