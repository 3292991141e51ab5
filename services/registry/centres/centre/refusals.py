"""What an officer is told who asks of a centre what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class CentreUnknown(Refusal):
    code = "registry.centre-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such centre."


class CentreAlreadyEstablished(Refusal):
    code = "registry.centre-already-established"
    kind = Kind.CONFLICT
    sentence = "This centre was established at another place or on another day."


class CentreNameImplausible(Refusal):
    code = "registry.centre-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of a centre is one line of 1 to {longest} characters that can be seen, letters "
        "among them."
    )


class CentreNamedSince(Refusal):
    code = "registry.centre-named-since"
    kind = Kind.CONFLICT
    sentence = (
        "It was given its name on {since}: name that day to correct the name, or a later one."
    )


class CentreMergedIntoItself(Refusal):
    code = "registry.centre-merged-into-itself"
    kind = Kind.INVALID
    sentence = "A centre goes on in another one: name two centres."


class CentreNotAtWork(Refusal):
    code = "registry.centre-not-at-work"
    kind = Kind.CONFLICT
    sentence = "That centre is not at work on {day}: look it up, and compare the days."
