"""A citizen is changed by what is known of the same person by other references, as a member of
families and as a head: of corrections in any order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import (
    CitizenFact,
    CitizenRegistered,
    CitizenSite,
)
from services.registry.citizens.citizen.one_person import Person
from services.registry.citizens.citizen.refusals import CitizenTwice, DiedBeforeHeading
from services.registry.families.family.belonging import Belonging
from services.registry.families.family.refusals import PersonDied
from shared.eventstore.facts import fold
from shared.vocabulary.refusals import Refusal
from tests.support import land

FIRST = land.REORGANISED
DAYS = [FIRST + timedelta(days=n) for n in range(12)]
REFS = (uuid4(), uuid4())


def citizen(ref: UUID, since: date, until: date | None = None, ground: str = "other") -> Citizen:
    it = Citizen().evolve(CitizenRegistered(ref, land.HAMLET, "worker", since))
    ended: Citizen = it if until is None else fold(it, it.end(until, ground, land.NOW))
    return ended


def changed(it: Citizen, facts: Sequence[CitizenFact], person: Person) -> Citizen:
    after: Citizen = fold(it, facts)
    person.require_fit(it, after)
    return after


def site(day: date) -> CitizenSite:
    return CitizenSite(land.HAMLET, day, "worker")


def test_a_correction_does_not_reach_the_days_of_another_reference() -> None:
    earlier, later = citizen(REFS[0], DAYS[0], DAYS[4]), citizen(REFS[1], DAYS[5])
    right = later.correct(DAYS[5], site(DAYS[4]), land.NOW)
    assert changed(later, right, Person([earlier])).spells[0].since == DAYS[4]
    wrong = later.correct(DAYS[5], site(DAYS[3]), land.NOW)
    with pytest.raises(CitizenTwice):
        changed(later, wrong, Person([earlier]))
    with pytest.raises(CitizenTwice):
        changed(earlier, earlier.correct_end(DAYS[4], (None, None), land.NOW), Person([later]))


def test_nobody_is_corrected_to_a_day_after_their_death() -> None:
    it, dead = citizen(REFS[1], DAYS[2]), citizen(REFS[0], DAYS[0], DAYS[2], "died")
    for person in (Person([dead]), Person(belongings=[Belonging(died_on=DAYS[2])])):
        with pytest.raises(PersonDied):
            changed(it, it.correct(DAYS[2], site(DAYS[3]), land.NOW), person)
        with pytest.raises(PersonDied):
            changed(it, it.move(CitizenSite(land.NEIGHBOUR, DAYS[4], "worker"), land.NOW), person)


def test_whoever_heads_a_family_since_a_day_did_not_die_before() -> None:
    it, head = citizen(REFS[0], DAYS[0]), Person(heads_since=[DAYS[1], DAYS[5]])
    changed(it, it.end(DAYS[6], "died", land.NOW), head)
    changed(it, it.end(DAYS[3], "moved-away", land.NOW), head)
    for day in (DAYS[5], DAYS[3]):
        with pytest.raises(DiedBeforeHeading):
            changed(it, it.end(day, "died", land.NOW), head)
    ended = fold(it, it.end(DAYS[3], "moved-away", land.NOW))
    with pytest.raises(DiedBeforeHeading):
        changed(ended, ended.correct_end(DAYS[3], (DAYS[3], "died"), land.NOW), head)
    died = fold(it, it.end(DAYS[6], "died", land.NOW))
    with pytest.raises(DiedBeforeHeading):
        changed(died, died.correct_end(DAYS[6], (DAYS[4], None), land.NOW), head)


@dataclass(frozen=True)
class Turn:
    which: int
    step: str
    day: date
    later: date | None
    first: bool


TURNS = any_.builds(
    Turn,
    any_.integers(0, 1),
    any_.sampled_from(("correct", "move", "end", "correct_end", "withdraw")),
    any_.sampled_from(DAYS),
    any_.none() | any_.sampled_from(DAYS),
    any_.booleans(),
)


def asked(it: Citizen, turn: Turn) -> Sequence[CitizenFact]:
    of = it.spells[0 if turn.first else -1].since if it.spells else turn.day
    end = (it.spells[-1].until if it.spells else None) or turn.day
    ground = "died" if turn.first else "other"
    place = land.HAMLET if turn.first else land.NEIGHBOUR
    to = CitizenSite(place, turn.day, "worker")
    ask: dict[str, Callable[[], Sequence[Any]]] = {
        "correct": lambda: it.correct(of, to, land.NOW),
        "move": lambda: it.move(to, land.NOW),
        "end": lambda: it.end(turn.day, ground, land.NOW),
        "correct_end": lambda: it.correct_end(
            end, (turn.later, ground if turn.later else None), land.NOW
        ),
        "withdraw": it.withdraw,
    }
    return ask[turn.step]()


@given(any_.lists(TURNS, max_size=12), any_.sampled_from(DAYS), any_.sampled_from(DAYS))
def test_by_two_references_a_person_is_in_one_place_or_none_on_every_day(
    turns: list[Turn], until: date, heads_since: date
) -> None:
    known = [citizen(REFS[0], DAYS[0], until), citizen(REFS[1], until)]
    for turn in turns:
        it, other = known[turn.which], known[1 - turn.which]
        try:
            person = Person([other], heads_since=[heads_since])
            known[turn.which] = changed(it, asked(it, turn), person)
        except Refusal:
            continue
        spells = [spell for each in known for spell in each.spells]
        for day in DAYS:
            at = [each for each in spells if each.since <= day < (each.until or date.max)]
            assert len(at) <= 1
        died = [each.spells[-1].until for each in known if each.died and each.spells]
        assert all(day is not None and day > heads_since for day in died)


def test_what_was_so_before_is_not_asked_about() -> None:
    """Whatever older books say of the two, one may be ended."""
    it, dead = citizen(REFS[1], DAYS[3]), citizen(REFS[0], DAYS[0], DAYS[2], "died")
    lasting = citizen(REFS[0], DAYS[0])
    for other in (dead, lasting):
        ended = changed(it, it.end(DAYS[5], "moved-away", land.NOW), Person([other]))
        assert ended.spells[-1].until == DAYS[5]
