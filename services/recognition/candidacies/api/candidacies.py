"""The counter for candidacies: register one, or up to a thousand; look up those of a place."""

from dataclasses import replace
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from services.recognition.candidacies import views
from services.recognition.candidacies.api.asking import HowItStands, asking
from services.recognition.candidacies.api.naming import BearerForm, TitleId
from services.recognition.candidacies.candidacy.facts import Asked, candidacy_id
from services.recognition.candidacies.views import HeldByNobody, LastStep
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
    """`status` is registered, withdrawn, recognised, declined or revoked, since `effective_on`.
    `set_back`: it does not count, for the bearer was on the books twice, and its other candidacy
    does."""

    candidacy_id: UUID
    bearer_kind: str
    bearer_id: UUID
    title: str
    title_year: int
    registration: str
    status: str
    effective_on: date
    set_back: bool


class HeldByNobodyShown(CandidacyShown):
    """`told_on`: when it was known that the bearer never was; `ground_code`: why, as a word of a
    closed list, none if it was written down by mistake."""

    told_on: date
    ground_code: str | None


Shown = TypeVar("Shown", bound=CandidacyShown)


def _shown(last: LastStep, shown: type[Shown]) -> Shown:
    said = {name: value for name, value in vars(last).items() if name != "position"}
    whose = (last.title, last.title_year, last.bearer_kind, last.bearer_id)
    return shown(candidacy_id=candidacy_id(*whose), **said)


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
        asked = {"place_id": place_id, "on": min(on or caller.day, _until(caller, place_id))}
        page, count = replace(page, after=page.after or 0), views.NUMBER_AT_PLACE
        found = await counter.page(LastStep, views.AT_PLACE, page, count, **asked)
        items = [_shown(each, CandidacyShown) for each in found.items]
        return PageOf(items=items, number=found.number, next_cursor=found.next_cursor)

    @router.get("/held-by-nobody")
    async def held_by_nobody(
        place_id: UUID,
        caller: Annotated[Caller, reads("recognition.bearer.read")],
        page: Annotated[Page[int], paged_by(int)],
    ) -> PageOf[HeldByNobodyShown]:
        """The titles of a place that were given, and not revoked, to bearers which registry has
        withdrawn since, as if they had never been: somebody has to revoke them."""
        asked = {"place_id": place_id, "on": min(caller.day, _until(caller, place_id))}
        page, count = replace(page, after=page.after or 0), views.NUMBER_HELD_BY_NOBODY
        found = await counter.page(HeldByNobody, views.HELD_BY_NOBODY, page, count, **asked)
        items = [_shown(each, HeldByNobodyShown) for each in found.items]
        return PageOf(items=items, number=found.number, next_cursor=found.next_cursor)

    return router


def _until(caller: Caller, place_id: UUID) -> date:
    """The last day of which anything is seen there. Refuses a place of which nothing is."""
    seen = caller.sees(place_id)
    if caller.tree.place(place_id) is None or not seen.is_something:
        raise caller.unknown(place_id)
    return seen.until
