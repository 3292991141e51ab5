"""The counter for candidacies: register one, or up to a thousand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import BaseModel, Field

from services.recognition.application import Asker, Registering
from services.recognition.candidacies.api.desk import Desk
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.api.rows import MOST_ROWS, BulkAnswer, Rows, answer_of
from services.recognition.candidacies.candidacy import Asked
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.languages import preferred
from shared.web.routing import Router
from shared.web.values import Day, Form, RowsOf, RowsSent, Text, WholeNumber

RegisterPermit = Annotated[Permit, action("recognition.candidacy.register")]


class CandidacyForm(BearerForm):
    """A bearer asks for a title that bearers of its kind may run for. `place_id`, where it lives,
    is needed only of one that recognition has not heard of yet: the candidacy then waits until it
    is told of there."""

    title: TitleId
    title_year: WholeNumber
    registration: Annotated[
        Text, Field(max_length=64, description="new or renewed", examples=["new"])
    ]
    registered_on: Day
    place_id: UUID | None = None

    def asked(self, by: Asker) -> Registering:
        said = self.model_dump(exclude={"place_id"})
        return Registering(Asked(**said), self.place_id, by)


class BulkForm(Form):
    """Rows have the fields of one candidacy. They are numbered from 1, and checked one by one, so
    that one that is wrong is answered and the others are registered."""

    rows: Annotated[RowsSent, RowsOf(CandidacyForm), Field(min_length=1, max_length=MOST_ROWS)]


class Registered(BaseModel):
    """`status`: registered, or waiting for the bearer to be heard of."""

    candidacy_id: UUID
    status: str


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/recognition/v1/candidacies", tags=["candidacies"])
    many = Rows(CandidacyForm, CandidacyForm.asked, desk.recognition.register_many)

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def register(
        form: CandidacyForm, permit: RegisterPermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Registered:
        by = await desk.asker(permit, origin, key)
        return Registered.model_validate(await desk.recognition.register(form.asked(by)))

    @router.post("/bulk", response_model_exclude_none=True)
    async def register_many(
        form: BulkForm,
        permit: RegisterPermit,
        origin: FactOrigin,
        key: IdempotencyKey,
        accept_language: Annotated[Text, Header()] = "",
    ) -> BulkAnswer:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        by = await desk.asker(permit, origin, key)
        return answer_of(await many.outcomes(form.rows, by), preferred(accept_language))

    return router
