"""Figures as shares of a population: 60.358 members are 17,34% of 348.100 inhabitants."""

import asyncio
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel

from services.rollups.figures.location import locations_in
from services.rollups.figures.populations import Population, Stating
from services.rollups.figures.ratios import percent
from services.rollups.views.answers import Answers, Question
from shared.vocabulary.places import Tree
from shared.web.counter import Counter


class ShareShown(BaseModel):
    """Of how many the figure is a share; `population` none: nobody says. `oldest_on`: of which day
    the oldest statement in it is. `complete`: no place in it is missing. `percent` to two
    decimals."""

    population_kind: str
    population: int | None
    oldest_on: date | None
    complete: bool
    percent: Decimal | None


@dataclass(frozen=True)
class Shares:
    """What the places asked about have of one population, by place."""

    kind: str
    populations: dict[UUID | None, Population]

    def of(self, value: int, place_id: UUID | None) -> ShareShown:
        found = self.populations.get(place_id, Population())
        return ShareShown(
            population_kind=self.kind,
            population=found.value,
            oldest_on=found.oldest_on,
            complete=found.complete,
            percent=None if found.value is None else percent(value, found.value),
        )


async def shares_of(
    counter: Counter, kind: str | None, tree: Tree, question: Question
) -> Shares | None:
    """None: no share was asked for."""
    if kind is None:
        return None
    said, _ = await counter.has(Answers).stated(question)
    stating = Stating.of_kind(kind, locations_in(tree), question.on, said)
    return Shares(kind, await asyncio.to_thread(_asked, stating, question))


def _asked(stating: Stating, question: Question) -> dict[UUID | None, Population]:
    found = {question.place_id: stating.of(question.place_id, below=question.below)}
    if question.below:
        found |= {child: stating.of(child) for child in stating.parts_of(question.place_id)}
    return found
