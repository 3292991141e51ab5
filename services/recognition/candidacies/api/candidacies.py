"""The counter for candidacies: register one, or up to a thousand; look up those of a place."""

from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from services.recognition.candidacies import views
from services.recognition.candidacies.api.asking import HowItStands, asking
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.candidacy.facts import Asked, candidacy_id
from services.recognition.candidacies.views import LastStep
from shared.eventstore.commands import Command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, paged_by
from shared.web.counter import Counter
from shared.web.pages import PageOf
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


class CandidacyShown(BaseModel):
    """`status` is registered, withdrawn, recognised, declined or revoked, since `effective_on`."""

    candidacy_id: UUID
    bearer_kind: str
    bearer_id: UUID
    title: str
    title_year: int
    registration: str
    status: str
    effective_on: date


def _shown(last: LastStep) -> CandidacyShown:
    said = {name: value for name, value in vars(last).items() if name != "position"}
    whose = (last.title, last.title_year, last.bearer_kind, last.bearer_id)
    return CandidacyShown(candidacy_id=candidacy_id(*whose), **said)


def routes(counter: Counter) -> APIRouter:
    router = Router(prefix="/recognition/v1/candidacies", tags=["candidacies"])
    rows = Rows("recognition.candidacy.register", CandidacyForm, registering, HowItStands)
    recording(router, counter, rows)

    @router.get("")
    async def at_place(
        place_id: UUID,
        caller: Annotated[Caller, reads("recognition.bearer.read")],
        page: Annotated[Page[int], paged_by(int)],
        on: Day | None = None,
    ) -> PageOf[CandidacyShown]:
        """The candidacies of a place on a day, today's without `on`: those not decided yet of the
        bearers that are there on that day, and those that were decided there. Those that wait are
        not among them."""
        seen = caller.sees(place_id)
        if caller.tree.place(place_id) is None or not seen.is_something:
            raise caller.unknown(place_id)
        asked = {"place_id": place_id, "on": min(on or caller.day, seen.until)}
        page, count = replace(page, after=page.after or 0), views.NUMBER_AT_PLACE
        found = await counter.page(LastStep, views.AT_PLACE, page, count, **asked)
        items = [_shown(each) for each in found.items]
        return PageOf(items=items, number=found.number, next_cursor=found.next_cursor)

    return router
