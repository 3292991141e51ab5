"""What becomes of memberships of chapters and associations where two references are one person: of
those that last in one of them the eldest stays, and the others come back once they are two people
after all. Whoever is a member of two goes on in both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.registry.duplicates.merging.facts import EndedMembership
from services.registry.families.family.members import MERGED
from services.registry.memberships.membership.facts import (
    MembershipCorrected,
    MembershipEnded,
    MembershipReserved,
    MembershipSpells,
    memberships_id,
)
from services.registry.memberships.membership.membership import Membership
from services.registry.memberships.membership.person import PersonsMemberships
from services.registry.memberships.membership.refusals import MemberOfHostAlready

MemberFact = MembershipEnded | MembershipCorrected | MembershipReserved
MemberFacts = dict[UUID, list[MemberFact]]


@dataclass(frozen=True)
class Members:
    """The memberships that any of the people have or had, and the days of each of the people."""

    memberships: Mapping[UUID, Membership] = field(default_factory=dict)
    people: Mapping[UUID, PersonsMemberships] = field(default_factory=dict)

    def of(self, person_ref: UUID) -> PersonsMemberships:
        return self.people.get(person_ref, PersonsMemberships())


def twice(
    known: Members, one: frozenset[UUID], merged_ref: UUID, day: date
) -> list[EndedMembership]:
    """What ends on that day, or on the first day in its host if that is later. `one`: all
    references of the one person."""

    def rank(lasting: tuple[UUID, Membership]) -> tuple[date, bool]:
        membership = lasting[1]
        return membership.spells[0].since, membership.person_ref == merged_ref

    found: list[EndedMembership] = []
    stays: set[UUID] = set()
    for membership_id, membership in sorted(_lasting(known, one), key=rank):
        last = membership.spells[-1]
        if last.host_id in stays:
            found.append(EndedMembership(membership_id, max(last.since, day)))
        stays.add(last.host_id)
    return found


def end(known: Members, ended: tuple[EndedMembership, ...]) -> MemberFacts:
    facts: MemberFacts = {}
    for each in ended:
        was = known.memberships[each.membership_id].spells
        now = _until(was, each.left_on)
        told = MembershipEnded(*_as(now), each.left_on, MERGED, was, now)
        facts[each.membership_id] = [told]
        _reserve(known, each.membership_id, now, facts)
    return facts


def come_back(
    known: Members, ended: tuple[EndedMembership, ...], same: Mapping[UUID, frozenset[UUID]]
) -> MemberFacts:
    """Those that nobody corrected since, unless the person is a member of the same by another
    membership, or by another reference that is theirs still (`same`)."""
    facts: MemberFacts = {}
    for each in ended:
        membership = known.memberships[each.membership_id]
        was, ref = membership.spells, membership.person_ref
        if not was or was[-1].until != each.left_on or ref is None:
            continue
        others = frozenset({ref}) | same.get(ref, frozenset())
        if any(o.spells[-1].host_id == was[-1].host_id for _, o in _lasting(known, others)):
            continue
        now = _until(was, None)
        told = MembershipCorrected(*_as(now), now[0].since, was, now)
        again: MemberFacts = {each.membership_id: [told]}
        try:
            _reserve(known, each.membership_id, now, again)
        except MemberOfHostAlready:
            continue
        facts |= again
    return facts


def _lasting(known: Members, one: frozenset[UUID]) -> Iterator[tuple[UUID, Membership]]:
    for membership_id, each in known.memberships.items():
        if each.person_ref in one and each.spells and each.spells[-1].until is None:
            yield membership_id, each


def _reserve(
    known: Members, membership_id: UUID, now: MembershipSpells, facts: MemberFacts
) -> None:
    ref = known.memberships[membership_id].person_ref
    assert ref is not None, "whom nobody named is merged with nobody"
    reserved = known.of(ref).reserve(membership_id, now)
    facts.setdefault(memberships_id(ref), []).extend(reserved)


def _until(spells: MembershipSpells, day: date | None) -> MembershipSpells:
    return (*spells[:-1], replace(spells[-1], until=day))


def _as(spells: MembershipSpells) -> tuple[UUID, str, UUID]:
    last = spells[-1]
    return last.place_id, last.host_kind, last.host_id
