"""What an officer is told who asks of a family what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class FamilyAlreadyRegistered(Refusal):
    code = "registry.family-already-registered"
    kind = Kind.CONFLICT
    sentence = "This person heads a family on the books already: {family_id}."


class HeadsAnotherFamily(Refusal):
    """As before, of a family out of the asker's reach, of which nothing is said."""

    code = "registry.heads-another-family"
    kind = Kind.CONFLICT
    sentence = "This person cannot be its head; ask an officer who oversees a wider area."


class FamilyUnknown(Refusal):
    code = "registry.family-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such family."
