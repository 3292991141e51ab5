"""The workbooks of imports: a template to fill in, a list sent back with what is wrong in it."""

import asyncio
from collections.abc import Iterator
from typing import Final

from services.registry.imports.api.files import Files
from services.registry.imports.api.lists import Lists
from services.registry.imports.api.looking import report_of
from services.registry.imports.api.mending import kept_of
from services.registry.imports.list_import.list_import import ListImport
from services.registry.imports.list_import.refusals import ImportFileGone
from services.registry.imports.views import ImportRow
from shared.importing.bringing import File, as_mended, sheets_in
from shared.importing.marking.marked import marked_sheets
from shared.importing.templates import template
from shared.web.counter import Counter
from shared.web.languages import Language

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def called(name: str) -> dict[str, str]:
    """The header that says how to keep it: never as the officer's file was called."""
    return {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}


def template_of(counter: Counter, kind_name: str) -> tuple[str, bytes]:
    """How it is called, and its bytes. Raises ListKindUnknown."""
    kind = counter.has(Lists).kind(kind_name)
    return f"hieuhoc-{kind.name}", b"".join(template(kind))


async def marked_of(counter: Counter, row: ImportRow, language: Language) -> Iterator[bytes]:
    """The lists of its file as mended, piece by piece, with what is told of its rows: after
    it has finished what became of them, before what the dry run said. Raises ImportFileGone."""
    files, ran = counter.has(Files), row.state == "finished"
    known = await counter.state(row.import_id, ListImport)
    if (kept := await kept_of(files, row.import_id, known.mending_id)) is None:
        raise ImportFileGone
    report = await report_of(files, row, known, language)
    sheets = await sheets_in(File(kept.sent.name, kept.sent.data))
    kind = counter.has(Lists).kind(row.list_kind)
    sheets, read = await asyncio.to_thread(as_mended, kind, sheets, kept.whole)
    return marked_sheets(sheets, read, report, ran=ran)
