"""The route of counts: how many of each kind a place has on a day, as known on a day."""

import asyncio
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.rollups.api.asked import SiteForm, question_of
from services.rollups.api.shown import PlaceShown, Shown
from services.rollups.figures.location import locations_in
from services.rollups.figures.populations import Population, Statement, Stating
from services.rollups.views.answers import Answers, Question
from shared.vocabulary.kinds import POPULATION_KINDS
from shared.vocabulary.places import Tree
from shared.web.caller import Caller, reads
from shared.web.counter import Counter

SeesFigures = Annotated[Caller, reads("rollups.figure.read")]


class PartShown(BaseModel):
    """What a place directly in it has; `value` none: nothing is known. `complete`: nothing in it is
    missing."""

    place: PlaceShown | None
    value: int | None
    oldest_on: date | None
    complete: bool
    stated: bool


class PopulationShown(PartShown):
    """`stated`: by the place itself, by this source; else `value` is the sum of the `parts`, and
    not complete where one says nothing. `oldest_on`: of which day the oldest statement in it is."""

    population_kind: str
    source_code: str | None
    document_number: str | None
    parts: list[PartShown]


class PopulationsShown(BaseModel):
    """`rebuild_wanted`: nothing later is heard until it is rebuilt."""

    place: PlaceShown | None
    on: date
    as_of: date | None
    rebuild_wanted: bool
    populations: list[PopulationShown]


def add_populations(router: APIRouter, counter: Counter) -> None:
    @router.get("/populations")
    async def populations(
        form: Annotated[SiteForm, Query()], caller: SeesFigures
    ) -> PopulationsShown:
        """How many inhabitants, households, adults, workers, officers and pupils a place has on a
        day: what it states, or else what the places directly in it add up to, never both."""
        tree, question = await question_of(counter, form, caller)
        said, known = await counter.has(Answers).stated(question)
        found = await asyncio.to_thread(_populations, tree, question, said)
        shown = Shown(tree, question.on)
        return PopulationsShown(
            place=shown.place(question.place_id),
            on=question.on,
            as_of=question.as_of,
            rebuild_wanted=known.rebuild_wanted,
            populations=[_shown(shown, question.place_id, *each) for each in found],
        )


def _populations(
    tree: Tree, question: Question, said: list[Statement]
) -> list[tuple[str, Population]]:
    found = []
    for kind in POPULATION_KINDS:
        stating = Stating.of_kind(kind, locations_in(tree), question.on, said)
        found.append((kind, stating.of(question.place_id, below=question.below)))
    return found


def _shown(shown: Shown, place_id: UUID | None, kind: str, found: Population) -> PopulationShown:
    own = found.stated
    return PopulationShown(
        **_part(shown, place_id, found).model_dump(),
        population_kind=kind,
        source_code=own and own.source_code,
        document_number=own and own.document_number,
        parts=[_part(shown, *each) for each in found.parts],
    )


def _part(shown: Shown, place_id: UUID | None, found: Population) -> PartShown:
    return PartShown(
        place=shown.place(place_id),
        value=found.value,
        oldest_on=found.oldest_on,
        complete=found.complete,
        stated=found.stated is not None,
    )
