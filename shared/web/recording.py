"""Whether the log takes what is commanded, for `/readyz`."""

from typing import Final

import psycopg

from shared.eventstore.log.looking import TAKES_FACTS
from shared.web.health import Check, one_row

NOT_COMPARED: Final = "not compared with Kafka yet, since the database was started"


def log_takes_facts(dsn: str) -> Check:
    """Why every command is refused now. None while the database cannot be asked."""

    async def check() -> str | None:
        try:
            halted, not_compared = await one_row(dsn, TAKES_FACTS)
        except (psycopg.Error, TimeoutError, OSError):
            return None
        if halted is not None:
            return f"halted: {halted}"
        return NOT_COMPARED if not_compared else None

    return check
