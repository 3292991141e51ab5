"""The rounds of a contest and the ranks in them, at the counter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.facts import (
    ContestResultStated,
    ContestRoundHeld,
    Part,
    Result,
)
from services.registry.activities.activity.refusals import (
    ORGANISED,
    ActivityUnknown,
    ContestRoundUnknown,
    EntrantKindUnknown,
)
from services.registry.activities.api.forms import (
    ResultForm,
    ResultsForm,
    RoundForm,
    RoundWithdrawalForm,
)
from services.registry.organised.naming import Organiser, organiser_of
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.kinds import ENTRANT_KINDS
from shared.vocabulary.places.siting import require_site
from shared.web.caller import Caller

States = Mapping[UUID, Any]


@dataclass(frozen=True)
class RoundDone:
    activity_id: UUID
    round_number: int


def hold_round(form: RoundForm, by: Caller) -> Command:
    """A round of it was held, after the one before."""
    id_, parts = form.activity_id, tuple(Part(each.part_kind) for each in form.parts)
    asked = ContestRoundHeld(form.round_number, form.round_kind, form.held_on, parts)

    def decide(activity: Activity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        done = RoundDone(id_, form.round_number)
        return Decision({id_: activity.hold_round(asked, by.day)}, done)

    return command(by, decide, (id_, Activity))


def withdraw_round(form: RoundWithdrawalForm, by: Caller) -> Command:
    """Its last round was recorded by mistake."""
    id_, number = form.activity_id, form.round_number

    def decide(activity: Activity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        return Decision({id_: activity.withdraw_round(number)}, RoundDone(id_, number))

    return command(by, decide, (id_, Activity))


def state_results(form: ResultsForm, by: Caller) -> Command:
    """Who got which rank in a round, in place of what was stated of it before. Whoever entered is
    on the books on the day of the round."""
    id_, number = form.activity_id, form.round_number
    entered = [_entrant(each) for each in form.results]
    streams: dict[UUID, Any] = {}
    for each in entered:
        streams |= each.streams
    results = tuple(Result(each.entrant_kind, each.entrant_id, each.rank) for each in form.results)

    def decide(states: States) -> Decision:
        if id_ in streams:
            raise ActivityUnknown
        activity: Activity = states[id_]
        by.require(activity.place_id, ActivityUnknown)
        if not 1 <= number <= len(activity.contest.rounds):
            raise ContestRoundUnknown
        day = activity.contest.rounds[number - 1].held.held_on
        for each in entered:
            each.place(states, day, by)
        facts = activity.state_results(ContestResultStated(number, results))
        return Decision({id_: facts}, RoundDone(id_, number))

    return Command(by.origin, {**streams, id_: Activity}, decide, by.key)


def _entrant(form: ResultForm) -> Organiser:
    """Where it is on a day, as of an organiser: refused of one that is out of reach as of none."""
    kind, id_ = form.entrant_kind, form.entrant_id
    if kind == "place":
        return Organiser((kind, id_), {}, _of_place(id_))
    if kind not in ENTRANT_KINDS:
        return Organiser((kind, id_), {}, _of_none)
    return organiser_of(kind, id_, None, ORGANISED)


def _of_place(id_: UUID) -> Callable[[States, date, Any], UUID]:
    def place(_states: States, day: date, by: Any) -> UUID:
        by.require(id_)
        require_site(by, id_, day)
        return id_

    return place


def _of_none(_states: States, _day: date, _by: Any) -> UUID:
    raise EntrantKindUnknown(kinds=", ".join(ENTRANT_KINDS))
