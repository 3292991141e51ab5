"""Siting: what is put on the books lies in a place (địa bàn) that is in force on that day."""

from datetime import date
from typing import Protocol
from uuid import UUID

from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.tree import Tree
from shared.vocabulary.refusals import Kind, Refusal


class PlaceNotInForce(Refusal):
    code = "places.not-in-force"
    kind = Kind.INVALID
    sentence = "Place {place_id} is not in force on {day}."


class PlaceOfWrongLevel(Refusal):
    code = "places.of-wrong-level"
    kind = Kind.INVALID
    sentence = "Place {place_id} is a {level}; wanted: {wanted}."


class Circumstances(Protocol):
    """What a decision is made in: the places as they are known, and the civil day in Vietnam."""

    @property
    def tree(self) -> Tree: ...
    @property
    def day(self) -> date: ...


def require_site(now: Circumstances, place_id: UUID, day: date, *levels: str) -> None:
    """Refuse a day to come, and a place not in force on the day or, if levels are named, of none
    of these."""
    require_come(day, now.day)
    place = now.tree.place(place_id)
    attributes = None if place is None else place.attributes_on(day)
    if attributes is None:
        raise PlaceNotInForce(place_id=place_id, day=day)
    if levels and attributes.level not in levels:
        wanted = ", ".join(sorted(levels))
        raise PlaceOfWrongLevel(place_id=place_id, level=attributes.level, wanted=wanted)
