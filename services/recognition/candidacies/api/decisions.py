"""The counter for decisions: on one candidacy, or one decision on up to a thousand."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, status
from pydantic import Field

from services.recognition.candidacies.api.asking import HowItStands, asking
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.candidacy.facts import Verdict
from shared.eventstore.commands import Command
from shared.web.bulk import ROWS, AskedSpeech, BulkAnswer, Rows
from shared.web.caller import Caller, commands
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Day, Form, NumberOfDocument, RowsOf, RowsSent, Text, WholeNumber

DECIDE = "recognition.candidacy.decide"
Decider = Annotated[Caller, commands(DECIDE)]


class OutcomeForm(BearerForm):
    """On whom it was decided. A ground says that the title was not given, and why."""

    ground_code: Annotated[Text | None, Field(max_length=64, examples=["too-few"])] = None


class DocumentForm(Form):
    """The decision itself: its day, and its number as it stands on paper (123/QĐ-UBND)."""

    title: TitleId
    title_year: WholeNumber
    decided_on: Day
    decision_number: NumberOfDocument


class DecisionForm(DocumentForm, OutcomeForm):
    """One decision on one candidacy."""


class ManyDecisions(DocumentForm):
    """One decision on many candidacies; rows as in one decision, numbered from 1."""

    rows: Annotated[RowsSent, RowsOf(OutcomeForm), ROWS]


def deciding(document: DocumentForm, outcome: OutcomeForm, by: Caller) -> Command:
    """The title is given, or declined on a ground."""
    verdict = Verdict(
        title=document.title,
        title_year=document.title_year,
        decided_on=document.decided_on,
        decision_number=document.decision_number,
        ground_code=outcome.ground_code,
    )
    return asking(outcome.bearer, verdict, by, lambda known: known.decide(verdict, by.day))


def routes(counter: Counter) -> APIRouter:
    router = Router(prefix="/recognition/v1/decisions", tags=["decisions"])

    @router.post("", status_code=status.HTTP_201_CREATED)
    async def decide(form: DecisionForm, caller: Decider) -> HowItStands:
        return await counter.transact(HowItStands, deciding(form, form, caller))

    @router.post("/bulk", response_model_exclude_none=True)
    async def decide_many(
        form: ManyDecisions, caller: Decider, speech: AskedSpeech
    ) -> BulkAnswer[HowItStands]:
        """Each row is a command of its own: one refused, or sent again, does not touch the
        others. Every row is answered, in the same order."""
        said = form.model_dump(exclude={"rows"}, mode="json")
        rows = Rows(DECIDE, OutcomeForm, partial(deciding, form), HowItStands, said)
        return await rows.recorded(counter, form.rows, caller, speech)

    return router
