"""The one refusal every part of the territory gives."""

from shared.vocabulary.refusals import Kind, Refusal


class PlaceUnknown(Refusal):
    """`place` is the id or the code that was asked for."""

    code = "registry.place-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no place {place} on the books."
