"""What an officer is told who asks of two what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class MergedWithItself(Refusal):
    code = "registry.merged-with-itself"
    kind = Kind.INVALID
    sentence = "Both are {thing_id}: name two different ones."


class MergedAlready(Refusal):
    code = "registry.merged-already"
    kind = Kind.CONFLICT
    sentence = (
        "{merged_id} is merged already, into {survivor_id}: name that one instead, or take the"
        " merge back first."
    )


class MergedElsewhere(Refusal):
    """As before, into one out of the asker's reach, of which nothing is said."""

    code = "registry.merged-elsewhere"
    kind = Kind.CONFLICT
    sentence = "{merged_id} is merged already; ask an officer who oversees a wider area."


class MergeUnknown(Refusal):
    code = "registry.merge-unknown"
    kind = Kind.NOT_FOUND
    sentence = "Nothing of this id is merged into another, or it is outside your reach."


class BearerIsMerged(Refusal):
    code = "registry.bearer-is-merged"
    kind = Kind.CONFLICT
    sentence = "It is merged into {survivor_id}: name that one, or take the merge back."


class BearerMergedElsewhere(Refusal):
    """As before, into one out of the asker's reach, of which nothing is said."""

    code = "registry.bearer-merged-elsewhere"
    kind = Kind.CONFLICT
    sentence = (
        "It is merged into another one: look that up under this id, or ask an officer who oversees"
        " a wider area."
    )


class UnmergedBeforeMerged(Refusal):
    code = "registry.unmerged-before-merged"
    kind = Kind.INVALID
    sentence = "It was merged on {merged_on}: a merge is taken back on that day or later."


class MergedPersonErased(Refusal):
    code = "registry.merged-person-erased"
    kind = Kind.CONFLICT
    sentence = "The data of this person were erased: the merge stays as it is."


class MergedPersonHeadsFamily(Refusal):
    code = "registry.merged-person-heads-family"
    kind = Kind.CONFLICT
    sentence = (
        "Whoever is merged may not head a family: merge the other person into this one or, where"
        " both head one, merge or end one of the families first."
    )


class SurvivorEnded(Refusal):
    code = "registry.survivor-ended"
    kind = Kind.CONFLICT
    sentence = (
        "{survivor_id} is on the books no more since {ended_on}, and the other one is: merge that"
        " one into the other."
    )


class HeadIsMerged(Refusal):
    code = "registry.head-is-merged"
    kind = Kind.CONFLICT
    sentence = (
        "Whoever heads this family is merged into somebody else: take that merge back first, so"
        " that nobody heads two families."
    )


class JoinedAnotherMeanwhile(Refusal):
    code = "registry.joined-another-meanwhile"
    kind = Kind.CONFLICT
    sentence = (
        "Its member {person_ref} belongs to the family {family_id} on those days by now: correct"
        " their days there first, or take them back."
    )


class JoinedElsewhereMeanwhile(Refusal):
    """As before, of a family out of the asker's reach, of which nothing is said."""

    code = "registry.joined-elsewhere-meanwhile"
    kind = Kind.CONFLICT
    sentence = (
        "Its member {person_ref} cannot belong to it on those days by now; ask an officer who"
        " oversees a wider area."
    )
