"""What centres have (cơ sở vật chất), year by year: said of a year on a day, all at once; said
again, the last one counts from its own day on.

Which kinds there are is data (`shared/vocabulary/facilities.toml`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.centres.centre.facts import (
    CentreEquipped,
    CentreFacilitiesWithdrawn,
    Facility,
    FacilitySpell,
    FacilitySpells,
)
from services.registry.centres.centre.refusals import (
    CentreNotAtWorkInYear,
    FacilitiesBeforeTheirYear,
    FacilitiesNotSaid,
    FacilitiesSaidSince,
    FacilityNotCounted,
    FacilityNumberImplausible,
    FacilityNumberMissing,
    FacilityTwice,
    FacilityUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.facilities import FACILITIES
from shared.vocabulary.kinds import TITLE_YEARS

MOST_OF_A_KIND: Final = 10_000
Equipment = Mapping[int, CentreEquipped | None]
"""What was said last of each year; None: withdrawn."""
Said = tuple[int, date, Sequence[Facility]]
"""The year, the day on which it was said, and what the centre has."""


def facility(code: str, number: int | None) -> Facility:
    """As it is kept; `number` None: nobody said one. Refuses what no centre can have."""
    if code not in FACILITIES.names:
        raise FacilityUnknown(facilities=FACILITIES.listed)
    if code not in FACILITIES.counted:
        if number is not None:
            raise FacilityNotCounted(facility=code)
        return Facility(code, 1)
    if number is None:
        raise FacilityNumberMissing(facility=code)
    if not 1 <= number <= MOST_OF_A_KIND:
        raise FacilityNumberImplausible(most=MOST_OF_A_KIND)
    return Facility(code, number)


def require_facilities(year: int, day: date, has: Sequence[Facility], today: date) -> None:
    """Refuse what cannot be said of any centre."""
    require_come(day, today)
    if year not in TITLE_YEARS:
        raise CentreNotAtWorkInYear(year=year)
    if day.year < year:
        raise FacilitiesBeforeTheirYear(year=year)
    codes = [each.facility_code for each in has]
    for code in codes:
        if codes.count(code) > 1:
            raise FacilityTwice(facility=code)


def equipped(equipment: Equipment, said: Said, place_id: UUID) -> list[CentreEquipped]:
    """In its year it has this from the day on which it was said; said of the day of the one before,
    instead of it. `place_id`: where the centre was in that year."""
    year, day, given = said
    has = tuple(sorted(given, key=lambda each: each.facility_code))
    last = equipment.get(year)
    was = last.now if last is not None else ()
    if last is not None and day < last.said_on:
        raise FacilitiesSaidSince(since=last.said_on)
    spells = [FacilitySpell(place_id, day, **vars(each), equipped_year=year) for each in has]
    now = _known_from(day, was, spells)
    fact = CentreEquipped(place_id, year, day, has, was, now)
    again = last is not None and (last.said_on, last.facilities, was) == (day, has, now)
    return [] if again else [fact]


def _known_from(day: date, was: FacilitySpells, said: Sequence[FacilitySpell]) -> FacilitySpells:
    """What was said before that day ends on it, but for what goes on as it was."""
    begun = [each for each in was if each.since < day]
    before = [each for each in begun if each.until not in (None, day)]
    for each in begun:
        if each.until in (None, day):
            goes_on = replace(each, since=day, until=None) in said
            before.append(replace(each, until=None if goes_on else day))
    going_on = {each.facility_code for each in before if each.until is None}
    return (*before, *[each for each in said if each.facility_code not in going_on])


def withdrawn(
    equipment: Equipment, year: int, ground_code: str | None = None
) -> list[CentreFacilitiesWithdrawn]:
    """Nobody said what it has in that year."""
    if year not in equipment:
        raise FacilitiesNotSaid(year=year)
    last = equipment[year]
    if last is None:
        return []
    return [CentreFacilitiesWithdrawn(last.place_id, year, last.now, ground_code)]
