"""All that belongs to duplicates."""

from uuid import UUID

from services.registry.bearers.spells import Spells
from services.registry.duplicates.api import routes
from services.registry.duplicates.merging.facts import (
    ClanMerged,
    ClanUnmerged,
    DuplicateDismissed,
    EstablishmentMerged,
    EstablishmentUnmerged,
    FamilyMerged,
    FamilyUnmerged,
    PersonAliasNamed,
    PersonAliasReleased,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.duplicates.views import DISMISSED, Aliases
from shared.contracts.fields import spells
from shared.contracts.registry.duplicates import (
    ClanMergedV1,
    ClanUnmergedV1,
    EstablishmentMergedV1,
    EstablishmentUnmergedV1,
)
from shared.contracts.registry.establishments import EstablishmentSpell
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


def _clan_merged(clan: UUID, fact: ClanMerged) -> ClanMergedV1:
    return ClanMergedV1(
        clan_id=clan,
        place_id=fact.place_id,
        survivor_id=fact.survivor_id,
        merged_on=fact.merged_on,
        ground_code=fact.ground_code,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _clan_unmerged(clan: UUID, fact: ClanUnmerged) -> ClanUnmergedV1:
    return ClanUnmergedV1(
        clan_id=clan,
        place_id=fact.place_id,
        survivor_id=fact.survivor_id,
        unmerged_on=fact.unmerged_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _establishment_merged(subject: UUID, fact: EstablishmentMerged) -> EstablishmentMergedV1:
    return EstablishmentMergedV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        survivor_id=fact.survivor_id,
        merged_on=fact.merged_on,
        ground_code=fact.ground_code,
        was=_of_kind(fact.was, fact.kind),
        now=_of_kind(fact.now, fact.kind),
    )


def _establishment_unmerged(subject: UUID, fact: EstablishmentUnmerged) -> EstablishmentUnmergedV1:
    return EstablishmentUnmergedV1(
        establishment_id=subject,
        place_id=fact.place_id,
        establishment_kind=fact.kind,
        survivor_id=fact.survivor_id,
        unmerged_on=fact.unmerged_on,
        was=_of_kind(fact.was, fact.kind),
        now=_of_kind(fact.now, fact.kind),
    )


def _of_kind(said: Spells, kind: str) -> tuple[EstablishmentSpell, ...]:
    return tuple(EstablishmentSpell(**vars(each), establishment_kind=kind) for each in said)


CARD = Card(
    name="duplicates",
    facts=(
        PersonMerged,
        PersonUnmerged,
        PersonAliasNamed,
        PersonAliasReleased,
        FamilyMerged,
        FamilyUnmerged,
        ClanMerged,
        ClanUnmerged,
        EstablishmentMerged,
        EstablishmentUnmerged,
        DuplicateDismissed,
    ),
    told=(
        _person_merged,
        _person_unmerged,
        _family_merged,
        _family_unmerged,
        _clan_merged,
        _clan_unmerged,
        _establishment_merged,
        _establishment_unmerged,
    ),
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
