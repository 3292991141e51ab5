"""What a split leaves open: which part each thing that stood in the place belongs to."""

from uuid import UUID

from shared.vocabulary.places.entries import How
from shared.vocabulary.places.place import Place
from shared.vocabulary.refusals import Kind, Refusal


class NotAPart(Refusal):
    code = "places.not-a-part"
    kind = Kind.CONFLICT
    sentence = "Place {to} did not take over a part of {place}; the parts are {parts}."


def parts_of(place: Place) -> tuple[UUID, ...]:
    """The successors of a place that was split; none: it goes on, or went over whole."""
    if place.ended_on is None:
        return ()
    heirs = place.successors
    if len(heirs) == 1 and heirs[0].how is not How.PART:
        return ()
    return tuple(heir.place_id for heir in heirs)


def require_part(split: Place, to: UUID) -> None:
    """Refuse what is none of the parts of a place that was split."""
    parts = parts_of(split)
    if to not in parts:
        raise NotAPart(to=to, place=split.place_id, parts=", ".join(map(str, parts)))
