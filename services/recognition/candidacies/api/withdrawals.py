"""The counter for withdrawals: of one candidacy, or of up to a thousand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import BaseModel, Field

from services.recognition.application import Asker, Withdrawing
from services.recognition.candidacies.api.desk import Desk
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.api.rows import MOST_ROWS, BulkAnswer, Rows, answer_of
from services.recognition.candidacies.candidacy import Withdrawal
from shared.web.actions import Permit, action
from shared.web.conversation import FactOrigin, IdempotencyKey
from shared.web.languages import preferred
from shared.web.routing import Router
from shared.web.values import Day, Form, RowsOf, RowsSent, Text, WholeNumber

WithdrawPermit = Annotated[Permit, action("recognition.candidacy.withdraw")]


class WithdrawalForm(BearerForm):
    """A bearer does not want to run for the title of the year any more, from a day on. Nothing may
    have been decided yet; from that day on it may register again."""

    title: TitleId
    title_year: WholeNumber
    withdrawn_on: Day

    def asked(self, by: Asker) -> Withdrawing:
        withdrawal = Withdrawal(self.title, self.title_year, self.withdrawn_on)
        return Withdrawing(self.bearer, withdrawal, by)


class BulkForm(Form):
    """Rows have the fields of one withdrawal, and are numbered from 1."""

    rows: Annotated[RowsSent, RowsOf(WithdrawalForm), Field(min_length=1, max_length=MOST_ROWS)]


class Withdrawn(BaseModel):
    """`status`: withdrawn."""

    candidacy_id: UUID
    status: str


def routes(desk: Desk) -> APIRouter:
    router = Router(prefix="/recognition/v1/withdrawals", tags=["withdrawals"])
    many = Rows(WithdrawalForm, WithdrawalForm.asked, desk.recognition.withdraw_many)

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def withdraw(
        form: WithdrawalForm, permit: WithdrawPermit, origin: FactOrigin, key: IdempotencyKey
    ) -> Withdrawn:
        by = await desk.asker(permit, origin, key)
        return Withdrawn.model_validate(await desk.recognition.withdraw(form.asked(by)))

    @router.post("/bulk", response_model_exclude_none=True)
    async def withdraw_many(
        form: BulkForm,
        permit: WithdrawPermit,
        origin: FactOrigin,
        key: IdempotencyKey,
        accept_language: Annotated[Text, Header()] = "",
    ) -> BulkAnswer:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        by = await desk.asker(permit, origin, key)
        return answer_of(await many.outcomes(form.rows, by), preferred(accept_language))

    return router
