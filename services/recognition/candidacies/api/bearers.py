"""The counter where one asks how it stands with a bearer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from psycopg import AsyncConnection
from pydantic import BaseModel, ConfigDict, Field

from services.recognition.candidacies import views
from services.recognition.candidacies.api.naming import BearerKind, TitleId
from services.recognition.candidacies.candidacy.facts import BearerKey
from services.recognition.candidacies.candidacy.refusals import BearerUnknown
from services.recognition.candidacies.views import Step
from shared.web.caller import NOTHING, Caller, reads
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.sight import Sight
from shared.web.values import AskedNumber, Day


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
    (`recorded_on`)."""

    bearer_kind: str
    bearer_id: UUID
    title: str
    year: int
    on: date
    as_of: date
    status: str
    decision_number: str | None
    ground_code: str | None
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
            seen = await _seen(caller, connection, BearerKey(bearer_kind, bearer_id))
            candidacy = (bearer_kind, bearer_id, form.title, form.year)
            found = await views.steps(connection, candidacy, on, as_of)
        steps = [step for step in found if _shows(seen, step.place_id, step.effective_on)]
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
            steps=steps,
        )

    return router


Seen = Mapping[UUID | None, Sight]
"""What of a bearer's candidacies is seen, by the place that they are on the books of."""


async def _seen(caller: Caller, connection: AsyncConnection, bearer: BearerKey) -> Seen:
    """Refuses a bearer of which nothing is seen. One that lives where everything is seen is there
    although nothing has happened yet; until a day only, as far as something had by then."""
    known = await views.traces(connection, bearer)
    seen = {place_id: caller.sees(place_id or known.heard_at) for place_id in known.first_days}
    at_home = known.heard_at is not None and caller.sees(known.heard_at).until == date.max
    if not at_home and not any(_shows(seen, *trace) for trace in known.first_days.items()):
        raise BearerUnknown
    return seen


def _shows(seen: Seen, place_id: UUID | None, effective_on: date) -> bool:
    return seen.get(place_id, NOTHING).shows(effective_on)
