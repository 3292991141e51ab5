"""Families, and members who joined those that stood before."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.families.api import changing, members
from services.registry.families.api.people import Households
from services.registry.families.family.facts import (
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyMemberJoined,
    FamilyMemberReserved,
    FamilyMemberWithdrawn,
    FamilyRegistered,
    FamilyWithdrawn,
)
from services.registry.families.family.family import Family
from services.registry.importing.undoing.things.part import Kind, Part, goes, named
from shared.importing.trail import Came, Thing, Went
from shared.web.bulk import Rows

FAMILY: Final = "family"
MEMBER: Final = "family-member"


def _registered(family_id: UUID, fact: FamilyRegistered) -> Came:
    return Came(Thing(FAMILY, family_id), frozenset({fact.head_ref}))


def _joined(family_id: UUID, fact: FamilyMemberJoined) -> Came:
    joined = Thing(MEMBER, family_id, (fact.person_ref, fact.joined_on))
    return Came(joined, frozenset({fact.person_ref}), Thing(FAMILY, family_id))


def _left(family_id: UUID, fact: FamilyMemberWithdrawn) -> Went:
    return Went(Thing(MEMBER, family_id, (fact.person_ref, fact.joined_on)))


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
    },
    {
        FamilyRegistered: _registered,
        FamilyMemberJoined: _joined,
        FamilyMemberWithdrawn: _left,
        FamilyWithdrawn: goes(FAMILY),
    },
    beside=(FamilyHeadReserved, FamilyHeadReleased, FamilyMemberReserved),
)
