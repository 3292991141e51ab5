"""Places and what became of them, as they are shown."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel

from shared.vocabulary.places import Attributes, Link, Place, Tree
from shared.web.actions import Permit
from shared.web.caller import looks

ReadPermit = Annotated[Permit, looks("registry.place.read")]


class PlaceName(BaseModel):
    """A place as it is on the day, or was on its last day."""

    place_id: UUID
    level: str
    kind: str
    name: str
    code: str | None


class Succession(BaseModel):
    """`how`: whole, part, renamed or retyped."""

    place: PlaceName
    how: str
    effective_on: date
    document_number: str | None


def nearest(place: Place, day: date) -> date:
    """The day itself while the place is in force, else its last or first day."""
    if day in place.span:
        return day
    return place.start if day < place.start else place.last_day


def named(tree: Tree, place_id: UUID, day: date) -> PlaceName:
    place = tree.place(place_id)
    found = None if place is None else place.attributes_on(nearest(place, day))
    found = found or Attributes("", "", "")
    return PlaceName(
        place_id=place_id,
        level=found.level,
        kind=found.kind,
        name=found.name,
        code=found.code,
    )


def succession(tree: Tree, link: Link) -> Succession:
    return Succession(
        place=named(tree, link.place_id, link.effective_on),
        how=link.how,
        effective_on=link.effective_on,
        document_number=link.document_number,
    )
