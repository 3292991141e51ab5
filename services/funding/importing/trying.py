"""A list is tried: read and judged by the file alone. Nothing of it is kept or recorded."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.funding.words import SENTENCES
from shared.importing.bringing import File, as_mended, lines_of, sheets_asked
from shared.importing.hamlets import Hamlets
from shared.importing.kinds import Context, Readable
from shared.importing.mapping import ListMapping
from shared.importing.mending import Mending
from shared.importing.reading.lists import Understood
from shared.importing.report import Became, Beside, Report, Told, report_of, said
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Kind, Refusal
from shared.web import languages
from shared.web.languages import Language

NOWHERE: Final = UUID(int=0)
"""By the file alone no row is at any place."""


class ImportNotYet(Refusal):
    code = "funding.import-not-yet"
    kind = Kind.CONFLICT
    sentence = (
        "This list is understood, but recorded from a later release on only: try it (`--dry-run`), "
        "correct what is wrong in it, and keep it until then."
    )


@dataclass(frozen=True)
class Trial:
    """A file, for a day, and how its sheets are to be understood where headings do not say it."""

    file: File
    on: date
    today: date
    mapping: ListMapping = field(default_factory=ListMapping)


async def tried(kind: Readable[Any], trial: Trial, language: Language) -> Report:
    """What is made of its sheets, and what of each row; a right one is told as new, for nothing of
    the kind is on any books. Raises FileRefused, and MappingRefused."""
    mending = Mending(trial.mapping)
    sheets = await sheets_asked(kind, trial.file)
    _, read = await asyncio.to_thread(as_mended, kind, sheets, mending)
    told = await asyncio.to_thread(_told, kind, read, trial)
    rows = [said(each, lambda no: say(no, language), language) for each in told]
    return report_of(new_id(), kind.name, read, rows, Beside(mending.mapping.how))


def say(refusal: Refusal, language: Language) -> str:
    return languages.sentence_of(refusal, language, SENTENCES)


def _told(kind: Readable[Any], read: Sequence[Understood], trial: Trial) -> list[Told]:
    context = Context(NOWHERE, trial.on, trial.today, Hamlets({}))
    return [
        each
        if isinstance(each, Told)
        else Told(line, Became.NEW, adds=each.adds(line), notes=kind.notes(line))
        for each in kind.judged(lines_of([*read]), context)
        for line in ([each.line] if isinstance(each, Told) else each.lines)
    ]
