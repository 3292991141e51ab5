"""What may be asked, and the refusals of a question that cannot be answered."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.rollups.api.seeing import as_seen, draws_in_unseen
from services.rollups.measures.asking import AskedMeasure, measure
from services.rollups.measures.catalogue import CATALOGUE
from services.rollups.measures.measure import Nature
from services.rollups.views.answers import Question
from services.rollups.views.known import KnownTrees
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import POPULATION_KINDS
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.values import AskedNumber, Day, DayOfPlaces, Text


class PlaceNotFound(Refusal):
    """Not there, not in force on the day, or not for this officer to see: the answer is one."""

    code = "rollups.place-not-found"
    kind = Kind.NOT_FOUND
    sentence = "There is no place {place} on {on}, or it is outside what you may see."


class PlaceTwice(Refusal):
    code = "rollups.place-twice"
    kind = Kind.INVALID
    sentence = "Name the place by place_code or by place_id, not by both."


class PeriodMissing(Refusal):
    code = "rollups.period-missing"
    kind = Kind.INVALID
    sentence = "The measure {measure} is counted over a period: say since which day."


class PeriodBackwards(Refusal):
    code = "rollups.period-backwards"
    kind = Kind.INVALID
    sentence = "The first day {since} is after the last day {on}."


class ShareRestated(Refusal):
    """A population is stated of the place of a day: of what came of it nobody counted anything."""

    code = "rollups.share-restated"
    kind = Kind.INVALID
    sentence = (
        "A population is known in the boundaries of its own day only: ask for the share without"
        " boundary, or for the restated figure without of."
    )


MeasureName = Annotated[
    Text, Field(max_length=64, examples=["families"], description=CATALOGUE.described)
]
DimensionName = Annotated[Text, Field(max_length=64, examples=["topic_code"])]
ValueOfDimension = Annotated[
    Text, Field(max_length=130, pattern="^[a-z_]+:[a-z0-9-]*$", examples=["topic_code:law"])
]
PopulationKind = Annotated[Text, Field(max_length=64, pattern=f"^({'|'.join(POPULATION_KINDS)})$")]
Year = Annotated[AskedNumber, Field(ge=1, le=9999)]


class SiteForm(BaseModel):
    """Where, on which day, as known on which day. No place: the whole deployment."""

    on: DayOfPlaces
    place_code: Annotated[
        Text | None, Field(max_length=32, description="as on the day", examples=["26968"])
    ] = None
    place_id: UUID | None = None
    as_of: Annotated[Day | None, Field(description="as known at the end of this day")] = None

    @property
    def restated_to(self) -> date | None:
        """The day whose places it is asked for by; None: that of `on`."""
        return None

    @property
    def tree_day(self) -> date:
        return self.restated_to or self.on


class PlaceForm(SiteForm):
    """By the places of the day, or of another one."""

    boundary: Annotated[DayOfPlaces | None, Field(description="restated to this day's places")] = (
        None
    )

    @property
    def restated_to(self) -> date | None:
        return self.boundary


class TitleForm(PlaceForm):
    title: Annotated[Text, Field(max_length=64, examples=["family"])] = "family"
    year: Year


class CountedForm(PlaceForm):
    """`since` is the first day of the period of a measure of what happens. `only` names a dimension
    and the value of it that is counted; a topic with all that lie below it."""

    title: Annotated[Text | None, Field(max_length=64, examples=["family"])] = None
    year: Year | None = None
    since: DayOfPlaces | None = None
    only: Annotated[list[ValueOfDimension], Field(max_length=10)] = []


class MeasureForm(CountedForm):
    measure: MeasureName


class MeasuresForm(CountedForm):
    """`by`: a figure for each value of these dimensions that is counted in the place. `of`: each
    figure also as a share of a population of the place, as members are a share of inhabitants.
    `base`: each figure also as a share of what this measure counts there, whatever `only` and `by`
    say, as centres that have a house are a share of centres."""

    base: Annotated[MeasureName | None, Field(examples=["centres"])] = None
    of: Annotated[PopulationKind | None, Field(examples=["inhabitants"])] = None
    by: Annotated[list[DimensionName], Field(max_length=10)] = []
    measure: Annotated[list[MeasureName], Field(min_length=1, max_length=20)]


async def question_of(
    counter: Counter, form: SiteForm, caller: Caller, since: date | None = None
) -> tuple[Tree, Question]:
    """The question, and the tree as it was known on the day asked for.

    How much of the place the officer may see is decided by the tree as it is today.
    """
    for day in (form.on, form.as_of or caller.day, form.restated_to or caller.day):
        require_come(day, caller.day)
    tree = caller.tree
    if form.as_of is not None:
        tree = await counter.has(KnownTrees).as_of(caller.tree, form.as_of)
    place_id = _place_of(form, tree)
    question = as_seen(caller, Question(place_id, form.on, since, form.as_of, form.restated_to))
    if question is None or (
        form.restated_to is not None
        and await asyncio.to_thread(draws_in_unseen, caller, question, tree)
    ):
        raise PlaceNotFound(place=form.place_code or place_id or "–", on=form.tree_day)
    return tree, question


def _place_of(form: SiteForm, tree: Tree) -> UUID | None:
    if form.place_code is not None and form.place_id is not None:
        raise PlaceTwice()
    if form.place_code is None:
        found = form.place_id
        missing = found is not None and not tree.in_force(found, form.tree_day)
    else:
        found = tree.by_code(form.place_code, form.tree_day)
        missing = found is None
    if missing:
        raise PlaceNotFound(place=form.place_code or form.place_id, on=form.tree_day)
    return found


def asked_measure(name: str, form: CountedForm, apart: Sequence[str] = ()) -> AskedMeasure:
    """The measure, with a period when it is one of what happens."""
    only = [
        (dimension, value) for dimension, _, value in (each.partition(":") for each in form.only)
    ]
    found = measure(name, form.title, form.year, only, apart)
    if found.nature is Nature.FLOW:
        if form.since is None:
            raise PeriodMissing(measure=name)
        if form.since > form.on:
            raise PeriodBackwards(since=form.since, on=form.on)
    return found


def base_measure(form: MeasuresForm) -> AskedMeasure | None:
    """What each figure is also a share of; None: of no measure."""
    if form.base is None:
        return None
    return asked_measure(form.base, form.model_copy(update={"only": []}))
