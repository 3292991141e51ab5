"""What an officer is told who asks of a board what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class BoardUnknown(Refusal):
    code = "registry.board-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such board: look it up among those of its place."


class BoardOtherwise(Refusal):
    code = "registry.board-otherwise"
    kind = Kind.CONFLICT
    sentence = "This board is on the books otherwise: look it up, and compare."


class BoardHostKindUnknown(Refusal):
    code = "registry.board-host-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of host; a board has one of these: {host_kinds}."


class BoardHostOfOtherKind(Refusal):
    code = "registry.board-host-of-other-kind"
    kind = Kind.CONFLICT
    sentence = "On the books this host is of the kind {host_kind}: name that kind, or another host."


class BoardHostNotThere(Refusal):
    code = "registry.board-host-not-there"
    kind = Kind.CONFLICT
    sentence = "On {day} its host is not on the books: name one that is, or another day."


class BoardNameImplausible(Refusal):
    code = "registry.board-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of a board is one line of 1 to {longest} characters that can be seen, letters "
        "among them."
    )


class BoardMergesIntoItself(Refusal):
    code = "registry.board-merges-into-itself"
    kind = Kind.INVALID
    sentence = "A board cannot go on in itself: name another one."


class BoardNotThere(Refusal):
    code = "registry.board-not-there"
    kind = Kind.CONFLICT
    sentence = "On {day} board {board_id} is not there: name one that is, or another day."
