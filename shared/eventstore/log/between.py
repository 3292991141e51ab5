"""What was recorded between two instants."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import psycopg

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import StoredFact

BETWEEN: Final = f"""
select {COLUMNS} from log where recorded_at >= %s and recorded_at < %s order by position
"""
AT_ONCE: Final = 5_000


def recorded_between(
    connection: psycopg.Connection[Any], since: datetime, until: datetime
) -> Iterator[StoredFact]:
    """In the log's order; `until` itself is outside. However many, few are held at once."""
    with connection.transaction(), connection.cursor("between") as cursor:
        cursor.itersize = AT_ONCE
        for row in cursor.execute(BETWEEN.encode(), (since, until)):
            yield stored_fact(row)
