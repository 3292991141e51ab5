"""What officers look up: the imports of a place (`imports`)."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.imports.list_import.facts import (
    ImportConfirmed,
    ImportDropped,
    ImportEnded,
    ImportFinished,
    ImportStarted,
    ImportSubmitted,
    ImportUndone,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class ImportRow:
    """An import of a list (lần nhập danh sách): its kind, its place, the day that it is for, and
    how it stands. `closed_on`: when it finished, ended, was dropped or
    undone; `reason_code`: why."""

    import_id: UUID
    place_id: UUID
    list_kind: str
    listed_on: date
    submitted_on: date
    state: str
    reason_code: str | None = None
    closed_on: date | None = None


IMPORTS: Final = Things(
    "imports",
    1,
    ImportRow,
    ImportSubmitted,
    (ImportConfirmed, ImportStarted, ImportFinished, ImportEnded, ImportDropped, ImportUndone),
    "submitted_on",
)
