"""By what an item of a plan was done: an activity, a class or a session that was held, or a
document that was issued."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID

from services.registry.activities.activity.activity import Activity
from services.registry.classes.learning_class.learning_class import LearningClass
from services.registry.documents.document.document import Document
from services.registry.plans.plan.refusals import (
    FulfilmentAfterwards,
    FulfilmentNotThere,
    FulfilmentUnknown,
)
from services.registry.sessions.session.session import Session
from shared.vocabulary.refusals import Refusal

KINDS: Final[Mapping[str, type[Any]]] = {
    "activity": Activity,
    "class": LearningClass,
    "document": Document,
    "session": Session,
}


class Asking(Protocol):
    """Whoever asks, at the counter."""

    def require(self, place_id: UUID | None, otherwise: Callable[[], Refusal]) -> None: ...


def require_fulfils(kind: str, it: Any, closed_on: date, by: Asking) -> None:
    """Refuse what is out of reach as what is nothing, what was not held or issued, and what came
    after the item was done."""
    if not isinstance(it, KINDS[kind]):  # its id was said to be the plan's, too
        raise FulfilmentUnknown
    by.require(_place_of(it), FulfilmentUnknown)
    day = _day_of(it)
    if day is None:
        raise FulfilmentNotThere
    if day > closed_on:
        raise FulfilmentAfterwards(day=day)


def is_there(kind: str, it: Any) -> bool:
    """Whether what an item was done by is still on the books as held or issued."""
    return isinstance(it, KINDS[kind]) and _day_of(it) is not None


def _place_of(it: Any) -> UUID | None:
    found: UUID | None = it.last_place if isinstance(it, Document) else it.place_id
    return found


def _day_of(it: Any) -> date | None:
    """On which it was held, the last one of a span, or issued; None: it was not."""
    if isinstance(it, Document):
        return None if it.issued is None else it.issued.issued_on
    return None if it.held is None else it.held.held_on
