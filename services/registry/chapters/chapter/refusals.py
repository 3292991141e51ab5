"""What an officer is told who asks of a chapter what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class ChapterUnknown(Refusal):
    code = "registry.chapter-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such chapter."


class ChapterOtherwise(Refusal):
    code = "registry.chapter-otherwise"
    kind = Kind.CONFLICT
    sentence = "This chapter is on the books otherwise: look it up, and compare."


class ChapterHostKindUnknown(Refusal):
    code = "registry.chapter-host-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of host; a chapter has one of these: {host_kinds}."


class ChapterNameImplausible(Refusal):
    code = "registry.chapter-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of a chapter is one line of 1 to {longest} characters that can be seen, letters "
        "among them."
    )


class ChapterNotYetNamed(Refusal):
    code = "registry.chapter-not-yet-named"
    kind = Kind.INVALID
    sentence = "It was founded on {founded_on}: name that day or a later one, or correct that day."


class ChapterNamedEarlier(Refusal):
    code = "registry.chapter-named-earlier"
    kind = Kind.INVALID
    sentence = "It has had another name since {since}: it was founded before that day."


class ChapterMergesIntoItself(Refusal):
    code = "registry.chapter-merges-into-itself"
    kind = Kind.INVALID
    sentence = "A chapter cannot go on in itself: name another one."


class ChapterNotThere(Refusal):
    code = "registry.chapter-not-there"
    kind = Kind.CONFLICT
    sentence = "On {day} chapter {chapter_id} is not there: name one that is, or another day."
