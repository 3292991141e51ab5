"""What an officer is told who asks of a class what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class ClassUnknown(Refusal):
    code = "registry.class-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such class: look it up among those of its place."


class ClassBeforeCentre(Refusal):
    code = "registry.class-before-centre"
    kind = Kind.INVALID
    sentence = "The centre was established on {established_on}, after this class."


class ClassAfterCentre(Refusal):
    code = "registry.class-after-centre"
    kind = Kind.INVALID
    sentence = "The centre is at work no more since {ended_on}, before this class."


class ClassAlreadyHeld(Refusal):
    code = "registry.class-already-held"
    kind = Kind.CONFLICT
    sentence = "Class {class_id} is on the books with other figures."


class ClassBeforeOrganiser(Refusal):
    code = "registry.class-before-organiser"
    kind = Kind.INVALID
    sentence = "Its organiser is there since {since}: compare the day, or name another organiser."


class ClassAfterOrganiser(Refusal):
    code = "registry.class-after-organiser"
    kind = Kind.INVALID
    sentence = (
        "Its organiser is there no more since {ended_on}: compare the day, or name another one."
    )


class ClassCancelledAlready(Refusal):
    code = "registry.class-cancelled-already"
    kind = Kind.CONFLICT
    sentence = (
        "It was cancelled on {cancelled_on}: if it was held all the same, record it as a new one."
    )


class ClassHeldAlready(Refusal):
    code = "registry.class-held-already"
    kind = Kind.CONFLICT
    sentence = "It was held on {held_on}: correct what was written wrongly, or withdraw it."


class ClassNotHeld(Refusal):
    code = "registry.class-not-held"
    kind = Kind.CONFLICT
    sentence = "It is planned and not held yet: record that it was held, or cancel it."


class ClassOrganisedOtherwise(Refusal):
    code = "registry.class-organised-otherwise"
    kind = Kind.CONFLICT
    sentence = (
        "It is on the books of another organiser: name that one, or cancel or withdraw it and "
        "record it anew."
    )


class ClassCostImplausible(Refusal):
    code = "registry.class-cost-implausible"
    kind = Kind.INVALID
    sentence = "The cost of a class is from 0 to {most} đồng: compare it with the voucher."
