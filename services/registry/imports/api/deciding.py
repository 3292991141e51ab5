"""A list is decided as its run would decide it, and nothing is recorded."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from services.registry.imports.api.files import Files
from services.registry.imports.api.lists import Lists
from services.registry.imports.list_import.facts import RowCounts
from services.registry.imports.list_import.refusals import ImportFileGone
from shared.importing import unsure_rows
from shared.importing.bringing import as_mended, lines_of, taken
from shared.importing.keeping import LANGUAGES, Kept, Place, kept, place_of
from shared.importing.kinds import Kind, Run
from shared.importing.mending import Mending
from shared.importing.reading.lists import Understood
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Beside, Report, asked_of, report_of
from shared.importing.table import Sheet
from shared.web.counter import Counter
from shared.web.languages import Language

Reports = dict[Language, Report]


@dataclass(frozen=True)
class Deciding:
    """A list of a kind, for whom it is decided, what its questions are answered with, and what is
    mended of it."""

    kind: str
    run: Run
    answers: Mapping[str, str]
    mending: Mending


@dataclass(frozen=True)
class Decided:
    """`sheets` as they are mended, and what they say."""

    reports: Reports
    sheets: Sequence[Sheet]
    read: Sequence[Understood]


async def dry_run(counter: Counter, asked: Deciding, sheets: Sequence[Sheet]) -> Decided:
    lists = counter.has(Lists)
    kind, grants = lists.kind(asked.kind), asked.run.by.permit.grants
    by = replace(asked.run.by, permit=lists.require(kind, grants))
    correcting = lists.correcting(kind, grants)
    run = replace(asked.run, by=by, answers=asked.answers, correcting=correcting)
    mending = replace(asked.mending, answers=asked.answers)
    found, read = await asyncio.to_thread(as_mended, kind, sheets, mending)
    told = await taken(rehearsal(counter), kind, read, run)
    rows = {each.place: each for each in kept(told, lists.say)}
    return Decided(reports_of(run, kind, read, rows, asked.mending), found, read)


def reports_of(
    run: Run,
    kind: Kind[Any],
    read: list[Understood],
    done: Mapping[Place, Kept],
    mending: Mending,
) -> Reports:
    """What is told of a list in each language, by what became of its rows."""
    lines = lines_of(read)
    questions = [*kind.asks(lines), *unsure_rows.questions(read)]
    return {
        each: report_of(
            run.import_id,
            kind.name,
            read,
            [done[place_of(line)].said(line, each) for line in lines],
            Beside(mending.mapping.how, asked_of(questions, run.answers, each)),
        )
        for each in LANGUAGES
    }


def counts_of(reports: Reports) -> RowCounts:
    rows = reports["vi"].rows
    return RowCounts(rows.new, rows.changed, rows.unchanged, rows.rejected, rows.ask)


async def told_of(files: Files, import_id: UUID, *parts: str) -> Reports:
    """The first of the parts that is kept. Raises ImportFileGone."""
    for part in parts:
        if (kept := await files.read(import_id, part)) is not None:
            return msgspec.json.decode(kept, type=Reports)
    raise ImportFileGone
