"""That a family ends, and that it ended otherwise, or never did."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.spells import Spells
from services.registry.families.family.belonging import belonging_id
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyFacts,
    FamilyHeadReserved,
)
from services.registry.families.family.family import JOINED, Family
from services.registry.families.family.heads import People, of
from services.registry.families.family.refusals import (
    EndedByJoining,
    EndingGroundUnknown,
    LaterThingsKnown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.places.siting import Circumstances

ENDING_GROUNDS: Final = frozenset({"dissolved", "moved-away", "died-out", "other"})
"""Giải thể hộ, chuyển đi nơi khác ngoài phạm vi sổ, không còn ai, lý do khác."""


@dataclass(frozen=True)
class Ending:
    family_id: UUID
    ended_on: date
    ground_code: str


def end(family: Family, people: People, asked: Ending, now: Circumstances) -> FamilyFacts:
    """On the books no more from that day on; its members belong to it no more."""
    _require_ground(asked.ground_code)
    new = ended(family, asked.ended_on, now)
    if new == family.spells:
        return {}
    told = FamilyEnded(new[-1].place_id, asked.ended_on, asked.ground_code, family.spells, new)
    facts: FamilyFacts = {asked.family_id: [told]}
    return facts | _members_of(asked.family_id, family.evolve(told), people)


@dataclass(frozen=True)
class EndCorrection:
    """Of the end that is written down as of `written_on`: it was on `ended_on` (None: never), by
    that ground (None: the one that is known)."""

    family_id: UUID
    written_on: date
    ended_on: date | None
    ground_code: str | None = None


def correct_end(
    family: Family, people: People, asked: EndCorrection, now: Circumstances
) -> FamilyFacts:
    """It ended like this all the time, and whoever belonged to it until its end did until then;
    where it never ended they belong to it, and its head heads it."""
    if asked.ground_code is not None:
        _require_ground(asked.ground_code)
    old, day = family.known, asked.ended_on
    new = spells.end_corrected(old, asked.written_on, day, now)
    if new == old and asked.ground_code in (None, family.ground_code):
        return {}
    if day is not None:
        _require_endable(family, day)
    told = FamilyCorrected(new[-1].place_id, new[0].since, old, new, ground_code=asked.ground_code)
    right = family.evolve(told)
    facts: FamilyFacts = {asked.family_id: [replace(told, people=right.at_home)]}
    facts |= _members_of(asked.family_id, right, people)
    if day is None:
        head = FamilyHeadReserved(asked.family_id, right.head.since)
        facts[belonging_id(right.head.head_ref)].append(head)
    return facts


def ended(family: Family, day: date, now: Circumstances) -> Spells:
    """Its spells as they are when it ends on that day, after which nothing of it may be known."""
    require_come(day, now.day)
    new = spells.ended(family.known, day, now)
    if new != family.spells:
        _require_nothing_after(family, day)
    return new


def _require_endable(family: Family, day: date) -> None:
    if family.ground_code == JOINED:
        raise EndedByJoining
    _require_nothing_after(family, day)


def _require_nothing_after(family: Family, day: date) -> None:
    if (last := family.last_change()) > day:
        raise LaterThingsKnown(day=last)


def _require_ground(ground_code: str) -> None:
    if ground_code not in ENDING_GROUNDS:
        raise EndingGroundUnknown(ground_codes=", ".join(sorted(ENDING_GROUNDS)))


def _members_of(family_id: UUID, family: Family, people: People) -> FamilyFacts:
    """What is written down for each of its people."""
    return {
        belonging_id(each): [*of(people, each).reserve(family_id, family.stays(each))]
        for each in family.people
    }
