"""A list is sent: read, decided as its run would decide it, and kept until somebody agrees."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.registry.imports.api.commands import submit
from services.registry.imports.api.deciding import (
    Decided,
    Deciding,
    Reports,
    counts_of,
    dry_run,
    told_of,
)
from services.registry.imports.api.files import DRY_RUN, FILE, NAMES, Files
from services.registry.imports.api.forms import ImportForm, SentFile, Submitted
from services.registry.imports.api.lists import Lists
from services.registry.imports.api.mending import MENDING, id_of, part_of
from services.registry.imports.api.remembering import Sender
from services.registry.imports.list_import.facts import ImportSubmitted, RowCounts
from services.registry.imports.list_import.list_import import FileOfImport, ListImport
from services.registry.people.vault.keeping import Vault
from shared.eventstore.refusals import KeyReused
from shared.importing.bringing import File, sheets_asked
from shared.importing.kinds import Run
from shared.importing.mending import NOTHING, Mending
from shared.importing.sources.kept import KEPT, packed
from shared.importing.table import Sheet
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter


async def submitted(counter: Counter, form: ImportForm, by: Caller) -> Reports:
    """What would become of the list, under the id of the import that it is from here on. Raises
    FileRefused, and what is refused."""
    by.require(form.place_id)
    file_id = form.file_id(counter.has(Vault))
    if (again := await _sent_before(counter, form, by, file_id)) is not None:
        return again
    before = await _import_of(counter, file_id)
    import_id, files = new_id(), counter.has(Files)
    kind = counter.has(Lists).kind(form.kind)
    sheets = await sheets_asked(kind, File(form.file_name, form.content))
    mending = await _as_sender_says(counter, form, sheets, by)
    run = Run(import_id, form.place_id, form.on, by)
    decided = await dry_run(counter, Deciding(form.kind, run, form.answered, mending), sheets)
    said = _said(form, counter, by, counts_of(decided.reports), mending)
    sent = SentFile(KEPT, await asyncio.to_thread(packed, sheets), form.answered)
    parts = _parts(sent, said.mending_id, mending, decided)
    await files.keep_all(import_id, {**parts, NAMES: await files.names(sheets)})
    try:
        first = await counter.transact(Submitted, submit(import_id, said, before, by))
    except Refusal:
        await files.forget([import_id])
        raise
    if first.import_id != import_id:  # the same request was quicker
        await files.forget([import_id])
        return await _told_before(counter, first.import_id)
    whose = Sender(by.origin.actor, form.kind)
    await files.mappings.remember(whose, decided.sheets, decided.read, mending.mapping)
    return decided.reports


async def _as_sender_says(
    counter: Counter, form: ImportForm, sheets: Sequence[Sheet], by: Caller
) -> Mending:
    """How the sheets are to be understood: as is said, else as was said of the last such list."""
    if form.mapping is not None:
        return Mending(form.mapping.said)
    shape = counter.has(Lists).kind(form.kind).shape
    whose = Sender(by.origin.actor, form.kind)
    return Mending(await counter.has(Files).mappings.remembered(whose, sheets, shape))


def _parts(
    sent: SentFile, mending_id: UUID | None, mending: Mending, decided: Decided
) -> dict[str, bytes]:
    parts = {
        FILE: msgspec.msgpack.encode(sent),
        part_of(DRY_RUN, mending_id): msgspec.json.encode(decided.reports),
    }
    if mending_id is not None:
        parts[part_of(MENDING, mending_id)] = msgspec.msgpack.encode(mending)
    return parts


async def _told_before(counter: Counter, import_id: UUID) -> Reports:
    known = await counter.state(import_id, ListImport)
    return await told_of(counter.has(Files), import_id, part_of(DRY_RUN, known.mending_id))


async def _sent_before(
    counter: Counter, form: ImportForm, by: Caller, file_id: UUID
) -> Reports | None:
    """What the same request was answered; what a key says of a file, its hash says."""
    (first,) = await counter.first_answers(Submitted, [by])
    if isinstance(first, Refusal):
        raise first
    if first is None:
        return None
    found = await counter.transactions.store.reader.read([(first.import_id, ListImport)])
    known: ListImport = found[first.import_id, ListImport].state
    if known.submitted is None or known.submitted.file_id != file_id:
        raise KeyReused
    said = NOTHING if form.mapping is None else Mending(form.mapping.said)
    if said != NOTHING and id_of(counter.has(Vault), said) != known.submitted.mending_id:
        raise KeyReused
    return await _told_before(counter, first.import_id)


async def _import_of(counter: Counter, file_id: UUID) -> UUID | None:
    """Which import had the file and came to nothing. Raises FileImportedBefore."""
    reader = counter.transactions.store.reader
    found = await reader.read([(file_id, FileOfImport)])
    file: FileOfImport = found[file_id, FileOfImport].state
    if file.import_id is None:
        return None
    of = await reader.read([(file.import_id, ListImport)])
    file.reserve(file_id, of[file.import_id, ListImport].state)
    return file.import_id


def _said(
    form: ImportForm, counter: Counter, by: Caller, rows: RowCounts, mending: Mending
) -> ImportSubmitted:
    vault = counter.has(Vault)
    whose = form.place_id, form.kind, form.on, by.day
    mending_id = None if mending == NOTHING else id_of(vault, mending)
    return ImportSubmitted(*whose, form.file_id(vault), rows, form.answers_id(vault), mending_id)
