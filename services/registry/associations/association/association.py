"""Association (hội khuyến học): those who carry the movement in a province, a district of the past
or a commune, founded by a document, until it is dissolved or goes on in another one.

A place may be without one, and after mergers may have several: that is no rule of theirs. Names are
those of a public organisation, kept at home and told nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.associations.association.facts import (
    AssociationCorrected,
    AssociationEnded,
    AssociationFact,
    AssociationFounded,
    AssociationMerged,
    AssociationRenamed,
    AssociationSite,
    AssociationSpells,
    AssociationWithdrawn,
    HandoverAnnounced,
    Named,
    Names,
)
from services.registry.associations.association.handing_over import Handover
from services.registry.associations.association.refusals import (
    AssociationGoesOn,
    AssociationMergesIntoItself,
    AssociationNamedEarlier,
    AssociationNameImplausible,
    AssociationNotThere,
    AssociationNotYetNamed,
    AssociationOtherwise,
    AssociationUnknown,
    HandoverBeforeFounding,
    HandoverOtherwise,
)
from services.registry.bearers import spells
from services.registry.bearers.founding import Ending, number_of
from services.registry.bearers.naming import plausible
from services.registry.bearers.refusals import WentOnInAnother
from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.levels import COMMUNE, DISTRICT, PROVINCE
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Refusal

LEVELS: Final = (PROVINCE, DISTRICT, COMMUNE)


@dataclass(frozen=True)
class Founding:
    """Where, when and by which document, if it is known."""

    place_id: UUID
    day: date
    document: str | None = None

    def site(self, now: Circumstances) -> AssociationSite:
        """Of the level of its place. Refuses what is no place for one."""
        require_site(now, self.place_id, self.day, *LEVELS)
        place = now.tree.place(self.place_id)
        assert place is not None
        return AssociationSite(self.place_id, self.day, place.level)


@dataclass(frozen=True)
class Association:
    """`into`: the one it went on in, if it did; `handover`: as it was announced, while it is
    over."""

    founded: AssociationFounded | None = None
    spells: AssociationSpells = ()
    names: Names = ()
    document: str | None = None
    into: UUID | None = None
    handover: Handover | None = None
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""

    def evolve(self, fact: AssociationFact) -> Self:
        if isinstance(fact, AssociationRenamed):
            return replace(self, names=fact.names)
        at = replace(self, last_place=fact.place_id)
        match fact:
            case AssociationFounded():
                begun = AssociationSite(fact.place_id, fact.founded_on, fact.level).spell()
                document, names = fact.document_number, fact.names
                return replace(at, founded=fact, spells=(begun,), names=names, document=document)
            case AssociationCorrected():
                document = fact.document_number
                at = replace(at, spells=fact.now, names=fact.names, document=document)
                return replace(at, into=None, handover=None) if fact.ended_on is None else at
            case AssociationMerged():
                return replace(at, spells=fact.now, into=fact.into_association_id)
            case AssociationEnded():
                return replace(at, spells=fact.now)
            case AssociationWithdrawn():
                return replace(at, spells=())
            case HandoverAnnounced():
                said = (fact.announced_on, fact.document_number, fact.members_to, fact.funds_to)
                return replace(at, handover=Handover(*said))

    def found(self, as_: Founding, name: str, now: Circumstances) -> list[AssociationFounded]:
        at, called = as_.site(now), plausible(name, AssociationNameImplausible)
        number = number_of(as_.document)
        asked = AssociationFounded(at.place_id, at.level, called, at.day, number)
        if self.founded not in (None, asked):
            raise AssociationOtherwise
        return [] if self.founded else [asked]

    def correct(self, as_: Founding, now: Circumstances) -> list[AssociationCorrected]:
        """It was founded there, on that day and by that document."""
        at, number = as_.site(now), number_of(as_.document)
        known = self._known
        spells.require_there(known)
        found = spells.corrected(known, known[0].since, at, now, LEVELS)
        if (found, number) == (known, self.document):
            return []
        first, *later = self.names
        if later and later[0].since <= at.day:
            raise AssociationNamedEarlier(since=later[0].since)
        names = (replace(first, since=at.day), *later)
        return [
            AssociationCorrected(at.place_id, at.level, at.day, number, names, known, found),
        ]

    def call(self, name: str, since: date, now: Circumstances) -> list[AssociationRenamed]:
        """From that day on it is called so; of a day on which it got a name already, that one was
        written wrongly."""
        spells.require_there(self._known)
        require_come(since, now.day)
        if since < self._known[0].since:
            raise AssociationNotYetNamed(founded_on=self._known[0].since)
        others = [each for each in self.names if each.since != since]
        called = Named(plausible(name, AssociationNameImplausible), since)
        names = without_repeats([*others, called])
        return [] if names == self.names else [AssociationRenamed(names)]

    def merge(
        self, into: UUID, other: Self, end: Ending, now: Circumstances
    ) -> list[AssociationMerged]:
        """From that day on it is `other`, whose id is `into`; the same state if it is itself."""
        if other is self:
            raise AssociationMergesIntoItself
        found = spells.ended_into(self._known, end.day, now, into, self.into)
        number = end.number
        if found == self._known:
            return []
        other.require_on(end.day, AssociationNotThere(association_id=into, day=end.day))
        last, was = found[-1], self._known
        where = (last.place_id, last.level)
        return [AssociationMerged(*where, into, end.day, number, was, found)]

    def dissolve(self, end: Ending, now: Circumstances) -> list[AssociationEnded]:
        found = spells.ended_into(self._known, end.day, now, None, self.into)
        number = end.number
        if found == self._known:
            return []
        last, was = found[-1], self._known
        return [AssociationEnded(last.place_id, last.level, end.day, number, was, found)]

    def correct_end(
        self, of: date, day: date | None, now: Circumstances
    ) -> list[AssociationCorrected]:
        """Its end, of the day `of`, was on that day; None: it never ended, nor went on in another
        one."""
        known = self._known
        found = spells.end_corrected(known, of, day, now)
        if found == known:
            return []
        if self.into is not None and day is not None:
            raise WentOnInAnother(ended_on=of)
        first, last = found[0], found[-1]
        said = first.since, self.document, self.names
        return [AssociationCorrected(last.place_id, last.level, *said, known, found)]

    def withdraw(self, ground_code: str | None = None) -> list[AssociationWithdrawn]:
        if not self._known:
            return []
        last = self.spells[-1]
        return [AssociationWithdrawn(last.place_id, last.level, self.spells, ground_code)]

    def hand_over(
        self, itself: UUID, to: Handover, others: Mapping[UUID, Self], now: Circumstances
    ) -> list[HandoverAnnounced]:
        """Its members and its funds go `to` these `others`, once it is there no more."""
        spells.require_there(self._known)
        last, said = self._known[-1], to.said()
        if said == self.handover:
            return []
        if self.handover is not None:
            raise HandoverOtherwise(announced_on=self.handover.announced_on)
        if last.until is None:
            raise AssociationGoesOn
        require_come(said.announced_on, now.day)
        if said.announced_on < self._known[0].since:
            raise HandoverBeforeFounding(founded_on=self._known[0].since)
        said.require_receivers(itself, others, last.until)
        by = (said.announced_on, said.document)
        return [HandoverAnnounced(last.place_id, last.level, *by, said.members_to, said.funds_to)]

    def require_on(self, day: date, otherwise: Refusal) -> None:
        """Refuse a day on which it is not there."""
        if spells.on(self._known, day) is None:
            raise otherwise

    @property
    def _known(self) -> AssociationSpells:
        if self.founded is None:
            raise AssociationUnknown
        return self.spells


def without_repeats(names: Iterable[Named]) -> Names:
    """In their order, each where it is another one than before."""
    found: list[Named] = []
    for each in sorted(names, key=lambda named: named.since):
        if not found or found[-1].name != each.name:
            found.append(each)
    return tuple(found)
