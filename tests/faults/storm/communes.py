"""The communes that are reorganised in a storm: one for each officer, with a hamlet in it, and one
that is to be, and then is not."""

from typing import Final
from uuid import UUID

from services.registry.places.territory.facts import PlaceEstablished
from shared.vocabulary.identifiers import derived_id
from tests.support import land

OFFICERS: Final = 8


def commune_of(officer: int) -> UUID:
    return land.named(f"commune of officer {officer}")


def hamlet_of(officer: int) -> UUID:
    return land.named(f"hamlet of officer {officer}")


def spare_of(officer: int) -> UUID:
    return land.named(f"commune of officer {officer} that stays")


def listed_at(officer: int) -> UUID:
    """Whose lists an officer brings in: two communes, so that some wait for others."""
    return (land.COMMUNE, land.OTHER_COMMUNE)[officer % 2]


def listed_hamlet(officer: int) -> str:
    """Where they say that everybody lives."""
    return f"Khu phố {officer + 1}"


def _hamlet_of_lists(officer: int) -> PlaceEstablished:
    place_id, name = land.named(f"hamlet of the lists of officer {officer}"), listed_hamlet(officer)
    within = listed_at(officer)
    return PlaceEstablished(place_id, "hamlet", "khu-pho", name, None, within, land.REORGANISED)


def announced_id(document_number: str) -> UUID:
    """By which the cancelling of a document is known here."""
    return derived_id("announced document", document_number)


PLACES: Final[tuple[PlaceEstablished, ...]] = tuple(
    place
    for officer in range(OFFICERS)
    for place in (
        land.established(commune_of(officer), "commune", land.PROVINCE, None),
        land.established(hamlet_of(officer), "hamlet", commune_of(officer), None),
        land.established(spare_of(officer), "commune", land.PROVINCE, None),
        _hamlet_of_lists(officer),
    )
)
