"""One small land for the tests of every service: as the register records it, and as the others
hear of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
    entry,
)
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Entry, How, Tree
from shared.web.identity import Grant

REORGANISED = date(2025, 7, 1)
TODAY = date(2026, 11, 24)


def named(name: str) -> UUID:
    return derived_id("test place", name)


PROVINCE = named("province")
COMMUNE, OTHER_COMMUNE = named("commune"), named("other commune")
ENDED_COMMUNE = named("commune that became another, whole")
SPLIT_COMMUNE = named("commune that was split between two")
HAMLET, NEIGHBOUR = named("hamlet"), named("neighbour hamlet")
ELSEWHERE = named("hamlet of another commune")
ENDED_HAMLET = named("hamlet that became another, whole")
SPLIT_HAMLET = named("hamlet of the commune that was split")
UNHEARD = named("no event told of it")


def established(
    place_id: UUID, level: str, parent: UUID | None, code: str | None, since: date | None = None
) -> PlaceEstablished:
    return PlaceEstablished(place_id, level, "x", str(place_id)[:8], code, parent, since)


def ended(place_id: UUID, how: How, *heirs: UUID) -> Iterator[TerritoryFact]:
    """On the day of the reorganisation."""
    yield PlaceEnded(place_id, REORGANISED)
    for heir in heirs:
        yield PlaceSucceeded(place_id, heir, how, REORGANISED)


PLACES: tuple[TerritoryFact, ...] = (
    established(PROVINCE, "province", None, "79"),
    established(ENDED_COMMUNE, "commune", PROVINCE, "26968"),
    established(SPLIT_COMMUNE, "commune", PROVINCE, "26971"),
    established(COMMUNE, "commune", PROVINCE, "27301", REORGANISED),
    established(OTHER_COMMUNE, "commune", PROVINCE, "27316"),
    established(HAMLET, "hamlet", COMMUNE, None, REORGANISED),
    established(NEIGHBOUR, "hamlet", COMMUNE, None, REORGANISED),
    established(ELSEWHERE, "hamlet", OTHER_COMMUNE, None),
    established(ENDED_HAMLET, "hamlet", ENDED_COMMUNE, None),
    established(SPLIT_HAMLET, "hamlet", SPLIT_COMMUNE, None),
    *ended(ENDED_HAMLET, How.WHOLE, HAMLET),
    *ended(ENDED_COMMUNE, How.WHOLE, COMMUNE),
    *ended(SPLIT_COMMUNE, How.PART, COMMUNE, OTHER_COMMUNE),
    PlaceAltered(SPLIT_HAMLET, ("parent_id",), "x", str(SPLIT_HAMLET)[:8], None, None, REORGANISED),
)
"""As the register records them."""

HEARD: tuple[Entry, ...] = tuple(replace(entry(fact), recorded_on=TODAY) for fact in PLACES)
"""As everybody else has them, told of today."""

OF_HAMLET = [Grant("hamlet-officer", HAMLET, "own")]
OF_COMMUNE = [Grant("commune-officer", COMMUNE, "subtree")]
OF_OTHER_COMMUNE = [Grant("commune-officer", OTHER_COMMUNE, "subtree")]
OF_ENDED_COMMUNE = [Grant("commune-officer", ENDED_COMMUNE, "subtree")]
OF_PROVINCE = [Grant("province-officer", PROVINCE, "subtree")]
OF_SYSTEM = [Grant("system", None, "subtree")]


@dataclass(frozen=True)
class Now:
    """What decisions are made in."""

    tree: Tree
    day: date


NOW = Now(Tree(HEARD), TODAY)
