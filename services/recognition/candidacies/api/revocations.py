"""The counter for revocations: of one title, or one decision that revokes up to a thousand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import BaseModel, Field

from services.recognition.application import Asker, Revoking
from services.recognition.candidacies.api.desk import Desk
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.api.rows import MOST_ROWS, BulkAnswer, Rows, answer_of
from services.recognition.candidacies.candidacy import Revocation
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.languages import preferred
from shared.web.routing import Router
from shared.web.values import Day, Form, RowsOf, RowsSent, Text, WholeNumber

RevokePermit = Annotated[Permit, action("recognition.title.revoke")]


class LossForm(BearerForm):
    """Who loses the title, and on what ground."""

    ground_code: Annotated[Text, Field(max_length=64, examples=["forged-evidence"])]


class DocumentForm(Form):
    """The decision that revokes: its day, and its number as it stands on paper (45/QĐ-UBND)."""

    title: TitleId
    title_year: WholeNumber
    revoked_on: Day
    decision_number: Annotated[Text, Field(min_length=1, max_length=80, examples=["12/QĐ-UBND"])]

    def of(self, loss: LossForm, by: Asker) -> Revoking:
        decided = (self.revoked_on, self.decision_number, loss.ground_code)
        return Revoking(loss.bearer, Revocation(self.title, self.title_year, *decided), by)


class RevocationForm(DocumentForm, LossForm):
    """One decision that revokes one title."""


class BulkForm(DocumentForm):
    """One decision that revokes many titles; rows as in one, numbered from 1."""

    rows: Annotated[RowsSent, RowsOf(LossForm), Field(min_length=1, max_length=MOST_ROWS)]


class Revoked(BaseModel):
    """`status`: revoked."""

    candidacy_id: UUID
    status: str


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/recognition/v1/revocations", tags=["revocations"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def revoke(
        form: RevocationForm, permit: RevokePermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Revoked:
        by = await desk.asker(permit, origin, key)
        return Revoked.model_validate(await desk.recognition.revoke(form.of(form, by)))

    @router.post("/bulk", response_model_exclude_none=True)
    async def revoke_many(
        form: BulkForm,
        permit: RevokePermit,
        origin: FactOrigin,
        key: IdempotencyKey,
        accept_language: Annotated[Text, Header()] = "",
    ) -> BulkAnswer:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        by = await desk.asker(permit, origin, key)
        said = form.model_dump(exclude={"rows"}, mode="json")
        many = Rows(LossForm, form.of, desk.recognition.revoke_many, said)
        return answer_of(await many.outcomes(form.rows, by), preferred(accept_language))

    return router
