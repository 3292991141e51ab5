"""A small land: two provinces, communes that were reorganised on 1 July 2025, some hamlets."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
    entry,
)
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import How, Tree

REORGANISED = date(2025, 7, 1)
TODAY = date(2026, 11, 24)


def named(name: str) -> UUID:
    return derived_id("test place", name)


PROVINCE = named("province")
OLD_COMMUNE = named("old commune")
COMMUNE = named("commune")
HAMLET = named("hamlet")
NEIGHBOUR = named("neighbour hamlet")
ENDED_HAMLET = named("ended hamlet")
ELSEWHERE = named("hamlet of another commune")
OTHER_COMMUNE = named("other commune")


def established(
    place_id: UUID, level: str, parent: UUID | None, code: str | None, since: date | None = None
) -> PlaceEstablished:
    return PlaceEstablished(place_id, level, "x", str(place_id)[:8], code, parent, since)


PLACES: tuple[TerritoryFact, ...] = (
    established(PROVINCE, "province", None, "79"),
    established(OLD_COMMUNE, "commune", PROVINCE, "26968"),
    established(COMMUNE, "commune", PROVINCE, "27301", REORGANISED),
    established(OTHER_COMMUNE, "commune", PROVINCE, "27316"),
    established(HAMLET, "hamlet", COMMUNE, None, REORGANISED),
    established(NEIGHBOUR, "hamlet", COMMUNE, None, REORGANISED),
    established(ELSEWHERE, "hamlet", OTHER_COMMUNE, None),
    established(ENDED_HAMLET, "hamlet", OLD_COMMUNE, None),
    PlaceEnded(ENDED_HAMLET, REORGANISED),
    PlaceEnded(OLD_COMMUNE, REORGANISED),
    PlaceSucceeded(OLD_COMMUNE, COMMUNE, How.WHOLE, REORGANISED),
    PlaceSucceeded(ENDED_HAMLET, HAMLET, How.WHOLE, REORGANISED),
)


@dataclass(frozen=True)
class Now:
    """What decisions are made in."""

    tree: Tree
    day: date


NOW = Now(Tree().with_(map(entry, PLACES)), TODAY)
