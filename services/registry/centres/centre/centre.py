"""Centre (trung tâm học tập cộng đồng): at work in a commune or a hamlet from a day on, under a
name, moved and renamed there, until it is dissolved or goes on in another one.

One centre a commune is the norm, not a rule: after mergers a commune inherits several.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.refusals import EndedAlready, StoodNowhereYet, WentOnInAnother
from services.registry.bearers.spells import Site, Spells
from services.registry.centres.centre import equipping, rating
from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.equipping import Equipment
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEquipped,
    CentreEstablished,
    CentreFacilitiesWithdrawn,
    CentreFact,
    CentreMerged,
    CentreMoved,
    CentreRated,
    CentreRatingWithdrawn,
    CentreRenamed,
    CentreWithdrawn,
    Facility,
)
from services.registry.centres.centre.rating import Rating, Ratings
from services.registry.centres.centre.refusals import (
    CentreAlreadyEstablished,
    CentreMergedIntoItself,
    CentreNamedSince,
    CentreNameImplausible,
    CentreNotAtWork,
    CentreNotAtWorkInYear,
    CentreUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.documents import document_number
from shared.vocabulary.legacy_text import require_unicode
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.text import is_fit
from shared.vocabulary.writing import in_one_form, require_one_alphabet

LEVELS = (COMMUNE, HAMLET)
LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class Centre:
    established: CentreEstablished | None = None
    renamed: CentreRenamed | None = None
    """When last."""
    merged: CentreMerged | None = None
    spells: Spells = ()
    last_place: UUID | None = None
    """Where it is or was, also on the books that had it by mistake."""
    ratings: Ratings = field(default_factory=dict)
    equipment: Equipment = field(default_factory=dict)

    def evolve(self, fact: CentreFact) -> Self:
        match fact:
            case CentreRated():
                return replace(self, ratings={**self.ratings, fact.rating_year: fact})
            case CentreRatingWithdrawn(rating_year=year):
                return replace(self, ratings={**self.ratings, year: None})
            case CentreEquipped():
                return replace(self, equipment={**self.equipment, fact.equipped_year: fact})
            case CentreFacilitiesWithdrawn(equipped_year=year):
                return replace(self, equipment={**self.equipment, year: None})
        at = replace(self, last_place=fact.place_id)
        match fact:
            case CentreEstablished():
                begun = spells.begun(Site(fact.place_id, fact.established_on))
                return replace(at, established=fact, spells=begun)
            case CentreRenamed():
                return replace(at, renamed=fact)
            case CentreWithdrawn():
                return replace(at, spells=())
            case CentreMerged():
                return replace(at, merged=fact, spells=fact.now)
            case CentreCorrected(ended_on=None):
                return replace(at, merged=None, spells=fact.now)
            case _:
                return replace(at, spells=fact.now)

    def establish(self, asked: CentreEstablished, now: Circumstances) -> list[CentreEstablished]:
        require_site(now, asked.place_id, asked.established_on, *LEVELS)
        if asked.name is not None:
            asked = replace(asked, name=plausible(asked.name))
        if asked.document_number is not None:
            asked = replace(asked, document_number=document_number(asked.document_number))
        if self.established not in (None, asked):
            raise CentreAlreadyEstablished
        return [] if self.established else [asked]

    def rename(self, name: str, day: date, by: str, now: Circumstances) -> list[CentreRenamed]:
        """By that document it is called so from that day on."""
        spells.require_there(self._known)
        require_come(day, now.day)
        name, by, first, last = (
            plausible(name),
            document_number(by),
            self.spells[0],
            self.spells[-1],
        )
        if day < first.since:
            raise StoodNowhereYet(since=first.since)
        if last.until is not None and day >= last.until:
            raise EndedAlready(ended_on=last.until)
        if self.renamed is not None and day < self.renamed.renamed_on:
            raise CentreNamedSince(since=self.renamed.renamed_on)
        asked = CentreRenamed(last.place_id, name, day, by)
        return [] if self._is_called_so(asked) else [asked]

    def correct(self, of: date, to: Site, now: Circumstances) -> list[CentreCorrected]:
        """Its establishment or last move, of the day `of`, was at that place on that day."""
        found = spells.corrected(self._known, of, to, now, LEVELS)
        return [] if found == self.spells else [CentreCorrected.of(self.spells, found)]

    def move(self, to: Site, now: Circumstances) -> list[CentreMoved]:
        found = spells.moved(self._known, to, now, LEVELS)
        if found == self.spells:
            return []
        return [CentreMoved(to.place_id, to.day, self.spells, found)]

    def dissolve(self, day: date, by: str, now: Circumstances) -> list[CentreEnded]:
        by = document_number(by)
        found = spells.ended_into(self._known, day, now, None, self._into)
        if found == self.spells:
            return []
        return [CentreEnded(found[-1].place_id, day, by, self.spells, found)]

    def correct_end(self, of: date, day: date | None, now: Circumstances) -> list[CentreCorrected]:
        """Its end, of the day `of`, was on that day; None: it never ended, nor went on in another
        one."""
        found = spells.end_corrected(self._known, of, day, now)
        if found == self.spells:
            return []
        if self.merged is not None and day is not None:
            raise WentOnInAnother(ended_on=self.merged.merged_on)
        return [CentreCorrected.of(self.spells, found)]

    def merge(
        self, into: tuple[UUID, Self], day: date, by: str, now: Circumstances
    ) -> list[CentreMerged]:
        """By that document it goes on in another centre, which is at work on that day."""
        into_id, other = into
        if self.established is not None and into_id == self.established.centre_id:
            raise CentreMergedIntoItself
        by = document_number(by)
        found = spells.ended_into(self._known, day, now, into_id, self._into)
        if found == self.spells:
            return []
        if other.place_on(day) is None:
            raise CentreNotAtWork(day=day)
        return [CentreMerged(found[-1].place_id, into_id, day, by, self.spells, found)]

    @property
    def _into(self) -> UUID | None:
        return None if self.merged is None else self.merged.into_centre_id

    def withdraw(
        self, ground_code: str | None = None
    ) -> list[CentreRatingWithdrawn | CentreFacilitiesWithdrawn | CentreWithdrawn]:
        """With what was said of its years: what never was is rated for none, and has nothing."""
        if not self._known:
            return []
        ratings = [
            each
            for year in self.ratings
            for each in rating.withdrawn(self.ratings, year, ground_code)
        ]
        had = [
            each
            for year in self.equipment
            for each in equipping.withdrawn(self.equipment, year, ground_code)
        ]
        never = CentreWithdrawn(self.spells[-1].place_id, self.spells, ground_code)
        return [*ratings, *had, never]

    def rate(self, asked: Rating, bands: Bands, today: date) -> list[CentreRated]:
        """For a year in which it was at work, where it was last in that year."""
        spells.require_there(self._known)
        rating.require_rating(asked, bands, today)
        return rating.rated(self.ratings, asked, self._place_in(asked.rating_year))

    def withdraw_rating(
        self, year: int, ground_code: str | None = None
    ) -> list[CentreRatingWithdrawn]:
        spells.require_there(self._known)
        return rating.withdrawn(self.ratings, year, ground_code)

    def equip(
        self, year: int, day: date, has: Sequence[Facility], today: date
    ) -> list[CentreEquipped]:
        """In a year in which it was at work, where it was last in that year, it has this and
        nothing else, as was said on that day."""
        spells.require_there(self._known)
        equipping.require_facilities(year, day, has, today)
        return equipping.equipped(self.equipment, (year, day, has), self._place_in(year))

    def withdraw_facilities(
        self, year: int, ground_code: str | None = None
    ) -> list[CentreFacilitiesWithdrawn]:
        spells.require_there(self._known)
        return equipping.withdrawn(self.equipment, year, ground_code)

    def place_on(self, day: date) -> UUID | None:
        """On whose books it is at work on that day; None: it is not at work."""
        spell = spells.on(self._known, day)
        return None if spell is None else spell.place_id

    def require_on(self, day: date, otherwise: Refusal) -> None:
        """Refuse a day on which it is not at work."""
        if self.place_on(day) is None:
            raise otherwise

    @property
    def _known(self) -> Spells:
        if self.established is None:
            raise CentreUnknown
        return self.spells

    def _place_in(self, year: int) -> UUID:
        """Where it was last in that year."""
        worked = [each for each in self.spells if _is_in(year, each.since, each.until)]
        if not worked:
            raise CentreNotAtWorkInYear(year=year)
        return worked[-1].place_id

    def _is_called_so(self, asked: CentreRenamed) -> bool:
        last = self.renamed
        if last is None:
            return False
        return (last.name, last.renamed_on, last.document_number) == (
            asked.name,
            asked.renamed_on,
            asked.document_number,
        )


def _is_in(year: int, since: date, until: date | None) -> bool:
    return since.year <= year and (until is None or until > date(year, 1, 1))


def plausible(text: str) -> str:
    """The name as it is kept. Refuses what cannot be one."""
    require_unicode(text)
    name = in_one_form(text)
    if not is_fit(text) or not 1 <= len(name) <= LONGEST_NAME or not any(map(str.isalpha, name)):
        raise CentreNameImplausible(longest=LONGEST_NAME)
    require_one_alphabet(name)
    return name
