"""What is filled in of requests."""

from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator

from services.registry.requests.request.request import (
    Answer,
    RequestAnswered,
    RequestDeclined,
    RequestWithdrawn,
)
from services.registry.requests.request.terms import RequestKind
from shared.web.values import Day, Form


class RequestForm(Form):
    """Who asks, by reference, for what, and how the request came."""

    person_ref: UUID
    kind_code: RequestKind
    channel_code: Literal["in-person", "post", "phone", "email", "portal"]
    received_on: Day


class PlacedForm(RequestForm):
    """With the place on whose books the person is, and the terms of the day."""

    place_id: UUID
    acknowledge_by: Day
    due_on: Day
    latest_on: Day


class AcknowledgementForm(Form):
    request_id: UUID
    acknowledged_on: Day


class ExtensionForm(Form):
    request_id: UUID
    due_on: Day


class AnswerForm(Form):
    """Where it is declined, on which ground, and only there."""

    request_id: UUID
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
            return RequestDeclined(self.answered_on, self.ground_code)
        kind = RequestAnswered if self.outcome_code == "done" else RequestWithdrawn
        return kind(self.answered_on)


class ResumptionForm(Form):
    person_ref: UUID
    resumed_on: Day


class PersonsAnswer(AnswerForm):
    person_ref: UUID
