"""Telling a territory's story: what was enacted, and what it refuses."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from services.registry.places.territory.territory import Territory
from shared.eventstore.facts import fold
from shared.vocabulary.places import Attribute, How
from tests.vocabulary.lands import BEFORE, REFORM, TODAY, named

__all__ = ["BEFORE", "REFORM", "TODAY", "named"]


def begins(
    name: str,
    level: str,
    parent: str | None = None,
    code: str | None = None,
    on: date | None = None,
) -> PlaceEstablished:
    above = None if parent is None else named(parent)
    return PlaceEstablished(named(name), level, "x", name, code, above, on)


def ends(name: str, on: date = REFORM) -> PlaceEnded:
    return PlaceEnded(named(name), on)


def becomes(name: str, heir: str, how: How = How.WHOLE, on: date = REFORM) -> PlaceSucceeded:
    return PlaceSucceeded(named(name), named(heir), how, on)


def altered(
    name: str, changed: Attribute, value: str | UUID | None, on: date = REFORM
) -> PlaceAltered:
    """One attribute changed; the others are for the decision to fill in."""
    code = str(value) if changed == "code" else None
    parent = value if isinstance(value, UUID) else None
    called = str(value) if changed == "name" else name
    kind = str(value) if changed == "kind" else "x"
    return PlaceAltered(named(name), (changed,), kind, called, code, parent, on)


def territory(*told: TerritoryFact) -> Territory:
    """What these facts add up to."""
    folded: Territory = fold(Territory(), told)
    return folded


def enacted(before: Territory, *proposals: TerritoryFact) -> Territory:
    after: Territory = fold(before, before.enact(proposals))
    return after


CITY: Sequence[TerritoryFact] = (
    begins("city", "province", code="79"),
    begins("district", "district", "city", "766"),
    begins("ward 4", "commune", "district", "26968"),
    begins("ward 5", "commune", "district", "26989"),
    begins("ward 15", "commune", "district", "27007"),
)
MERGER: Sequence[TerritoryFact] = (
    begins("new ward", "commune", "city", "26968", REFORM),
    ends("ward 4"),
    ends("ward 5"),
    becomes("ward 4", "new ward"),
    becomes("ward 5", "new ward"),
)
SPLIT: Sequence[TerritoryFact] = (
    begins("new north", "commune", "city", "27004", REFORM),
    begins("new south", "commune", "city", "27007", REFORM),
    ends("ward 15"),
    becomes("ward 15", "new north", How.PART),
    becomes("ward 15", "new south", How.PART),
)
