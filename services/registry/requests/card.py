"""All that belongs to requests of persons, and to the processing that they restrict."""

from uuid import UUID

from services.registry.requests.api import routes
from services.registry.requests.api.commands import fall_due, fall_due_to_acknowledge
from services.registry.requests.request.processing import ProcessingRestricted, ProcessingResumed
from services.registry.requests.request.request import (
    RequestAcknowledged,
    RequestAcknowledgementDue,
    RequestAnswered,
    RequestDeclined,
    RequestDue,
    RequestExtended,
    RequestReceived,
    RequestWithdrawn,
)
from services.registry.requests.views import FALLS_DUE, FALLS_DUE_TO_ACKNOWLEDGE, REQUESTS
from shared.contracts.registry.people import ProcessingRestrictedV1, ProcessingResumedV1
from shared.contracts.registry.requests import RequestAcknowledgementDueV1, RequestDueV1
from shared.eventstore.due.occurrence import Due
from shared.web.card import Card

DUES = (
    Due("request-acknowledgement-due", FALLS_DUE_TO_ACKNOWLEDGE, fall_due_to_acknowledge),
    Due("request-due", FALLS_DUE, fall_due),
)


def _acknowledgement_due(
    request: UUID, fact: RequestAcknowledgementDue
) -> RequestAcknowledgementDueV1:
    return RequestAcknowledgementDueV1(
        request_id=request,
        place_id=fact.place_id,
        kind_code=fact.kind_code,
        acknowledge_by=fact.acknowledge_by,
    )


def _due(request: UUID, fact: RequestDue) -> RequestDueV1:
    return RequestDueV1(
        request_id=request,
        place_id=fact.place_id,
        kind_code=fact.kind_code,
        due_on=fact.due_on,
    )


def _restricted(_processing: UUID, fact: ProcessingRestricted) -> ProcessingRestrictedV1:
    """Whose, not why: an objection is nobody else's concern."""
    return ProcessingRestrictedV1(
        person_ref=fact.person_ref, place_id=fact.place_id, restricted_on=fact.restricted_on
    )


def _resumed(_processing: UUID, fact: ProcessingResumed) -> ProcessingResumedV1:
    return ProcessingResumedV1(
        person_ref=fact.person_ref, place_id=fact.place_id, resumed_on=fact.resumed_on
    )


KEPT = (
    RequestReceived,
    RequestAcknowledged,
    RequestExtended,
    RequestAnswered,
    RequestDeclined,
    RequestWithdrawn,
)
CARD = Card(
    name="requests",
    facts=(
        *KEPT,
        RequestAcknowledgementDue,
        RequestDue,
        ProcessingRestricted,
        ProcessingResumed,
    ),
    told=(_acknowledgement_due, _due, _restricted, _resumed),
    kept=KEPT,
    views=(REQUESTS,),
    routes=routes.routes,
    actions=(
        "registry.request.receive",
        "registry.request.acknowledge",
        "registry.request.extend",
        "registry.request.answer",
        "registry.request.read",
        "registry.processing.resume",
    ),
)
