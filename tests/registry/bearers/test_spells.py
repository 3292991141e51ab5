"""What may be decided on where a bearer stands."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.registry.bearers.refusals import (
    DaysOutOfOrder,
    EndedAlready,
    EndsOtherwise,
    NothingEnded,
    NothingOfThatDay,
    StandsThereAlready,
    StoodNowhereYet,
    WithdrawnAlready,
)
from services.registry.bearers.spells import (
    Site,
    Spell,
    Spells,
    begun,
    corrected,
    end_corrected,
    ended,
    moved,
    place_of,
    unmoved,
)
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land

DAY, NEXT, LATER = date(2025, 8, 1), date(2025, 8, 2), date(2026, 3, 1)
BETWEEN, ENDED = date(2025, 12, 1), date(2026, 5, 1)
HERE, THERE = land.HAMLET, land.ELSEWHERE
TOMORROW = land.TODAY + timedelta(days=1)
LEVELS = (COMMUNE, HAMLET)

BEGUN = begun(Site(HERE, DAY))
MOVED = (Spell(HERE, DAY, LATER), Spell(THERE, LATER))
GONE = (*MOVED[:1], Spell(THERE, LATER, ENDED))


def move(spells: Spells, place: UUID, day: date) -> Spells:
    return moved(spells, Site(place, day), land.NOW, LEVELS)


def correct(spells: Spells, of: date, place: UUID, day: date) -> Spells:
    return corrected(spells, of, Site(place, day), land.NOW, LEVELS)


def correct_end(spells: Spells, of: date, day: date | None) -> Spells:
    return end_corrected(spells, of, day, land.NOW)


def test_moved_it_is_at_one_place_until_the_day_it_is_at_the_next() -> None:
    assert move(BEGUN, THERE, LATER) == MOVED
    assert place_of(MOVED) == THERE


def test_ended_it_was_at_its_last_place() -> None:
    assert ended(MOVED, ENDED, land.NOW) == GONE
    assert place_of(GONE) == THERE
    assert ended(BEGUN, DAY, land.NOW) == (Spell(HERE, DAY, DAY),)


def test_of_what_was_withdrawn_no_place_is_said() -> None:
    assert place_of(()) is None


@pytest.mark.parametrize(
    ("spells", "of", "place", "day", "then"),
    [
        (BEGUN, DAY, THERE, NEXT, (Spell(THERE, NEXT),)),
        (MOVED, DAY, HERE, NEXT, (Spell(HERE, NEXT, LATER), Spell(THERE, LATER))),
        (MOVED, DAY, land.COMMUNE, DAY, (Spell(land.COMMUNE, DAY, LATER), Spell(THERE, LATER))),
        (MOVED, LATER, THERE, BETWEEN, (Spell(HERE, DAY, BETWEEN), Spell(THERE, BETWEEN))),
        (
            GONE,
            LATER,
            land.NEIGHBOUR,
            ENDED,
            (Spell(HERE, DAY, ENDED), Spell(land.NEIGHBOUR, ENDED, ENDED)),
        ),
    ],
)
def test_its_registration_and_its_last_move_are_corrected_in_place_and_day(
    spells: Spells, of: date, place: UUID, day: date, then: Spells
) -> None:
    assert correct(spells, of, place, day) == then


@pytest.mark.parametrize("of", [DAY, LATER])
def test_what_was_between_two_moves_stays_when_another_is_corrected(of: date) -> None:
    many = (Spell(HERE, DAY, BETWEEN), Spell(land.COMMUNE, BETWEEN, LATER), Spell(THERE, LATER))
    first, middle, last = correct(many, of, land.NEIGHBOUR, of + timedelta(1))
    assert middle.place_id == land.COMMUNE
    assert (first.until, middle.until) == (middle.since, last.since)


@pytest.mark.parametrize(
    "again",
    [
        lambda: move(MOVED, THERE, LATER) == MOVED,
        lambda: move(GONE, THERE, LATER) == GONE,
        lambda: ended(GONE, ENDED, land.NOW) == GONE,
        lambda: correct(MOVED, DAY, HERE, DAY) == MOVED,
        lambda: correct(MOVED, NEXT, HERE, DAY) == MOVED,
        lambda: correct(GONE, BETWEEN, THERE, LATER) == GONE,
        lambda: correct_end(GONE, ENDED, ENDED) == GONE,
        lambda: correct_end(GONE, LATER, ENDED) == GONE,
        lambda: correct_end(MOVED, ENDED, None) == MOVED,
    ],
)
def test_asking_twice_changes_nothing(again: Callable[[], bool]) -> None:
    assert again()


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: move(BEGUN, land.PROVINCE, LATER), PlaceOfWrongLevel),
        (lambda: move(BEGUN, land.ENDED_HAMLET, LATER), PlaceNotInForce),
        (lambda: move(BEGUN, THERE, TOMORROW), DayNotCome),
        (lambda: move(BEGUN, THERE, DAY), StoodNowhereYet),
        (lambda: move(MOVED, HERE, BETWEEN), StoodNowhereYet),
        (lambda: move(BEGUN, HERE, LATER), StandsThereAlready),
        (lambda: move(GONE, HERE, land.TODAY), EndedAlready),
        (lambda: move((), HERE, LATER), WithdrawnAlready),
        (lambda: ended(BEGUN, TOMORROW, land.NOW), DayNotCome),
        (lambda: ended(MOVED, BETWEEN, land.NOW), StoodNowhereYet),
        (lambda: ended(GONE, LATER, land.NOW), EndedAlready),
        (lambda: ended((), LATER, land.NOW), WithdrawnAlready),
        (lambda: correct_end(GONE, ENDED, TOMORROW), DayNotCome),
        (lambda: correct_end(GONE, ENDED, BETWEEN), StoodNowhereYet),
        (lambda: correct_end(GONE, LATER, BETWEEN), EndsOtherwise),
        (lambda: correct_end(GONE, LATER, None), EndsOtherwise),
        (lambda: correct_end(MOVED, LATER, ENDED), NothingEnded),
        (lambda: correct_end((), ENDED, LATER), WithdrawnAlready),
        (lambda: correct(BEGUN, DAY, land.PROVINCE, DAY), PlaceOfWrongLevel),
        (lambda: correct(BEGUN, DAY, HERE, date(2025, 6, 30)), PlaceNotInForce),
        (lambda: correct(BEGUN, DAY, HERE, TOMORROW), DayNotCome),
        (lambda: correct(BEGUN, NEXT, THERE, DAY), NothingOfThatDay),
        (lambda: correct(MOVED, DAY, HERE, LATER), DaysOutOfOrder),
        (lambda: correct(MOVED, LATER, THERE, DAY), DaysOutOfOrder),
        (lambda: correct(GONE, LATER, THERE, land.TODAY), DaysOutOfOrder),
        (lambda: correct(MOVED, DAY, THERE, DAY), StandsThereAlready),
        (lambda: correct(MOVED, LATER, HERE, LATER), StandsThereAlready),
        (lambda: correct((), DAY, HERE, DAY), WithdrawnAlready),
    ],
)
def test_what_cannot_be_is_refused(ask: Callable[[], Spells], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        ask()


@pytest.mark.parametrize("day", [LATER, NEXT, ENDED + timedelta(days=1), land.TODAY])
def test_an_end_was_on_another_day_as_long_as_it_had_come_there(day: date) -> None:
    gone = (Spell(HERE, DAY, ENDED),)
    assert correct_end(gone, ENDED, day) == (Spell(HERE, DAY, day),)


def test_what_never_ended_is_where_it_was_all_the_time() -> None:
    assert correct_end(GONE, ENDED, None) == MOVED


def test_a_move_that_stands_between_others_is_not_corrected() -> None:
    many = (Spell(HERE, DAY, BETWEEN), Spell(THERE, BETWEEN, LATER), Spell(HERE, LATER))
    with pytest.raises(NothingOfThatDay):
        correct(many, BETWEEN, land.NEIGHBOUR, BETWEEN)


def test_who_corrects_a_day_is_told_which_are_possible() -> None:
    with pytest.raises(DaysOutOfOrder) as refused:
        correct(MOVED, DAY, HERE, land.TODAY)
    assert refused.value.fields["earliest"] == "…"
    assert refused.value.fields["latest"] == LATER - timedelta(days=1)


def test_a_last_move_that_never_was_leaves_it_where_it_stood_and_as_long() -> None:
    assert unmoved(MOVED, LATER) == BEGUN
    assert unmoved(GONE, LATER) == (Spell(HERE, DAY, ENDED),)
    for spells, day in ((BEGUN, DAY), (MOVED, DAY), (MOVED, BETWEEN)):
        with pytest.raises(NothingOfThatDay):
            unmoved(spells, day)
    away = (Spell(HERE, DAY, BETWEEN), Spell(THERE, LATER))
    with pytest.raises(NothingOfThatDay):
        unmoved(away, LATER)
    with pytest.raises(WithdrawnAlready):
        unmoved((), LATER)
