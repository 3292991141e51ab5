"""What an officer is told who asks of a committee what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class CommitteeUnknown(Refusal):
    code = "registry.committee-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such committee: look it up among those of its place."


class CommitteeOtherwise(Refusal):
    code = "registry.committee-otherwise"
    kind = Kind.CONFLICT
    sentence = "This committee is on the books otherwise: look it up, and compare."


class CommitteeAgencyKindUnknown(Refusal):
    code = "registry.committee-agency-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such standing agency; a committee has one of these: {agency_kinds}."


class CommitteeAgencyNotThere(Refusal):
    code = "registry.committee-agency-not-there"
    kind = Kind.CONFLICT
    sentence = "On {day} its standing agency is not on the books: name one that is, or another day."


class CommitteeMergesIntoItself(Refusal):
    code = "registry.committee-merges-into-itself"
    kind = Kind.INVALID
    sentence = "A committee cannot go on in itself: name another one."


class CommitteeNotThere(Refusal):
    code = "registry.committee-not-there"
    kind = Kind.CONFLICT
    sentence = "On {day} committee {committee_id} is not there: name one that is, or another day."


class PlaceHasCommitteeAlready(Refusal):
    code = "registry.place-has-committee-already"
    kind = Kind.CONFLICT
    sentence = (
        "This place has a committee since {since} already: correct or end that one, or name days "
        "outside of it."
    )


class CommitteeChangedMeanwhile(Refusal):
    code = "registry.committee-changed-meanwhile"
    kind = Kind.NOT_YET
    sentence = "Somebody changed this committee at this moment: ask again."
