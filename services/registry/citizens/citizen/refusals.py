"""What an officer is told who asks of a citizen what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class CitizenUnknown(Refusal):
    code = "registry.citizen-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such citizen."


class CitizenAlreadyRegistered(Refusal):
    code = "registry.citizen-already-registered"
    kind = Kind.CONFLICT
    sentence = (
        "This person is a citizen on the books already: {citizen_ref}. Move or correct that one."
    )


class CitizenElsewhere(Refusal):
    """As before, of a citizen out of the asker's reach, of whom nothing is said."""

    code = "registry.citizen-elsewhere"
    kind = Kind.CONFLICT
    sentence = "This person cannot be registered here; ask an officer who oversees a wider area."


class CitizenUntil(Refusal):
    code = "registry.citizen-until"
    kind = Kind.CONFLICT
    sentence = (
        "This person was a citizen until {ended_on}: register them from that day on or later."
    )


class CitizenIsMerged(Refusal):
    code = "registry.citizen-is-merged"
    kind = Kind.CONFLICT
    sentence = (
        "This person is on the books as another citizen, into whom this one is merged: look the"
        " person up and change that one, or take the merge back first."
    )


class CitizenTwice(Refusal):
    code = "registry.citizen-twice"
    kind = Kind.CONFLICT
    sentence = (
        "On some of these days this person is on the books as another citizen, by another"
        " reference: look the person up and correct that one first, or say other days."
    )


class DiedBeforeHeading(Refusal):
    code = "registry.died-before-heading"
    kind = Kind.CONFLICT
    sentence = (
        "By the books this person became head of a family or a clan on {since}, which is not before"
        " that day: name another head there, or correct that day first."
    )


class CitizenGroupUnknown(Refusal):
    code = "registry.citizen-group-unknown"
    kind = Kind.INVALID
    sentence = "There is no such group of citizens; the groups are {group_codes}."


class CitizenEndingGroundUnknown(Refusal):
    code = "registry.citizen-ending-ground-unknown"
    kind = Kind.INVALID
    sentence = "There is no such ground for the end of a citizen; the grounds are {ground_codes}."
