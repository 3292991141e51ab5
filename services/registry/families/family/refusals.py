"""What an officer is told who asks of a family what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class FamilyAlreadyRegistered(Refusal):
    code = "registry.family-already-registered"
    kind = Kind.CONFLICT
    sentence = (
        "This person heads a family on the books already: {family_id}. Name another head there"
        " first, or end that family."
    )


class HeadsAnotherFamily(Refusal):
    """As before, of a family out of the asker's reach, of which nothing is said."""

    code = "registry.heads-another-family"
    kind = Kind.CONFLICT
    sentence = "This person cannot be its head; ask an officer who oversees a wider area."


class BelongsToAnotherFamily(Refusal):
    code = "registry.belongs-to-another-family"
    kind = Kind.CONFLICT
    sentence = (
        "On those days this person belongs to another family: {family_id}. Say first when they "
        "left it."
    )


class BelongsElsewhere(Refusal):
    """As before, of a family out of the asker's reach, of which nothing is said."""

    code = "registry.belongs-elsewhere"
    kind = Kind.CONFLICT
    sentence = "This person cannot belong to it; ask an officer who oversees a wider area."


class PersonDied(Refusal):
    code = "registry.person-died"
    kind = Kind.CONFLICT
    sentence = (
        "This person died on {died_on}, as is on the books: name somebody else, or correct it."
    )


class FamilyUnknown(Refusal):
    code = "registry.family-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such family."


class FamilyIsMerged(Refusal):
    code = "registry.family-is-merged"
    kind = Kind.CONFLICT
    sentence = "This family is merged into {family_id}: name that one, or take the merge back."


class FamilyMergedElsewhere(Refusal):
    """As before, into a family out of the asker's reach, of which nothing is said."""

    code = "registry.family-merged-elsewhere"
    kind = Kind.CONFLICT
    sentence = (
        "This family is merged into another one: look that up under this id, or ask an officer who "
        "oversees a wider area."
    )


class OutsideFamilyLife(Refusal):
    code = "registry.outside-family-life"
    kind = Kind.INVALID
    sentence = (
        "This family is on the books from {since} to {until}: nothing can be said of that day."
    )


class RelationUnknown(Refusal):
    code = "registry.relation-unknown"
    kind = Kind.INVALID
    sentence = "There is no such relation to the head; the relations are {relation_codes}."


class LeavingGroundUnknown(Refusal):
    code = "registry.leaving-ground-unknown"
    kind = Kind.INVALID
    sentence = "There is no such ground for leaving a family; the grounds are {ground_codes}."


class EndingGroundUnknown(Refusal):
    code = "registry.ending-ground-unknown"
    kind = Kind.INVALID
    sentence = "There is no such ground for the end of a family; the grounds are {ground_codes}."


class MemberAlready(Refusal):
    code = "registry.member-already"
    kind = Kind.CONFLICT
    sentence = "On those days this person is a member already, since {since}: correct that instead."


class NoSuchMember(Refusal):
    code = "registry.no-such-member"
    kind = Kind.NOT_FOUND
    sentence = "Nobody of this reference is a member then: look the members up, and their days."


class LeftBeforeJoined(Refusal):
    code = "registry.left-before-joined"
    kind = Kind.INVALID
    sentence = "This person joined on {joined_on}: they can leave on a later day only."


class HeadsOnThoseDays(Refusal):
    code = "registry.heads-on-those-days"
    kind = Kind.CONFLICT
    sentence = "This person heads the family on those days: name another head first."


class HeadUnderage(Refusal):
    code = "registry.head-underage"
    kind = Kind.INVALID
    sentence = (
        "Whoever heads a family is {years} years or more on that day: name another head, or correct"
        " when this person was born."
    )


class HeadNamedLater(Refusal):
    code = "registry.head-named-later"
    kind = Kind.CONFLICT
    sentence = "Its head was named on {since}: another one can be named from a later day on."


class RegisteredWithHead(Refusal):
    code = "registry.registered-with-head"
    kind = Kind.CONFLICT
    sentence = (
        "The family was registered under this person on that day: correct the registration instead."
    )


class LaterThingsKnown(Refusal):
    code = "registry.later-things-known"
    kind = Kind.CONFLICT
    sentence = (
        "Something of this family is on the books on {day} still: name that day or a later one."
    )


class EndedByJoining(Refusal):
    code = "registry.ended-by-joining"
    kind = Kind.CONFLICT
    sentence = (
        "This family ended because it went into another one: withdraw its members there, say that "
        "it never ended, and join the two again as it was."
    )


class EarlierThingsKnown(Refusal):
    code = "registry.earlier-things-known"
    kind = Kind.CONFLICT
    sentence = "Something of this family is on the books on {day}: name no day after that."


class FamilyChangedMeanwhile(Refusal):
    code = "registry.family-changed-meanwhile"
    kind = Kind.NOT_YET
    sentence = "Somebody changed this family just now: send the same request again."


class JoinsItself(Refusal):
    code = "registry.joins-itself"
    kind = Kind.INVALID
    sentence = "A family joins another one, not itself: name the family it goes into."
