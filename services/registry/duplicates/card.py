"""All that belongs to duplicates."""

from uuid import UUID

from services.registry.duplicates.api import routes
from services.registry.duplicates.merging.facts import (
    DuplicateDismissed,
    FamilyMerged,
    FamilyUnmerged,
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.duplicates.views import DISMISSED, Aliases
from shared.contracts.fields import spells
from shared.contracts.registry.families import FamilyMergedV1, FamilyUnmergedV1
from shared.contracts.registry.people import PersonMergedV1, PersonUnmergedV1
from shared.web.card import Card


def _person_merged(person: UUID, fact: PersonMerged) -> PersonMergedV1:
    return PersonMergedV1(
        person_ref=person,
        place_id=fact.place_id,
        survivor_ref=fact.survivor_ref,
        merged_on=fact.merged_on,
        ground_code=fact.ground_code,
    )


def _person_unmerged(person: UUID, fact: PersonUnmerged) -> PersonUnmergedV1:
    return PersonUnmergedV1(
        person_ref=person,
        place_id=fact.place_id,
        survivor_ref=fact.survivor_ref,
        unmerged_on=fact.unmerged_on,
    )


def _family_merged(family: UUID, fact: FamilyMerged) -> FamilyMergedV1:
    return FamilyMergedV1(
        family_id=family,
        place_id=fact.place_id,
        survivor_id=fact.survivor_id,
        merged_on=fact.merged_on,
        ground_code=fact.ground_code,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _family_unmerged(family: UUID, fact: FamilyUnmerged) -> FamilyUnmergedV1:
    return FamilyUnmergedV1(
        family_id=family,
        place_id=fact.place_id,
        survivor_id=fact.survivor_id,
        unmerged_on=fact.unmerged_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


CARD = Card(
    name="duplicates",
    facts=(
        PersonMerged,
        PersonUnmerged,
        PersonAliasNamed,
        PersonAliasReleased,
        FamilyMerged,
        FamilyUnmerged,
        DuplicateDismissed,
    ),
    told=(_person_merged, _person_unmerged, _family_merged, _family_unmerged),
    kept=(PersonAliasNamed, PersonAliasReleased, DuplicateDismissed),
    views=(Aliases(), DISMISSED),
    routes=routes.routes,
    actions=(
        "registry.duplicate.merge",
        "registry.duplicate.unmerge",
        "registry.duplicate.dismiss",
        "registry.duplicate.read",
    ),
)
