"""Learning centres, and what was said of years of those that stood before."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.centres.api import commands, equipping
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import (
    CentreEquipped,
    CentreEstablished,
    CentreFacilitiesWithdrawn,
    CentreRated,
    CentreRatingWithdrawn,
    CentreWithdrawn,
)
from services.registry.importing.undoing.things.part import Kind, Part, comes, goes, named
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

CENTRE: Final = "centre"
RATING: Final = "centre-rating"
FACILITIES: Final = "centre-facilities"


def _rated(centre_id: UUID, fact: CentreRated) -> Came | None:
    """What is said anew of a year changes what was said."""
    if fact.was:
        return None
    return Came(Thing(RATING, centre_id, (fact.rating_year,)), within=Thing(CENTRE, centre_id))


def _not_rated(centre_id: UUID, fact: CentreRatingWithdrawn) -> Went:
    return Went(Thing(RATING, centre_id, (fact.rating_year,)))


def _equipped(centre_id: UUID, fact: CentreEquipped) -> Came | None:
    if fact.was:
        return None
    had = Thing(FACILITIES, centre_id, (fact.equipped_year,))
    return Came(had, within=Thing(CENTRE, centre_id))


def _not_equipped(centre_id: UUID, fact: CentreFacilitiesWithdrawn) -> Went:
    return Went(Thing(FACILITIES, centre_id, (fact.equipped_year,)))


def _rating(thing: Thing) -> Mapping[str, object]:
    return {"centre_id": thing.thing_id, "rating_year": thing.said[0]}


def _facilities(thing: Thing) -> Mapping[str, object]:
    return {"centre_id": thing.thing_id, "equipped_year": thing.said[0]}


CENTRES: Final = Part(
    {
        CENTRE: Kind(
            Centre,
            Rows(
                "registry.centre.withdraw",
                commands.CentreWithdrawalForm,
                commands.withdraw,
                commands.Done,
            ),
            named("centre_id"),
        ),
        RATING: Kind(
            Centre,
            Rows(
                "registry.centre.rate",
                commands.CentreRatingWithdrawalForm,
                commands.withdraw_rating,
                commands.Done,
            ),
            _rating,
            alone=False,
        ),
        FACILITIES: Kind(
            Centre,
            Rows(
                "registry.centre.equip",
                equipping.CentreEquipmentWithdrawalForm,
                equipping.withdraw,
                commands.Done,
            ),
            _facilities,
            alone=False,
        ),
    },
    {
        CentreEstablished: comes(CENTRE),
        CentreWithdrawn: goes(CENTRE),
        CentreRated: _rated,
        CentreRatingWithdrawn: _not_rated,
        CentreEquipped: _equipped,
        CentreFacilitiesWithdrawn: _not_equipped,
    },
)
