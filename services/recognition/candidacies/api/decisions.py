"""The counter for decisions: on one candidacy, or one decision on up to a thousand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import BaseModel, Field

from services.recognition.application import Asker, Deciding
from services.recognition.candidacies.api.desk import Desk
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.api.rows import MOST_ROWS, BulkAnswer, Rows, answer_of
from services.recognition.candidacies.candidacy import Verdict
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.languages import preferred
from shared.web.routing import Router
from shared.web.values import Day, Form, RowsOf, RowsSent, Text, WholeNumber

DecidePermit = Annotated[Permit, action("recognition.candidacy.decide")]


class OutcomeForm(BearerForm):
    """On whom it was decided. A ground says that the title was not given, and why."""

    ground_code: Annotated[Text | None, Field(max_length=64, examples=["too-few"])] = None


class DocumentForm(Form):
    """The decision itself: its day, and its number as it stands on paper (123/QĐ-UBND)."""

    title: TitleId
    title_year: WholeNumber
    decided_on: Day
    decision_number: Annotated[Text, Field(min_length=1, max_length=80, examples=["12/QĐ-UBND"])]

    def on(self, outcome: OutcomeForm, by: Asker) -> Deciding:
        verdict = Verdict(
            self.title,
            self.title_year,
            self.decided_on,
            self.decision_number,
            outcome.ground_code,
        )
        return Deciding(outcome.bearer, verdict, by)


class DecisionForm(DocumentForm, OutcomeForm):
    """One decision on one candidacy."""


class BulkForm(DocumentForm):
    """One decision on many candidacies; rows as in one decision, numbered from 1."""

    rows: Annotated[RowsSent, RowsOf(OutcomeForm), Field(min_length=1, max_length=MOST_ROWS)]


class Decided(BaseModel):
    """`status`: recognised or declined."""

    candidacy_id: UUID
    status: str


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/recognition/v1/decisions", tags=["decisions"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def decide(
        form: DecisionForm, permit: DecidePermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Decided:
        by = await desk.asker(permit, origin, key)
        return Decided.model_validate(await desk.recognition.decide(form.on(form, by)))

    @router.post("/bulk", response_model_exclude_none=True)
    async def decide_many(
        form: BulkForm,
        permit: DecidePermit,
        origin: FactOrigin,
        key: IdempotencyKey,
        accept_language: Annotated[Text, Header()] = "",
    ) -> BulkAnswer:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        by = await desk.asker(permit, origin, key)
        said = form.model_dump(exclude={"rows"}, mode="json")
        many = Rows(OutcomeForm, form.on, desk.recognition.decide_many, said)
        return answer_of(await many.outcomes(form.rows, by), preferred(accept_language))

    return router
