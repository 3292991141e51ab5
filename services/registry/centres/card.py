"""All that belongs to centres. Their names are kept at home."""

from uuid import UUID

from services.registry.centres.api.routes import routes
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEstablished,
    CentreMerged,
    CentreMoved,
    CentreRenamed,
    CentreWithdrawn,
)
from services.registry.centres.views import CentresByPlace
from shared.contracts.fields import spells
from shared.contracts.registry.centres import (
    CentreCorrectedV1,
    CentreEndedV1,
    CentreEstablishedV1,
    CentreMergedV1,
    CentreMovedV1,
    CentreRenamedV1,
    CentreWithdrawnV1,
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
    return CentreWithdrawnV1(centre_id=centre, place_id=fact.place_id, was=spells(fact.was), now=())


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
    ),
    told=(_established, _renamed, _corrected, _moved, _merged, _ended, _withdrawn),
    views=(CentresByPlace(),),
    routes=routes,
    actions=(
        "registry.centre.establish",
        "registry.centre.rename",
        "registry.centre.correct",
        "registry.centre.move",
        "registry.centre.merge",
        "registry.centre.dissolve",
        "registry.centre.withdraw",
        "registry.centre.read",
    ),
)
