"""Who heads a clan, from which day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from services.registry.clan_members.membership.days import holds, lasts, require_on_books
from services.registry.clan_members.membership.facts import ClanHeadNamed
from services.registry.clan_members.membership.refusals import ClanHeadOnThoseDays
from services.registry.clans.clan import Clan
from services.registry.families.family.facts import Stay
from services.registry.families.family.refusals import HeadNamedLater, NoSuchMember
from shared.vocabulary.calendar import require_come


@dataclass(frozen=True)
class ClanHeadAge:
    """From which age on somebody may head a clan: of full civil capacity (Bộ luật Dân sự
    91/2015/QH13, Điều 20), for a head speaks for the clan; no law says it of clans."""

    years: int = 18


@dataclass(frozen=True)
class ClanHeads:
    """In the order of their days."""

    named: tuple[ClanHeadNamed, ...] = ()

    def evolve(self, fact: ClanHeadNamed) -> ClanHeads:
        return replace(self, named=(*self.named, fact))

    def name(
        self, asked: ClanHeadNamed, clan: Clan, stays: Iterable[Stay], today: date
    ) -> list[ClanHeadNamed]:
        """From that day on that member heads the clan, instead of whoever did."""
        require_come(asked.named_on, today)
        require_on_books(clan, Stay(asked.named_on))
        last = self.named[-1] if self.named else None
        if last is not None and last.head_ref == asked.head_ref and last.named_on <= asked.named_on:
            return []
        if last is not None and asked.named_on <= last.named_on:
            raise HeadNamedLater(since=last.named_on)
        if not any(lasts(each, asked.named_on) for each in stays):
            raise NoSuchMember
        return [asked]

    def headed_until(self, person_ref: UUID) -> date:
        """The first day on which somebody else headed the clan whom it was headed by before; the
        first of all days where the person never did, or does."""
        days = [
            later.named_on for each, later in pairwise(self.named) if each.head_ref == person_ref
        ]
        return max(days, default=date.min)

    def require_within(self, person_ref: UUID, stays: Iterable[Stay]) -> None:
        """Raises where the person heads the clan on a day on which they would not belong to it."""
        days = list(stays)
        for number, each in enumerate(self.named):
            if each.head_ref == person_ref:
                later = self.named[number + 1 :]
                heads = Stay(each.named_on, later[0].named_on if later else None)
                if not any(holds(stay, heads) for stay in days):
                    raise ClanHeadOnThoseDays
