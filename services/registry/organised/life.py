"""How what is organised goes: planned or not, held on a day and counted in lượt người, or
cancelled; corrected, and withdrawn if it never was."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.organised.held import Held, Organiser
from services.registry.organised.saying import (
    require_enough_came,
    require_programme,
    require_sane,
    require_together,
    require_topic,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import MOST_DONG
from shared.vocabulary.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Unorganised:
    """What an officer is told who names an organiser of no kind, or of another time."""

    unknown: type[Refusal]
    before_organiser: type[Refusal]
    after_organiser: type[Refusal]


@dataclass(frozen=True, kw_only=True)
class Sort(Unorganised):
    """Classes, or sessions: the facts of theirs, and what an officer is told of them who asks what
    cannot be."""

    planned: type[Any]
    held: type[Any]
    corrected: type[Any]
    cancelled: type[Any]
    withdrawn: type[Any]
    cancelled_already: type[Refusal]
    held_already: type[Refusal]
    not_held: type[Refusal]
    organised_otherwise: type[Refusal]
    cost_implausible: type[Refusal]


@dataclass(frozen=True)
class Life:
    """`place_id`: where it counts; None: nobody spoke of it."""

    SORT: ClassVar[Sort]
    place_id: UUID | None = None
    organiser: tuple[str, UUID] | None = None
    planned_on: date | None = None
    held: Held | None = None
    cancelled_on: date | None = None
    withdrawn: bool = False

    def after(self, fact: Any) -> Self:
        """What it is when that has happened, too."""
        by = fact.organiser_kind, fact.organiser_id
        at = replace(self, place_id=fact.place_id, organiser=by)
        if isinstance(fact, self.SORT.planned):
            return replace(at, planned_on=fact.planned_on)
        if isinstance(fact, self.SORT.cancelled):
            return replace(at, cancelled_on=fact.cancelled_on)
        if isinstance(fact, self.SORT.withdrawn):
            return replace(at, held=None, withdrawn=True)
        return replace(at, held=fact.counts)

    def plan(self, asked: Any) -> list[Any]:
        require_topic(asked.topic_code)
        require_programme(asked.programme_code, asked.planned_on)
        return [asked]

    def hold(self, asked: Any, today: date) -> list[Any]:
        """On a day that has come; one that was planned, by whoever planned it."""
        self._require_sane(asked, today)
        self._require_goes_on()
        if self.organiser not in (None, (asked.organiser_kind, asked.organiser_id)):
            raise self.SORT.organised_otherwise
        if self.held is None:
            return [replace(asked, planned_on=self.planned_on)]
        if self.held != asked.counts.with_named(self.held.people):
            raise self.SORT.held_already(held_on=self.held.held_on)
        return []

    def correct(self, asked: Any, today: date) -> list[Any]:
        """All that counts of it, as it is; whose it is does not change, nor who came by name."""
        self._require_sane(asked, today)
        self._require_goes_on()
        if self.held is None:
            raise self.SORT.not_held
        if self.organiser != (asked.organiser_kind, asked.organiser_id):
            raise self.SORT.organised_otherwise
        return self._told_anew(asked.counts.with_named(self.held.people))

    def attended(self, people: int) -> list[Any]:
        """So many who came are named by now, each once: no more than came in all, if heads were
        counted; else so many came."""
        self._require_goes_on()
        if self.held is None:
            raise self.SORT.not_held
        return self._told_anew(self.held.with_named(people))

    def _told_anew(self, now: Held) -> list[Any]:
        """That this counts of it now."""
        require_enough_came(now.people, now.attendances)
        if self.held == now:
            return []
        by = self.organiser or ()
        said = now.topic_code, now.held_on, now.attendances, now.cost_dong
        around = {
            "programme_code": now.programme_code,
            "co_organisers": now.co_organisers,
            "partners": now.partners,
            "people": now.people,
            "of_names": now.of_names,
        }
        return [self.SORT.corrected(now.place_id, *by, *said, self.held, **around)]

    def cancel(self, day: date, today: date) -> list[Any]:
        """What was planned is not held, as is known since that day."""
        require_come(day, today)
        if self.cancelled_on == day:
            return []
        self._require_goes_on()
        if self.held is not None:
            raise self.SORT.held_already(held_on=self.held.held_on)
        if self.place_id is None or self.organiser is None or self.planned_on is None:
            raise self.SORT.unknown
        return [self.SORT.cancelled(self.place_id, *self.organiser, self.planned_on, day)]

    def withdraw(self, ground_code: str | None = None) -> list[Any]:
        """It was put on the books by mistake."""
        if self.place_id is None or self.organiser is None:
            raise self.SORT.unknown
        if self.withdrawn:
            return []
        by = self.organiser
        return [self.SORT.withdrawn(self.place_id, *by, self.held, ground_code=ground_code)]

    def _require_goes_on(self) -> None:
        if self.withdrawn:
            raise WithdrawnAlready
        if self.cancelled_on is not None:
            raise self.SORT.cancelled_already(cancelled_on=self.cancelled_on)

    def _require_sane(self, asked: Any, today: date) -> None:
        require_sane(asked.counts, today)
        by = Organiser(asked.organiser_kind, asked.organiser_id)
        require_together(by, asked.co_organisers, asked.partners)
        if asked.cost_dong is not None and not 0 <= asked.cost_dong <= MOST_DONG:
            raise self.SORT.cost_implausible(most=MOST_DONG)
