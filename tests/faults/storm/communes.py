"""The communes that are reorganised in a storm: one for each officer, with a hamlet in it."""

from typing import Final
from uuid import UUID

from services.registry.places.territory.facts import PlaceEstablished
from tests.support import land

OFFICERS: Final = 8


def commune_of(officer: int) -> UUID:
    return land.named(f"commune of officer {officer}")


def hamlet_of(officer: int) -> UUID:
    return land.named(f"hamlet of officer {officer}")


PLACES: Final[tuple[PlaceEstablished, ...]] = tuple(
    place
    for officer in range(OFFICERS)
    for place in (
        land.established(commune_of(officer), "commune", land.PROVINCE, None),
        land.established(hamlet_of(officer), "hamlet", commune_of(officer), None),
    )
)
