"""The routes of requests: record them, look up what is due."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.people.texts.reasons import Reasons, Then
from services.registry.requests.api.commands import (
    Done,
    Finding,
    Receiving,
    Resumed,
    acknowledge,
    answer,
    extend,
    received,
    resume,
)
from services.registry.requests.api.forms import (
    AcknowledgementForm,
    AnswerForm,
    ExtensionForm,
    OfRequest,
    RequestForm,
    ResumptionForm,
)
from services.registry.requests.api.words import wording
from services.registry.requests.request.request import RequestUnknown, WordsAboutErased
from services.registry.requests.views import REQUESTS, WANTED, RequestRow
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.falling_due import ByDayPaging, FallingDue
from shared.web.looking_up import answer_of
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day

READ: Final = "registry.request.read"
Reading = Annotated[Caller, reads(READ)]
DUE: Final = FallingDue[RequestRow](REQUESTS, WANTED)


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/requests", tags=["requests"])
    noting = Reasons[RequestForm](about=lambda form: [form.person_ref], field="note")
    receiving = Then(Receiving(), noting)
    rows = Rows("registry.request.receive", RequestForm, received, Done, around=receiving)
    recording(router, counter, rows)
    acknowledging: Rows[Any, Done] = Rows(
        "registry.request.acknowledge", AcknowledgementForm, acknowledge, Done
    )
    recording(router, counter, acknowledging, "/acknowledgements")
    about = Reasons[Any](found=_whose, unknown=WordsAboutErased)
    of_extension: Then[ExtensionForm] = Then(Finding(), about)
    extending = Rows("registry.request.extend", ExtensionForm, extend, Done, around=of_extension)
    recording(router, counter, extending, "/extensions")
    of_answer: Then[AnswerForm] = Then(Finding(), about)
    answering = Rows("registry.request.answer", AnswerForm, answer, Done, around=of_answer)
    recording(router, counter, answering, "/answers")
    resuming = Rows("registry.processing.resume", ResumptionForm, resume, Resumed)
    recording(router, counter, resuming, "/resumptions")
    _looking_up(router, counter)
    wording(router, counter)
    return [router]


def _whose(form: OfRequest) -> list[UUID]:
    return [form.person_ref]


def _looking_up(router: APIRouter, counter: Counter) -> None:
    @router.get("")
    async def many(
        caller: Reading,
        page: ByDayPaging,
        place_id: UUID | None = None,
        due_by: Day | None = None,
        acknowledge_by: Day | None = None,
    ) -> PageOf[RequestRow]:
        """Requests within reach, or those of one place, in the order in which they are due; with
        `due_by` those that are not answered and due by that day, with `acknowledge_by` those that
        are neither answered nor acknowledged and to be acknowledged by that day."""
        if place_id is not None and not caller.sees(place_id).is_something:
            raise caller.unknown(place_id)
        asked = {"place_id": place_id, "due_by": due_by, "acknowledge_by": acknowledge_by}
        return await DUE.of(counter, caller, page, asked)

    @router.get("/{request_id}")
    async def one(request_id: UUID, caller: Reading) -> RequestRow:
        """A request of a person about their data."""
        row = await counter.one(RequestRow, REQUESTS.one, request_id=request_id)
        shown = None if row is None else REQUESTS.as_seen(row, caller.sees(row.place_id).until)
        if shown is None:
            raise RequestUnknown
        return shown

    answer_of(REQUESTS, many, one)
