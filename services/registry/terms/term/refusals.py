"""What an officer is told who asks of a term what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class BodyUnknown(Refusal):
    code = "registry.body-unknown"
    kind = Kind.NOT_FOUND
    sentence = (
        "There is no such association, board, chapter, committee or centre: look it up by its "
        "place."
    )


class TermOtherwise(Refusal):
    code = "registry.term-otherwise"
    kind = Kind.CONFLICT
    sentence = "A term since {since} is on the books otherwise: look it up, and correct it."


class TermsOverlap(Refusal):
    code = "registry.terms-overlap"
    kind = Kind.CONFLICT
    sentence = (
        "The term since {since} has some of these days: end or correct that one first, or name "
        "other days."
    )


class TermEndsBeforeItBegins(Refusal):
    code = "registry.term-ends-before-it-begins"
    kind = Kind.INVALID
    sentence = "A term lasts a day at least: name an end after {since}."


class NoTermThen(Refusal):
    code = "registry.no-term-then"
    kind = Kind.CONFLICT
    sentence = "No term is of {day}: start one first, or name a day of one."


class TermHasPosts(Refusal):
    code = "registry.term-has-posts"
    kind = Kind.CONFLICT
    sentence = (
        "Somebody holds a post of this term from {since} on: withdraw or end that post first, or "
        "name other days."
    )


class PostUnknown(Refusal):
    code = "registry.post-unknown"
    kind = Kind.INVALID
    sentence = "There is no such post; there are: {post_codes}."


class PostNotHeld(Refusal):
    code = "registry.post-not-held"
    kind = Kind.CONFLICT
    sentence = "This person does not hold that post on {day}: look the term up, and compare."


class PostFilledLater(Refusal):
    code = "registry.post-filled-later"
    kind = Kind.CONFLICT
    sentence = (
        "Somebody holds that post since {since}: name a later day, or withdraw what is wrong first."
    )


class ChairUnderage(Refusal):
    code = "registry.chair-underage"
    kind = Kind.INVALID
    sentence = (
        "Whoever leads is {years} years old at least on that day: name somebody else, or correct "
        "when this person was born."
    )
