"""What an officer is told who asks of a membership what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class MembershipUnknown(Refusal):
    code = "registry.membership-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such membership."


class MembershipChangedMeanwhile(Refusal):
    code = "registry.membership-changed-meanwhile"
    kind = Kind.NOT_YET
    sentence = "Somebody changed this membership at this moment: ask again."


class MembershipOtherwise(Refusal):
    code = "registry.membership-otherwise"
    kind = Kind.CONFLICT
    sentence = "This membership is on the books otherwise: look it up, and compare."


class MemberOfHostAlready(Refusal):
    code = "registry.member-of-host-already"
    kind = Kind.CONFLICT
    sentence = (
        "This person is a member there since {since} already: correct or end that membership, or "
        "name days outside of it."
    )


class MembershipEndingGroundUnknown(Refusal):
    code = "registry.membership-ending-ground-unknown"
    kind = Kind.INVALID
    sentence = "There is no such ground on which a membership ends; there are: {ground_codes}."


class NoMemberInThatYear(Refusal):
    code = "registry.no-member-in-that-year"
    kind = Kind.INVALID
    sentence = "Nobody pays dues for {year} who was no member on any of its days: name another."
