"""What stands on some streams, for a view that needs more than the fact that it hears."""

from collections.abc import Collection, Iterator
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import StoredFact

OF_TYPES: Final = f"""
select {COLUMNS} from log where stream_id = any(%s) and type = any(%s) order by position
"""


def recorded_on(
    cursor: Cursor[Any], streams: Collection[UUID], types: Collection[str]
) -> Iterator[StoredFact]:
    """Facts of these types, in the log's order; also those that no view has heard yet."""
    if not streams:
        return
    for row in cursor.execute(OF_TYPES.encode(), [list(streams), list(types)]).fetchall():
        yield stored_fact(row)
