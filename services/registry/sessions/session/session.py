"""Session (cuộc, buổi): people meet once to learn, with whoever organises it; planned or not, held
on a day and counted in lượt người, or cancelled."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.classes.centre_class import AttendancesImplausible, TopicCodeUnknown
from services.registry.sessions.session.facts import (
    HeldSession,
    SessionCancelled,
    SessionCorrected,
    SessionFact,
    SessionHeld,
    SessionPlanned,
    SessionWithdrawn,
)
from services.registry.sessions.session.refusals import (
    SessionCancelledAlready,
    SessionCostImplausible,
    SessionHeldAlready,
    SessionNotHeld,
    SessionOrganisedOtherwise,
    SessionUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import MOST_ATTENDANCES, MOST_DONG, TOPIC_CODES


@dataclass(frozen=True)
class Session:
    """`place_id`: where it counts; None: nobody spoke of it."""

    place_id: UUID | None = None
    organiser: tuple[str, UUID] | None = None
    planned_on: date | None = None
    held: HeldSession | None = None
    cancelled_on: date | None = None
    withdrawn: bool = False

    def evolve(self, fact: SessionFact) -> Self:
        by = fact.organiser_kind, fact.organiser_id
        at = replace(self, place_id=fact.place_id, organiser=by)
        match fact:
            case SessionPlanned(planned_on=day):
                return replace(at, planned_on=day)
            case SessionHeld() | SessionCorrected():
                return replace(at, held=fact.counts)
            case SessionCancelled(cancelled_on=day):
                return replace(at, cancelled_on=day)
            case SessionWithdrawn():
                return replace(at, held=None, withdrawn=True)

    def plan(self, asked: SessionPlanned) -> list[SessionPlanned]:
        _require_topic(asked.topic_code)
        return [asked]

    def hold(self, asked: SessionHeld, today: date) -> list[SessionHeld]:
        """On a day that has come; one that was planned, by whoever planned it."""
        require_sane(asked.counts, today)
        self._require_goes_on()
        if self.organiser not in (None, (asked.organiser_kind, asked.organiser_id)):
            raise SessionOrganisedOtherwise
        if self.held is None:
            return [replace(asked, planned_on=self.planned_on)]
        if self.held != asked.counts:
            raise SessionHeldAlready(held_on=self.held.held_on)
        return []

    def correct(self, asked: SessionHeld, today: date) -> list[SessionCorrected]:
        """All that counts of it, as it is; whose it is does not change."""
        require_sane(asked.counts, today)
        self._require_goes_on()
        if self.held is None:
            raise SessionNotHeld
        if self.organiser != (asked.organiser_kind, asked.organiser_id):
            raise SessionOrganisedOtherwise
        if self.held == asked.counts:
            return []
        by = asked.organiser_kind, asked.organiser_id
        day, number, cost = asked.held_on, asked.attendances, asked.cost_dong
        return [
            SessionCorrected(asked.place_id, *by, asked.topic_code, day, number, cost, self.held)
        ]

    def cancel(self, day: date, today: date) -> list[SessionCancelled]:
        """What was planned is not held, as is known since that day."""
        require_come(day, today)
        if self.cancelled_on == day:
            return []
        self._require_goes_on()
        if self.held is not None:
            raise SessionHeldAlready(held_on=self.held.held_on)
        if self.place_id is None or self.organiser is None or self.planned_on is None:
            raise SessionUnknown
        return [SessionCancelled(self.place_id, *self.organiser, self.planned_on, day)]

    def withdraw(self) -> list[SessionWithdrawn]:
        """It was put on the books by mistake."""
        if self.place_id is None or self.organiser is None:
            raise SessionUnknown
        if self.withdrawn:
            return []
        return [SessionWithdrawn(self.place_id, *self.organiser, self.held)]

    def _require_goes_on(self) -> None:
        if self.withdrawn:
            raise WithdrawnAlready
        if self.cancelled_on is not None:
            raise SessionCancelledAlready(cancelled_on=self.cancelled_on)


def require_sane(asked: HeldSession, today: date) -> None:
    require_come(asked.held_on, today)
    _require_topic(asked.topic_code)
    if not 0 <= asked.attendances <= MOST_ATTENDANCES:
        raise AttendancesImplausible(most=MOST_ATTENDANCES)
    if asked.cost_dong is not None and not 0 <= asked.cost_dong <= MOST_DONG:
        raise SessionCostImplausible(most=MOST_DONG)


def _require_topic(topic_code: str) -> None:
    if topic_code not in TOPIC_CODES:
        raise TopicCodeUnknown(topic_codes=", ".join(sorted(TOPIC_CODES)))
