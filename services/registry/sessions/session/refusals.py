"""What an officer is told who asks of a session what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class SessionUnknown(Refusal):
    code = "registry.session-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such session: look it up among those of its place."


class SessionBeforeOrganiser(Refusal):
    code = "registry.session-before-organiser"
    kind = Kind.INVALID
    sentence = "Its organiser is there since {since}: compare the day, or name another organiser."


class SessionAfterOrganiser(Refusal):
    code = "registry.session-after-organiser"
    kind = Kind.INVALID
    sentence = (
        "Its organiser is there no more since {ended_on}: compare the day, or name another one."
    )


class SessionCancelledAlready(Refusal):
    code = "registry.session-cancelled-already"
    kind = Kind.CONFLICT
    sentence = (
        "It was cancelled on {cancelled_on}: if it was held all the same, record it as a new one."
    )


class SessionHeldAlready(Refusal):
    code = "registry.session-held-already"
    kind = Kind.CONFLICT
    sentence = "It was held on {held_on}: correct what was written wrongly, or withdraw it."


class SessionNotHeld(Refusal):
    code = "registry.session-not-held"
    kind = Kind.CONFLICT
    sentence = "It is planned and not held yet: record that it was held, or cancel it."


class SessionOrganisedOtherwise(Refusal):
    code = "registry.session-organised-otherwise"
    kind = Kind.CONFLICT
    sentence = (
        "It is on the books of another organiser: name that one, or cancel or withdraw it and "
        "record it anew."
    )


class SessionCostImplausible(Refusal):
    code = "registry.session-cost-implausible"
    kind = Kind.INVALID
    sentence = "The cost of a session is from 0 to {most} đồng: compare it with the voucher."
