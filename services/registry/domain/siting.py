"""Siting: what is put on the books lies in a place (địa bàn) that is in force on that day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.domain.territory import find_place
from shared.vocabulary.calendar import require_come
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Kind, Refusal


class PlaceNotInForce(Refusal):
    code = "registry.place-not-in-force"
    kind = Kind.INVALID
    sentence = "Place {place_id} is not in force on {day}."


class PlaceOfWrongLevel(Refusal):
    code = "registry.place-of-wrong-level"
    kind = Kind.INVALID
    sentence = "Place {place_id} is a {level}; wanted: {wanted}."


@dataclass(frozen=True)
class Circumstances:
    """What a decision is made in: the places as recorded, and the civil day in Vietnam."""

    tree: Tree
    today: date

    @property
    def day(self) -> date:
        return self.today

    def require_site(self, place_id: UUID, day: date, levels: Collection[str]) -> None:
        """Refuse a day to come, and a place not known, not in force on the day, or of none of
        these levels."""
        require_come(day, self.today)
        attributes = find_place(self.tree, place_id).attributes_on(day)
        if attributes is None:
            raise PlaceNotInForce(place_id=place_id, day=day)
        if attributes.level not in levels:
            wanted = ", ".join(sorted(levels))
            raise PlaceOfWrongLevel(place_id=place_id, level=attributes.level, wanted=wanted)
