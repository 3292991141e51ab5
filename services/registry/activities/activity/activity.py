"""Activity (hoạt động): a conference, training, contest, congress, campaign or movement, with
whoever organises it; planned or not, held on a day or in a span, or cancelled."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.activities.activity.contests import Contest
from services.registry.activities.activity.facts import (
    ActivityCancelled,
    ActivityCorrected,
    ActivityFact,
    ActivityHeld,
    ActivityMinuteAttached,
    ActivityMinuteWithdrawn,
    ActivityPlanned,
    ActivityWithdrawn,
    ContestResultStated,
    ContestRoundHeld,
    ContestRoundWithdrawn,
    HeldActivity,
)
from services.registry.activities.activity.refusals import (
    ActivityCancelledAlready,
    ActivityHeldAlready,
    ActivityNotHeld,
    ActivityOrganisedOtherwise,
    ActivityUnknown,
    ContestHasRounds,
    MinutesFull,
    MinuteUnknown,
    NoContest,
)
from services.registry.activities.activity.saying import require_plan, require_sane
from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.organised.held import Organiser
from services.registry.organised.saying import require_enough_came
from shared.vocabulary.calendar import require_come

CONTEST: Final = "contest"
MOST_MINUTES: Final = 1_000
NO_ROUNDS: Final = Contest()


@dataclass(frozen=True)
class Activity:
    """`place_id`: where it counts; None: nobody spoke of it. `minutes`: what was noted, in order,
    and of which kind, without what was `taken_away` again."""

    place_id: UUID | None = None
    organiser: Organiser | None = None
    planned_on: date | None = None
    held: HeldActivity | None = None
    cancelled_on: date | None = None
    withdrawn: bool = False
    minutes: tuple[ActivityMinuteAttached, ...] = ()
    taken_away: frozenset[UUID] = frozenset()
    planned_kind: str = ""
    contest: Contest = NO_ROUNDS

    @property
    def day(self) -> date | None:
        """On which it was held or, until then, for which it is planned."""
        return self.held.held_on if self.held else self.planned_on

    @property
    def is_contest(self) -> bool:
        return (self.held.activity_kind if self.held else self.planned_kind) == CONTEST

    def evolve(self, fact: ActivityFact) -> Self:
        match fact:
            case ActivityMinuteAttached():
                return replace(self, minutes=(*self.minutes, fact))
            case ActivityMinuteWithdrawn(minute_id=id_):
                left = tuple(each for each in self.minutes if each.minute_id != id_)
                return replace(self, minutes=left, taken_away=self.taken_away | {id_})
            case ContestRoundHeld() | ContestRoundWithdrawn() | ContestResultStated():
                return replace(self, contest=self.contest.evolve(fact))
        by = Organiser(fact.organiser_kind, fact.organiser_id)
        at = replace(self, place_id=fact.place_id, organiser=by)
        match fact:
            case ActivityPlanned(planned_on=day):
                return replace(at, planned_on=day, planned_kind=fact.activity_kind)
            case ActivityHeld(held=held) | ActivityCorrected(held=held):
                return replace(at, held=held)
            case ActivityCancelled(cancelled_on=day):
                return replace(at, cancelled_on=day)
            case ActivityWithdrawn():
                return replace(at, held=None, withdrawn=True)

    def plan(self, asked: ActivityPlanned) -> list[ActivityPlanned]:
        require_plan(asked)
        return [asked]

    def hold(self, by: Organiser, held: HeldActivity, today: date) -> list[ActivityHeld]:
        """On a day, or in a span whose last day, that has come; one that was planned, by whoever
        planned it."""
        require_sane(by, held, today)
        self._require_goes_on()
        self._require_rounds_stay(held)
        if self.organiser not in (None, by):
            raise ActivityOrganisedOtherwise
        if self.held is None:
            return [ActivityHeld(by.organiser_kind, by.organiser_id, held, self.planned_on)]
        if self.held != replace(held, people=self.held.people):
            raise ActivityHeldAlready(held_on=self.held.held_on)
        return []

    def correct(self, by: Organiser, held: HeldActivity, today: date) -> list[ActivityCorrected]:
        """All that counts of it, as it is; whose it is does not change, nor who came by name."""
        require_sane(by, held, today)
        self._require_goes_on()
        self._require_rounds_stay(held)
        if self.held is None:
            raise ActivityNotHeld
        if self.organiser != by:
            raise ActivityOrganisedOtherwise
        return self._told_anew(replace(held, people=self.held.people))

    def attended(self, people: int) -> list[ActivityCorrected]:
        """So many who came are named by now, each once: no more than came in all."""
        self._require_goes_on()
        if self.held is None:
            raise ActivityNotHeld
        return self._told_anew(replace(self.held, people=people))

    def _told_anew(self, now: HeldActivity) -> list[ActivityCorrected]:
        """That this counts of it now."""
        require_enough_came(now.people, now.head_count)
        if self.held is None or self.organiser is None or self.held == now:
            return []
        by = self.organiser.organiser_kind, self.organiser.organiser_id
        return [ActivityCorrected(*by, now, self.held)]

    def cancel(self, day: date, today: date) -> list[ActivityCancelled]:
        """What was planned is not held, as is known since that day."""
        require_come(day, today)
        if self.contest.rounds:
            raise ContestHasRounds
        if self.cancelled_on == day:
            return []
        self._require_goes_on()
        if self.held is not None:
            raise ActivityHeldAlready(held_on=self.held.held_on)
        if self.place_id is None or self.organiser is None or self.planned_on is None:
            raise ActivityUnknown
        by = self.organiser.organiser_kind, self.organiser.organiser_id
        return [ActivityCancelled(self.place_id, *by, self.planned_on, day)]

    def withdraw(self, ground_code: str | None = None) -> list[ActivityWithdrawn]:
        """It was put on the books by mistake."""
        if self.place_id is None or self.organiser is None:
            raise ActivityUnknown
        if self.withdrawn:
            return []
        by = self.organiser.organiser_kind, self.organiser.organiser_id
        return [ActivityWithdrawn(self.place_id, *by, self.held, ground_code)]

    def minute(self, noted: ActivityMinuteAttached) -> list[ActivityMinuteAttached]:
        """What is noted of it while it is planned, and after it was held."""
        self._require_goes_on()
        if noted in self.minutes:
            return []
        if len(self.minutes) >= MOST_MINUTES:
            raise MinutesFull(most=MOST_MINUTES)
        return [noted]

    def withdraw_minute(self, minute_id: UUID) -> list[ActivityMinuteWithdrawn]:
        self._require_goes_on()
        if minute_id in self.taken_away:
            return []
        if all(each.minute_id != minute_id for each in self.minutes):
            raise MinuteUnknown
        return [ActivityMinuteWithdrawn(minute_id)]

    def hold_round(self, asked: ContestRoundHeld, today: date) -> list[ContestRoundHeld]:
        self._require_contest()
        return self.contest.hold(asked, today)

    def state_results(self, asked: ContestResultStated) -> list[ContestResultStated]:
        self._require_contest()
        return self.contest.state(asked)

    def withdraw_round(self, number: int) -> list[ContestRoundWithdrawn]:
        self._require_contest()
        return self.contest.withdraw(number)

    def _require_contest(self) -> None:
        self._require_goes_on()
        if not self.is_contest:
            raise NoContest

    def _require_rounds_stay(self, held: HeldActivity) -> None:
        if self.contest.rounds and held.activity_kind != CONTEST:
            raise ContestHasRounds

    def _require_goes_on(self) -> None:
        if self.withdrawn:
            raise WithdrawnAlready
        if self.cancelled_on is not None:
            raise ActivityCancelledAlready(cancelled_on=self.cancelled_on)
