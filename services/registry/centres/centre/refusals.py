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
