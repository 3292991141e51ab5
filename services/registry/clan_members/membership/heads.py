"""Who heads a clan, from which day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from services.registry.bearers.spells import ONE
from services.registry.clan_members.membership.days import holds, lasts, require_on_books
from services.registry.clan_members.membership.facts import (
    ClanHeadCorrected,
    ClanHeadNamed,
    OfHead,
)
from services.registry.clan_members.membership.refusals import (
    ClanChangedMeanwhile,
    ClanHeadOnThoseDays,
    ClanHeadsOutOfOrder,
    NotHeadSince,
)
from services.registry.clans.clan import Clan
from services.registry.families.family.facts import Stay
from services.registry.families.family.refusals import HeadNamedLater, NoSuchMember
from shared.vocabulary.calendar import require_come

Stays = Mapping[UUID, Iterable[Stay]]
"""In one clan, by the reference of the person."""


@dataclass(frozen=True)
class ClanHeadAge:
    """From which age on somebody may head a clan: of full civil capacity, which adults of eighteen
    years have (Bộ luật Dân sự 91/2015/QH13, Điều 20), for a head speaks for the clan. No law says
    it of clans, nor any exception: the one for families (Luật Cư trú 68/2020/QH14, Điều 10 khoản
    2) is of living together, and a clan has its adults."""

    years: int = 18


@dataclass(frozen=True)
class ClanHeads:
    """In the order of their days."""

    named: tuple[ClanHeadNamed, ...] = ()

    def evolve(self, fact: OfHead) -> ClanHeads:
        if isinstance(fact, ClanHeadNamed):
            return replace(self, named=(*self.named, fact))
        number = self._found(fact.head_ref, fact.written_on)
        assert number is not None, "it was named before it was corrected"
        right = replace(self.named[number], named_on=fact.named_on)
        return replace(self, named=(*self.named[:number], right, *self.named[number + 1 :]))

    @property
    def head_refs(self) -> frozenset[UUID]:
        return frozenset(each.head_ref for each in self.named)

    def correct(
        self, asked: ClanHeadCorrected, clan: Clan, stays: Stays, today: date
    ) -> list[ClanHeadCorrected]:
        """Whoever heads it since the day `written_on` does since that day, and whoever did before
        until then; both as members. `stays`: of those who head it or did."""
        require_come(asked.named_on, today)
        require_on_books(clan, Stay(asked.named_on))
        number = self._found(asked.head_ref, asked.written_on)
        if number is None:
            if self._found(asked.head_ref, asked.named_on) is not None:
                return []
            raise NotHeadSince(day=asked.written_on)
        if asked.named_on == asked.written_on:
            return []
        before, after = self.named[:number][-1:], self.named[number + 1 :][:1]
        earliest = max((each.named_on + ONE for each in before), default=date.min)
        latest = min((each.named_on - ONE for each in after), default=date.max)
        if not earliest <= asked.named_on <= latest:
            raise ClanHeadsOutOfOrder(earliest=earliest, latest=latest)
        right = self.evolve(asked)
        for each in (*before, self.named[number]):
            if each.head_ref not in stays:
                raise ClanChangedMeanwhile
            right.require_within(each.head_ref, stays[each.head_ref])
        return [asked]

    def _found(self, head_ref: UUID, day: date) -> int | None:
        for number, each in enumerate(self.named):
            if (each.head_ref, each.named_on) == (head_ref, day):
                return number
        return None

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
