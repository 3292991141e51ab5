"""All that belongs to families."""

from typing import get_args
from uuid import UUID

from services.registry.bearers.spells import Spell
from services.registry.families.api.routes import routes
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyFact,
    FamilyHeadNamed,
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyJoined,
    FamilyMemberCorrected,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberReserved,
    FamilyMemberWithdrawn,
    FamilyMoved,
    FamilyRegistered,
    FamilySplit,
    FamilyWithdrawn,
)
from services.registry.families.views import FAMILIES
from shared.contracts.fields import spells
from shared.contracts.registry.families import (
    FamilyCorrectedV1,
    FamilyEndedV1,
    FamilyJoinedV1,
    FamilyMemberCorrectedV1,
    FamilyMemberJoinedV1,
    FamilyMemberLeftV1,
    FamilyMemberWithdrawnV1,
    FamilyMovedV1,
    FamilyRegisteredV1,
    FamilySplitV1,
    FamilyWithdrawnV1,
)
from shared.web.card import Card


def _registered(family: UUID, fact: FamilyRegistered) -> FamilyRegisteredV1:
    """The head stays at home: nobody else needs to know who heads which family."""
    return FamilyRegisteredV1(
        family_id=family, place_id=fact.place_id, registered_on=fact.registered_on
    )


def _corrected(family: UUID, fact: FamilyCorrected) -> FamilyCorrectedV1:
    return FamilyCorrectedV1(
        family_id=family,
        place_id=fact.place_id,
        registered_on=fact.registered_on,
        was=spells(fact.was),
        now=spells(fact.now),
        ground_code=fact.ground_code,
    )


def _moved(family: UUID, fact: FamilyMoved) -> FamilyMovedV1:
    return FamilyMovedV1(
        family_id=family,
        place_id=fact.place_id,
        moved_on=fact.moved_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _ended(family: UUID, fact: FamilyEnded) -> FamilyEndedV1:
    return FamilyEndedV1(
        family_id=family,
        place_id=fact.place_id,
        ended_on=fact.ended_on,
        ground_code=fact.ground_code,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _withdrawn(family: UUID, fact: FamilyWithdrawn) -> FamilyWithdrawnV1:
    return FamilyWithdrawnV1(
        family_id=family,
        place_id=fact.place_id,
        was=spells(fact.was),
        now=spells(fact.now),
        ground_code=fact.ground_code,
    )


def _split(family: UUID, fact: FamilySplit) -> FamilySplitV1:
    return FamilySplitV1(
        family_id=family,
        place_id=fact.place_id,
        new_family_id=fact.new_family_id,
        new_place_id=fact.new_place_id,
        split_on=fact.split_on,
    )


def _joined(family: UUID, fact: FamilyJoined) -> FamilyJoinedV1:
    return FamilyJoinedV1(
        family_id=family,
        place_id=fact.place_id,
        into_family_id=fact.into_family_id,
        joined_on=fact.joined_on,
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _member_joined(family: UUID, fact: FamilyMemberJoined) -> FamilyMemberJoinedV1:
    """How somebody belongs to the head would say who that is; it stays at home."""
    return FamilyMemberJoinedV1(
        family_id=family,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        joined_on=fact.joined_on,
    )


def _member_left(family: UUID, fact: FamilyMemberLeft) -> FamilyMemberLeftV1:
    """Why somebody left says something of them; it stays at home."""
    return FamilyMemberLeftV1(
        family_id=family,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        joined_on=fact.joined_on,
        left_on=fact.left_on,
    )


def _member_corrected(family: UUID, fact: FamilyMemberCorrected) -> FamilyMemberCorrectedV1:
    return FamilyMemberCorrectedV1(
        family_id=family,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        written_on=fact.written_on,
        joined_on=fact.joined_on,
        left_on=fact.left_on,
        was=spells([Spell(fact.place_id, fact.written_on, fact.was_left_on)]),
        now=spells([Spell(fact.place_id, fact.joined_on, fact.left_on)]),
    )


def _member_withdrawn(family: UUID, fact: FamilyMemberWithdrawn) -> FamilyMemberWithdrawnV1:
    return FamilyMemberWithdrawnV1(
        family_id=family,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        joined_on=fact.joined_on,
        was=spells([Spell(fact.place_id, fact.joined_on, fact.was_left_on)]),
        now=(),
    )


CARD = Card(
    name="families",
    facts=get_args(FamilyFact),
    told=(
        _registered,
        _corrected,
        _moved,
        _ended,
        _withdrawn,
        _split,
        _joined,
        _member_joined,
        _member_left,
        _member_corrected,
        _member_withdrawn,
    ),
    kept=(FamilyHeadNamed, FamilyHeadReserved, FamilyHeadReleased, FamilyMemberReserved),
    views=(FAMILIES,),
    routes=routes,
    actions=(
        "registry.family.register",
        "registry.family.read",
        "registry.family.correct",
        "registry.family.move",
        "registry.family.end",
        "registry.family.withdraw",
        "registry.family.split",
        "registry.family.join",
        "registry.family.head",
        "registry.family.member",
    ),
)
