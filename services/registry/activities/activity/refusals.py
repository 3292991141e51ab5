"""What an officer is told who asks of an activity what cannot be."""

from typing import Final

from services.registry.organised.life import Unorganised
from shared.vocabulary.refusals import Kind, Refusal


class ActivityUnknown(Refusal):
    code = "registry.activity-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such activity: look it up among those of its place."


class ActivityBeforeOrganiser(Refusal):
    code = "registry.activity-before-organiser"
    kind = Kind.INVALID
    sentence = "Its organiser is there since {since}: compare the day, or name another organiser."


class ActivityAfterOrganiser(Refusal):
    code = "registry.activity-after-organiser"
    kind = Kind.INVALID
    sentence = (
        "Its organiser is there no more since {ended_on}: compare the day, or name another one."
    )


ORGANISED: Final = Unorganised(
    unknown=ActivityUnknown,
    before_organiser=ActivityBeforeOrganiser,
    after_organiser=ActivityAfterOrganiser,
)


class ActivityKindUnknown(Refusal):
    code = "registry.activity-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of activity; the kinds are {kinds}."


class AttendeeKindUnknown(Refusal):
    code = "registry.attendee-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of attendees; the kinds are {kinds}."


class AttendeesTwice(Refusal):
    code = "registry.attendees-twice"
    kind = Kind.INVALID
    sentence = "Attendees of one kind are named twice: name each kind once, with all who came."


class AttendeesImplausible(Refusal):
    code = "registry.attendees-implausible"
    kind = Kind.INVALID
    sentence = "Of one kind come from 0 to {most}: compare the number with the list of who came."


class SpanBackwards(Refusal):
    code = "registry.span-backwards"
    kind = Kind.INVALID
    sentence = (
        "The first day {first_on} is not before the last day {last_on}: compare the days, or leave"
        " the first day out of what took place on one day."
    )


class ActivityCancelledAlready(Refusal):
    code = "registry.activity-cancelled-already"
    kind = Kind.CONFLICT
    sentence = (
        "It was cancelled on {cancelled_on}: if it was held all the same, record it as a new one."
    )


class ActivityHeldAlready(Refusal):
    code = "registry.activity-held-already"
    kind = Kind.CONFLICT
    sentence = "It was held on {held_on}: correct what was written wrongly, or withdraw it."


class ActivityNotHeld(Refusal):
    code = "registry.activity-not-held"
    kind = Kind.CONFLICT
    sentence = "It is planned and not held yet: record that it was held, or cancel it."


class ActivityOrganisedOtherwise(Refusal):
    code = "registry.activity-organised-otherwise"
    kind = Kind.CONFLICT
    sentence = (
        "It is on the books of another organiser: name that one, or cancel or withdraw it and "
        "record it anew."
    )


class MinuteUnknown(Refusal):
    code = "registry.minute-unknown"
    kind = Kind.NOT_FOUND
    sentence = "Nothing like this was noted of the activity: look up its minutes."


class MinutesFull(Refusal):
    code = "registry.minutes-full"
    kind = Kind.CONFLICT
    sentence = "Of one activity up to {most} notes are kept: withdraw one that others include."


class MinuteKindUnknown(Refusal):
    code = "registry.minute-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of note; the kinds are {kinds}."


class NoContest(Refusal):
    code = "registry.no-contest"
    kind = Kind.CONFLICT
    sentence = "It is no contest and has no rounds: correct of which kind it is, or name another."


class ContestHasRounds(Refusal):
    code = "registry.contest-has-rounds"
    kind = Kind.CONFLICT
    sentence = "It is a contest that has rounds: withdraw them first, the last one first."


class RoundKindUnknown(Refusal):
    code = "registry.round-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of round; the kinds are {kinds}."


class PartKindUnknown(Refusal):
    code = "registry.part-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such part of a contest; the parts are {kinds}."


class PartTwice(Refusal):
    code = "registry.part-twice"
    kind = Kind.INVALID
    sentence = "One part of the round is named twice: name each once."


class ContestRoundUnknown(Refusal):
    code = "registry.contest-round-unknown"
    kind = Kind.NOT_FOUND
    sentence = "The contest has no such round: look up its minutes, or record the round first."


class ContestRoundMissing(Refusal):
    code = "registry.contest-round-missing"
    kind = Kind.CONFLICT
    sentence = "Nobody recorded round {number} yet: record it first."


class ContestRoundHeldAlready(Refusal):
    code = "registry.contest-round-held-already"
    kind = Kind.CONFLICT
    sentence = (
        "Round {number} was held on {held_on}: withdraw it if that is wrong, and record it anew."
    )


class ContestRoundBeforeEarlier(Refusal):
    code = "registry.contest-round-before-earlier"
    kind = Kind.INVALID
    sentence = "The round before it was held on {held_on}: compare the days."


class ContestRoundHeldSince(Refusal):
    code = "registry.contest-round-held-since"
    kind = Kind.CONFLICT
    sentence = "Round {number} was held after it: withdraw that one first."


class EntrantKindUnknown(Refusal):
    code = "registry.entrant-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of entrants; the kinds are {kinds}."


class EntrantTwice(Refusal):
    code = "registry.entrant-twice"
    kind = Kind.INVALID
    sentence = "One entrant has two ranks in the round: name each once."


class RankImplausible(Refusal):
    code = "registry.rank-implausible"
    kind = Kind.INVALID
    sentence = "A rank is from 1 to {most}: compare it with the decision on the prizes."
