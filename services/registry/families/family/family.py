"""Family (gia đình): on the books of one hamlet at a time, with one head and its members by date.

It has a stream of its own under a random id; each of its people has another, which says to which
family they belong (`belonging`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Site, Spells, begun, place_of
from services.registry.duplicates.merging.facts import FamilyMerged, FamilyUnmerged
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyHeadNamed,
    FamilyJoined,
    FamilyMemberCorrected,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberWithdrawn,
    FamilyMoved,
    FamilyRegistered,
    FamilySplit,
    FamilyWithdrawn,
    OfFamily,
    Stay,
)
from services.registry.families.family.refusals import (
    FamilyIsMerged,
    FamilyUnknown,
    OutsideFamilyLife,
)

HEAD = "head"
"""How whoever a family was registered under belongs to it."""
JOINED: Final = "joined"
"""A ground that no officer names: it ended because it went into another family."""


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to it for some days; whoever comes back is there twice. `to_its_end`:
    they did not leave, the family ended."""

    person_ref: UUID
    stay: Stay
    relation_code: str
    to_its_end: bool = field(default=False, compare=False)

    @property
    def left_on(self) -> date | None:
        """The day on which they left by themselves."""
        return None if self.to_its_end else self.stay.until


@dataclass(frozen=True)
class Heading:
    """Heads it from that day on, until the next one does."""

    head_ref: UUID
    since: date


@dataclass(frozen=True)
class Never:
    """Was written down as joined on that day, and never did."""

    person_ref: UUID
    joined_on: date


