"""The counter for candidacies: register one, or up to a thousand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.recognition.candidacies.api.asking import HowItStands, asking
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.candidacy.facts import Asked
from shared.eventstore.commands import Command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import Day, Text, WholeNumber


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


def registering(form: CandidacyForm, by: Caller) -> Command:
    """A bearer runs for a title in a year, anew or again."""
    said = form.place_id
    asked = Asked(
        bearer_kind=form.bearer_kind,
        bearer_id=form.bearer_id,
        title=form.title,
        title_year=form.title_year,
        registration=form.registration,
        registered_on=form.registered_on,
    )
    return asking(form.bearer, asked, by, lambda known: known.register(asked, said, by.day), said)


def routes(counter: Counter) -> APIRouter:
    router = Router(prefix="/recognition/v1/candidacies", tags=["candidacies"])
    rows = Rows("recognition.candidacy.register", CandidacyForm, registering, HowItStands)
    recording(router, counter, rows)
    return router
