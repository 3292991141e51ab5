"""A list is sent: read, decided as its run would decide it, and kept until somebody agrees."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from services.registry.imports.api.commands import submit
from services.registry.imports.api.files import DRY_RUN, FILE, Files
from services.registry.imports.api.forms import ImportForm, SentFile, Submitted
from services.registry.imports.api.lists import Lists
from services.registry.imports.list_import.facts import ImportSubmitted, RowCounts
from services.registry.imports.list_import.list_import import FileOfImport, ListImport
from services.registry.imports.list_import.refusals import ImportFileGone
from services.registry.people.vault.keeping import Vault
from shared.eventstore.refusals import KeyReused
from shared.importing.bringing import File, as_lists, lines_of, sheets_in, taken
from shared.importing.keeping import LANGUAGES, Kept, Place, kept, place_of
from shared.importing.kinds import Kind, Run
from shared.importing.reading.lists import Understood
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Beside, Report, RowsTold, asked_of, report_of
from shared.importing.table import Sheet
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.languages import Language

Reports = dict[Language, Report]


async def submitted(counter: Counter, form: ImportForm, by: Caller) -> Reports:
    """What would become of the list, under the id of the import that it is from here on. Raises
    FileRefused, and what is refused."""
    by.require(form.place_id)
    file_id = form.file_id(counter.has(Vault))
    if (again := await _sent_before(counter, by, file_id)) is not None:
        return again
    before = await _import_of(counter, file_id)
    import_id, files = new_id(), counter.has(Files)
    sheets = await sheets_in(File(form.file_name, form.content))
    told = await dry_run(counter, form, sheets, Run(import_id, form.place_id, form.on, by))
    sent = SentFile(form.file_name, form.content, form.answered)
    await files.keep(import_id, FILE, msgspec.msgpack.encode(sent))
    await files.keep(import_id, DRY_RUN, msgspec.json.encode(told))
    await files.keep_names(import_id, sheets)
    said = _said(form, counter, by, told["vi"].rows)
    try:
        first = await counter.transact(Submitted, submit(import_id, said, before, by))
    except Refusal:
        await files.forget([import_id])
        raise
    if first.import_id != import_id:  # the same request was quicker
        await files.forget([import_id])
        return await told_of(files, first.import_id, DRY_RUN)
    return told


async def dry_run(
    counter: Counter, form: ImportForm, sheets: Sequence[Sheet], asked: Run
) -> Reports:
    lists = counter.has(Lists)
    kind = lists.kind(form.kind)
    permit = lists.require(kind, asked.by.permit.grants)
    run = replace(asked, by=replace(asked.by, permit=permit), answers=form.answered)
    read = await asyncio.to_thread(as_lists, kind, sheets)
    told = await taken(rehearsal(counter), kind, read, run)
    rows = kept(told, lists.say)
    return reports_of(run, kind, read, {each.place: each for each in rows})


def reports_of(
    run: Run, kind: Kind[Any], read: list[Understood], done: Mapping[Place, Kept]
) -> Reports:
    """What is told of a list in each language, by what became of its rows."""
    lines = lines_of(read)
    beside = Beside(questions=asked_of(kind.asks(lines), run.answers))
    return {
        each: report_of(
            run.import_id,
            kind.name,
            read,
            [done[place_of(line)].said(line, each) for line in lines],
            beside,
        )
        for each in LANGUAGES
    }


async def told_of(files: Files, import_id: UUID, *parts: str) -> Reports:
    """The first of the parts that is kept. Raises ImportFileGone."""
    for part in parts:
        if (kept := await files.read(import_id, part)) is not None:
            return msgspec.json.decode(kept, type=Reports)
    raise ImportFileGone


async def _sent_before(counter: Counter, by: Caller, file_id: UUID) -> Reports | None:
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
    return await told_of(counter.has(Files), first.import_id, DRY_RUN)


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


def _said(form: ImportForm, counter: Counter, by: Caller, rows: RowsTold) -> ImportSubmitted:
    vault = counter.has(Vault)
    counts = RowCounts(rows.new, rows.changed, rows.unchanged, rows.rejected, rows.ask)
    whose = form.place_id, form.kind, form.on, by.day
    return ImportSubmitted(*whose, form.file_id(vault), counts, form.answers_id(vault))
