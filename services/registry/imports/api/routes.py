"""The routes of imports."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response, status
from fastapi.responses import StreamingResponse

from services.registry.imports.api.commands import confirm, drop
from services.registry.imports.api.files import FILE, Files
from services.registry.imports.api.forms import (
    ImportForm,
    ImportShown,
    ImportState,
    ImportTakenBack,
    ImportTold,
    ListKind,
    MendingForm,
)
from services.registry.imports.api.lists import ACTION, Lists
from services.registry.imports.api.looking import shown, told
from services.registry.imports.api.mending import mended
from services.registry.imports.api.submitting import submitted
from services.registry.imports.api.undoing import take_back
from services.registry.imports.api.workbooks import XLSX, called, marked_of, template_of
from services.registry.imports.list_import.facts import GrantHeld
from services.registry.imports.list_import.list_import import ListImport
from services.registry.imports.list_import.refusals import ImportFileGone, ImportUnknown
from services.registry.imports.views import IMPORTS, ImportRow
from shared.importing.report import Report
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, commands, reads
from shared.web.conversation import Page, paged_by
from shared.web.counter import Counter
from shared.web.identity import principal
from shared.web.looking_up import answer_of
from shared.web.pages import PageOf
from shared.web.routing import Router

PATH: Final = "/registry/v1/imports"
MOST_SENT: Final = 27_100_000
"""Bytes of a request: 20 MB, the largest file that is read, in base64, and what is said of it."""
READING: Final = "registry.list.read"
UNDOING: Final = "registry.list.undo"
Bringing = Annotated[Caller, commands(ACTION)]
Undoing = Annotated[Caller, commands(UNDOING)]
Reading = Annotated[Caller, reads(READING)]
Paging = Annotated[Page[UUID], paged_by(UUID)]
BYTES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix=PATH, tags=["imports"])
    _submitting(router, counter)
    _mending(router, counter)
    _agreeing(router, counter)
    _undoing(router, counter)
    _workbooks(router, counter)
    _reading(router, counter)
    return [router]


def _submitting(router: APIRouter, counter: Counter) -> None:
    @router.post("", status_code=status.HTTP_201_CREATED)
    async def submit(form: ImportForm, caller: Bringing, speech: AskedSpeech) -> Report:
        """What would become of each row of a file (.xlsx, .xls, .ods, .csv; in base64), as Excel
        shows its sheets, rows and columns. Nothing is recorded but that it was sent: the right rows
        are once the import is confirmed. The same bytes again, also under another name, are refused
        and the import that they came in with is named, unless that was dropped or undone."""
        return (await submitted(counter, form, caller))[speech.language]


def _mending(router: APIRouter, counter: Counter) -> None:
    @router.post("/{import_id}/mendings")
    async def mend(
        import_id: UUID, form: MendingForm, caller: Bringing, speech: AskedSpeech
    ) -> Report:
        """What would become of each row of the list as it is mended now: nothing is recorded yet,
        and no file is sent again. Cells, the words of a column for all rows at once, answers to
        the questions of the report, and how sheets are to be understood. Refused once the import
        is confirmed, and where a sheet, row, column or field is not there."""
        return (await mended(counter, import_id, form, caller))[speech.language]


def _agreeing(router: APIRouter, counter: Counter) -> None:
    @router.post("/{import_id}/confirm", status_code=status.HTTP_202_ACCEPTED)
    async def agree(import_id: UUID, caller: Bringing, request: Request) -> ImportState:
        """Its right rows are recorded, for who confirms, as soon as it is its turn: one import of a
        place and a kind at a time. It ends when the token ends with which it was confirmed;
        confirmed again, it goes on, and while it waits or runs, it may go on for longer."""
        officer = await principal(request)
        grants = [GrantHeld(*vars(each).values()) for each in caller.permit.grants]
        until = datetime.fromtimestamp(officer.until, UTC)
        await _require_open(counter, import_id, caller)
        return await counter.transact(ImportState, confirm(import_id, grants, until, caller))

    @router.post("/{import_id}/drop")
    async def put_away(import_id: UUID, caller: Bringing) -> ImportState:
        """Nothing of it shall be recorded: its file is deleted, and may be sent anew. Refused once
        it has begun."""
        state = await counter.transact(ImportState, drop(import_id, caller))
        await counter.has(Files).forget([import_id])
        return state


def _undoing(router: APIRouter, counter: Counter) -> None:
    @router.post("/{import_id}/undo")
    async def never_was(import_id: UUID, caller: Undoing) -> ImportTakenBack:
        """All that it put on the books is withdrawn, and its file may be sent anew. Where anything
        was built on that, nothing more is withdrawn, and `errors` says what was built on which
        thing, and when. Of one that has finished or ended; asked again, it goes on where it broke
        off, or answers the same."""
        return await take_back(counter, import_id, caller)


async def _require_open(counter: Counter, import_id: UUID, caller: Caller) -> None:
    """That who confirms may do what its rows command, and its file is there."""
    found = await counter.transactions.store.reader.read([(import_id, ListImport)])
    known: ListImport = found[import_id, ListImport].state
    caller.require(known.place_id, ImportUnknown)
    if known.submitted is not None:
        lists = counter.has(Lists)
        lists.require(lists.kind(known.submitted.list_kind), caller.permit.grants)
    if known.state in ("submitted", "ended") and not await counter.has(Files).has(import_id, FILE):
        raise ImportFileGone


def _reading(router: APIRouter, counter: Counter) -> None:
    @router.get("")
    async def at_place(place_id: UUID, caller: Reading, page: Paging) -> PageOf[ImportShown]:
        """The imports of a place, how each stands and how far it has come."""
        seen = caller.sees(place_id)
        if caller.tree.place(place_id) is None or not seen.is_something:
            raise caller.unknown(place_id)
        asked = {"place_id": place_id, "until": seen.until, "on": None}
        found = await counter.page(
            ImportRow, IMPORTS.at_place, page, IMPORTS.number_at_place, **asked
        )
        items = await shown(counter, found.items)
        return PageOf(items=items, next_cursor=found.next_cursor, number=found.number)

    @router.get("/{import_id}")
    async def one(import_id: UUID, caller: Reading, speech: AskedSpeech) -> ImportTold:
        """An import, how far it has come, and what is told of its rows."""
        return await told(counter, await _seen(counter, import_id, caller), speech.language)

    answer_of(IMPORTS, at_place, one)


async def _seen(counter: Counter, import_id: UUID, caller: Caller) -> ImportRow:
    row = await counter.one(ImportRow, IMPORTS.one, import_id=import_id)
    found = None if row is None else IMPORTS.as_seen(row, caller.sees(row.place_id).until)
    if found is None:
        raise ImportUnknown
    return found


def _workbooks(router: APIRouter, counter: Counter) -> None:
    @router.get("/templates/{kind}", response_class=Response, responses=BYTES)
    async def to_fill_in(kind: ListKind, caller: Reading) -> Response:
        """A workbook of a kind of lists to fill in: headings that are understood, words to choose
        from, and an example, which is never taken for a row."""
        name, data = await asyncio.to_thread(template_of, counter, kind)
        return Response(data, media_type=XLSX, headers=called(name))

    @router.get("/{import_id}/workbook", response_class=StreamingResponse, responses=BYTES)
    async def sent_back(import_id: UUID, caller: Reading, speech: AskedSpeech) -> StreamingResponse:
        """The lists of its file as a workbook: a column «Lỗi» says what is wrong or asked of a row,
        the cell that is meant is red or amber. Once it has finished, a column says of the others
        that they are on the books; sent again, only those that were wrong are tried. Refused when
        the file is deleted."""
        row = await _seen(counter, import_id, caller)
        pieces = await marked_of(counter, row, speech.language)
        return StreamingResponse(pieces, media_type=XLSX, headers=called(f"hieuhoc-{import_id}"))

    answer_of(IMPORTS, sent_back)
