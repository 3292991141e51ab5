"""What happened to imports.

Stored for ever: fields are added with a default, never renamed, retyped or removed. None of them
says a file's name or what stands in it; `file_id` is a hash under the vault's key. Each says its
`state`, for the view.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID


@dataclass(frozen=True)
class GrantHeld:
    """What who confirmed may do where, as the token said then."""

    role: str
    place_id: UUID | None
    reach: Literal["own", "subtree"]


@dataclass(frozen=True)
class RowCounts:
    """Of the rows that were read, how many became what."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    ask: int = 0

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged + self.rejected + self.ask


@dataclass(frozen=True)
class ImportSubmitted:
    """A list of a kind, of a place, for the day `listed_on`. `rows`: as the dry run told.
    `answers_id`: a hash under the vault's key of what its kind's questions were answered with;
    `mending_id`: one of how its sheets are understood, where somebody said so."""

    TYPE: ClassVar[str] = "registry.import-submitted.v1"
    state = "submitted"
    place_id: UUID
    list_kind: str
    listed_on: date
    submitted_on: date
    file_id: UUID
    rows: RowCounts
    answers_id: UUID | None = None
    mending_id: UUID | None = None


@dataclass(frozen=True)
class ImportMended:
    """Cells, words, answers or how its sheets are understood were mended, and all of it decided
    anew. `mending_id`: a hash under the vault's key of all that is mended by now; `rows`: as the
    dry run told then."""

    TYPE: ClassVar[str] = "registry.import-mended.v1"
    state = "submitted"
    mending_id: UUID
    rows: RowCounts
    mended_on: date


@dataclass(frozen=True)
class ImportConfirmed:
    """Its right rows may be recorded for who confirmed, with these grants, `until` then. `running`:
    they are being recorded, and it may go on for longer."""

    TYPE: ClassVar[str] = "registry.import-confirmed.v1"
    reason_code = None
    closed_on = None
    grants: tuple[GrantHeld, ...]
    until: datetime
    running: bool = False

    @property
    def state(self) -> str:
        return "running" if self.running else "waiting"


@dataclass(frozen=True)
class ImportStarted:
    """Its turn has come: from here on rows are recorded."""

    TYPE: ClassVar[str] = "registry.import-started.v1"
    state = "running"
    started_on: date


@dataclass(frozen=True)
class ImportFinished:
    """What became of each row is known."""

    TYPE: ClassVar[str] = "registry.import-finished.v1"
    state = "finished"
    place_id: UUID
    list_kind: str
    rows: RowCounts
    closed_on: date


@dataclass(frozen=True)
class ImportEnded:
    """It ended before its last row: what was recorded stays, and confirmed again it goes on."""

    TYPE: ClassVar[str] = "registry.import-ended.v1"
    state = "ended"
    reason_code: str
    closed_on: date


@dataclass(frozen=True)
class ImportDropped:
    """Nothing of it is recorded, and its file is deleted; that may be submitted anew."""

    TYPE: ClassVar[str] = "registry.import-dropped.v1"
    state = "dropped"
    closed_on: date
    reason_code: str | None = None


@dataclass(frozen=True)
class ThingsWithdrawn:
    """How many things of a kind an import took back."""

    thing_kind: str
    number: int


@dataclass(frozen=True)
class ImportUndone:
    """Everything that it put on the books was withdrawn; its file may be submitted anew."""

    TYPE: ClassVar[str] = "registry.import-undone.v1"
    state = "undone"
    reason_code = None
    place_id: UUID
    list_kind: str
    things: tuple[ThingsWithdrawn, ...]
    closed_on: date


@dataclass(frozen=True)
class ImportUndoBegun:
    """From here on what it put on the books is withdrawn, and nothing more of it is recorded, also
    where the undo breaks off. It stands as it stood until it is undone."""

    TYPE: ClassVar[str] = "registry.import-undo-begun.v1"
    begun_on: date


@dataclass(frozen=True)
class ImportFileReserved:
    """On the stream of a file for a place, a kind and a day, at home only: that import has it, as
    long as it has not come to nothing."""

    TYPE: ClassVar[str] = "registry.import-file-reserved.v1"
    import_id: UUID


ImportFact = (
    ImportSubmitted
    | ImportMended
    | ImportConfirmed
    | ImportStarted
    | ImportFinished
    | ImportEnded
    | ImportDropped
    | ImportUndoBegun
    | ImportUndone
)
