"""What officers look up: the requests that persons made, and what of them is due (`requests`)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.requests.request.request import (
    RequestAcknowledged,
    RequestAnswered,
    RequestDeclined,
    RequestExtended,
    RequestReceived,
    RequestWithdrawn,
)
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class RequestRow:
    """A request of a person about their data."""

    request_id: UUID
    place_id: UUID
    person_ref: UUID
    kind_code: str
    channel_code: str
    received_on: date
    acknowledge_by: date
    due_on: date
    acknowledged_on: date | None = None
    answered_on: date | None = None
    outcome_code: str | None = None
    ground_code: str | None = None


class Requests(Things[RequestRow]):
    def as_seen(self, row: RequestRow, until: date) -> RequestRow | None:
        """What it became after that day is not seen; its terms are those it has."""
        if row.received_on > until:
            return None
        if row.acknowledged_on is not None and row.acknowledged_on > until:
            row = replace(row, acknowledged_on=None)
        if row.answered_on is not None and row.answered_on > until:
            row = replace(row, answered_on=None, outcome_code=None, ground_code=None)
        return row


CHANGES: Final = (
    RequestAcknowledged,
    RequestExtended,
    RequestAnswered,
    RequestDeclined,
    RequestWithdrawn,
)
REQUESTS: Final = Requests(
    "requests", 1, RequestRow, RequestReceived, CHANGES, "received_on", "answered_on"
)
WANTED: Final = """
where received_on <= until
    and (%(place_id)s::uuid is null or place_id = %(place_id)s)
    and (%(due_by)s::date is null
        or (due_on <= %(due_by)s and coalesce(answered_on > until, true)))
    and (%(acknowledge_by)s::date is null
        or (acknowledge_by <= %(acknowledge_by)s and coalesce(answered_on > until, true)
            and coalesce(acknowledged_on > until, true)))
"""
"""Of one place or all; with `due_by` those not answered, as far as is seen, and due by that day;
with `acknowledge_by` those neither answered nor acknowledged that are to be by that day."""
UNACKNOWLEDGED: Final = "acknowledged_on is null and answered_on is null"
FALLS_DUE_TO_ACKNOWLEDGE: Final = f"""
select request_id as subject_id, acknowledge_by as due_on from requests
where acknowledge_by <= %(day)s and {UNACKNOWLEDGED}
"""
FALLS_DUE: Final = """
select request_id as subject_id, due_on from requests
where due_on <= %(day)s and answered_on is null
"""
LATE_TO_ACKNOWLEDGE: Final = f"""
select count(*) from requests where acknowledge_by < %(day)s and {UNACKNOWLEDGED}
"""
OVERDUE: Final = "select count(*) from requests where due_on < %(day)s and answered_on is null"