@dataclass(frozen=True)
class Family:
    """`place_id`: on whose books it is, or was last; None: there is no such family. `splits` and
    `never` are what was asked before, so that asking again changes nothing. `merges`: all that
    was said of it as an alias, in order. `ground_code`: why it ended."""

    place_id: UUID | None = None
    spells: Spells = ()
    members: tuple[Member, ...] = ()
    headings: tuple[Heading, ...] = ()
    splits: tuple[FamilySplit, ...] = ()
    never: tuple[Never, ...] = ()
    ground_code: str | None = None
    merges: tuple[FamilyMerged | FamilyUnmerged, ...] = ()

    def evolve(self, fact: OfFamily | FamilyMerged | FamilyUnmerged) -> Family:
        match fact:
            case FamilyRegistered(place_id, head_ref, day):
                head = Member(head_ref, Stay(day), HEAD)
                return Family(
                    place_id, begun(Site(place_id, day)), (head,), (Heading(head_ref, day),)
                )
            case FamilyHeadNamed(head_ref, named_on):
                return replace(self, headings=(*self.headings, Heading(head_ref, named_on)))
            case FamilySplit():
                return replace(self, splits=(*self.splits, fact))
            case FamilyCorrected(registered_on=day, ground_code=ground):
                found = self._registered_on(day)._now(fact.now)
                return found._until(found.ended_on, ground or self.ground_code)
            case FamilyMoved():
                return self._now(fact.now)
            case FamilyEnded(ended_on=day) | FamilyJoined(joined_on=day):
                ground = fact.ground_code if isinstance(fact, FamilyEnded) else JOINED
                return self._now(fact.now)._until(day, ground)
            case FamilyWithdrawn():
                return replace(self, spells=(), members=(), headings=())
            case FamilyMerged() | FamilyUnmerged():
                return replace(self, spells=fact.now, merges=(*self.merges, fact))
            case FamilyMemberWithdrawn(person_ref=person_ref, joined_on=day):
                never = (*self.never, Never(person_ref, day))
                return replace(self, members=tuple(self._members_with(fact)), never=never)
            case _:
                return replace(self, members=tuple(self._members_with(fact)))

    @property
    def alias(self) -> FamilyMerged | FamilyUnmerged | None:
        """What was said last of it as an alias."""
        return self.merges[-1] if self.merges else None

    @property
    def merged(self) -> FamilyMerged | None:
        """It is an alias of another family and stands nowhere, whoever belonged to it."""
        return self.alias if isinstance(self.alias, FamilyMerged) else None

    @property
    def known(self) -> Spells:
        """Where it stood; raises where there is no such family."""
        if self.place_id is None:
            raise FamilyUnknown
        return self.spells

    @property
    def registered_on(self) -> date:
        return self.spells[0].since

    @property
    def ended_on(self) -> date | None:
        return self.spells[-1].until

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody who belongs or belonged to it."""
        return frozenset(each.person_ref for each in self.members)

    @property
    def present(self) -> tuple[Member, ...]:
        """Whoever has not left."""
        return tuple(each for each in self.members if each.stay.until is None)

    @property
    def at_home(self) -> tuple[UUID, ...]:
        """Those by reference."""
        return tuple(each.person_ref for each in self.present)

    def moved_since(self, day: date) -> UUID | None:
        """Where it is by now; None: where it was on that day."""
        return None if self.place_id == self.place_on(day) else self.place_id

    @property
    def head(self) -> Heading:
        """Who heads it, or did last."""
        return self.headings[-1]

    def stays(self, person_ref: UUID) -> tuple[Stay, ...]:
        return tuple(each.stay for each in self.members if each.person_ref == person_ref)

    def place_on(self, day: date) -> UUID:
        """On whose books it is on that day; before the first, its first place."""
        held = [each.place_id for each in self.spells if each.since <= day]
        return held[-1] if held else self.spells[0].place_id

    def require_itself(self) -> None:
        """Raises where it is an alias: nothing is said of one."""
        if self.merged is not None:
            raise FamilyIsMerged(family_id=self.merged.survivor_id)

    def require_on_books(self, day: date) -> None:
        """Raises unless it is on the books on that day and goes on."""
        if self.place_id is None:
            raise FamilyUnknown
        if not self.spells:
            raise WithdrawnAlready
        ended = self.ended_on
        if day < self.registered_on or ended is not None:
            raise OutsideFamilyLife(since=self.registered_on, until=ended or date.max)

    def last_change(self) -> date:
        """The last day on which somebody is known to have come, gone or become its head."""
        days = [self.registered_on, self.head.since]
        for each in self.members:
            left = None if each.to_its_end else each.stay.until
            days += [each.stay.since, left or each.stay.since]
        return max(days)

    def _now(self, spells: Spells) -> Family:
        return replace(self, spells=spells, place_id=place_of(spells))

    def _registered_on(self, day: date) -> Family:
        """Whoever it was registered under belongs to it, and heads it, since then."""
        first, since = self.headings[0], self.registered_on

        def moved(each: Member) -> Member:
            theirs = each.person_ref == first.head_ref and each.stay.since == since
            return replace(each, stay=replace(each.stay, since=day)) if theirs else each

        headings = (replace(first, since=day), *self.headings[1:])
        return replace(self, members=tuple(map(moved, self.members)), headings=headings)

    def _until(self, day: date | None, ground_code: str | None) -> Family:
        """Whoever had not left by themselves belongs to it until that day; None: it goes on."""

        def stayed(each: Member) -> Member:
            if each.stay.until is not None and not each.to_its_end:
                return each
            stay = replace(each.stay, until=day)
            return replace(each, stay=stay, to_its_end=day is not None)

        ground = None if day is None else ground_code
        return replace(self, members=tuple(map(stayed, self.members)), ground_code=ground)

    def _members_with(
        self,
        fact: FamilyMemberJoined | FamilyMemberLeft | FamilyMemberCorrected | FamilyMemberWithdrawn,
    ) -> Iterator[Member]:
        written_on = fact.written_on if isinstance(fact, FamilyMemberCorrected) else fact.joined_on
        found: Member | None = None
        for each in self.members:
            if (each.person_ref, each.stay.since) == (fact.person_ref, written_on):
                found = each
            else:
                yield each
        match fact:
            case FamilyMemberJoined(person_ref=person_ref, joined_on=since, relation_code=relation):
                yield Member(person_ref, Stay(since), relation)
            case FamilyMemberLeft(left_on=until) if found is not None:
                yield replace(found, stay=Stay(found.stay.since, until))
            case FamilyMemberCorrected(joined_on=since, left_on=left_on, relation_code=relation):
                spells = self.merged.was if self.merged else self.spells
                stay = Stay(since, left_on or spells[-1].until)
                to_its_end = left_on is None and stay.until is not None
                yield Member(fact.person_ref, stay, relation, to_its_end)
