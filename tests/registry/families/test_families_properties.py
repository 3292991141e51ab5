"""Whatever is done to families in whatever order, merged and taken apart again too: everybody
belongs to at most one on each day, each stands in one place or in none and has one head while it
does, and what is told of them adds up."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.bearers.spells import Site, Spells
from services.registry.duplicates.card import CARD as DUPLICATES
from services.registry.duplicates.merging import families as merging
from services.registry.duplicates.merging.facts import FamilyMerged, FamilyUnmerged
from services.registry.duplicates.merging.families import KnownFamily
from services.registry.duplicates.merging.memberships import Hosts
from services.registry.families.card import CARD
from services.registry.families.family import ending, heads, life, members
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import FamilyFacts, OfFamily, OfPerson, Stay
from services.registry.families.family.family import Family, Member
from services.registry.families.family.registering import Registration, register
from services.registry.people.person import Person
from services.rollups.measures.catalogue import HEARD
from services.rollups.measures.counting import contributions
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.refusals import Refusal
from shared.web.card import fact_of
from tests.support import land

FIRST = land.REORGANISED
DAYS = [FIRST + timedelta(days=n) for n in range(12)]
PEOPLE = [derived_id("person", n) for n in range(5)]
HAMLETS = (land.HAMLET, land.NEIGHBOUR, land.ELSEWHERE)
days, people = any_.sampled_from(DAYS), any_.sampled_from(PEOPLE)
places = any_.sampled_from(HAMLETS)


@dataclass
class Books:
    """All streams, as the log would have them."""

    families: dict[UUID, Family] = field(default_factory=dict)
    belongings: dict[UUID, Belonging] = field(default_factory=dict)
    facts: list[tuple[UUID, Any]] = field(default_factory=list)

    def of(self, person_ref: UUID) -> Belonging:
        return self.belongings.get(belonging_id(person_ref), Belonging())

    @property
    def everybody(self) -> dict[UUID, Belonging]:
        return {each: self.of(each) for each in PEOPLE}

    def record(self, decided: Mapping[UUID, Sequence[Any]]) -> None:
        for stream, facts in decided.items():
            for fact in facts:
                if isinstance(fact, OfFamily | FamilyMerged | FamilyUnmerged):
                    self.families[stream] = self.families.get(stream, Family()).evolve(fact)
                elif isinstance(fact, OfPerson):
                    known = self.belongings.get(stream, Belonging())
                    self.belongings[stream] = known.evolve(fact)
                self.facts.append((stream, fact))

    def family(self, number: int) -> tuple[UUID, Family]:
        known = list(self.families.items())
        return known[number % len(known)] if known else (derived_id("none"), Family())


@dataclass(frozen=True)
class Turn:
    """Whose it is, and what is said."""

    books: Books
    number: int
    one: int
    other: int
    person: UUID
    second: UUID
    day: date
    later: date
    place: UUID

    @property
    def new_id(self) -> UUID:
        return derived_id("family", self.number)

    @property
    def family_id(self) -> UUID:
        return self.books.family(self.one)[0]

    @property
    def family(self) -> Family:
        return self.books.family(self.one)[1]

    @property
    def member(self) -> Member:
        known = self.family.members
        nobody = Member(self.person, Stay(self.day), "child")
        return known[self.other % len(known)] if known else nobody


def _register(turn: Turn) -> FamilyFacts:
    asked = Registration(turn.new_id, turn.place, turn.person, turn.day)
    return register(asked, turn.books.of(turn.person))


def _join(turn: Turn) -> FamilyFacts:
    asked = members.Joining(turn.family_id, turn.person, turn.day, "child")
    return members.join(turn.family, turn.books.of(turn.person), asked, land.TODAY)


def _leave(turn: Turn) -> FamilyFacts:
    whom, ground = turn.member.person_ref, "died" if turn.one == 0 else "other"
    asked = members.Leaving(turn.family_id, whom, turn.day, ground)
    return members.leave(turn.family, turn.books.of(whom), asked, land.TODAY)


def _correct_member(turn: Turn) -> FamilyFacts:
    whom, until = turn.member.person_ref, turn.later if turn.one % 2 else None
    since = turn.member.stay.since
    asked = members.Correction(turn.family_id, whom, since, turn.day, until, "child")
    return members.correct(turn.family, turn.books.of(whom), asked, land.TODAY)


def _withdraw_member(turn: Turn) -> FamilyFacts:
    whom = turn.member.person_ref
    asked = (turn.family_id, whom, turn.member.stay.since)
    return members.withdraw(turn.family, turn.books.of(whom), asked)


def _head(turn: Turn) -> FamilyFacts:
    asked = heads.Naming(turn.family_id, turn.person, turn.day, "child")
    return heads.name_head(turn.family, turn.books.everybody, asked, land.TODAY)


def _move(turn: Turn) -> FamilyFacts:
    return life.move(turn.family_id, turn.family, Site(turn.place, turn.day), land.NOW)


def _correct(turn: Turn) -> FamilyFacts:
    spells = turn.family.spells
    written_on = spells[turn.other % len(spells)].since if spells else turn.day
    asked = life.Correction(turn.family_id, written_on, Site(turn.place, turn.day))
    return life.correct(turn.family, turn.books.everybody, asked, land.NOW)


def _end(turn: Turn) -> FamilyFacts:
    asked = ending.Ending(turn.family_id, turn.day, "other")
    return ending.end(turn.family, turn.books.everybody, asked, land.NOW)


def _correct_end(turn: Turn) -> FamilyFacts:
    spells = turn.family.spells
    of = (spells[-1].until if spells else None) or turn.day
    day = turn.later if turn.one % 2 else None
    asked = ending.EndCorrection(turn.family_id, of, day, "dissolved" if day else None)
    return ending.correct_end(turn.family, turn.books.everybody, asked, land.NOW)


def _withdraw(turn: Turn) -> FamilyFacts:
    return life.withdraw(turn.family_id, turn.family, turn.books.everybody)


def _split(turn: Turn) -> FamilyFacts:
    others = () if turn.second == turn.person else (life.Mover(turn.second, "child"),)
    to = Site(turn.place, turn.day)
    asked = life.Split(turn.family_id, turn.new_id, to, turn.person, others)
    return life.split(turn.family, turn.books.everybody, asked, land.NOW)


def _unite(turn: Turn) -> FamilyFacts:
    into_id, into = turn.books.family(turn.other)
    asked = life.Union(turn.family_id, into_id, turn.day, "other")
    return life.unite(turn.family, into, turn.books.everybody, asked, land.NOW)


def _merge(turn: Turn) -> merging.MergeFacts:
    other_id, other = turn.books.family(turn.other)
    at, there = (each.place_id or land.HAMLET for each in (turn.family, other))
    asked = FamilyMerged(at, other_id, there, turn.day, "other", was=())
    two = KnownFamily(turn.family_id, turn.family), KnownFamily(other_id, other)
    return merging.merge(*two, turn.books.everybody, asked, land.TODAY)


def _unmerge(turn: Turn) -> merging.MergeFacts:
    known = KnownFamily(turn.family_id, turn.family)
    return merging.unmerge(known, Hosts({}, turn.books.everybody), Person(), turn.later, land.TODAY)


MERGING = (_merge, _unmerge)
STEPS = (
    _register, _join, _leave, _correct_member, _withdraw_member, _head, _move, _correct, _end,
    _correct_end, _withdraw, _split, _unite, *MERGING,
)  # fmt: skip
numbers = any_.integers(0, 5)
chances = any_.tuples(
    any_.sampled_from((_register, _register, _join, *STEPS, *MERGING, _end, _correct_end)),
    numbers, numbers, people, people, days, days, places,
)  # fmt: skip


def decided(books: Books, number: int, step: Any, *said: Any) -> Any:
    """As the counter has it: nothing is said of an alias but that it is none."""
    turn = Turn(books, number, *said)
    if step not in MERGING:
        turn.family.require_itself()
    if step is _unite:
        books.family(turn.other)[1].require_itself()
    return step(turn)


def lived(chances_taken: list[Any]) -> Books:
    books = Books()
    for number, chance in enumerate(chances_taken):
        try:
            facts = decided(books, number, *chance)
        except Refusal:
            continue
        books.record(facts)
        assert_sound(books)
    return books


def on(spells: Spells, day: date) -> list[UUID]:
    return [s.place_id for s in spells if s.since <= day and (s.until is None or day < s.until)]


def assert_sound(books: Books) -> None:
    for day in DAYS:
        belong: Counter[UUID] = Counter()
        for family in books.families.values():
            places_then = on(family.spells, day)
            assert len(places_then) <= 1
            then = [
                each.person_ref
                for each in family.members
                if each.stay.since <= day and (each.stay.until is None or day < each.stay.until)
            ]
            belong.update([] if family.merged else then)
            assert bool(then) == bool(places_then) or family.merged
            if places_then:
                leading = [each.head_ref for each in family.headings if each.since <= day]
                assert leading[-1] in then
        assert all(number == 1 for number in belong.values())
    for person_ref in PEOPLE:
        said = books.of(person_ref)
        for family_id, family in books.families.items():
            stays = sorted(family.stays(person_ref), key=lambda stay: stay.since)
            assert [*said.stays(family_id)] == ([] if family.merged else stays)


def told(books: Books) -> Iterator[Any]:
    say = {fact_of(each): each for each in (*CARD.told, *DUPLICATES.told)}
    for stream, fact in books.facts:
        if type(fact) in say:
            yield say[type(fact)](stream, fact)


@whatever(any_.lists(chances, max_size=25))
def test_on_each_day_everybody_is_in_one_family_and_each_family_in_one_place_with_one_head(
    taken: list[Any],
) -> None:
    lived(taken)


@whatever(any_.lists(chances, max_size=25))
def test_what_is_told_adds_up_to_the_families_that_stand_at_each_place_on_each_day(
    taken: list[Any],
) -> None:
    assert_counted(lived(taken))


def assert_counted(books: Books) -> None:
    counted: Counter[tuple[UUID, date]] = Counter()
    for event in told(books):
        for measure, _, place_id, day, value in _contributed(event):
            assert measure == "families"
            for each in DAYS:
                if day <= each:
                    counted[place_id, each] += value
    for day in DAYS:
        stand = Counter(at for each in books.families.values() for at in on(each.spells, day))
        for place_id in HAMLETS:
            assert counted[place_id, day] == stand[place_id]


@whatever(any_.lists(chances, max_size=25), chances)
def test_a_merge_that_is_taken_back_leaves_everything_as_it_was(
    taken: list[Any], chance: Any
) -> None:
    before, books = lived(taken), lived(taken)
    _, one, *_ = chance
    try:
        books.record(decided(books, len(taken), _merge, *chance[1:]))
    except Refusal:
        return
    family_id, family = books.family(one)
    if family == before.families.get(family_id):
        return
    known = KnownFamily(family_id, family)
    books.record(
        merging.unmerge(known, Hosts({}, books.everybody), Person(), land.TODAY, land.TODAY)
    )
    assert_sound(books)
    assert_counted(books)
    for each, was in before.families.items():
        now = books.families[each]
        assert replace(now, merges=was.merges) == was  # those are history
    for person_ref in PEOPLE:
        whose, then = books.of(person_ref), before.of(person_ref)
        assert (whose.heads, whose.died_on) == (then.heads, then.died_on)
        assert {*whose.families} == {*then.families}


@whatever(any_.lists(chances, max_size=25), chances)
def test_an_end_that_never_was_leaves_everything_as_it_was(taken: list[Any], chance: Any) -> None:
    before, books = lived(taken), lived(taken)
    family_id = Turn(books, 0, *chance[1:]).family_id
    try:
        books.record(decided(books, len(taken), _end, *chance[1:]))
    except Refusal:
        return
    if books.families[family_id] == before.families[family_id]:
        return
    ended_on = books.families[family_id].ended_on
    assert ended_on is not None
    asked = ending.EndCorrection(family_id, ended_on, None)
    family = books.families[family_id]
    books.record(
        {} if family.merged else ending.correct_end(family, books.everybody, asked, land.NOW)
    )
    assert_sound(books)
    assert_counted(books)
    assert books.families == before.families
    for person_ref in PEOPLE:
        now, then = books.of(person_ref), before.of(person_ref)
        assert (now.heads, now.died_on) == (then.heads, then.died_on)
        assert {*now.families} == {*then.families}


def _contributed(event: Any) -> tuple[Any, ...]:
    return contributions(event) if type(event) in HEARD else ()
