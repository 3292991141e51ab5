"""Families, and members who joined those that stood before."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.families.api import changing, members
from services.registry.families.api.people import Households
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyJoined,
    FamilyMemberJoined,
    FamilyMemberReserved,
    FamilyMemberWithdrawn,
    FamilyMoved,
    FamilyRegistered,
    FamilyWithdrawn,
)
from services.registry.families.family.family import Family
from services.registry.importing.undoing.things.part import Kind, Part, goes, named
from shared.importing.trail import Came, Changed, Thing, Went
from shared.web.bulk import Rows

FAMILY: Final = "family"
MEMBER: Final = "family-member"
MOVE: Final = "family-move"


def _registered(family_id: UUID, fact: FamilyRegistered) -> Came:
    return Came(Thing(FAMILY, family_id), frozenset({fact.head_ref}))


def _joined(family_id: UUID, fact: FamilyMemberJoined) -> Came:
    joined = Thing(MEMBER, family_id, (fact.person_ref, fact.joined_on))
    return Came(joined, frozenset({fact.person_ref}), Thing(FAMILY, family_id))


def _left(family_id: UUID, fact: FamilyMemberWithdrawn) -> Went:
    return Went(Thing(MEMBER, family_id, (fact.person_ref, fact.joined_on)))


def _moved(family_id: UUID, fact: FamilyMoved) -> Changed:
    return Changed(Thing(MOVE, family_id, (fact.moved_on,)), family_id)


def _corrected(family_id: UUID, fact: FamilyCorrected) -> Changed | Went:
    """A move that never was has no spell of its own any more."""
    if len(fact.now) < len(fact.was):
        return Went(Thing(MOVE, family_id, (fact.was[-1].since,)), FamilyMoved.TYPE)
    return _again(family_id, fact)


def _again(family_id: UUID, fact: FamilyCorrected | FamilyEnded | FamilyJoined) -> Changed:
    return Changed(Thing(fact.TYPE, family_id), family_id)


def _move(thing: Thing) -> Mapping[str, object]:
    return {"family_id": thing.thing_id, "moved_on": thing.said[0]}


def _member(thing: Thing) -> Mapping[str, object]:
    person_ref, joined_on = thing.said
    return {"family_id": thing.thing_id, "person_ref": person_ref, "joined_on": joined_on}


FAMILIES: Final = Part(
    {
        FAMILY: Kind(
            Family,
            Rows(
                "registry.family.withdraw",
                changing.WithdrawalForm,
                changing.withdraw,
                changing.Changed,
                around=Households(),
            ),
            named("family_id"),
        ),
        MEMBER: Kind(
            Family,
            Rows(
                "registry.family.member",
                members.MemberWithdrawalForm,
                members.withdraw,
                members.OfMember,
                around=Households(),
            ),
            _member,
            alone=False,
        ),
        MOVE: Kind(
            Family,
            Rows(
                "registry.family.correct",
                changing.MoveWithdrawalForm,
                changing.unmove,
                changing.Changed,
                around=Households(),
            ),
            _move,
            alone=False,
        ),
    },
    {
        FamilyRegistered: _registered,
        FamilyMemberJoined: _joined,
        FamilyMemberWithdrawn: _left,
        FamilyMoved: _moved,
        FamilyCorrected: _corrected,
        FamilyEnded: _again,
        FamilyJoined: _again,
        FamilyWithdrawn: goes(FAMILY),
    },
    beside=(FamilyHeadReserved, FamilyHeadReleased, FamilyMemberReserved),
)
