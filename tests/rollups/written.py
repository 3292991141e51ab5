"""A small land written down twice: as lines for the tree, and as plain words for the tests.

Where a count lies, and what a grant shows of it, is worked out here from the plain words alone, so
that the product's tree, its locations and its scope are judged by something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.vocabulary.places import Entry, How
from tests.rollups.territory import REFORM, became, ended, moved, place

TODAY = date(2026, 11, 24)
LEFT, SPLIT, MERGED = date(2026, 3, 1), date(2026, 2, 1), date(2026, 6, 1)
"""A hamlet left the new ward; another was split; a third went over into its neighbour."""

OWN, UNALLOCATED = "own", "unallocated"


@dataclass(frozen=True)
class Written:
    """A place from `start` until before `end`. `lies` says in what it lies from which day on;
    `heir` what it became whole; `origin` where it lay before it began; `lost_in` where its counts
    are, nobody said where, while it is not in force."""

    lies: tuple[tuple[date, str], ...] = ()
    start: date = date.min
    end: date = date.max
    heir: str = ""
    origin: str = ""
    lost_in: str = ""

    @property
    def last(self) -> date:
        return self.end if self.end == date.max else self.end - timedelta(days=1)

    def parent(self, day: date) -> str:
        return next((name for since, name in reversed(self.lies) if since <= day), "")


ALWAYS = date.min
LAND: Mapping[str, Written] = {
    "city": Written(),
    "district": Written(((ALWAYS, "city"),), end=REFORM, lost_in="city"),
    "ward 1": Written(((ALWAYS, "district"),), end=REFORM, heir="new ward"),
    "ward 2": Written(((ALWAYS, "district"),), end=REFORM, heir="new ward"),
    "ward 3": Written(((ALWAYS, "district"), (REFORM, "city"))),
    "new ward": Written(((REFORM, "city"),), start=REFORM, lost_in="district"),
    "going along": Written(((ALWAYS, "ward 1"), (REFORM, "new ward"))),
    "leaving": Written(((ALWAYS, "ward 2"), (REFORM, "new ward"), (LEFT, "ward 3"))),
    "merging": Written(((ALWAYS, "ward 3"),), end=MERGED, heir="staying"),
    "staying": Written(((ALWAYS, "ward 3"),)),
    "forgotten": Written(((ALWAYS, "ward 1"),)),  # no line says in what it lies since
    "split off": Written(((SPLIT, "new ward"),), start=SPLIT, origin="going along"),
    "split later": Written(((MERGED, "ward 3"),), start=MERGED, origin="leaving"),
}

LINES: Sequence[Entry] = (
    place("city", code="79"),
    place("district", "city", code="766"),
    place("ward 1", "district", code="26965"),
    place("ward 2", "district", code="26968"),
    place("ward 3", "district", code="26971"),
    place("new ward", "city", code="27004", on=REFORM),
    place("going along", "ward 1"),
    place("forgotten", "ward 1"),
    place("leaving", "ward 2"),
    place("merging", "ward 3"),
    place("staying", "ward 3"),
    place("split off", "new ward", on=SPLIT),
    place("split later", "ward 3", on=MERGED),
    *(moved(ward, "city", REFORM) for ward in ("ward 3",)),
    *(moved(hamlet, "new ward", REFORM) for hamlet in ("going along", "leaving")),
    *(ended(name, REFORM) for name in ("district", "ward 1", "ward 2")),
    *(became(ward, "new ward", REFORM) for ward in ("ward 1", "ward 2")),
    became("going along", "split off", SPLIT, How.PART),
    moved("leaving", "ward 3", LEFT),
    became("leaving", "split later", MERGED, How.PART),
    ended("merging", MERGED),
    became("merging", "staying", MERGED),
)


def in_force(name: str, day: date) -> bool:
    return LAND[name].start <= day < LAND[name].end


def rows(name: str, day: date) -> dict[str, str]:
    """In which places a count at this one lies on the day, and in which row of each."""
    said = LAND[name]
    if in_force(name, day):
        above = rows(said.parent(day), day) if said.parent(day) else {}
        return {name: OWN} | {each: name if row == OWN else row for each, row in above.items()}
    goes_to = said.origin if day < said.start else said.heir
    if goes_to:
        return rows(goes_to, day)
    return {**rows(said.lost_in, day), said.lost_in: UNALLOCATED}


def lies_in(name: str, top: str, day: date) -> bool:
    """Whether it is the place or lies in it, each step in force on the day."""
    while in_force(name, day):
        if name == top:
            return True
        name = LAND[name].parent(day)
        if not name:
            return False
    return False


def children(name: str, day: date) -> list[str]:
    return [each for each in LAND if in_force(each, day) and LAND[each].parent(day) == name]


@dataclass(frozen=True)
class Held:
    """A grant in plain words."""

    role: str
    place: str
    below: bool

    @property
    def until(self) -> date:
        """The last day of which it shows anything."""
        last = LAND[self.place].last
        return date.max if last >= TODAY else last

    def reaches(self, name: str) -> bool:
        """The place itself, as long as both were there."""
        day = min(TODAY, self.until, LAND[name].last)
        if not (in_force(self.place, day) and in_force(name, day)):
            return False
        return name == self.place or (self.below and lies_in(name, self.place, day))

    def counts(self, name: str) -> bool:
        """Whether a count there is in the figure of the grant's own place on the last day shown."""
        row = rows(name, min(TODAY, self.until)).get(self.place)
        return row is not None if self.below else row == OWN


@dataclass(frozen=True)
class Seen:
    """What may be shown of a place: all that lies in it, or what lies at it and nowhere deeper."""

    name: str
    below: bool

    def row(self, counted_at: str, day: date) -> str | None:
        """In which row a count is shown; None: in none."""
        found = rows(counted_at, day).get(self.name)
        return found if self.below or found == OWN else None


def seen(held: Sequence[Held], name: str, on: date, boundary: date | None) -> Seen | None:
    """What these grants show of a place; None: as if it were not there."""
    day = boundary or on
    latest = max(on, day)
    showing = [each for each in held if each.reaches(name) and latest <= each.until]
    if not in_force(name, day) or not showing:
        return None
    shown = Seen(name, any(each.below for each in showing))
    drawn_in = [
        each
        for each, said in LAND.items()
        if said.start <= on and shown.row(each, day) and not shown.row(each, on)
    ]
    for each in drawn_in:
        if not any(one.counts(each) and on <= one.until for one in held):
            return None
    return shown
