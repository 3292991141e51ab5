"""Membership of clans: who belongs to which from when to when.

It is told on a stream of the person's own, so that nobody is twice in one clan at once. Another
clan at once is none of a clan's business: whoever is born into one and married into another belongs
to both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.clan_members.membership.days import (
    place_on,
    require_apart,
    require_on_books,
)
from services.registry.clan_members.membership.facts import (
    ClanMemberCorrected,
    ClanMemberJoined,
    ClanMemberLeft,
    ClanMemberWithdrawn,
    OfMember,
)
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clans.clan import Clan
from services.registry.families.family.facts import Stay
from services.registry.families.family.refusals import LeftBeforeJoined, NoSuchMember
from shared.vocabulary.calendar import require_come


@dataclass(frozen=True)
class Leaving:
    clan_id: UUID
    person_ref: UUID
    left_on: date


@dataclass(frozen=True)
class Correction:
    """Of whoever is written down as joined on `written_on`; `left_on` None: has not left."""

    clan_id: UUID
    person_ref: UUID
    written_on: date
    joined_on: date
    left_on: date | None


@dataclass(frozen=True)
class InClan:
    """Days in a clan that is, or was last, on the books of that place."""

    clan_id: UUID
    stay: Stay


@dataclass(frozen=True)
class ClanMembership:
    """To which clans a person belongs, or did. `never` was written down by mistake."""

    stands: tuple[InClan, ...] = ()
    never: frozenset[tuple[UUID, date]] = frozenset()

    def evolve(self, fact: OfMember) -> ClanMembership:
        written_on = fact.written_on if isinstance(fact, ClanMemberCorrected) else fact.joined_on
        others = tuple(
            each
            for each in self.stands
            if (each.clan_id, each.stay.since) != (fact.clan_id, written_on)
        )
        match fact:
            case ClanMemberWithdrawn():
                gone = (fact.clan_id, fact.joined_on)
                return replace(self, stands=others, never=self.never | {gone})
            case ClanMemberJoined():
                stay = Stay(fact.joined_on)
            case _:
                stay = Stay(fact.joined_on, fact.left_on)
        return replace(self, stands=(*others, InClan(fact.clan_id, stay)))

    @property
    def clan_ids(self) -> frozenset[UUID]:
        """Those to which the person belongs or belonged."""
        return frozenset(each.clan_id for each in self.stands)

    def stays(self, clan_id: UUID) -> tuple[Stay, ...]:
        return tuple(each.stay for each in self.stands if each.clan_id == clan_id)

    def join(self, asked: ClanMemberJoined, clan: Clan, today: date) -> list[ClanMemberJoined]:
        """From that day on the person belongs to the clan."""
        require_come(asked.joined_on, today)
        wanted = Stay(asked.joined_on)
        if wanted in self.stays(asked.clan_id):
            return []
        require_on_books(clan, wanted)
        require_apart(self.stays(asked.clan_id), wanted)
        return [asked]

    def leave(self, asked: Leaving, clan: Clan, heads: ClanHeads) -> list[ClanMemberLeft]:
        """From that day on the person belongs to it no more."""
        stays = self.stays(asked.clan_id)
        if any(each.until == asked.left_on for each in stays):
            return []
        lasting = [each for each in stays if each.until is None]
        if not lasting:
            raise NoSuchMember
        since = lasting[0].since
        if asked.left_on <= since:
            raise LeftBeforeJoined(joined_on=since)
        require_on_books(clan, Stay(since, asked.left_on))
        left = [each for each in stays if each.until is not None]
        heads.require_within(asked.person_ref, [*left, Stay(since, asked.left_on)])
        at = place_on(clan, asked.left_on)
        return [ClanMemberLeft(asked.clan_id, at, asked.person_ref, since, asked.left_on)]

    def correct(self, asked: Correction, clan: Clan, heads: ClanHeads) -> list[ClanMemberCorrected]:
        """These were the days all the time."""
        wanted = Stay(asked.joined_on, asked.left_on)
        stay = self._found(asked.clan_id, asked.written_on)
        if stay == wanted:
            return []
        if wanted.until is not None and wanted.until <= wanted.since:
            raise LeftBeforeJoined(joined_on=wanted.since)
        require_on_books(clan, wanted)
        others = [each for each in self.stays(asked.clan_id) if each != stay]
        require_apart(others, wanted)
        heads.require_within(asked.person_ref, [*others, wanted])
        at = place_on(clan, asked.joined_on)
        return [ClanMemberCorrected(place_id=at, was_left_on=stay.until, **vars(asked))]

    def withdraw(self, asked: ClanMemberWithdrawn, heads: ClanHeads) -> list[ClanMemberWithdrawn]:
        """The person never joined on that day."""
        stays = self.stays(asked.clan_id)
        known = any(each.since == asked.joined_on for each in stays)
        if not known and (asked.clan_id, asked.joined_on) in self.never:
            return []
        stay = self._found(asked.clan_id, asked.joined_on)
        heads.require_within(asked.person_ref, [each for each in stays if each != stay])
        return [replace(asked, was_left_on=stay.until)]

    def _found(self, clan_id: UUID, since: date) -> Stay:
        for each in self.stays(clan_id):
            if each.since == since:
                return each
        raise NoSuchMember
