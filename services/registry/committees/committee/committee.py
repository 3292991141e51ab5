"""Committee (ban chỉ đạo xây dựng xã hội học tập): those who steer the movement in a province, a
district of the past or a commune, with a standing agency, founded by a document, until it is
dissolved or goes on in another committee. A place has one at a time (`places`).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.founding import Ending, number_of
from services.registry.committees.committee.agencies import Agency, require_agency
from services.registry.committees.committee.facts import (
    CommitteeCorrected,
    CommitteeEnded,
    CommitteeFact,
    CommitteeFounded,
    CommitteeMerged,
    CommitteeSite,
    CommitteeSpell,
    CommitteeSpells,
    CommitteeWithdrawn,
)
from services.registry.committees.committee.refusals import (
    CommitteeMergesIntoItself,
    CommitteeNotThere,
    CommitteeOtherwise,
    CommitteeUnknown,
)
from shared.vocabulary.places.levels import COMMUNE, DISTRICT, PROVINCE
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Refusal

LEVELS: Final = (PROVINCE, DISTRICT, COMMUNE)


@dataclass(frozen=True)
class Founding:
    """Where, when and with whom as its standing agency, and by which document, if it is known."""

    place_id: UUID
    day: date
    agency: tuple[str, UUID | None]
    document: str | None = None

    def site(self, agency: Agency, now: Circumstances) -> CommitteeSite:
        """Of the level of its place. Refuses what cannot be."""
        require_agency(self.agency[0], agency, self.day)
        require_site(now, self.place_id, self.day, *LEVELS)
        place = now.tree.place(self.place_id)
        assert place is not None
        return CommitteeSite(self.place_id, self.day, place.level, *self.agency)


@dataclass(frozen=True)
class Committee:
    """`into`: the one it went on in, if it did."""

    founded: CommitteeFounded | None = None
    spells: CommitteeSpells = ()
    document: str | None = None
    into: UUID | None = None
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""

    def evolve(self, fact: CommitteeFact) -> Self:
        at = replace(self, last_place=fact.place_id)
        match fact:
            case CommitteeFounded():
                of = (fact.level, fact.agency_kind, fact.agency_id)
                begun = (CommitteeSite(fact.place_id, fact.founded_on, *of).spell(),)
                return replace(at, founded=fact, spells=begun, document=fact.document_number)
            case CommitteeCorrected():
                return replace(at, spells=fact.now, document=fact.document_number)
            case CommitteeMerged():
                return replace(at, spells=fact.now, into=fact.into_committee_id)
            case CommitteeEnded():
                return replace(at, spells=fact.now)
            case CommitteeWithdrawn():
                return replace(at, spells=())

    def found(self, as_: Founding, agency: Agency, now: Circumstances) -> list[CommitteeFounded]:
        at, number = as_.site(agency, now), number_of(as_.document)
        asked = CommitteeFounded(*_as(at.spell()), at.day, number)
        if self.founded not in (None, asked):
            raise CommitteeOtherwise
        return [] if self.founded else [asked]

    def is_as(self, as_: Founding, agency: Agency, now: Circumstances) -> bool:
        """Whether it is on the books just so."""
        at, number = as_.site(agency, now), number_of(as_.document)
        begun = [(each.since, at.is_as(each)) for each in self.spells[:1]]
        return begun == [(at.day, True)] and number == self.document

    def correct(
        self, as_: Founding, agency: Agency, now: Circumstances
    ) -> list[CommitteeCorrected]:
        """It was founded there, then, with that standing agency and by that document."""
        known = self._known
        spells.require_there(known)
        at, number = as_.site(agency, now), number_of(as_.document)
        found = spells.corrected(known, known[0].since, at, now, LEVELS)
        if (found, number) == (known, self.document):
            return []
        return [CommitteeCorrected(*_as(found[-1]), at.day, number, known, found)]

    def merge(
        self, into: UUID, other: Self, end: Ending, now: Circumstances
    ) -> list[CommitteeMerged]:
        """From that day on it is `other`, whose id is `into`; the same state if it is itself."""
        if other is self:
            raise CommitteeMergesIntoItself
        found = spells.ended_into(self._known, end.day, now, into, self.into)
        if found == self._known:
            return []
        other.require_on(end.day, CommitteeNotThere(committee_id=into, day=end.day))
        was, over = self._known, (end.day, end.number)
        return [CommitteeMerged(*_as(found[-1]), into, *over, was, found)]

    def dissolve(self, end: Ending, now: Circumstances) -> list[CommitteeEnded]:
        found = spells.ended_into(self._known, end.day, now, None, self.into)
        if found == self._known:
            return []
        return [CommitteeEnded(*_as(found[-1]), end.day, end.number, self._known, found)]

    def withdraw(self) -> list[CommitteeWithdrawn]:
        if not self._known:
            return []
        return [CommitteeWithdrawn(*_as(self.spells[-1]), self.spells)]

    def require_on(self, day: date, otherwise: Refusal) -> None:
        """Refuse a day on which it is not there."""
        if spells.on(self._known, day) is None:
            raise otherwise

    @property
    def _known(self) -> CommitteeSpells:
        if self.founded is None:
            raise CommitteeUnknown
        return self.spells


def _as(spell: CommitteeSpell) -> tuple[UUID, str, str, UUID | None]:
    return spell.place_id, spell.level, spell.agency_kind, spell.agency_id
