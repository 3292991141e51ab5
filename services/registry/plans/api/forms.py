"""What is filled in of plans."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, PrivateAttr, model_validator

from services.registry.people.texts.reasons import InOwnWords, Worded
from services.registry.people.vault.naming import require_one
from services.registry.plans.plan.facts import Fulfilment, Planner
from services.registry.plans.plan.fulfilling import KINDS
from shared.vocabulary.kinds import LONGEST_CODE, PLANNER_KINDS
from shared.web.values import Day, Form, NumberOfDocument, Text, WholeNumber

State = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["done"])]


class PlanForm(Form):
    """Of an association, a centre or a committee: one of them, for a year."""

    association_id: UUID | None = None
    centre_id: UUID | None = None
    committee_id: UUID | None = None
    plan_year: WholeNumber
    adopted_on: Day
    document_number: NumberOfDocument | None = None

    @model_validator(mode="after")
    def one_planner(self) -> Self:
        require_one(**{f"{kind}_id": getattr(self, f"{kind}_id") for kind in PLANNER_KINDS})
        return self

    @property
    def planner(self) -> Planner:
        said = {kind: getattr(self, f"{kind}_id") for kind in PLANNER_KINDS}
        return next((kind, id_) for kind, id_ in said.items() if id_ is not None)


class PlanCorrectionForm(Form):
    """Day and document as they should stand; whose plan of which year it is does not change."""

    plan_id: UUID
    adopted_on: Day
    document_number: NumberOfDocument | None = None
    _planner: Planner | None = PrivateAttr(None)

    @property
    def planner(self) -> Planner | None:
        """Whose it is, as its own stream says; None: there is no such plan."""
        return self._planner


class PlanWithdrawalForm(Form):
    plan_id: UUID


class ItemForm(Worded):
    """In the plan since `set_on`, to be done by `due_on`. `words`: what is to be done."""

    plan_id: UUID
    set_on: Day
    due_on: Day
    words: InOwnWords


class ItemCorrectionForm(Worded):
    """Its days, as they should stand; without `words` what is to be done stays as it is."""

    plan_id: UUID
    item_id: UUID
    set_on: Day
    due_on: Day
    words: InOwnWords | None = None


class ClosingForm(Form):
    """`state_code`: done or dropped. By what it was done, if that is on the books: one of the four;
    `class_id` as it is looked up."""

    plan_id: UUID
    item_id: UUID
    state_code: State
    closed_on: Day
    activity_id: UUID | None = None
    class_id: UUID | None = None
    document_id: UUID | None = None
    session_id: UUID | None = None

    @model_validator(mode="after")
    def one_fulfilment(self) -> Self:
        if len(self._named) > 1:
            raise ValueError("one of activity_id, class_id, document_id and session_id, or none")
        return self

    @property
    def fulfilment(self) -> Fulfilment | None:
        return next((Fulfilment(*each) for each in self._named), None)

    @property
    def _named(self) -> list[tuple[str, UUID]]:
        said = {kind: getattr(self, f"{kind}_id") for kind in KINDS}
        return [(kind, id_) for kind, id_ in said.items() if id_ is not None]


class OfItemForm(Form):
    plan_id: UUID
    item_id: UUID


class ReviewForm(Worded):
    """`words`: what was found."""

    plan_id: UUID
    reviewed_on: Day
    words: InOwnWords | None = None


class ReviewWithdrawalForm(Form):
    plan_id: UUID
    review_id: UUID
