"""Siting: money is kept and given at a place (địa bàn) that is in force on that day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.vocabulary.calendar import require_come
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Kind, Refusal


class PlaceNotInForce(Refusal):
    code = "funding.place-not-in-force"
    kind = Kind.INVALID
    sentence = "Place {place_id} is not in force on {day}."


@dataclass(frozen=True)
class Circumstances:
    """What a decision is made in: the places as heard of here, and the civil day in Vietnam."""

    tree: Tree
    today: date

    def require_site(self, place_id: UUID, day: date) -> None:
        """Refuse a day to come, and a place that is not in force on the day."""
        require_come(day, self.today)
        if not self.tree.in_force(place_id, day):
            raise PlaceNotInForce(place_id=place_id, day=day)
