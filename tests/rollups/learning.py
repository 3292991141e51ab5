"""Events of sessions, classes and activities: one of each, and as they are said anew."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.registry.activities import (
    ActivityCorrectedV1,
    ActivityCounted,
    ActivityHeldV1,
    ActivityWithdrawnV1,
)
from shared.contracts.registry.classes import (
    ClassCorrectedV1,
    ClassCounted,
    ClassHeldV2,
    ClassWithdrawnV1,
)
from shared.contracts.registry.sessions import (
    SessionCorrectedV1,
    SessionCounted,
    SessionHeldV1,
    SessionWithdrawnV1,
)
from shared.vocabulary.identifiers import new_id
from tests.rollups.events import DAY

OTHERWISE: dict[str, Any] = {"topic_code": "health", "programme_code": "literacy"}
UNPLANNED: dict[str, Any] = {"planned_on": None}


def session(
    place_id: UUID,
    day: date = DAY,
    attendances: int = 42,
    kind: str = "association",
    programme: str | None = None,
    cost: int | None = None,
) -> SessionHeldV1:
    counts: dict[str, Any] = {"held_on": day, "attendances": attendances, "cost_dong": cost}
    counts |= {"programme_code": programme}
    whose = _of_session(place_id, kind)
    return SessionHeldV1(**whose, topic_code="law", **counts, planned_on=None)


def session_restated(place_id: UUID, day: date = DAY, to: UUID | None = None) -> list[Contract]:
    """Of one session each: by ten days at another place, of another topic, of fewer people and
    at a cost that somebody said; withdrawn; withdrawn as it was only planned."""
    said: dict[str, Any] = {"topic_code": "law", "attendances": 42, "cost_dong": None}
    was = SessionCounted(place_id=place_id, held_on=day, **said)
    later, fewer = day + timedelta(days=10), {"attendances": 24, "cost_dong": 500_000, **OTHERWISE}
    now = SessionCounted(place_id=to or place_id, held_on=later, **said | fewer)
    whose = _of_session(place_id, "centre")
    return [
        SessionCorrectedV1(**whose, was=(was,), now=(now,)),
        SessionWithdrawnV1(**whose, was=(was,), now=()),
        SessionWithdrawnV1(**whose, was=(), now=()),
    ]


def _of_session(place_id: UUID, kind: str) -> dict[str, Any]:
    of = {"session_id": new_id(), "place_id": place_id}
    return of | {"organiser_kind": kind, "organiser_id": new_id()}


def learning_class(
    place_id: UUID,
    day: date = DAY,
    attendances: int = 42,
    kind: str = "association",
    programme: str | None = None,
    cost: int | None = None,
) -> ClassHeldV2:
    counts: dict[str, Any] = {"held_on": day, "attendances": attendances, "cost_dong": cost}
    counts |= {"programme_code": programme}
    whose = _of_class(place_id, kind)
    return ClassHeldV2(**whose, topic_code="law", **counts, planned_on=None)


def class_restated(place_id: UUID, day: date = DAY, to: UUID | None = None) -> list[Contract]:
    """As of sessions: of one class each, corrected; withdrawn; withdrawn as it was planned."""
    said: dict[str, Any] = {"topic_code": "law", "attendances": 42, "cost_dong": None}
    was = ClassCounted(place_id=place_id, held_on=day, **said)
    later, fewer = day + timedelta(days=10), {"attendances": 24, "cost_dong": 500_000, **OTHERWISE}
    now = ClassCounted(place_id=to or place_id, held_on=later, **said | fewer)
    whose = _of_class(place_id, "centre")
    return [
        ClassCorrectedV1(**whose, was=(was,), now=(now,)),
        ClassWithdrawnV1(**whose, was=(was,), now=()),
        ClassWithdrawnV1(**whose, was=(), now=()),
    ]


def _of_class(place_id: UUID, kind: str) -> dict[str, Any]:
    of = {"class_id": new_id(), "place_id": place_id}
    return of | {"organiser_kind": kind, "organiser_id": new_id()}


def activity(
    place_id: UUID, day: date = DAY, first_on: date | None = None, kind: str = "congress"
) -> ActivityHeldV1:
    return ActivityHeldV1(**_of_activity(), **_activity(place_id, day, first_on, kind), **UNPLANNED)


def activity_restated(
    place_id: UUID, day: date = DAY, first_on: date | None = None, to: UUID | None = None
) -> list[Contract]:
    """Of one activity each: a contest of one day that was a movement in a span, of fewer people at
    another place; withdrawn; withdrawn as it was only planned."""
    was = ActivityCounted(**_activity(place_id, day, first_on, "movement"))
    fewer = _activity(to or place_id, day, None, "contest") | {"attendances": 24}
    whose = _of_activity() | {"place_id": place_id}
    return [
        ActivityCorrectedV1(**whose, was=(was,), now=(ActivityCounted(**fewer),)),
        ActivityWithdrawnV1(**whose, was=(was,), now=()),
        ActivityWithdrawnV1(**whose, was=(), now=()),
    ]


def _activity(place_id: UUID, day: date, first_on: date | None, kind: str) -> dict[str, Any]:
    said = {"place_id": place_id, "activity_kind": kind, "first_on": first_on, "held_on": day}
    return said | {"attendances": 42, "attendees": (), "co_organisers": ()}


def _of_activity() -> dict[str, Any]:
    return {"activity_id": new_id(), "organiser_kind": "centre", "organiser_id": new_id()}
