"""Refusals that several parts of the territory give."""

from shared.vocabulary.refusals import Kind, Refusal


class PlaceUnknown(Refusal):
    """Not on the books, or not for this officer to touch: the answer is one. `place` is the id
    or the code that was asked for."""

    code = "registry.place-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no place {place} on the books, or it is outside your reach."


class PlaceBuiltOn(Refusal):
    code = "registry.place-built-on"
    kind = Kind.CONFLICT
    sentence = (
        "Place {place} cannot be withdrawn: other places lay in it, or became it or what it became."
        " Withdraw or correct those first."
    )
