"""The counter for revocations: of one title, or one decision that revokes up to a thousand."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, status
from pydantic import Field

from services.recognition.candidacies.api.asking import HowItStands, asking
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.candidacy.facts import Revocation
from shared.eventstore.commands import Command
from shared.web.bulk import ROWS, AskedSpeech, BulkAnswer, Rows
from shared.web.caller import Caller, commands
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Day, Form, NumberOfDocument, RowsOf, RowsSent, Text, WholeNumber

REVOKE = "recognition.title.revoke"
Revoker = Annotated[Caller, commands(REVOKE)]


class LossForm(BearerForm):
    """Who loses the title, and on what ground."""

    ground_code: Annotated[Text, Field(max_length=64, examples=["forged-evidence"])]


class DocumentForm(Form):
    """The decision that revokes: its day, and its number as it stands on paper (45/QĐ-UBND)."""

    title: TitleId
    title_year: WholeNumber
    revoked_on: Day
    decision_number: NumberOfDocument


class RevocationForm(DocumentForm, LossForm):
    """One decision that revokes one title."""


class ManyRevocations(DocumentForm):
    """One decision that revokes many titles; rows as in one, numbered from 1."""

    rows: Annotated[RowsSent, RowsOf(LossForm), ROWS]


def revoking(document: DocumentForm, loss: LossForm, by: Caller) -> Command:
    """A title that was given is taken back."""
    revocation = Revocation(
        title=document.title,
        title_year=document.title_year,
        revoked_on=document.revoked_on,
        decision_number=document.decision_number,
        ground_code=loss.ground_code,
    )
    return asking(loss.bearer, revocation, by, lambda known: known.revoke(revocation, by.day))


def routes(counter: Counter) -> APIRouter:
    router = Router(prefix="/recognition/v1/revocations", tags=["revocations"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def revoke(form: RevocationForm, caller: Revoker) -> HowItStands:
        return await counter.transact(HowItStands, revoking(form, form, caller))

    @router.post("/bulk", response_model_exclude_none=True)
    async def revoke_many(
        form: ManyRevocations, caller: Revoker, speech: AskedSpeech
    ) -> BulkAnswer[HowItStands]:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        said = form.model_dump(exclude={"rows"}, mode="json")
        rows = Rows(REVOKE, LossForm, partial(revoking, form), HowItStands, said)
        return await rows.recorded(counter, form.rows, caller, speech)

    return router
