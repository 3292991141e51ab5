"""A land with reorganisations, as a plain record: what became of each place, and where it lies.

Written apart from the product's tree, so that the two can be compared.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import How

EARLY, REFORM, LATER = date(2019, 1, 1), date(2025, 7, 1), date(2026, 3, 1)
"""A hamlet or two changed on the first day; wards were merged and split and the district ended on
the second; a ward of that day was renamed away on the third."""

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Story:
    """A place from `start` until before `end`, in one parent after the other, and its heirs."""

    name: str
    level: str
    parents: tuple[tuple[date, str | None], ...]
    start: date = date.min
    end: date = date.max
    heirs: tuple[tuple[str, How], ...] = ()

    @property
    def place_id(self) -> UUID:
        return derived_id("scope", self.name)

    @property
    def last_day(self) -> date:
        return self.end if self.end == date.max else self.end - DAY

    def in_force(self, day: date) -> bool:
        return self.start <= day < self.end

    def parent(self, day: date) -> str | None:
        return [parent for start, parent in self.parents if start <= day or start == self.start][-1]


@dataclass(frozen=True)
class Where:
    """The places that surely hold something, lowest first, and the one at whose own level it
    counts (None: somewhere below the lowest, nobody said where)."""

    line: tuple[str, ...]
    at: str | None


@dataclass(frozen=True)
class Land:
    stories: Mapping[str, Story]
    _known: dict[tuple[str, date], Where] = field(default_factory=dict, compare=False)

    def __getitem__(self, name: str) -> Story:
        return self.stories[name]

    def names(self, level: str | None = None) -> list[str]:
        return [each.name for each in self.stories.values() if level in (None, each.level)]

    def where(self, name: str, day: date) -> Where:
        """Where what is on the books of a place lies in the structure of a day."""
        if (name, day) not in self._known:
            self._known[name, day] = self._found(self[name], day)
        return self._known[name, day]

    def _found(self, story: Story, day: date) -> Where:
        if story.in_force(day):
            said = [parent for start, parent in story.parents if parent and start <= day]
            above = story.parent(day) or (said[-1] if said else None)
            line = self.where(above, day).line if above else ()
            return Where((story.name, *line), story.name)
        ended = day >= story.end
        linked = [name for name, _ in story.heirs] if ended else self._forerunners(story.name)
        if not linked:
            parents = [parent for _, parent in story.parents if parent]
            nearest = parents[-1] if ended else parents[0]
            return Where(self.where(nearest, day).line, None)
        found = [self.where(each, day) for each in linked]
        if all(each == found[0] and each.at for each in found):
            return found[0]
        shared = set(found[0].line).intersection(*(each.line for each in found[1:]))
        line = found[0].line
        return Where(line[min(line.index(each) for each in shared) :] if shared else (), None)

    def _forerunners(self, name: str) -> list[str]:
        return [
            each.name for each in self.stories.values() if name in [heir for heir, _ in each.heirs]
        ]

    def inside(self, name: str, day: date) -> list[str]:
        """The place and what lies in it on the day."""
        return [
            each.name
            for each in self.stories.values()
            if each.name == name or (each.in_force(day) and name in self._chain(each, day))
        ]

    def _chain(self, story: Story, day: date) -> Iterator[str]:
        above = story.parent(day)
        while above is not None:
            yield above
            above = self[above].parent(day)

    def lay_in(self, name: str, top: str, day: date) -> bool:
        """Whether a place in force lay in another on the day, said by somebody."""
        return self[name].in_force(day) and (name == top or top in self._chain(self[name], day))

    def facts(self) -> Iterator[TerritoryFact]:
        for each in self.stories.values():
            (_, first), *moves = each.parents
            above = self[first].place_id if first else None
            since = None if each.start == date.min else each.start
            named = (each.level, "x", each.name, None, above, since)
            yield PlaceEstablished(each.place_id, *named)
            for day, parent in moves:
                above = self[parent].place_id if parent else None
                yield PlaceAltered(each.place_id, ("parent_id",), "x", each.name, None, above, day)
            if each.end != date.max:
                yield PlaceEnded(each.place_id, each.end)
            for heir, how in each.heirs:
                yield PlaceSucceeded(each.place_id, self[heir].place_id, how, each.end)


WHOLE, PART = How.WHOLE, How.PART
FATES = ("moved", "moved", "renewed", "renewed", "left", "joined")


def generated(seed: int) -> Land:
    """Two merged wards whose hamlets fare differently, one split, one that goes on elsewhere."""
    chance = random.Random(seed)
    found = [*_above(), *_wards()]
    fates = list(FATES)
    chance.shuffle(fates)
    for number, fate in enumerate(fates):
        found += _fated(f"hamlet {number} {fate}", chance.choice(["ward a", "ward b"]), fate)
    found += _of_the_split_ward(chance)
    return Land({each.name: each for each in found})


def _above() -> Sequence[Story]:
    since = date.min
    return [
        Story("province", "province", ((since, None),)),
        Story("other province", "province", ((since, None),)),
        Story("district", "district", ((since, "province"),), end=REFORM),
    ]


def _wards() -> Sequence[Story]:
    in_district = ((date.min, "district"),)
    old = Story("", "commune", in_district, end=REFORM)
    new = Story("", "commune", ((REFORM, "province"),), REFORM)
    return [
        replace(old, name="ward a", heirs=(("merged ward", WHOLE),)),
        replace(old, name="ward b", heirs=(("merged ward", WHOLE),)),
        replace(old, name="split ward", heirs=(("merged ward", PART), ("north ward", PART))),
        Story("lasting ward", "commune", (*in_district, (REFORM, "province"))),
        replace(new, name="merged ward"),
        replace(new, name="north ward", end=LATER, heirs=(("newest ward", WHOLE),)),
        Story("newest ward", "commune", ((LATER, "province"),), LATER),
        Story("far ward", "commune", ((date.min, "other province"),)),
        Story("far hamlet", "hamlet", ((date.min, "far ward"),)),
        Story("lasting hamlet", "hamlet", ((date.min, "lasting ward"),)),
        Story("newest hamlet", "hamlet", ((LATER, "newest ward"),), LATER),
    ]


def _fated(name: str, ward: str, fate: str) -> Iterator[Story]:
    """moved: with its ward into the merged one; renewed: into a new hamlet there; left: long
    before, to another ward; joined: long before, into a hamlet of another ward."""
    before = (date.min, ward)
    match fate:
        case "moved":
            yield Story(name, "hamlet", (before, (REFORM, "merged ward")))
        case "renewed":
            heir = f"{name} anew"
            yield Story(name, "hamlet", (before,), end=REFORM, heirs=((heir, WHOLE),))
            yield Story(heir, "hamlet", ((REFORM, "merged ward"),), REFORM)
        case "left":
            yield Story(name, "hamlet", (before, (EARLY, "lasting ward")))
        case _:
            yield Story(name, "hamlet", (before,), end=EARLY, heirs=(("lasting hamlet", WHOLE),))


def _of_the_split_ward(chance: random.Random) -> Iterator[Story]:
    """One nobody has allocated yet, two that were."""
    before = (date.min, "split ward")
    parts = ["merged ward", "north ward"]
    chance.shuffle(parts)
    yield Story("lost hamlet", "hamlet", (before, (REFORM, None)))
    for number, part in enumerate(parts):
        later = ((LATER, "newest ward"),) if part == "north ward" else ()
        parents = (before, (REFORM, part), *later)
        yield Story(f"allocated hamlet {number}", "hamlet", parents)
