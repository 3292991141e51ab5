"""The rules of a clan."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.registry.bearers.refusals import (
    EndedAlready,
    StoodNowhereYet,
    WithdrawnAlready,
)
from services.registry.bearers.spells import Site, Spell
from services.registry.clans.clan import (
    Clan,
    ClanCorrected,
    ClanEnded,
    ClanFact,
    ClanMoved,
    ClanNameCorrected,
    ClanNameImplausible,
    ClanOtherwise,
    ClanRegistered,
    ClanUnknown,
    ClanWithdrawn,
)
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY = date(2025, 8, 1)
REGISTERED = ClanRegistered(land.COMMUNE, DAY)
ENDED = ClanEnded(land.COMMUNE, date(2026, 3, 1))
TOMORROW = land.TODAY + timedelta(days=1)


@pytest.mark.parametrize("place", [land.COMMUNE, land.HAMLET])
def test_a_clan_comes_onto_the_books_of_a_commune_or_a_hamlet(place: UUID) -> None:
    asked = ClanRegistered(place, DAY)
    given(Clan).when(lambda clan: clan.register(asked, land.NOW)).then(asked)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (ClanRegistered(land.PROVINCE, DAY), PlaceOfWrongLevel),
        (ClanRegistered(land.ENDED_COMMUNE, DAY), PlaceNotInForce),
        (ClanRegistered(land.named("nothing"), DAY), PlaceNotInForce),
        (ClanRegistered(land.COMMUNE, TOMORROW), DayNotCome),
    ],
)
def test_a_clan_does_not_come_where_or_when_there_is_no_such_place(
    asked: ClanRegistered, refusal: type[Refusal]
) -> None:
    given(Clan).when(lambda clan: clan.register(asked, land.NOW)).then_refused(refusal)


@pytest.mark.parametrize(
    "asked", [ClanRegistered(land.HAMLET, DAY), ClanRegistered(land.COMMUNE, land.TODAY)]
)
def test_a_clan_is_not_registered_twice_otherwise(asked: ClanRegistered) -> None:
    once = given(Clan, REGISTERED)
    once.when(lambda clan: clan.register(asked, land.NOW)).then_refused(ClanOtherwise)


NAMED = ClanNameCorrected("Họ Nguyễn Văn")


def test_a_clan_is_called_as_was_said_last_in_one_form() -> None:
    asked = replace(REGISTERED, name="Họ  Lê")
    kept = replace(REGISTERED, name="Họ Lê")
    given(Clan).when(lambda clan: clan.register(asked, land.NOW)).then(kept)
    for before in (REGISTERED, kept):
        given(Clan, before).when(lambda clan: clan.call(" Họ Nguyễn Văn")).then(NAMED)
    given(Clan, REGISTERED, NAMED).when(lambda clan: clan.call("Họ Nguyễn Văn")).then()


@pytest.mark.parametrize("name", ["", "…", "a" * 201, "Họ\nNguyễn"])
def test_what_is_no_name_is_refused(name: str) -> None:
    asked = replace(REGISTERED, name=name)
    given(Clan).when(lambda clan: clan.register(asked, land.NOW)).then_refused(ClanNameImplausible)
    given(Clan, REGISTERED).when(lambda clan: clan.call(name)).then_refused(ClanNameImplausible)


def test_a_clan_that_is_not_there_has_no_name() -> None:
    given(Clan).when(lambda clan: clan.call("Họ Lê")).then_refused(ClanUnknown)
    gone = given(
        Clan, REGISTERED, ClanWithdrawn(land.COMMUNE, given(Clan, REGISTERED).state.spells)
    )
    gone.when(lambda clan: clan.call("Họ Lê")).then_refused(WithdrawnAlready)


def test_a_clan_is_dissolved_at_its_place() -> None:
    day = ENDED.ended_on
    given(Clan, REGISTERED).when(lambda clan: clan.dissolve(day, land.NOW)).then(ENDED)


@pytest.mark.parametrize(
    ("facts", "day", "refusal"),
    [
        ((REGISTERED,), DAY - timedelta(days=1), StoodNowhereYet),
        ((REGISTERED, ENDED), DAY - timedelta(days=1), EndedAlready),
        ((REGISTERED, ENDED), TOMORROW, DayNotCome),
        ((REGISTERED, ENDED), DAY, EndedAlready),
    ],
)
def test_a_clan_is_not_dissolved_before_it_was_there_nor_ahead_nor_twice_otherwise(
    facts: tuple[object, ...], day: date, refusal: type[Refusal]
) -> None:
    once = given(Clan, *facts)
    once.when(lambda clan: clan.dissolve(day, land.NOW)).then_refused(refusal)


MOVE = Site(land.ELSEWHERE, date(2026, 1, 5))
WAS = (Spell(land.COMMUNE, DAY),)
NOW = (Spell(land.COMMUNE, DAY, MOVE.day), Spell(land.ELSEWHERE, MOVE.day))
MOVED = ClanMoved(MOVE.place_id, MOVE.day, WAS, NOW)
RIGHT = Site(land.HAMLET, date(2025, 9, 1))
CORRECTED = ClanCorrected.of(WAS, (Spell(land.HAMLET, RIGHT.day),))
WITHDRAWN = ClanWithdrawn(land.COMMUNE, WAS)


def test_what_was_never_a_clan_is_not_dissolved_moved_corrected_or_withdrawn() -> None:
    never = given(Clan)
    never.when(lambda clan: clan.dissolve(DAY, land.NOW)).then_refused(ClanUnknown)
    never.when(lambda clan: clan.move(MOVE, land.NOW)).then_refused(ClanUnknown)
    never.when(lambda clan: clan.correct(DAY, RIGHT, land.NOW)).then_refused(ClanUnknown)
    never.when(Clan.withdraw).then_refused(ClanUnknown)


def test_a_clan_moves_and_is_dissolved_where_it_went() -> None:
    given(Clan, REGISTERED).when(lambda clan: clan.move(MOVE, land.NOW)).then(MOVED)
    ended = ClanEnded(land.ELSEWHERE, ENDED.ended_on)
    gone = given(Clan, REGISTERED, MOVED)
    gone.when(lambda clan: clan.dissolve(ended.ended_on, land.NOW)).then(ended)


def test_a_clan_is_corrected_where_it_was_written_wrongly() -> None:
    once = given(Clan, REGISTERED)
    once.when(lambda clan: clan.correct(DAY, RIGHT, land.NOW)).then(CORRECTED)
    assert (CORRECTED.place_id, CORRECTED.since) == (RIGHT.place_id, RIGHT.day)
    later = Site(land.ELSEWHERE, date(2026, 2, 1))
    moved = given(Clan, REGISTERED, MOVED)
    moved.when(lambda clan: clan.correct(MOVE.day, later, land.NOW)).then(
        ClanCorrected.of(
            NOW, (Spell(land.COMMUNE, DAY, later.day), Spell(land.ELSEWHERE, later.day))
        )
    )


def test_the_end_of_a_clan_is_corrected_or_never_was() -> None:
    ended, other = given(Clan, REGISTERED, ENDED), date(2026, 4, 1)
    whole = (Spell(land.COMMUNE, DAY, ENDED.ended_on),)
    later = ClanCorrected.of(whole, (Spell(land.COMMUNE, DAY, other),))
    never = ClanCorrected.of(whole, WAS)
    ended.when(lambda clan: clan.correct_end(ENDED.ended_on, other, land.NOW)).then(later)
    ended.when(lambda clan: clan.correct_end(ENDED.ended_on, None, land.NOW)).then(never)
    assert (later.ended_on, never.ended_on) == (other, None)
    goes_on = given(Clan, REGISTERED, ENDED, never)
    goes_on.when(lambda clan: clan.correct_end(ENDED.ended_on, None, land.NOW)).then_nothing()
    goes_on.when(lambda clan: clan.move(MOVE, land.NOW)).then(MOVED)
    given(Clan).when(lambda clan: clan.correct_end(DAY, None, land.NOW)).then_refused(ClanUnknown)


def test_a_clan_that_was_withdrawn_never_was_and_is_asked_for_nothing() -> None:
    given(Clan, REGISTERED).when(Clan.withdraw).then(WITHDRAWN)
    whole = (Spell(land.COMMUNE, DAY, ENDED.ended_on),)
    given(Clan, REGISTERED, ENDED).when(Clan.withdraw).then(ClanWithdrawn(land.COMMUNE, whole))
    gone = given(Clan, REGISTERED, WITHDRAWN)
    gone.when(lambda clan: clan.move(MOVE, land.NOW)).then_refused(WithdrawnAlready)
    gone.when(lambda clan: clan.dissolve(DAY, land.NOW)).then_refused(WithdrawnAlready)
    gone.when(lambda clan: clan.correct(DAY, RIGHT, land.NOW)).then_refused(WithdrawnAlready)


@pytest.mark.parametrize("fact", [CORRECTED, MOVED, WITHDRAWN])
def test_what_is_stored_reads_back_equal(fact: ClanFact) -> None:
    mapper = FactMapper([type(fact)])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_asking_twice_changes_nothing() -> None:
    ended = given(Clan, REGISTERED, ENDED)
    ended.when(lambda clan: clan.register(REGISTERED, land.NOW)).then_nothing()
    day = ENDED.ended_on
    ended.when(lambda clan: clan.dissolve(day, land.NOW)).then_nothing()
    moved = given(Clan, REGISTERED, MOVED)
    moved.when(lambda clan: clan.move(MOVE, land.NOW)).then_nothing()
    corrected = given(Clan, REGISTERED, CORRECTED)
    corrected.when(lambda clan: clan.correct(DAY, RIGHT, land.NOW)).then_nothing()
    given(Clan, REGISTERED, WITHDRAWN).when(Clan.withdraw).then_nothing()
