"""The counter where one asks how it stands with a bearer."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.recognition.candidacies import views
from services.recognition.candidacies.api.naming import BearerKind, TitleId
from services.recognition.candidacies.candidacy.facts import BearerKey, Standing
from services.recognition.candidacies.candidacy.refusals import BearerUnknown
from services.recognition.candidacies.candidacy.whereabouts import Whereabouts
from services.recognition.candidacies.views import Step, Traces
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import AskedNumber, Day

WAITS: Final = (Standing.WAITING,)
DECIDED: Final = (Standing.RECOGNISED, Standing.DECLINED)


class StatusForm(BaseModel):
    """On which day, as known on which day; both today unless said."""

    model_config = ConfigDict(extra="forbid")

    title: TitleId = "family"
    year: Annotated[AskedNumber, Field(ge=1, le=9999)]
    on: Day | None = None
    as_of: Annotated[Day | None, Field(description="as known at the end of this day")] = None


class Status(BaseModel):
    """`status` is none, waiting, registered, withdrawn, recognised, declined or revoked. Of every
    step that led to it: the day it holds from (`effective_on`) and the day it was recorded
    (`recorded_on`). `set_back`: it does not count, for the bearer was on the books twice, and its
    other candidacy does."""

    bearer_kind: str
    bearer_id: UUID
    title: str
    year: int
    on: date
    as_of: date
    status: str
    decision_number: str | None
    ground_code: str | None
    set_back: bool
    steps: Sequence[Step]


def routes(counter: Counter) -> APIRouter:
    router = Router(prefix="/recognition/v1/bearers", tags=["bearers"])

    @router.get("/{bearer_kind}/{bearer_id}/status")
    async def status(
        bearer_kind: BearerKind,
        bearer_id: UUID,
        form: Annotated[StatusForm, Query()],
        caller: Annotated[Caller, reads("recognition.bearer.read")],
    ) -> Status:
        """How it stands with a bearer's run at a title, on a day, as known on a day."""
        on, as_of = form.on or caller.day, form.as_of or caller.day
        async with counter.connections.connection() as connection:
            bearer = await views.traces(connection, BearerKey(bearer_kind, bearer_id))
            _require_seen(caller, bearer, on)
            candidacy = (bearer_kind, bearer_id, form.title, form.year)
            found = await views.steps(connection, candidacy, on, as_of)
            back = await views.is_set_back(connection, candidacy, as_of)
        steps = _shown(caller, bearer.whereabouts, on, found)
        last = steps[-1] if steps else None
        return Status(
            bearer_kind=bearer_kind,
            bearer_id=bearer_id,
            title=form.title,
            year=form.year,
            on=on,
            as_of=as_of,
            status=last.status if last else "none",
            decision_number=last.decision_number if last else None,
            ground_code=last.ground_code if last else None,
            set_back=back and last is not None,
            steps=steps,
        )

    return router


def _require_seen(caller: Caller, bearer: Traces, on: date) -> None:
    """Refuses a bearer of which nothing is seen. One that was, on the day, where everything is seen
    is there although nothing has happened yet; until a day only, as far as something had by
    then."""
    at = bearer.whereabouts.on(on)
    there = at is not None and caller.sees(at).until == date.max
    if not there and not any(
        caller.sees(_seat(bearer.whereabouts, place_id, on)).shows(effective_on)
        for place_id, effective_on in bearer.first_days.items()
    ):
        raise BearerUnknown


def _seat(whereabouts: Whereabouts, place_id: UUID | None, on: date) -> UUID | None:
    """Where on that day is what happened at the place; with none, where the bearer is."""
    return whereabouts.on(on) if place_id is None else whereabouts.seat(place_id, on)


def _shown(caller: Caller, whereabouts: Whereabouts, on: date, steps: Sequence[Step]) -> list[Step]:
    """What is decided is shown where that was, what is not where the bearer is on that day, and
    what waits where it was said to live."""
    decided = [step.place_id for step in steps if step.status in DECIDED]
    at = _seat(whereabouts, decided[0] if decided else None, on)

    def shows(step: Step) -> bool:
        place_id = _seat(whereabouts, step.place_id, on) if step.status in WAITS else at
        return caller.sees(place_id).shows(step.effective_on)

    return [step for step in steps if shows(step)]
