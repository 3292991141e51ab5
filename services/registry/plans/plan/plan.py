"""Plan (kế hoạch, chương trình năm): what an association, a centre or a committee is to do in a
year, each by its day; reviewed (rà soát) on days. Each of them has one plan of a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.plans.plan.facts import (
    PlanAdopted,
    PlanCorrected,
    PlanFact,
    PlanReviewed,
    PlanReviewWithdrawn,
    PlanWithdrawn,
    plan_id,
)
from services.registry.plans.plan.items import Items, OfPlan
from services.registry.plans.plan.refusals import (
    PlanAdoptedAlready,
    PlanHasItems,
    PlanReviewedBefore,
    PlanReviewsFull,
    PlanReviewUnknown,
    PlanUnknown,
    PlanYearImplausible,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import FIRST_TITLE_YEAR, LAST_TITLE_YEAR

MOST_REVIEWS: Final = 100
Adoption = tuple[date, str | None]
"""The day, and the number of the document by which, if one is known."""


@dataclass(frozen=True)
class Plan:
    """`of`: whose it is; None: nobody spoke of it. `adopted` None: it never was. `last_place`:
    where it counts, or counted."""

    of: OfPlan | None = None
    adopted: Adoption | None = None
    items: Items = field(default_factory=Items)
    reviews: Mapping[UUID, PlanReviewed] = field(default_factory=dict)
    reviews_withdrawn: frozenset[UUID] = frozenset()

    @property
    def last_place(self) -> UUID | None:
        return None if self.of is None else self.of.place_id

    @property
    def there(self) -> OfPlan:
        """Whose it is. Refuses a plan that was not adopted."""
        if self.of is None or self.adopted is None:
            raise PlanUnknown
        return self.of

    def evolve(self, fact: PlanFact) -> Self:
        match fact:
            case PlanAdopted():
                planner = (fact.planner_kind, fact.planner_id)
                of = OfPlan(fact.place_id, planner, fact.plan_year)
                return replace(self, of=of, adopted=(fact.adopted_on, fact.document_number))
            case PlanCorrected():
                moved = self.of and replace(self.of, place_id=fact.place_id)
                return replace(self, of=moved, adopted=(fact.adopted_on, fact.document_number))
            case PlanWithdrawn():
                return replace(self, adopted=None, reviews={})
            case PlanReviewed(review_id=id_):
                return replace(self, reviews={**self.reviews, id_: fact})
            case PlanReviewWithdrawn(review_id=id_):
                left = {each: said for each, said in self.reviews.items() if each != id_}
                gone = self.reviews_withdrawn | {id_}
                return replace(self, reviews=left, reviews_withdrawn=gone)
            case _:
                return replace(self, items=self.items.evolve(fact))

    def adopt(self, of: OfPlan, adopted: Adoption, today: date) -> list[PlanAdopted]:
        if not FIRST_TITLE_YEAR <= of.year <= LAST_TITLE_YEAR:
            raise PlanYearImplausible(first=FIRST_TITLE_YEAR, last=LAST_TITLE_YEAR)
        require_come(adopted[0], today)
        if self.adopted == adopted:
            return []
        if self.adopted is not None:
            raise PlanAdoptedAlready(
                plan_id=plan_id(of.planner, of.year), adopted_on=self.adopted[0]
            )
        return [PlanAdopted(of.place_id, *of.planner, of.year, *adopted)]

    def correct(self, place_id: UUID, adopted: Adoption, today: date) -> list[PlanCorrected]:
        """It was adopted on that day, on which its planner was at that place, by that document."""
        of = self.there
        require_come(adopted[0], today)
        for each in self.reviews.values():
            if each.reviewed_on < adopted[0]:
                raise PlanReviewedBefore(adopted_on=adopted[0])
        if (of.place_id, self.adopted) == (place_id, adopted):
            return []
        if of.place_id != place_id and self.items.known:
            raise PlanHasItems
        return [PlanCorrected(place_id, *adopted)]

    def withdraw(self) -> list[PlanWithdrawn]:
        """It was put on the books by mistake; nothing is in it."""
        if self.of is None:
            raise PlanUnknown
        if self.adopted is None:
            return []
        if self.items.known:
            raise PlanHasItems
        return [PlanWithdrawn(self.of.place_id)]

    def review(self, asked: PlanReviewed, today: date) -> list[PlanReviewed]:
        """What is left was looked through on that day."""
        require_come(asked.reviewed_on, today)
        if self.of is None or self.adopted is None:
            raise PlanUnknown
        if asked.reviewed_on < self.adopted[0]:
            raise PlanReviewedBefore(adopted_on=self.adopted[0])
        if len(self.reviews) >= MOST_REVIEWS:
            raise PlanReviewsFull(most=MOST_REVIEWS)
        return [asked]

    def withdraw_review(self, review_id: UUID) -> list[PlanReviewWithdrawn]:
        if review_id in self.reviews_withdrawn:
            return []
        if review_id not in self.reviews:
            raise PlanReviewUnknown
        return [PlanReviewWithdrawn(review_id)]
