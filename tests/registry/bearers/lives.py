"""What is said by chance of three things of a kind, and what must hold of them whatever it was."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import strategies as any_

from services.registry.associations.card import CARD as ASSOCIATIONS
from services.registry.boards.card import CARD as BOARDS
from services.registry.chapters.card import CARD as CHAPTERS
from services.registry.citizens.card import CARD as CITIZENS
from services.registry.clans.card import CARD as CLANS
from services.registry.committees.card import CARD as COMMITTEES
from services.registry.duplicates.card import CARD as DUPLICATES
from services.registry.establishments.card import CARD as ESTABLISHMENTS
from services.rollups.measures.counting import contributions
from shared.vocabulary.refusals import Refusal
from shared.web.card import fact_of
from tests.support import land

FIRST = land.REORGANISED
DAYS = [FIRST + timedelta(days=n) for n in range(10)]
PLACES = (land.COMMUNE, land.OTHER_COMMUNE)
IDS = [land.named(f"bearer {n}") for n in range(3)]
CARDS = (
    *(CLANS, ESTABLISHMENTS, CITIZENS, DUPLICATES),
    *(ASSOCIATIONS, CHAPTERS, BOARDS, COMMITTEES),
)
SAYS = {fact_of(tells): tells for card in CARDS for tells in card.told}

Facts = Mapping[UUID, Sequence[Any]]
days, places = any_.sampled_from(DAYS), any_.sampled_from(PLACES)
ends = any_.none() | days


@dataclass(frozen=True)
class Turn:
    """What is said of which of three, by chance."""

    step: str
    id_: UUID
    other: UUID
    day: date
    later: date | None
    place: UUID
    first: bool


turns = any_.builds(
    Turn,
    any_.sampled_from(
        ("register", "correct", "move", "end", "correct_end", "withdraw", "merge", "unmerge")
    ),
    any_.sampled_from(IDS),
    any_.sampled_from(IDS),
    days,
    ends,
    places,
    any_.booleans(),
)


@dataclass
class Books:
    kind: type[Any]
    states: dict[UUID, Any] = field(default_factory=dict)
    told: list[Any] = field(default_factory=list)

    def of(self, id_: UUID) -> Any:
        return self.states.get(id_, self.kind())

    def record(self, facts: Facts) -> None:
        for id_, said in facts.items():
            for fact in said:
                self.states[id_] = self.of(id_).evolve(fact)
                if (tells := SAYS.get(type(fact))) is not None:
                    self.told.append(tells(id_, fact))


def on(spells: Sequence[Any], day: date) -> Iterator[UUID]:
    for each in spells:
        if each.since <= day and (each.until is None or day < each.until):
            yield each.place_id


def assert_sound(books: Books) -> None:
    counted: Counter[tuple[UUID, date]] = Counter()
    for event in books.told:
        for _, _, place_id, since, value in contributions(event):
            counted.update({(place_id, day): value for day in DAYS if since <= day})
    for each in books.states.values():
        for earlier, later in pairwise(each.spells):
            assert earlier.until is not None
            assert earlier.until <= later.since
    for day in DAYS:
        then = [[*on(each.spells, day)] for each in books.states.values()]
        assert all(len(at) <= 1 for at in then)
        stand = Counter(place for at in then for place in at)
        for place in PLACES:
            assert counted[place, day] == stand[place]


Decide = Callable[[Books, Turn], Facts]


def assert_every_life_is_sound(kind: type[Any], decide: Decide, taken: Sequence[Turn]) -> None:
    """Three begin on the first day; what is refused changes nothing."""
    books = Books(kind)
    begun = [Turn("register", each, each, FIRST, None, PLACES[0], False) for each in IDS]
    for turn in [*begun, *taken]:
        try:
            facts = decide(books, turn)
        except Refusal:
            continue
        books.record(facts)
        assert_sound(books)
