"""The minutes (biên bản) of an activity: who came, who organised it too, and what was noted of it
in own words, which are kept apart from the facts."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.registry.activities.activity.activity import Activity
from services.registry.activities.activity.contests import Round
from services.registry.activities.activity.facts import ActivityMinuteAttached
from services.registry.activities.activity.refusals import ActivityUnknown, MinuteKindUnknown
from services.registry.activities.api.forms import MinuteForm, MinuteWithdrawalForm
from services.registry.people.texts.reading import shown
from services.registry.people.texts.reasons import Reasons, attached
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.kinds import MINUTE_KINDS
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, reads
from shared.web.counter import Counter

Reading = Annotated[Caller, reads("registry.activity.read")]
IN_OWN_WORDS: Final = Reasons[MinuteForm](field="words")


@dataclass(frozen=True)
class Noted:
    """The id of a note."""

    activity_id: UUID
    minute_id: UUID


class AttendeesShown(BaseModel):
    """`number` null: they came, nobody said how many."""

    attendee_kind: str
    number: int | None


class OrganiserShown(BaseModel):
    organiser_kind: str
    organiser_id: UUID


class MinuteShown(BaseModel):
    """What was noted; "(đã xoá)" if it is gone."""

    minute_id: UUID
    minute_kind: str
    words: str


class ResultShown(BaseModel):
    entrant_kind: str
    entrant_id: UUID
    rank: int


class RoundShown(BaseModel):
    """A round of a contest; without `results`: none were stated."""

    round_number: int
    round_kind: str
    held_on: date
    parts: list[str]
    results: list[ResultShown]


class MinutesShown(BaseModel):
    """Who came to an activity, who organised it too, who worked along, how many of
    those who came are named (`people`), what was noted of it and, of
    a contest, its rounds."""

    activity_id: UUID
    attendees: list[AttendeesShown]
    co_organisers: list[OrganiserShown]
    partner_kinds: list[str]
    people: int
    minutes: list[MinuteShown]
    rounds: list[RoundShown]


def minute(form: MinuteForm, by: Caller) -> Command:
    """Something is noted of it."""
    id_, minute_id = form.activity_id, form.text_id
    assert minute_id is not None, "its words are kept first"

    def decide(activity: Activity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        if form.minute_kind not in MINUTE_KINDS:
            raise MinuteKindUnknown(kinds=", ".join(MINUTE_KINDS))
        facts = activity.minute(ActivityMinuteAttached(minute_id, form.minute_kind))
        said: dict[UUID, Any] = {id_: facts, **attached(minute_id if facts else None, id_)}
        return Decision(said, Noted(id_, minute_id))

    return command(by, decide, (id_, Activity))


def withdraw_minute(form: MinuteWithdrawalForm, by: Caller) -> Command:
    """It was noted by mistake."""
    id_ = form.activity_id

    def decide(activity: Activity) -> Decision:
        by.require(activity.place_id, ActivityUnknown)
        said = {id_: activity.withdraw_minute(form.minute_id)}
        return Decision(said, Noted(id_, form.minute_id))

    return command(by, decide, (id_, Activity))


def reading_minutes(router: APIRouter, counter: Counter) -> None:
    @router.get("/{activity_id}/minutes")
    async def minutes(activity_id: UUID, caller: Reading, speech: AskedSpeech) -> MinutesShown:
        """Who came to an activity and what was noted of it. That it was read is recorded."""
        found = await counter.transactions.store.reader.read([(activity_id, Activity)])
        activity: Activity = found[activity_id, Activity].state
        day = None if activity.withdrawn else activity.day
        if activity.place_id is None or day is None:
            raise ActivityUnknown
        if not caller.sees(activity.place_id).shows(day):
            raise ActivityUnknown
        words = await shown(
            counter, [each.minute_id for each in activity.minutes], caller, speech.language
        )
        return _shown(activity_id, activity, words)


def _shown(activity_id: UUID, activity: Activity, words: Any) -> MinutesShown:
    held = activity.held
    return MinutesShown(
        activity_id=activity_id,
        attendees=[AttendeesShown(**vars(each)) for each in (held.attendees if held else ())],
        co_organisers=[
            OrganiserShown(**vars(each)) for each in (held.co_organisers if held else ())
        ],
        partner_kinds=[each.partner_kind for each in (held.partners if held else ())],
        people=held.people if held else 0,
        minutes=[
            MinuteShown(
                minute_id=each.minute_id,
                minute_kind=each.minute_kind,
                words=words[each.minute_id],
            )
            for each in activity.minutes
        ],
        rounds=[_round(each) for each in activity.contest.rounds],
    )


def _round(each: Round) -> RoundShown:
    results = each.stated.results if each.stated else ()
    return RoundShown(
        round_number=each.held.round_number,
        round_kind=each.held.round_kind,
        held_on=each.held.held_on,
        parts=[part.part_kind for part in each.held.parts],
        results=[ResultShown(**vars(result)) for result in results],
    )
