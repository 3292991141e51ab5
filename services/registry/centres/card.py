"""All that belongs to centres. Their names are kept at home."""

from uuid import UUID

from services.registry.centres.api.routes import routes
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEquipped,
    CentreEstablished,
    CentreFacilitiesWithdrawn,
    CentreMerged,
    CentreMoved,
    CentreRated,
    CentreRatingWithdrawn,
    CentreRenamed,
    CentreWithdrawn,
    FacilitySpells,
    RatingSpells,
)
from services.registry.centres.views.facilities import CentreFacilities
from services.registry.centres.views.ratings import CentreRatings
from services.registry.centres.views.spells import CentreSpells
from services.registry.centres.views.standing import CentresByPlace
from shared.contracts.fields import spells
from shared.contracts.registry.centres import (
    CentreCorrectedV1,
    CentreEndedV1,
    CentreEquippedV1,
    CentreEstablishedV1,
    CentreFacilitiesWithdrawnV1,
    CentreMergedV1,
    CentreMovedV1,
    CentreRatedV1,
    CentreRatingWithdrawnV1,
    CentreRenamedV1,
    CentreWithdrawnV1,
    Facility,
    FacilitySpell,
    RatingSpell,
)
from shared.web.card import Card


def _established(_centre: UUID, fact: CentreEstablished) -> CentreEstablishedV1:
    return CentreEstablishedV1(
        centre_id=fact.centre_id, place_id=fact.place_id, established_on=fact.established_on
    )


def _renamed(centre: UUID, fact: CentreRenamed) -> CentreRenamedV1:
    return CentreRenamedV1(
        centre_id=centre,
        place_id=fact.place_id,
        renamed_on=fact.renamed_on,
        document_number=fact.document_number,
    )


def _corrected(centre: UUID, fact: CentreCorrected) -> CentreCorrectedV1:
    return CentreCorrectedV1(
        centre_id=centre,
        place_id=fact.place_id,
        established_on=fact.established_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _moved(centre: UUID, fact: CentreMoved) -> CentreMovedV1:
    return CentreMovedV1(
        centre_id=centre,
        place_id=fact.place_id,
        moved_on=fact.moved_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _merged(centre: UUID, fact: CentreMerged) -> CentreMergedV1:
    return CentreMergedV1(
        centre_id=centre,
        place_id=fact.place_id,
        into_centre_id=fact.into_centre_id,
        merged_on=fact.merged_on,
        document_number=fact.document_number,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _ended(centre: UUID, fact: CentreEnded) -> CentreEndedV1:
    return CentreEndedV1(
        centre_id=centre,
        place_id=fact.place_id,
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _withdrawn(centre: UUID, fact: CentreWithdrawn) -> CentreWithdrawnV1:
    return CentreWithdrawnV1(
        centre_id=centre,
        place_id=fact.place_id,
        was=spells(fact.was),
        now=(),
        ground_code=fact.ground_code,
    )


def _rated(centre: UUID, fact: CentreRated) -> CentreRatedV1:
    return CentreRatedV1(
        centre_id=centre,
        place_id=fact.place_id,
        rating_year=fact.rating_year,
        band_code=fact.band_code,
        rater_code=fact.rater_code,
        rated_on=fact.rated_on,
        score=fact.score,
        was=_ratings(fact.was),
        now=_ratings(fact.now),
    )


def _rating_withdrawn(centre: UUID, fact: CentreRatingWithdrawn) -> CentreRatingWithdrawnV1:
    return CentreRatingWithdrawnV1(
        centre_id=centre,
        place_id=fact.place_id,
        rating_year=fact.rating_year,
        was=_ratings(fact.was),
        now=(),
        ground_code=fact.ground_code,
    )


def _ratings(said: RatingSpells) -> tuple[RatingSpell, ...]:
    return tuple([RatingSpell(**vars(each)) for each in said])


def _equipped(centre: UUID, fact: CentreEquipped) -> CentreEquippedV1:
    return CentreEquippedV1(
        centre_id=centre,
        place_id=fact.place_id,
        equipped_year=fact.equipped_year,
        said_on=fact.said_on,
        facilities=tuple([Facility(**vars(each)) for each in fact.facilities]),
        was=_had(fact.was),
        now=_had(fact.now),
    )


def _facilities_withdrawn(
    centre: UUID, fact: CentreFacilitiesWithdrawn
) -> CentreFacilitiesWithdrawnV1:
    return CentreFacilitiesWithdrawnV1(
        centre_id=centre,
        place_id=fact.place_id,
        equipped_year=fact.equipped_year,
        was=_had(fact.was),
        now=(),
        ground_code=fact.ground_code,
    )


def _had(said: FacilitySpells) -> tuple[FacilitySpell, ...]:
    return tuple([FacilitySpell(**vars(each)) for each in said])


CARD = Card(
    name="centres",
    facts=(
        CentreEstablished,
        CentreRenamed,
        CentreCorrected,
        CentreMoved,
        CentreMerged,
        CentreEnded,
        CentreWithdrawn,
        CentreRated,
        CentreRatingWithdrawn,
        CentreEquipped,
        CentreFacilitiesWithdrawn,
    ),
    told=(
        *(_established, _renamed, _corrected, _moved, _merged, _ended, _withdrawn),
        *(_rated, _rating_withdrawn, _equipped, _facilities_withdrawn),
    ),
    views=(CentresByPlace(), CentreSpells(), CentreRatings(), CentreFacilities()),
    routes=routes,
    actions=(
        "registry.centre.establish",
        "registry.centre.rename",
        "registry.centre.correct",
        "registry.centre.move",
        "registry.centre.merge",
        "registry.centre.dissolve",
        "registry.centre.withdraw",
        "registry.centre.rate",
        "registry.centre.equip",
        "registry.centre.read",
    ),
)
