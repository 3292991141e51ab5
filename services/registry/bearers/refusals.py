"""What an officer is told who asks of a bearer what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class StoodNowhereYet(Refusal):
    code = "registry.stood-nowhere-yet"
    kind = Kind.INVALID
    sentence = "It came where it is on {since}: name a later day than that, or correct that day."


class StandsThereAlready(Refusal):
    code = "registry.stands-there-already"
    kind = Kind.CONFLICT
    sentence = "It is on the books of that place already: a move leads to another place."


class EndedAlready(Refusal):
    code = "registry.ended-already"
    kind = Kind.CONFLICT
    sentence = "It is on the books no more since {ended_on}."


class WithdrawnAlready(Refusal):
    code = "registry.withdrawn-already"
    kind = Kind.CONFLICT
    sentence = "It was withdrawn, as if it had never been on the books: register it anew."


class NothingOfThatDay(Refusal):
    code = "registry.nothing-of-that-day"
    kind = Kind.INVALID
    sentence = (
        "Neither its registration nor its last move is of {day}: name the day that stands there."
    )


class DaysOutOfOrder(Refusal):
    code = "registry.days-out-of-order"
    kind = Kind.INVALID
    sentence = (
        "It cannot have come there on {day}: beside its other moves, any day from {earliest} to "
        "{latest} is possible."
    )


class NothingEnded(Refusal):
    code = "registry.nothing-ended"
    kind = Kind.CONFLICT
    sentence = "It is on the books still, no end of it was written down: say first that it ended."


class EndsOtherwise(Refusal):
    code = "registry.ends-otherwise"
    kind = Kind.CONFLICT
    sentence = "On the books it ended on {ended_on}: name that day as the one to correct."


class WentOnInAnother(Refusal):
    code = "registry.went-on-in-another"
    kind = Kind.CONFLICT
    sentence = (
        "It went on in another on {ended_on}: say that it never ended, without a day, and merge it "
        "again as of the right one."
    )
