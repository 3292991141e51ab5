"""The counter for decisions: on one candidacy, or one decision on up to a thousand."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import BaseModel, ConfigDict, Field

from services.recognition.api.desk import Desk
from services.recognition.api.rows import MOST_ROWS, BulkAnswer, Rows, answer_of
from services.recognition.application import Asker, Deciding
from services.recognition.domain.candidacy import Verdict
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.languages import preferred

DecidePermit = Annotated[Permit, action("recognition.candidacy.decide")]


class BearerForm(BaseModel):
    """On whom it was decided. A ground says that the title was not given, and why."""

    model_config = ConfigDict(extra="forbid")

    bearer_id: UUID
    ground_code: str | None = Field(default=None, max_length=64)


class DocumentForm(BaseModel):
    """The decision itself: its day, and its number as it stands on paper (123/QĐ-UBND)."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(max_length=64)
    title_year: int
    decided_on: date
    decision_number: str = Field(max_length=80)

    def on(self, bearer: BearerForm, by: Asker) -> Deciding:
        verdict = Verdict(
            self.title,
            self.title_year,
            self.decided_on,
            self.decision_number,
            bearer.ground_code,
        )
        return Deciding(bearer.bearer_id, verdict, by)


class DecisionForm(DocumentForm, BearerForm):
    """One decision on one candidacy."""


class BulkForm(DocumentForm):
    """One decision on many candidacies; rows as in one decision, numbered from 1."""

    rows: list[dict[str, Any]] = Field(min_length=1, max_length=MOST_ROWS)


class Decided(BaseModel):
    """`status`: recognised or declined."""

    candidacy_id: UUID
    status: str


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/recognition/v1/decisions", tags=["decisions"])

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
        accept_language: Annotated[str, Header()] = "",
    ) -> BulkAnswer:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        by = await desk.asker(permit, origin, key)
        said = form.model_dump(exclude={"rows"}, mode="json")
        many = Rows(BearerForm, form.on, desk.recognition.decide_many, said)
        return answer_of(await many.outcomes(form.rows, by), preferred(accept_language))

    return router
