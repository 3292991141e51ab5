"""What an officer is told who asks of members of a clan what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class ClanMemberOutsideLife(Refusal):
    code = "registry.clan-member-outside-life"
    kind = Kind.INVALID
    sentence = (
        "This clan is on the books from {since} to {until}: nobody can be its member on other days."
    )


class ClanHeadUnderage(Refusal):
    code = "registry.clan-head-underage"
    kind = Kind.INVALID
    sentence = (
        "Whoever heads a clan is {years} years or more on that day: name another member, or correct"
        " when this person was born."
    )


class ClanHeadOnThoseDays(Refusal):
    code = "registry.clan-head-on-those-days"
    kind = Kind.CONFLICT
    sentence = "This person heads the clan on those days: name another head of it first."


class NotHeadSince(Refusal):
    code = "registry.not-head-since"
    kind = Kind.NOT_FOUND
    sentence = (
        "This person was not named its head on {day}: list the members of some days, and name the "
        "day from which on they head it."
    )


class ClanHeadsOutOfOrder(Refusal):
    code = "registry.clan-heads-out-of-order"
    kind = Kind.INVALID
    sentence = (
        "Somebody else heads the clan before or after: any day from {earliest} to {latest} is "
        "possible."
    )


class ClanChangedMeanwhile(Refusal):
    code = "registry.clan-changed-meanwhile"
    kind = Kind.NOT_YET
    sentence = "Somebody changed who heads this clan just now: send the same request again."
