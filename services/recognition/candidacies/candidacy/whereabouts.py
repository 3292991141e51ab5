"""Where a bearer is: on whose books, spell by spell, and to which part of a place that was split it
was allocated; both as registry told, in whatever order the two came. An alias is where its survivor
is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.recognition.candidacies.candidacy.facts import (
    BearerAllocated,
    BearerHeard,
    BearerMerged,
    BearerMoved,
    BearerUnmerged,
    OfBearer,
    Spell,
)


@dataclass(frozen=True)
class Whereabouts:
    """`spells`: earliest first, none before the bearer was heard of. `said`: what was told of
    allocations and still holds, of each place the earliest day first. `followed`: of an alias
    the spells of its survivor where that stood, allocations included; none, if it is none."""

    spells: tuple[Spell, ...] = ()
    said: tuple[BearerAllocated, ...] = ()
    followed: tuple[Spell, ...] = ()

    def hearing(self, fact: OfBearer) -> Whereabouts:
        match fact:
            case BearerHeard():
                return replace(self, spells=(Spell(fact.place_id, fact.since or date.min),))
            case BearerMoved():
                return replace(self, spells=fact.spells)
            case BearerAllocated():
                return replace(self, said=(*self._still(fact), fact))
            case BearerMerged():
                return replace(self, followed=fact.spells)
            case BearerUnmerged():
                return replace(self, followed=())

    def _still(self, told: BearerAllocated) -> list[BearerAllocated]:
        return [
            each
            for each in self.said
            if each.place_id != told.place_id or each.effective_on < told.effective_on
        ]

    def is_so(self, told: BearerAllocated) -> bool:
        return told in self.said and len(self._still(told)) == len(self.said) - 1

    @property
    def stands(self) -> tuple[Spell, ...]:
        """On whose books it is as far as anybody asks: its own, or those of its survivor."""
        return self.followed or self.spells

    def seated(self) -> tuple[Spell, ...]:
        """Where it was, spell by spell, with the parts of split places that it was allocated to."""
        if self.followed:
            return self.followed
        found: list[Spell] = []
        for spell in self.spells:
            said = [e.effective_on for e in self.said if e.place_id == spell.place_id]
            until = spell.until or date.max
            days = [spell.since, *(day for day in said if spell.since < day < until)]
            ends = [*days[1:], spell.until]
            found += [
                Spell(self.seat(spell.place_id, day), day, end)
                for day, end in zip(days, ends, strict=True)
            ]
        return tuple(found)

    @property
    def books(self) -> UUID | None:
        """On whose it is, or was last; None: it was not heard of."""
        return self.stands[-1].place_id if self.stands else None

    @property
    def last(self) -> UUID | None:
        """Where it is, or was last."""
        return self.on(date.max)

    def on(self, day: date) -> UUID | None:
        """Where it was on that day; before it was on any books, where it came onto them."""
        if not self.stands:
            return None
        begun = [each for each in self.stands if each.since <= day]
        place_id = (begun or self.stands[:1])[-1].place_id
        return place_id if self.followed else self.seat(place_id, day)

    def seat(self, place_id: UUID, day: date = date.max) -> UUID:
        """Where what is on the books of that place is on that day: there, or in the part that the
        bearer was allocated to."""
        said = [e for e in self.said if e.place_id == place_id and e.effective_on <= day]
        return said[-1].to_place_id if said else place_id

    def counted(self, since: date, until: date = date.max) -> tuple[Spell, ...]:
        """On whose books is, from the one day on, what goes with the bearer until the other, and
        then stays."""
        begun = [each for each in self.stands if each.since <= until] or [*self.stands[:1]]
        met = [each for each in begun if each.until is None or each.until > since] or begun[-1:]
        days = [since, *(each.since for each in met[1:])]
        ends = [*days[1:], None]
        places = [each.place_id for each in met]
        return tuple(Spell(*each) for each in zip(places, days, ends, strict=True))
