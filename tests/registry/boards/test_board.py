"""The rules of a board. What its spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from services.registry.bearers.founding import Ending
from services.registry.bearers.refusals import EndedAlready, StoodNowhereYet, WithdrawnAlready
from services.registry.bearers.spells import Spell
from services.registry.boards.board.board import Board, Founding
from services.registry.boards.board.facts import (
    BoardCorrected,
    BoardEnded,
    BoardFact,
    BoardFounded,
    BoardMerged,
    BoardSite,
    BoardSpell,
    BoardWithdrawn,
)
from services.registry.boards.board.hosts import Host
from services.registry.boards.board.refusals import (
    BoardHostKindUnknown,
    BoardHostNotThere,
    BoardHostOfOtherKind,
    BoardMergesIntoItself,
    BoardNameImplausible,
    BoardNotThere,
    BoardOtherwise,
    BoardUnknown,
)
from services.registry.clans.clan import Clan, ClanEnded, ClanRegistered, ClanWithdrawn
from services.registry.establishments.establishment import Establishment, EstablishmentRegistered
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.kinds import BOARD_HOST_KINDS
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

NOW = land.NOW
CLAN, SCHOOL = land.named("clan with a board"), land.named("school with a board")
INTO = land.named("board that goes on")
DAY, LATE, TO_COME = date(2020, 8, 1), date(2025, 11, 20), date(2027, 1, 1)
EARLIER, NAME, PAPER = DAY - timedelta(days=10), "Ban Khuyến học họ Nguyễn", "15/QĐ-UBND"
PLACE = land.ENDED_COMMUNE
HOST = Clan().evolve(ClanRegistered(PLACE, date(2010, 1, 1)))
OVER = (Spell(PLACE, date(2010, 1, 1), date(2019, 1, 1)),)
ENDED_HOST = HOST.evolve(ClanEnded(PLACE, date(2019, 1, 1)))
NEVER = HOST.evolve(ClanWithdrawn(PLACE, HOST.spells))
PUPILS = Establishment().evolve(
    EstablishmentRegistered(PLACE, "school", "Trường Tiểu học", date(2010, 1, 1))
)

FOUNDED = BoardFounded(PLACE, "clan", CLAN, NAME, DAY, PAPER)
AS: Any = {"host_kind": "clan", "host_id": CLAN}
WAS = (BoardSpell(PLACE, DAY, **AS),)
CLOSED = (BoardSpell(PLACE, DAY, LATE, **AS),)
MERGED = BoardMerged(PLACE, "clan", CLAN, INTO, LATE, PAPER, WAS, CLOSED)
ENDED = BoardEnded(PLACE, "clan", CLAN, LATE, None, WAS, CLOSED)
WITHDRAWN = BoardWithdrawn(PLACE, "clan", CLAN, WAS)
RIGHT = replace(
    FOUNDED, host_kind="school", host_id=SCHOOL, founded_on=EARLIER, document_number=None
)
OF_SCHOOL = (BoardSpell(PLACE, EARLIER, host_kind="school", host_id=SCHOOL),)
CORRECTED = BoardCorrected(*(PLACE, "school", SCHOOL, NAME, EARLIER, None, WAS, OF_SCHOOL))
OTHER = Board().evolve(replace(FOUNDED, founded_on=date(2025, 1, 1)))

Ask = Callable[[Board], list[Any]]


def as_(said: BoardFounded) -> Founding:
    at = BoardSite(said.place_id, said.founded_on, said.host_kind, said.host_id)
    return Founding(at, said.name, said.document_number)


def found(asked: BoardFounded, host: Host = HOST) -> Ask:
    return lambda it: it.found(as_(asked), host, NOW)


def correct(it: Board) -> list[Any]:
    return it.correct(as_(RIGHT), PUPILS, NOW)


def end(it: Board) -> list[Any]:
    return it.dissolve(Ending(LATE), NOW)


def merge(it: Board) -> list[Any]:
    return it.merge(INTO, OTHER, Ending(LATE, PAPER), NOW)


@pytest.mark.parametrize("host_kind", [each for each in BOARD_HOST_KINDS if each != "hamlet"])
@pytest.mark.parametrize("place", [land.PROVINCE, land.OTHER_COMMUNE, land.ELSEWHERE])
def test_a_board_is_founded_of_a_host_that_the_books_do_not_have(
    place: UUID, host_kind: str
) -> None:
    asked = replace(FOUNDED, place_id=place, host_kind=host_kind, host_id=None)
    given(Board).when(found(asked, None)).then(asked)


def test_the_board_of_a_hamlet_stands_in_that_hamlet() -> None:
    asked = replace(FOUNDED, host_kind="hamlet", host_id=None, founded_on=LATE)
    there = replace(asked, place_id=land.HAMLET)
    given(Board).when(found(there, None)).then(there)
    elsewhere = replace(asked, place_id=land.OTHER_COMMUNE)
    given(Board).when(found(elsewhere, None)).then_refused(PlaceOfWrongLevel)


@pytest.mark.parametrize(
    ("said", "host", "refusal"),
    [
        ({}, ENDED_HOST, BoardHostNotThere),
        ({}, NEVER, BoardHostNotThere),
        ({"founded_on": date(2009, 12, 31)}, HOST, BoardHostNotThere),
        ({"host_kind": "agency", "host_id": SCHOOL}, PUPILS, BoardHostOfOtherKind),
        ({"host_kind": "village", "host_id": None}, None, BoardHostKindUnknown),
        ({"founded_on": LATE}, HOST, PlaceNotInForce),
        ({"place_id": land.PROVINCE, "founded_on": TO_COME}, HOST, DayNotCome),
        ({"name": "…"}, HOST, BoardNameImplausible),
        ({"document_number": "ông An"}, HOST, DocumentNumberMalformed),
    ],
)
def test_what_cannot_be_a_board_is_refused(
    said: dict[str, Any], host: Host, refusal: type[Refusal]
) -> None:
    given(Board).when(found(replace(FOUNDED, **said), host)).then_refused(refusal)


def test_a_board_is_not_founded_twice_otherwise() -> None:
    other = replace(FOUNDED, host_id=None)
    given(Board, FOUNDED).when(found(other, None)).then_refused(BoardOtherwise)


@pytest.mark.parametrize(
    ("ask", "fact"),
    [(end, ENDED), (merge, MERGED), (correct, CORRECTED), (Board.withdraw, WITHDRAWN)],
)
def test_what_happens_to_it_says_its_spells_before_and_after(ask: Ask, fact: BoardFact) -> None:
    given(Board, FOUNDED).when(ask).then(fact)


@pytest.mark.parametrize("said", [{"name": "Ban Khuyến học"}, {"document_number": "16/QĐ-UBND"}])
def test_what_counts_nothing_is_corrected_too(said: dict[str, Any]) -> None:
    right = replace(FOUNDED, **said)
    fact = BoardCorrected(*(PLACE, "clan", CLAN, right.name, DAY, right.document_number, WAS, WAS))
    given(Board, FOUNDED).when(lambda it: it.correct(as_(right), HOST, NOW)).then(fact)


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        *(((), ask, BoardUnknown) for ask in (correct, end, merge, Board.withdraw)),
        *(((FOUNDED, WITHDRAWN), ask, WithdrawnAlready) for ask in (correct, end, merge)),
        ((FOUNDED, MERGED), end, EndedAlready),
        ((FOUNDED, ENDED), merge, EndedAlready),
        ((FOUNDED,), lambda it: it.dissolve(Ending(EARLIER), NOW), StoodNowhereYet),
        ((FOUNDED,), lambda it: it.dissolve(Ending(TO_COME), NOW), DayNotCome),
        ((FOUNDED,), lambda it: it.merge(INTO, it, Ending(LATE), NOW), BoardMergesIntoItself),
        ((FOUNDED,), lambda it: it.merge(INTO, OTHER, Ending(DAY), NOW), BoardNotThere),
        ((FOUNDED,), lambda it: it.correct(as_(FOUNDED), ENDED_HOST, NOW), BoardHostNotThere),
    ],
)
def test_what_cannot_happen_to_it_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Board, *facts).when(ask).then_refused(refusal)


@pytest.mark.parametrize(
    ("fact", "ask"),
    [
        (FOUNDED, found(FOUNDED)),
        (MERGED, merge),
        (ENDED, end),
        (CORRECTED, correct),
        (WITHDRAWN, Board.withdraw),
    ],
)
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: BoardFact, ask: Ask
) -> None:
    facts = [FOUNDED, fact] if fact != FOUNDED else [FOUNDED]
    given(Board, *facts).when(ask).then_nothing()
    mapper = FactMapper(get_args(BoardFact))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
