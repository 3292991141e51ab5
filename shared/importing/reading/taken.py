"""Rows that an import took before: a workbook that comes back with its errors marked says of the
others that they are on the books, and by which import."""

import re
from collections.abc import Mapping
from typing import Final

from shared.importing.table import Row, Value
from shared.vocabulary.folding import bare

ERROR: Final = "Lỗi"
TAKEN: Final = "Đã vào sổ"
"""Headings of the columns that were added."""
_TAKEN: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} (?:dòng|!) ?\d+")


def said_of_taken(import_id: str, row: int) -> str:
    return f"{import_id} dòng {row}"


def taken_column(texts: Mapping[int, str]) -> int | None:
    """The last one, where a workbook came back more than once."""
    found = [column for column, text in texts.items() if bare(text) == bare(TAKEN)]
    return max(found, default=None)


def taken_before(row: Row, column: int | None) -> str | None:
    """By which import, and which row of it; None: by none."""
    said: Value = row.at(column) if column is not None else None
    return said.strip() if isinstance(said, str) and _TAKEN.fullmatch(said.strip()) else None
