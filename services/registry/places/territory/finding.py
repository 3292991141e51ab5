"""Finding a place by its code: a bare code says nothing without a day."""

from datetime import date, timedelta
from uuid import UUID

from services.registry.places.territory.refusals import PlaceUnknown
from shared.vocabulary.places import Place, Tree
from shared.vocabulary.refusals import OPEN, Kind, Refusal


class CodeNotInForce(Refusal):
    """`periods` are the days on which the code was or is in force, `…` for an open end."""

    code = "registry.code-not-in-force"
    kind = Kind.NOT_FOUND
    sentence = "Code {place_code} is not in force on {day}; it is during {periods}."


def find_code(tree: Tree, code: str, day: date) -> Place:
    """The place that carries the code on the day."""
    place_id = tree.by_code(code, day)
    place = None if place_id is None else tree.place(place_id)
    if place is not None:
        return place
    carriers = tree.carriers(code)
    if not carriers:
        raise PlaceUnknown(place=code)
    raise CodeNotInForce(place_code=code, day=day, periods=_periods(code, carriers))


def find_place(tree: Tree, place_id: UUID) -> Place:
    """The place with the id, in force or not."""
    place = tree.place(place_id)
    if place is None or not place.is_established:
        raise PlaceUnknown(place=place_id)
    return place


def _periods(code: str, carriers: tuple[Place, ...]) -> str:
    spans = sorted(
        (span.start, span.end)
        for place in carriers
        for span, carried in place.codes_through()
        if carried == code
    )
    return ", ".join(f"{_first(start)} – {_last(end)}" for start, end in spans)


def _first(start: date) -> str:
    return OPEN if start == date.min else start.isoformat()


def _last(end: date) -> str:
    return OPEN if end == date.max else (end - timedelta(days=1)).isoformat()
