"""To which family a person belongs, and when: on a stream of the person's own, so that nobody
belongs to two at once, whoever writes it down and in however many processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from services.registry.bearers.spells import ONE
from services.registry.families.family.facts import (
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyMemberReserved,
    OfPerson,
    Stay,
)
from services.registry.families.family.refusals import (
    BelongsToAnotherFamily,
    FamilyAlreadyRegistered,
    PersonDied,
)
from shared.vocabulary.identifiers import derived_id


@lru_cache(maxsize=4_096)
def belonging_id(person_ref: UUID) -> UUID:
    """The stream that says it; named after heads, of whom alone it spoke at first."""
    return derived_id("family-head", person_ref)


@dataclass(frozen=True)
class InFamily:
    family_id: UUID
    stays: tuple[Stay, ...]


@dataclass(frozen=True)
class Belonging:
    """`heads`: the family the person heads, or headed last without being released.
    `died_on`: the first day they are no more."""

    families: tuple[InFamily, ...] = ()
    heads: UUID | None = None
    died_on: date | None = None

    def evolve(self, fact: OfPerson) -> Belonging:
        match fact:
            case FamilyHeadReserved(family_id, since):
                stays = self.stays(family_id) or (Stay(since or date.min),)
                return replace(self._with(family_id, stays), heads=family_id)
            case FamilyHeadReleased(family_id):
                return replace(self, heads=None if self.heads == family_id else self.heads)
            case FamilyMemberReserved(family_id, stays, died_on):
                gone = self.heads == family_id and all(each.until for each in stays)
                died = died_on if died_on or self._died_in(family_id) else self.died_on
                heads = None if gone else self.heads
                return replace(self._with(family_id, stays), heads=heads, died_on=died)

    @property
    def family_ids(self) -> frozenset[UUID]:
        """Those to which the person belongs, belonged, or was said to."""
        return frozenset(each.family_id for each in self.families)

    def stays(self, family_id: UUID) -> tuple[Stay, ...]:
        return next((each.stays for each in self.families if each.family_id == family_id), ())

    def is_of(self, family_id: UUID, day: date) -> bool:
        """Whether the person is known to belong to that family on that day."""
        stays = self.stays(family_id)
        return any(each.since <= day < (each.until or date.max) for each in stays)

    def reserve(
        self, family_id: UUID, stays: Iterable[Stay], died_on: date | None = None
    ) -> list[FamilyMemberReserved]:
        """From now on these are the days in that family; refused if they are another's already.
        A death in it that was known and is not `died_on` stays known while its day does."""
        wanted = tuple(sorted(stays, key=lambda stay: stay.since))
        if died_on is None and any(each.until == self.died_on for each in wanted):
            died_on = self.died_on
        for each in wanted:
            self.require_free(family_id, each)
        if wanted == self.stays(family_id) and died_on in (None, self.died_on):
            return []
        return [FamilyMemberReserved(family_id, wanted, died_on)]

    def release(self, family_id: UUID) -> list[FamilyMemberReserved]:
        """From now on no day is that family's; a death that was written down there stays known."""
        return self.reserve(family_id, (), self.died_on)

    def require_free(self, family_id: UUID, wanted: Stay) -> None:
        """Raises where any day of it is another family's, or after the person's death."""
        if not self._died_in(family_id):
            self.require_alive((wanted.until or date.max) - ONE)
        for each in self.families:
            if each.family_id != family_id and any(meet(stay, wanted) for stay in each.stays):
                heads = self.heads == each.family_id
                taken = FamilyAlreadyRegistered if heads else BelongsToAnotherFamily
                raise taken(family_id=each.family_id)

    def require_alive(self, day: date) -> None:
        if self.died_on is not None and day >= self.died_on:
            raise PersonDied(died_on=self.died_on)

    def _died_in(self, family_id: UUID) -> bool:
        return self.died_on is not None and any(
            each.until == self.died_on for each in self.stays(family_id)
        )

    def _with(self, family_id: UUID, stays: tuple[Stay, ...]) -> Belonging:
        others = tuple(each for each in self.families if each.family_id != family_id)
        return replace(self, families=(*others, InFamily(family_id, stays)))


def meet(one: Stay, other: Stay) -> bool:
    """Whether they share a day; one that ended on the day it began has none."""
    since = max(one.since, other.since)
    return since < (one.until or date.max) and since < (other.until or date.max)
