"""What an officer is told who asks of who came what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class NothingHeld(Refusal):
    code = "registry.nothing-held"
    kind = Kind.NOT_FOUND
    sentence = "There is no such class, session or activity: look it up among those of its place."


class NotHeldYet(Refusal):
    code = "registry.not-held-yet"
    kind = Kind.CONFLICT
    sentence = "It was not held: record that it was held first, and then who came."


class AttendeeTwice(Refusal):
    code = "registry.attendee-twice"
    kind = Kind.INVALID
    sentence = "One person is named twice in the list: name each once."


class AttendeeNamedAlready(Refusal):
    code = "registry.attendee-named-already"
    kind = Kind.CONFLICT
    sentence = "Somebody in the list is named as having come already: leave out who is there."


class AttendeeUnknown(Refusal):
    code = "registry.attendee-unknown"
    kind = Kind.NOT_FOUND
    sentence = "Somebody in the list is not named as having come: look up who is."
