"""Chapter (chi hội khuyến học): the members of an association with one host (a hamlet, a school,
an agency …), founded at a place, moved to another association, until it is dissolved or goes on in
another chapter.

On the day from which it belongs to an association, that one is there. It may end afterwards: then
the chapter waits, until somebody moves it to another one or ends it. Names are those of a public
organisation, kept at home and told nobody.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.associations.association.association import Association, without_repeats
from services.registry.associations.association.facts import Named, Names
from services.registry.associations.association.refusals import AssociationNotThere
from services.registry.bearers import spells
from services.registry.bearers.naming import plausible
from services.registry.chapters.chapter.facts import (
    ChapterCorrected,
    ChapterEnded,
    ChapterFact,
    ChapterFounded,
    ChapterMerged,
    ChapterMoved,
    ChapterRenamed,
    ChapterSite,
    ChapterSpell,
    ChapterSpells,
    ChapterWithdrawn,
)
from services.registry.chapters.chapter.refusals import (
    ChapterHostKindUnknown,
    ChapterMergesIntoItself,
    ChapterNamedEarlier,
    ChapterNameImplausible,
    ChapterNotThere,
    ChapterNotYetNamed,
    ChapterOtherwise,
    ChapterUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import CHAPTER_HOST_KINDS
from shared.vocabulary.places.levels import COMMUNE, DISTRICT, HAMLET, PROVINCE
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Refusal

LEVELS: Final = (HAMLET, COMMUNE, DISTRICT, PROVINCE)


@dataclass(frozen=True)
class Chapter:
    """`into`: the one it went on in, if it did."""

    founded: ChapterFounded | None = None
    spells: ChapterSpells = ()
    names: Names = ()
    into: UUID | None = None
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""

    def evolve(self, fact: ChapterFact) -> Self:
        if isinstance(fact, ChapterRenamed):
            return replace(self, names=fact.names)
        at = replace(self, last_place=fact.place_id)
        match fact:
            case ChapterFounded():
                whose = (fact.host_kind, fact.association_id)
                begun = ChapterSite(fact.place_id, fact.founded_on, *whose).spell()
                return replace(at, founded=fact, spells=(begun,), names=fact.names)
            case ChapterCorrected():
                return replace(at, spells=fact.now, names=fact.names)
            case ChapterMerged():
                return replace(at, spells=fact.now, into=fact.into_chapter_id)
            case ChapterMoved() | ChapterEnded():
                return replace(at, spells=fact.now)
            case ChapterWithdrawn():
                return replace(at, spells=())

    def found(
        self, at: ChapterSite, name: str, of: Association, now: Circumstances
    ) -> list[ChapterFounded]:
        require_site(now, at.place_id, at.day, *LEVELS)
        _require_host(at, of)
        called = plausible(name, ChapterNameImplausible)
        asked = ChapterFounded(at.place_id, at.host_kind, at.association_id, called, at.day)
        if self.founded not in (None, asked):
            raise ChapterOtherwise
        return [] if self.founded else [asked]

    def correct(
        self, of: date, to: ChapterSite, association: Association, now: Circumstances
    ) -> list[ChapterCorrected]:
        """Its founding or last move, of the day `of`, was on that day, to that association; place
        and kind of host have been these all the time."""
        spells.require_there(self._known)
        _require_host(to, association)
        place_id, kind = to.place_id, to.host_kind
        everywhere = tuple(replace(each, place_id=place_id, host_kind=kind) for each in self._known)
        found = spells.corrected(everywhere, of, to, now, LEVELS)
        if found == self._known:
            return []
        names, was = self._named(found), self._known
        return [ChapterCorrected(*_as(found[-1]), found[0].since, names, was, found)]

    def _named(self, found: ChapterSpells) -> Names:
        """Its names, the first of the day on which it was founded."""
        first, *later = self.names
        if later and later[0].since <= found[0].since:
            raise ChapterNamedEarlier(since=later[0].since)
        return replace(first, since=found[0].since), *later

    def call(self, name: str, since: date, now: Circumstances) -> list[ChapterRenamed]:
        """From that day on it is called so; of a day on which it got a name already, that one was
        written wrongly."""
        spells.require_there(self._known)
        require_come(since, now.day)
        if since < self._known[0].since:
            raise ChapterNotYetNamed(founded_on=self._known[0].since)
        others = [each for each in self.names if each.since != since]
        called = Named(plausible(name, ChapterNameImplausible), since)
        names = without_repeats([*others, called])
        return [] if names == self.names else [ChapterRenamed(names)]

    def move(
        self, to: UUID, day: date, association: Association, now: Circumstances
    ) -> list[ChapterMoved]:
        """From that day on it is one of that association, where it stands. Its place may have ended
        by then: what became of that has it."""
        spells.require_there(self._known)
        require_come(day, now.day)
        last = self._known[-1]
        at = ChapterSite(last.place_id, day, last.host_kind, to)
        _require_host(at, association)
        found = spells.gone_on(self._known, at)
        if found == self._known:
            return []
        return [ChapterMoved(*_as(found[-1]), day, self._known, found)]

    def merge(self, into: UUID, other: Self, day: date, now: Circumstances) -> list[ChapterMerged]:
        """From that day on it is `other`, whose id is `into`; the same state if it is itself."""
        if other is self:
            raise ChapterMergesIntoItself
        found = spells.ended_into(self._known, day, now, into, self.into)
        if found == self._known:
            return []
        other.require_on(day, ChapterNotThere(chapter_id=into, day=day))
        return [ChapterMerged(*_as(found[-1]), into, day, self._known, found)]

    def dissolve(self, day: date, now: Circumstances) -> list[ChapterEnded]:
        found = spells.ended_into(self._known, day, now, None, self.into)
        if found == self._known:
            return []
        return [ChapterEnded(*_as(found[-1]), day, self._known, found)]

    def withdraw(self, ground_code: str | None = None) -> list[ChapterWithdrawn]:
        if not self._known:
            return []
        return [ChapterWithdrawn(*_as(self.spells[-1]), self.spells, ground_code)]

    def require_on(self, day: date, otherwise: Refusal) -> None:
        """Refuse a day on which it is not there."""
        if spells.on(self._known, day) is None:
            raise otherwise

    @property
    def _known(self) -> ChapterSpells:
        if self.founded is None:
            raise ChapterUnknown
        return self.spells


def _require_host(at: ChapterSite, association: Association) -> None:
    """A known kind of host, and an association that is there on the day."""
    if at.host_kind not in CHAPTER_HOST_KINDS:
        raise ChapterHostKindUnknown(host_kinds=", ".join(CHAPTER_HOST_KINDS))
    of = at.association_id
    association.require_on(at.day, AssociationNotThere(association_id=of, day=at.day))


def _as(spell: ChapterSpell) -> tuple[UUID, str, UUID]:
    return spell.place_id, spell.host_kind, spell.association_id
