"""What is commanded of imports."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from services.registry.imports.api.forms import ImportState, ImportTakenBack, Mended, Submitted
from services.registry.imports.list_import.facts import (
    GrantHeld,
    ImportFact,
    ImportSubmitted,
    RowCounts,
)
from services.registry.imports.list_import.list_import import FileOfImport, ListImport
from services.registry.imports.list_import.refusals import FileImportedBefore, ImportUnknown
from shared.eventstore.commands import Asking, Command, Decision, command
from shared.eventstore.due.occurrence import Occurrence
from shared.web.caller import Caller


def submit(import_id: UUID, said: ImportSubmitted, before: UUID | None, by: Caller) -> Command:
    """`before`: which import has the file, as far as is known."""

    def decide(file: FileOfImport, other: ListImport) -> Decision:
        by.require(said.place_id)
        if file.import_id != before:  # another request with the same file was quicker
            raise FileImportedBefore(import_id=file.import_id)
        reserved = file.reserve(import_id, other)
        return Decision({said.file_id: reserved, import_id: [said]}, Submitted(import_id))

    streams = (said.file_id, FileOfImport), (before or import_id, ListImport)
    return command(by, decide, *streams)


def confirm(import_id: UUID, grants: Sequence[GrantHeld], until: datetime, by: Caller) -> Command:
    def decide(known: ListImport) -> Decision:
        by.require(known.place_id, ImportUnknown)
        facts = known.confirm(grants, until)
        return Decision({import_id: facts}, _state(import_id, known, facts))

    return command(by, decide, (import_id, ListImport))


def mend(
    import_id: UUID, mended: Mended, rows: RowCounts, before: UUID | None, by: Caller
) -> Command:
    """`before`: what was mended when the rows were decided."""

    def decide(known: ListImport) -> Decision:
        by.require(known.place_id, ImportUnknown)
        facts = known.mend(mended.mending_id, rows, before, by.day)
        return Decision({import_id: facts}, mended)

    return command(by, decide, (import_id, ListImport))


def drop(import_id: UUID, by: Caller) -> Command:
    def decide(known: ListImport) -> Decision:
        by.require(known.place_id, ImportUnknown)
        facts = known.drop(by.day)
        return Decision({import_id: facts}, _state(import_id, known, facts))

    return command(by, decide, (import_id, ListImport))


def begin_undo(import_id: UUID, by: Caller) -> Command:
    def decide(known: ListImport) -> Decision:
        by.require(known.place_id, ImportUnknown)
        return Decision({import_id: known.begin_undo(by.day)})

    return command(replace(by, key=None), decide, (import_id, ListImport))


def undone(import_id: UUID, withdrawn: Mapping[str, int], by: Caller) -> Command:
    """After all was withdrawn: so many of each kind."""

    def decide(known: ListImport) -> Decision:
        by.require(known.place_id, ImportUnknown)
        facts = known.undo(withdrawn, by.day)
        for fact in facts:
            known = known.evolve(fact)
        assert known.undone is not None, "it is undone, or was before"
        counts = {each.thing_kind: each.number for each in known.undone.things}
        return Decision({import_id: facts}, ImportTakenBack(import_id, "undone", counts))

    return command(by, decide, (import_id, ListImport))


def forget_unconfirmed(occurrence: Occurrence, cause: Asking) -> Command:
    """Nobody agreed to it for so long: it is dropped."""
    import_id = occurrence.subject_id

    def decide(known: ListImport) -> Decision:
        if known.state != "submitted":
            return Decision()
        return Decision({import_id: known.drop(occurrence.due_on, "unconfirmed")})

    return command(cause, decide, (import_id, ListImport))


def begin(import_id: UUID, today: date, by: Asking) -> Command:
    """Answers whether its rows may be recorded."""

    def decide(known: ListImport) -> Decision:
        return Decision({import_id: known.begin(today)}, known.is_open)

    return command(by, decide, (import_id, ListImport))


def finish(import_id: UUID, rows: RowCounts, today: date, by: Asking) -> Command:
    return command(
        by, lambda known: Decision({import_id: known.finish(rows, today)}), (import_id, ListImport)
    )


def end(import_id: UUID, reason_code: str, today: date, by: Asking) -> Command:
    return command(
        by,
        lambda known: Decision({import_id: known.end(reason_code, today)}),
        (import_id, ListImport),
    )


def _state(import_id: UUID, known: ListImport, facts: Sequence[ImportFact]) -> ImportState:
    for fact in facts:
        known = known.evolve(fact)
    assert known.state is not None, "what is not there is refused"
    return ImportState(import_id, known.state)
