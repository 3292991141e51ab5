"""Citizen (công dân): a person on the books of a place as one of a group, from a day on, moved
from place to place and from group to group, until they are ended.

A person is a citizen once: the stream is derived from their reference. Whoever was ended or
withdrawn may be registered again on it. Where two references turn out to be one person, one of two
citizens is an alias (`merged`) and stands nowhere.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.bearers import spells
from services.registry.citizens.citizen.facts import (
    CitizenCorrected,
    CitizenEnded,
    CitizenFact,
    CitizenMerged,
    CitizenMoved,
    CitizenRegistered,
    CitizenSite,
    CitizenSpells,
    CitizenUnmerged,
    CitizenWithdrawn,
    citizen_ref,
    registered_on,
)
from services.registry.citizens.citizen.refusals import (
    CitizenAlreadyRegistered,
    CitizenEndingGroundUnknown,
    CitizenGroupUnknown,
    CitizenIsMerged,
    CitizenUnknown,
    CitizenUntil,
)
from services.registry.families.family.refusals import PersonDied
from shared.vocabulary.kinds import CITIZEN_GROUPS
from shared.vocabulary.places.levels import COMMUNE, HAMLET, PROVINCE
from shared.vocabulary.places.siting import Circumstances, require_site

LEVELS: Final = (HAMLET, COMMUNE, PROVINCE)
DIED: Final = "died"
ENDING_GROUNDS: Final = frozenset({DIED, "moved-away", "other"})
"""Qua đời, chuyển đi, lý do khác."""


@dataclass(frozen=True)
class Citizen:
    """`ground_code`: why the last spell is the last."""

    person_ref: UUID | None = None
    spells: CitizenSpells = ()
    last_place: UUID | None = None
    """Where they are or were, also on the books that had them by mistake."""
    ground_code: str | None = None
    merged: CitizenMerged | None = None

    def evolve(self, fact: CitizenFact) -> Self:
        at = replace(self, last_place=fact.place_id)
        match fact:
            case CitizenRegistered():
                begun = CitizenSite(fact.place_id, fact.registered_on, fact.group_code).spell()
                return replace(at, person_ref=fact.person_ref, spells=(*self.spells, begun))
            case CitizenWithdrawn():
                return replace(at, spells=())
            case CitizenMerged():
                return replace(at, spells=fact.now, merged=fact)
            case CitizenUnmerged():
                return replace(at, spells=fact.now, merged=None)
            case CitizenEnded():
                return replace(at, spells=fact.now, ground_code=fact.ground_code)
            case CitizenCorrected():
                ground = None if fact.ended_on is None else fact.ground_code or self.ground_code
                return replace(at, spells=fact.now, ground_code=ground)
            case _:
                return replace(at, spells=fact.now)

    @property
    def died(self) -> bool:
        return self.ground_code == DIED

    def require_alive(self, day: date) -> None:
        died_on = self.spells[-1].until if self.died and self.spells else None
        if died_on is not None and day >= died_on:
            raise PersonDied(died_on=died_on)

    def register(
        self, person_ref: UUID, to: CitizenSite, now: Circumstances
    ) -> list[CitizenRegistered]:
        require_site(now, to.place_id, to.day, *LEVELS)
        require_group(to.group_code)
        if self.merged is not None:
            raise CitizenIsMerged
        for last in self.spells[-1:]:
            if last == to.spell() and registered_on(self.spells) == to.day:
                return []
            if last.until is None:
                raise CitizenAlreadyRegistered(citizen_ref=citizen_ref(person_ref))
            if self.died:
                raise PersonDied(died_on=last.until)
            if to.day < last.until:
                raise CitizenUntil(ended_on=last.until)
        said = person_ref, to.place_id, to.group_code, to.day
        return [CitizenRegistered(*said, again=bool(self.spells))]

    def correct(self, of: date, to: CitizenSite, now: Circumstances) -> list[CitizenCorrected]:
        """The registration or last move, of the day `of`, was at that place on that day, as one
        of that group."""
        found = spells.corrected(self._known, of, to, now, LEVELS)
        require_group(to.group_code)
        return [] if found == self.spells else [CitizenCorrected.of(self.spells, found)]

    def move(self, to: CitizenSite, now: Circumstances) -> list[CitizenMoved]:
        found = spells.moved(self._known, to, now, LEVELS)
        require_group(to.group_code)
        if found == self.spells:
            return []
        return [CitizenMoved(to.place_id, to.group_code, to.day, self.spells, found)]

    def end(self, day: date, ground_code: str, now: Circumstances) -> list[CitizenEnded]:
        _require_ground(ground_code)
        found = spells.ended(self._known, day, now)
        if found == self.spells:
            return []
        last = found[-1]
        told = (last.place_id, last.group_code, day, ground_code)
        return [CitizenEnded(*told, self.spells, found)]

    def correct_end(
        self, of: date, right: tuple[date | None, str | None], now: Circumstances
    ) -> list[CitizenCorrected]:
        """The end, of the day `of`, was on that day and by that ground (None: the one that is
        known); no day: they never ended."""
        day, ground_code = right
        if ground_code is not None:
            _require_ground(ground_code)
        found = spells.end_corrected(self._known, of, day, now)
        if found == self.spells and ground_code in (None, self.ground_code):
            return []
        return [CitizenCorrected.of(self.spells, found, ground_code)]

    def withdraw(self, ground_code: str | None = None) -> list[CitizenWithdrawn]:
        for last in self._known[-1:]:
            return [CitizenWithdrawn(last.place_id, last.group_code, self.spells, ground_code)]
        return []

    @property
    def _known(self) -> CitizenSpells:
        if self.person_ref is None:
            raise CitizenUnknown
        if self.merged is not None:
            raise CitizenIsMerged
        return self.spells


def _require_ground(ground_code: str) -> None:
    if ground_code not in ENDING_GROUNDS:
        raise CitizenEndingGroundUnknown(ground_codes=", ".join(sorted(ENDING_GROUNDS)))


def require_group(group_code: str) -> None:
    if group_code not in CITIZEN_GROUPS:
        raise CitizenGroupUnknown(group_codes=", ".join(CITIZEN_GROUPS))
