"""Writing many rows of a view in one statement."""

from collections.abc import Sequence
from typing import Any

import psycopg


def write_rows(
    cursor: psycopg.Cursor[Any], statement: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """`statement` takes one array for each column; without rows it is not asked."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(statement.encode(), columns)
