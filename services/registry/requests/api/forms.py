"""What is filled in of requests."""

from typing import Literal, Self
from uuid import UUID

from pydantic import PrivateAttr, model_validator

from services.registry.people.texts.reasons import InOwnWords, WithReason, Worded
from services.registry.requests.request.request import (
    Answer,
    RequestAnswered,
    RequestDeclined,
    RequestWithdrawn,
)
from services.registry.requests.request.terms import RequestKind
from shared.web.values import Day, Form


class RequestForm(Worded):
    """Who asks, by reference, for what, and how the request came. `note`: in own words."""

    person_ref: UUID
    kind_code: RequestKind
    channel_code: Literal["in-person", "post", "phone", "email", "portal"]
    received_on: Day
    note: InOwnWords | None = None


class PlacedForm(RequestForm):
    """With the place on whose books the person is, and the terms of the day."""

    place_id: UUID
    acknowledge_by: Day
    due_on: Day
    latest_on: Day


class AcknowledgementForm(Form):
    request_id: UUID
    acknowledged_on: Day


class OfRequest(WithReason):
    """Whose request it is, is looked up before the reason is kept."""

    request_id: UUID
    _person_ref: UUID | None = PrivateAttr(default=None)

    @property
    def person_ref(self) -> UUID:
        assert self._person_ref is not None, "the request is looked up first"
        return self._person_ref


class ExtensionForm(OfRequest):
    due_on: Day


class AnswerForm(OfRequest):
    """Where it is declined, on which ground, and only there. `reason`: in own words."""

    answered_on: Day
    outcome_code: Literal["done", "declined", "withdrawn"]
    ground_code: (
        Literal["identity-not-proven", "kept-by-law", "unfounded", "repeated", "not-ours"] | None
    ) = None

    @model_validator(mode="after")
    def a_ground_where_it_is_declined(self) -> Self:
        if (self.outcome_code == "declined") == (self.ground_code is None):
            raise ValueError("a ground_code belongs to declined, and declined to a ground_code")
        return self

    def answer(self) -> Answer:
        if self.ground_code is not None:
            return RequestDeclined(self.answered_on, self.ground_code, self.reason_id)
        kind = RequestAnswered if self.outcome_code == "done" else RequestWithdrawn
        return kind(self.answered_on, self.reason_id)


class ResumptionForm(Form):
    person_ref: UUID
    resumed_on: Day
