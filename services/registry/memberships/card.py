"""All that belongs to memberships. Who is a member, why somebody left, and dues are kept at
home."""

from typing import Any, get_args
from uuid import UUID

from services.registry.memberships import api
from services.registry.memberships.changing import OTHERWISE, follow
from services.registry.memberships.membership.facts import (
    MembershipCorrected,
    MembershipDuesPaid,
    MembershipEnded,
    MembershipFact,
    MembershipMoved,
    MembershipReserved,
    MembershipSpells,
    MembershipStarted,
    MembershipWithdrawn,
)
from services.registry.memberships.views import MEMBERS_BY_DAY, MEMBERSHIP_SPELLS, MEMBERSHIPS
from shared.contracts.registry.memberships import (
    MembershipCorrectedV1,
    MembershipEndedV1,
    MembershipMovedV1,
    MembershipSpell,
    MembershipStartedV1,
    MembershipWithdrawnV1,
)
from shared.eventstore.due.occurrence import Due
from shared.web.card import Card


def _started(subject: UUID, fact: MembershipStarted) -> MembershipStartedV1:
    return MembershipStartedV1(**_of(subject, fact), joined_on=fact.joined_on)


def _moved(subject: UUID, fact: MembershipMoved) -> MembershipMovedV1:
    return MembershipMovedV1(
        **_of(subject, fact),
        moved_on=fact.moved_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _corrected(subject: UUID, fact: MembershipCorrected) -> MembershipCorrectedV1:
    return MembershipCorrectedV1(
        **_of(subject, fact),
        joined_on=fact.joined_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _ended(subject: UUID, fact: MembershipEnded) -> MembershipEndedV1:
    """Why says something of the person; it stays at home."""
    return MembershipEndedV1(
        **_of(subject, fact),
        left_on=fact.left_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _withdrawn(subject: UUID, fact: MembershipWithdrawn) -> MembershipWithdrawnV1:
    return MembershipWithdrawnV1(
        **_of(subject, fact), was=_told(fact.was), now=(), ground_code=fact.ground_code
    )


def _of(subject: UUID, fact: Any) -> dict[str, Any]:
    """What each of them says: which membership, as it is now."""
    return {
        "membership_id": subject,
        "place_id": fact.place_id,
        "host_kind": fact.host_kind,
        "host_id": fact.host_id,
    }


def _told(spells: MembershipSpells) -> tuple[MembershipSpell, ...]:
    return tuple(
        MembershipSpell(
            place_id=each.place_id,
            since=each.since,
            until=each.until,
            host_kind=each.host_kind,
            host_id=each.host_id,
        )
        for each in spells
    )


DUES = (Due("membership-follows-chapter", OTHERWISE, follow, once=False),)
CARD = Card(
    name="memberships",
    facts=(*get_args(MembershipFact), MembershipReserved),
    told=(_started, _moved, _corrected, _ended, _withdrawn),
    kept=(MembershipDuesPaid, MembershipReserved),
    views=(MEMBERSHIPS, MEMBERS_BY_DAY, MEMBERSHIP_SPELLS),
    routes=api.routes,
    actions=(
        "registry.membership.start",
        "registry.membership.move",
        "registry.membership.correct",
        "registry.membership.end",
        "registry.membership.withdraw",
        "registry.membership.pay",
        "registry.membership.read",
    ),
)
