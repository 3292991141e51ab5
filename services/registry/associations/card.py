"""All that belongs to associations. Their names are kept at home."""

from typing import get_args
from uuid import UUID

from services.registry.associations import api
from services.registry.associations.association.facts import (
    AssociationCorrected,
    AssociationEnded,
    AssociationFact,
    AssociationFounded,
    AssociationMerged,
    AssociationRenamed,
    AssociationSpells,
    AssociationWithdrawn,
    HandoverAnnounced,
)
from services.registry.associations.views import ASSOCIATIONS
from shared.contracts.registry.associations import (
    AssociationCorrectedV1,
    AssociationEndedV1,
    AssociationFoundedV1,
    AssociationMergedV1,
    AssociationSpell,
    AssociationWithdrawnV1,
    HandoverAnnouncedV1,
)
from shared.web.card import Card


def _founded(subject: UUID, fact: AssociationFounded) -> AssociationFoundedV1:
    return AssociationFoundedV1(
        association_id=subject,
        place_id=fact.place_id,
        level=fact.level,
        founded_on=fact.founded_on,
        document_number=fact.document_number,
    )


def _corrected(subject: UUID, fact: AssociationCorrected) -> AssociationCorrectedV1:
    return AssociationCorrectedV1(
        association_id=subject,
        place_id=fact.place_id,
        level=fact.level,
        founded_on=fact.founded_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _merged(subject: UUID, fact: AssociationMerged) -> AssociationMergedV1:
    return AssociationMergedV1(
        association_id=subject,
        place_id=fact.place_id,
        level=fact.level,
        into_association_id=fact.into_association_id,
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _ended(subject: UUID, fact: AssociationEnded) -> AssociationEndedV1:
    return AssociationEndedV1(
        association_id=subject,
        place_id=fact.place_id,
        level=fact.level,
        ended_on=fact.ended_on,
        document_number=fact.document_number,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _withdrawn(subject: UUID, fact: AssociationWithdrawn) -> AssociationWithdrawnV1:
    return AssociationWithdrawnV1(
        association_id=subject,
        place_id=fact.place_id,
        level=fact.level,
        was=_told(fact.was),
        now=(),
        ground_code=fact.ground_code,
    )


def _handed_over(subject: UUID, fact: HandoverAnnounced) -> HandoverAnnouncedV1:
    return HandoverAnnouncedV1(
        association_id=subject,
        place_id=fact.place_id,
        level=fact.level,
        announced_on=fact.announced_on,
        document_number=fact.document_number,
        members_to=fact.members_to,
        funds_to=fact.funds_to,
    )


def _told(spells: AssociationSpells) -> tuple[AssociationSpell, ...]:
    return tuple(
        AssociationSpell(
            place_id=each.place_id, since=each.since, until=each.until, level=each.level
        )
        for each in spells
    )


CARD = Card(
    name="associations",
    facts=get_args(AssociationFact),
    told=(_founded, _corrected, _merged, _ended, _withdrawn, _handed_over),
    kept=(AssociationRenamed,),
    views=(ASSOCIATIONS,),
    routes=api.routes,
    actions=(
        "registry.association.found",
        "registry.association.call",
        "registry.association.correct",
        "registry.association.merge",
        "registry.association.dissolve",
        "registry.association.hand-over",
        "registry.association.withdraw",
        "registry.association.read",
    ),
)
