"""Import (lần nhập danh sách): a list of a place that was sent, looked at, and agreed to or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Self
from uuid import UUID

from services.registry.imports.list_import.facts import (
    GrantHeld,
    ImportConfirmed,
    ImportDropped,
    ImportEnded,
    ImportFact,
    ImportFileReserved,
    ImportFinished,
    ImportMended,
    ImportStarted,
    ImportSubmitted,
    ImportUndoBegun,
    ImportUndone,
    RowCounts,
    ThingsWithdrawn,
)
from services.registry.imports.list_import.refusals import (
    FileImportedBefore,
    ImportAgreedTo,
    ImportAlreadyBegun,
    ImportBeingUndone,
    ImportDroppedBefore,
    ImportMendedMeanwhile,
    ImportNotOver,
    ImportUndoneBefore,
    ImportUnknown,
)

NOTHING_OF_IT: Final = ("dropped", "ended", "undone")
"""In these states an import lets go of its file."""


@dataclass(frozen=True)
class ListImport:
    """`state` as its last fact says; None: nobody spoke of it. `confirmed`: how it was confirmed
    last. `begun`: some of its rows may be recorded. `undone`: what it took back; `undoing`: some of
    that may be withdrawn. `mending_id`: what is mended of it by now, if anything is."""

    submitted: ImportSubmitted | None = None
    state: str | None = None
    confirmed: ImportConfirmed | None = None
    begun: bool = False
    undone: ImportUndone | None = None
    mending_id: UUID | None = None
    undoing: bool = False

    @property
    def place_id(self) -> UUID | None:
        return self.submitted.place_id if self.submitted else None

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("waiting", "running")

    def evolve(self, fact: ImportFact) -> Self:
        if isinstance(fact, ImportUndoBegun):
            return replace(self, undoing=True)
        now = replace(self, state=fact.state)
        match fact:
            case ImportSubmitted():
                return replace(now, submitted=fact, mending_id=fact.mending_id)
            case ImportMended():
                return replace(now, mending_id=fact.mending_id)
            case ImportConfirmed():
                return replace(now, confirmed=fact)
            case ImportStarted():
                return replace(now, begun=True)
            case ImportUndone():
                return replace(now, undone=fact)
            case ImportFinished() | ImportEnded() | ImportDropped():
                return now

    def confirm(self, grants: Sequence[GrantHeld], until: datetime) -> list[ImportConfirmed]:
        """While it waits or runs, it may so go on for longer."""
        self._require_there()
        if self.state == "dropped":
            raise ImportDroppedBefore
        if self.undone is not None:
            raise ImportUndoneBefore
        if self.undoing:
            raise ImportBeingUndone
        if self.state == "finished":
            return []
        if self.is_open and self.confirmed is not None and until <= self.confirmed.until:
            return []
        return [ImportConfirmed(tuple(grants), until, running=self.state == "running")]

    def mend(
        self, mending_id: UUID, rows: RowCounts, before: UUID | None, today: date
    ) -> list[ImportMended]:
        """`before`: what was mended when the rows were decided. Raises ImportMendedMeanwhile where
        that is no longer all, and ImportAgreedTo of one that waits, runs or has run."""
        self.require_mendable()
        if self.mending_id != before:
            raise ImportMendedMeanwhile
        return [] if mending_id == before else [ImportMended(mending_id, rows, today)]

    def require_mendable(self) -> ImportSubmitted:
        submitted = self._require_there()
        if self.state == "dropped":
            raise ImportDroppedBefore
        if self.undone is not None:
            raise ImportUndoneBefore
        if self.state != "submitted":
            raise ImportAgreedTo
        return submitted

    def begin(self, today: date) -> list[ImportStarted]:
        return [ImportStarted(today)] if self.state == "waiting" else []

    def finish(self, rows: RowCounts, today: date) -> list[ImportFinished]:
        if self.state != "running":
            return []
        submitted = self._require_there()
        return [ImportFinished(submitted.place_id, submitted.list_kind, rows, today)]

    def end(self, reason_code: str, today: date) -> list[ImportEnded]:
        return [ImportEnded(reason_code, today)] if self.is_open else []

    def drop(self, today: date, reason_code: str | None = None) -> list[ImportDropped]:
        self._require_there()
        if self.state == "dropped":
            return []
        if self.undone is not None:
            raise ImportUndoneBefore
        if self.begun:
            raise ImportAlreadyBegun
        return [ImportDropped(today, reason_code)]

    def require_over(self) -> ImportSubmitted:
        """Raises ImportNotOver while rows of it may come onto the books yet."""
        submitted = self._require_there()
        if self.state == "dropped":
            raise ImportDroppedBefore
        if self.state not in ("finished", "ended", "undone"):
            raise ImportNotOver
        return submitted

    def begin_undo(self, today: date) -> list[ImportUndoBegun]:
        self.require_over()
        return [] if self.undoing or self.undone is not None else [ImportUndoBegun(today)]

    def undo(self, withdrawn: Mapping[str, int], today: date) -> list[ImportUndone]:
        """`withdrawn`: how many things of each kind it took back, all that there were."""
        submitted = self.require_over()
        if self.undone is not None:
            return []
        things = tuple(ThingsWithdrawn(*each) for each in sorted(withdrawn.items()))
        return [ImportUndone(submitted.place_id, submitted.list_kind, things, today)]

    def _require_there(self) -> ImportSubmitted:
        if self.submitted is None:
            raise ImportUnknown
        return self.submitted


@dataclass(frozen=True)
class FileOfImport:
    """Which import has a file, if one has."""

    import_id: UUID | None = None

    def evolve(self, fact: ImportFileReserved) -> Self:
        return replace(self, import_id=fact.import_id)

    def reserve(self, import_id: UUID, before: ListImport) -> list[ImportFileReserved]:
        """`before`: the import that has it, which lets go of it by coming to nothing."""
        if self.import_id is not None and before.state not in NOTHING_OF_IT:
            raise FileImportedBefore(import_id=self.import_id)
        return [ImportFileReserved(import_id)]
