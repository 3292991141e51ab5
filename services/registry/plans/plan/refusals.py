"""What an officer is told who asks of a plan what cannot be."""

from typing import Final

from services.registry.organised.life import Unorganised
from shared.vocabulary.refusals import Kind, Refusal


class PlanUnknown(Refusal):
    code = "registry.plan-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such plan: look it up among those of its place."


class PlanBeforePlanner(Refusal):
    code = "registry.plan-before-planner"
    kind = Kind.INVALID
    sentence = "Whoever has the plan is there since {since}: compare the day, or name another one."


class PlanAfterPlanner(Refusal):
    code = "registry.plan-after-planner"
    kind = Kind.INVALID
    sentence = (
        "Whoever has the plan is there no more since {ended_on}: compare the day, or name another"
        " one."
    )


ORGANISED: Final = Unorganised(
    unknown=PlanUnknown, before_organiser=PlanBeforePlanner, after_organiser=PlanAfterPlanner
)


class PlanYearImplausible(Refusal):
    code = "registry.plan-year-implausible"
    kind = Kind.INVALID
    sentence = "The year of a plan is from {first} to {last}: compare it with the plan."


class PlanAdoptedAlready(Refusal):
    code = "registry.plan-adopted-already"
    kind = Kind.CONFLICT
    sentence = (
        "The plan of that year was adopted on {adopted_on}: look at plan {plan_id}, and correct it"
        " if that is wrong."
    )


class PlanHasItems(Refusal):
    code = "registry.plan-has-items"
    kind = Kind.CONFLICT
    sentence = (
        "Something is in this plan, and counts where its planner was: withdraw its items first."
    )


class PlanFull(Refusal):
    code = "registry.plan-full"
    kind = Kind.CONFLICT
    sentence = "A plan has at most {most} items: withdraw one that is in it by mistake."


class PlanItemUnknown(Refusal):
    code = "registry.plan-item-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such item in this plan: look at what is in it."


class PlanItemDueOutOfYear(Refusal):
    code = "registry.plan-item-due-out-of-year"
    kind = Kind.INVALID
    sentence = (
        "An item of the plan of {year} is due from {first} to {last}: compare the day, or name the"
        " plan of another year."
    )


class PlanItemDueBeforeSet(Refusal):
    code = "registry.plan-item-due-before-set"
    kind = Kind.INVALID
    sentence = "It is due before it is in the plan, on {set_on}: compare the days."


class PlanItemStateUnknown(Refusal):
    code = "registry.plan-item-state-unknown"
    kind = Kind.INVALID
    sentence = "An item is closed as one of these: {states}."


class PlanItemClosedAlready(Refusal):
    code = "registry.plan-item-closed-already"
    kind = Kind.CONFLICT
    sentence = (
        "This item was closed as {state} on {closed_on}: if that is wrong, withdraw the closing"
        " first."
    )


class PlanItemClosedBeforeSet(Refusal):
    code = "registry.plan-item-closed-before-set"
    kind = Kind.INVALID
    sentence = "It is in the plan since {set_on}: compare the day on which it was closed."


class PlanItemNotDone(Refusal):
    code = "registry.plan-item-not-done"
    kind = Kind.INVALID
    sentence = "What is dropped was done by nothing: name nothing, or close the item as done."


class FulfilmentUnknown(Refusal):
    code = "registry.fulfilment-unknown"
    kind = Kind.NOT_FOUND
    sentence = (
        "There is no such activity, class, document or session: look it up among those of its"
        " place."
    )


class FulfilmentNotThere(Refusal):
    code = "registry.fulfilment-not-there"
    kind = Kind.CONFLICT
    sentence = (
        "That was not held, or was cancelled or withdrawn: record that it was held first, or name"
        " by what the item was done."
    )


class FulfilmentAfterwards(Refusal):
    code = "registry.fulfilment-afterwards"
    kind = Kind.INVALID
    sentence = (
        "That was on {day}, and the item was done before: compare the days, or name by what the"
        " item was done."
    )


class PlanReviewUnknown(Refusal):
    code = "registry.plan-review-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such review of this plan: look at those that were recorded."


class PlanReviewedBefore(Refusal):
    code = "registry.plan-reviewed-before"
    kind = Kind.INVALID
    sentence = "The plan was adopted on {adopted_on}: compare the day on which it was reviewed."


class PlanReviewsFull(Refusal):
    code = "registry.plan-reviews-full"
    kind = Kind.CONFLICT
    sentence = "A plan has at most {most} reviews: withdraw one that was recorded by mistake."
