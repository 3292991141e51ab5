"""Membership (hội viên): somebody, named or not, is a member of a chapter or, where there is none,
of an association from a day on, moves to another, pays dues of a year, until the membership ends.

Many lists say how many members there are and not who: such a membership names nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.refusals import StoodNowhereYet
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.memberships.membership.facts import (
    MembershipCorrected,
    MembershipDuesPaid,
    MembershipEnded,
    MembershipFact,
    MembershipMoved,
    MembershipSite,
    MembershipSpell,
    MembershipSpells,
    MembershipStarted,
    MembershipWithdrawn,
)
from services.registry.memberships.membership.hosts import ITSELF, Host
from services.registry.memberships.membership.refusals import (
    MembershipEndingGroundUnknown,
    MembershipOtherwise,
    MembershipUnknown,
    NoMemberInThatYear,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.siting import Circumstances

ENDING_GROUNDS: Final = frozenset({"died", "moved-away", "struck-off", "left"})
"""Qua đời, chuyển đi nơi khác, xóa tên, xin thôi."""


@dataclass(frozen=True)
class Membership:
    started: MembershipStarted | None = None
    spells: MembershipSpells = ()
    years: tuple[int, ...] = ()
    """Those whose dues are paid."""
    last_place: UUID | None = None
    """Where it counts or did, also on the books that had it by mistake."""
    last_host: UUID | None = None
    """Of which it is or was last."""

    def evolve(self, fact: MembershipFact) -> Self:
        if isinstance(fact, MembershipDuesPaid):
            return replace(self, years=fact.years)
        at = replace(self, last_place=fact.place_id, last_host=fact.host_id)
        match fact:
            case MembershipStarted():
                whose = (fact.host_kind, fact.host_id)
                begun = MembershipSite(fact.place_id, fact.joined_on, *whose).spell()
                return replace(at, started=fact, spells=(begun,))
            case MembershipWithdrawn():
                return replace(at, spells=())
            case _:
                return replace(at, spells=fact.now)

    @property
    def person_ref(self) -> UUID | None:
        return None if self.started is None else self.started.person_ref

    def start(
        self, host: Host, person_ref: UUID | None, day: date, now: Circumstances
    ) -> list[MembershipStarted]:
        require_come(day, now.day)
        at = host.site(day)
        asked = MembershipStarted(at.place_id, at.host_kind, at.host_id, person_ref, day)
        if self.started not in (None, asked):
            raise MembershipOtherwise
        return [] if self.started else [asked]

    def move(self, host: Host, day: date, now: Circumstances) -> list[MembershipMoved]:
        """From that day on it is of that host."""
        known = self._known
        spells.require_there(known)
        require_come(day, now.day)
        found = spells.gone_on(known, host.site(day))
        return [] if found == known else [MembershipMoved(*_as(found[-1]), day, known, found)]

    def correct(
        self, of: date, host: Host, days: tuple[date, date | None], now: Circumstances
    ) -> list[MembershipCorrected]:
        """It began, or moved last, on the first of `days` to that host, whichever is written down
        for the day `of`; and ended on the second, if on any."""
        since, until = days
        known = self._known
        spells.require_there(known)
        for each in filter(None, days):
            require_come(each, now.day)
        lasting = (*known[:-1], replace(known[-1], until=until))
        found = spells.set_right(lasting, of, host.site(since))
        if until is not None and until < found[-1].since:
            raise StoodNowhereYet(since=found[-1].since)
        if found == known:
            return []
        return [MembershipCorrected(*_as(found[-1]), found[0].since, known, found)]

    def follow(self, chapters: Mapping[UUID, Chapter]) -> list[MembershipCorrected]:
        """Place or kind of host of a chapter that it was one of were written wrongly: it counted
        wrongly there, on its own days. A chapter that never was says nothing."""
        found = tuple(
            _as_of_chapter(each, chapters[each.host_id]) if each.host_kind != ITSELF else each
            for each in self.spells
        )
        if found == self.spells:
            return []
        return [MembershipCorrected(*_as(found[-1]), found[0].since, self.spells, found)]

    @property
    def chapters(self) -> frozenset[UUID]:
        """Those that it was one of."""
        return frozenset(each.host_id for each in self.spells if each.host_kind != ITSELF)

    def end(self, day: date, ground_code: str, now: Circumstances) -> list[MembershipEnded]:
        if ground_code not in ENDING_GROUNDS:
            raise MembershipEndingGroundUnknown(ground_codes=", ".join(sorted(ENDING_GROUNDS)))
        known = self._known
        found = spells.ended(known, day, now)
        if found == known:
            return []
        return [MembershipEnded(*_as(found[-1]), day, ground_code, known, found)]

    def withdraw(self, ground_code: str | None = None) -> list[MembershipWithdrawn]:
        known = self._known
        return [MembershipWithdrawn(*_as(known[-1]), known, ground_code)] if known else []

    def pay(self, year: int, day: date, now: Circumstances) -> list[MembershipDuesPaid]:
        """Dues of a year in which it lasted on some day were handed over on that day."""
        spells.require_there(self._known)
        require_come(day, now.day)
        if year in self.years:
            return []
        if not any(
            each.since.year <= year <= (each.until or date.max).year for each in self._known
        ):
            raise NoMemberInThatYear(year=year)
        return [MembershipDuesPaid(year, day, tuple(sorted((*self.years, year))))]

    @property
    def _known(self) -> MembershipSpells:
        if self.started is None:
            raise MembershipUnknown
        return self.spells


def _as_of_chapter(spell: MembershipSpell, chapter: Chapter) -> MembershipSpell:
    """Chapters stand where they stand, and are of the kind they are, all the time."""
    if not chapter.spells:
        return spell
    at = chapter.spells[-1]
    return replace(spell, place_id=at.place_id, host_kind=at.host_kind)


def _as(spell: MembershipSpell) -> tuple[UUID, str, UUID]:
    return spell.place_id, spell.host_kind, spell.host_id
