"""What an officer is told who asks of an association what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class AssociationUnknown(Refusal):
    code = "registry.association-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such association."


class AssociationOtherwise(Refusal):
    code = "registry.association-otherwise"
    kind = Kind.CONFLICT
    sentence = "This association is on the books otherwise: look it up, and compare."


class AssociationNameImplausible(Refusal):
    code = "registry.association-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of an association is one line of 1 to {longest} characters that can be seen, "
        "letters among them."
    )


class AssociationNotYetNamed(Refusal):
    code = "registry.association-not-yet-named"
    kind = Kind.INVALID
    sentence = "It was founded on {founded_on}: name that day or a later one, or correct that day."


class AssociationNamedEarlier(Refusal):
    code = "registry.association-named-earlier"
    kind = Kind.INVALID
    sentence = "It has had another name since {since}: it was founded before that day."


class AssociationMergesIntoItself(Refusal):
    code = "registry.association-merges-into-itself"
    kind = Kind.INVALID
    sentence = "An association cannot go on in itself: name another one."


class AssociationGoesOn(Refusal):
    code = "registry.association-goes-on"
    kind = Kind.CONFLICT
    sentence = "It is still there and hands nothing over: say first since when it is there no more."


class HandoverToItself(Refusal):
    code = "registry.handover-to-itself"
    kind = Kind.INVALID
    sentence = "An association hands nothing over to itself: name others."


class HandoverToNobody(Refusal):
    code = "registry.handover-to-nobody"
    kind = Kind.INVALID
    sentence = "Name at least one association to which its members or its funds go."


class HandoverBeforeFounding(Refusal):
    code = "registry.handover-before-founding"
    kind = Kind.INVALID
    sentence = "It was founded on {founded_on}: a handover is announced on that day or later."


class HandoverOtherwise(Refusal):
    code = "registry.handover-otherwise"
    kind = Kind.CONFLICT
    sentence = (
        "Its handover was announced otherwise on {announced_on}: to put that right, say that it "
        "never ended, end it again, and announce it anew."
    )


class AssociationNotThere(Refusal):
    code = "registry.association-not-there"
    kind = Kind.CONFLICT
    sentence = (
        "On {day} association {association_id} is not there: name one that is, or another day."
    )
