"""Whatever becomes of associations, chapters, boards and committees in whatever order: each is in
one place or in none on every day, and what is told of them adds up to that."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from services.registry.associations.association import association
from services.registry.associations.association.association import Association
from services.registry.bearers.founding import Ending
from services.registry.boards.board import board
from services.registry.boards.board.board import Board
from services.registry.boards.board.facts import BoardSite
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.facts import ChapterSite
from services.registry.committees.committee import committee
from services.registry.committees.committee.committee import Committee
from shared.eventstore.facts import fold
from tests.registry.bearers.lives import (
    FIRST,
    IDS,
    PLACES,
    Books,
    Decide,
    Facts,
    Turn,
    assert_every_life_is_sound,
    turns,
)
from tests.support import land

HOSTS = ("school", "agency")
KINDS = ("education-office", "culture-and-society-office")
NUMBERS = (None, "12/QĐ-UBND")
OF = fold(
    Association(), Association().found(association.Founding(PLACES[0], FIRST), "Hội", land.NOW)
)
"""Whose chapters they are."""


def associations(books: Books, turn: Turn) -> Facts:
    it: Association = books.of(turn.id_)
    right = association.Founding(turn.place, turn.day, NUMBERS[turn.first])
    end = Ending(turn.day, NUMBERS[turn.first])
    return _asked(turn, {
        "register": lambda: it.found(right, "Hội Khuyến học", land.NOW),
        "correct": lambda: it.correct(right, land.NOW),
        "move": lambda: it.call(f"Hội Khuyến học {turn.place}", turn.day, land.NOW),
        "end": lambda: it.dissolve(end, land.NOW),
        "correct_end": lambda: it.correct_end(_end(it, turn), turn.later, land.NOW),
        "merge": lambda: it.merge(turn.other, _other(books, turn), end, land.NOW),
        "withdraw": it.withdraw,
    })  # fmt: skip


def chapters(books: Books, turn: Turn) -> Facts:
    it: Chapter = books.of(turn.id_)
    site = ChapterSite(turn.place, turn.day, HOSTS[turn.first], turn.other)
    of = it.spells[0 if turn.first else -1].since if it.spells else turn.day
    return _asked(turn, {
        "register": lambda: it.found(site, "Chi hội", OF, land.NOW),
        "correct": lambda: it.correct(of, site, OF, land.NOW),
        "move": lambda: it.move(turn.other, turn.day, OF, land.NOW),
        "end": lambda: it.dissolve(turn.day, land.NOW),
        "merge": lambda: it.merge(turn.other, _other(books, turn), turn.day, land.NOW),
        "withdraw": it.withdraw,
    })  # fmt: skip


def boards(books: Books, turn: Turn) -> Facts:
    it: Board = books.of(turn.id_)
    at = BoardSite(turn.place, turn.day, HOSTS[turn.first])
    right, end = board.Founding(at, "Ban Khuyến học", NUMBERS[turn.first]), Ending(turn.day)
    return _asked(turn, {
        "register": lambda: it.found(right, None, land.NOW),
        "correct": lambda: it.correct(right, None, land.NOW),
        "end": lambda: it.dissolve(end, land.NOW),
        "merge": lambda: it.merge(turn.other, _other(books, turn), end, land.NOW),
        "withdraw": it.withdraw,
    })  # fmt: skip


def committees(books: Books, turn: Turn) -> Facts:
    it: Committee = books.of(turn.id_)
    agency = (KINDS[turn.first], None)
    right = committee.Founding(turn.place, turn.day, agency, NUMBERS[turn.first])
    end = Ending(turn.day)
    return _asked(turn, {
        "register": lambda: it.found(right, None, land.NOW),
        "correct": lambda: it.correct(right, None, land.NOW),
        "end": lambda: it.dissolve(end, land.NOW),
        "merge": lambda: it.merge(turn.other, _other(books, turn), end, land.NOW),
        "withdraw": it.withdraw,
    })  # fmt: skip


def _asked(turn: Turn, ask: Mapping[str, Callable[[], Sequence[Any]]]) -> Facts:
    """What cannot be said of the kind is not said."""
    return {turn.id_: ask[turn.step]() if turn.step in ask else ()}


def _other(books: Books, turn: Turn) -> Any:
    """The same state where it is itself, as the counter has it."""
    return books.of(turn.other)


def _end(it: Association, turn: Turn) -> Any:
    return (it.spells[-1].until if it.spells else None) or turn.day


@pytest.mark.parametrize(
    ("kind", "decide"),
    [
        (Association, associations),
        (Chapter, chapters),
        (Board, boards),
        (Committee, committees),
    ],
)
@settings(max_examples=40)
@given(taken=any_.lists(turns, max_size=12))
def test_each_is_in_one_place_or_none_and_its_events_add_up_to_that(
    kind: type[Any], decide: Decide, taken: list[Turn]
) -> None:
    assert_every_life_is_sound(kind, decide, taken)


def test_everything_that_may_be_said_of_them_is_said() -> None:
    """No turn is refused by its words alone: each kind is founded, corrected, ended and merged."""
    one, other = IDS[:2]
    decides: list[tuple[type[Any], Decide]] = [
        (Association, associations),
        (Chapter, chapters),
        (Board, boards),
        (Committee, committees),
    ]
    for kind, decide in decides:
        books = Books(kind)
        for id_ in (one, other):
            books.record(decide(books, _turn("register", id_, FIRST)))
        for step, to in (("correct", PLACES[1]), ("merge", PLACES[0])):
            said = decide(books, _turn(step, one, FIRST, to, other))
            assert said[one], (kind, step)
            books.record(said)
        assert decide(books, _turn("end", other, FIRST.replace(day=5)))[other], kind


def _turn(
    step: str, id_: UUID, day: Any, place: UUID = PLACES[0], other: UUID | None = None
) -> Turn:
    later = day.replace(day=3) if step == "merge" else day
    return Turn(step, id_, other or id_, later, None, place, False)
