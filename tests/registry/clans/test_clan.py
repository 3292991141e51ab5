"""The rules of a clan."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.registry.clans.clan import (
    Clan,
    ClanEnded,
    ClanOtherwise,
    ClanRegistered,
    ClanUnknown,
)
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


def test_a_clan_is_dissolved_at_its_place() -> None:
    day = ENDED.ended_on
    given(Clan, REGISTERED).when(lambda clan: clan.dissolve(day, land.NOW)).then(ENDED)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(DAY - timedelta(days=1), ClanOtherwise), (TOMORROW, DayNotCome), (DAY, ClanOtherwise)],
)
def test_a_clan_is_not_dissolved_before_it_was_there_nor_ahead_nor_twice_otherwise(
    day: date, refusal: type[Refusal]
) -> None:
    ended = given(Clan, REGISTERED, ENDED)
    ended.when(lambda clan: clan.dissolve(day, land.NOW)).then_refused(refusal)


def test_what_was_never_a_clan_is_not_dissolved() -> None:
    given(Clan).when(lambda clan: clan.dissolve(DAY, land.NOW)).then_refused(ClanUnknown)


def test_asking_twice_changes_nothing() -> None:
    ended = given(Clan, REGISTERED, ENDED)
    ended.when(lambda clan: clan.register(REGISTERED, land.NOW)).then_nothing()
    day = ENDED.ended_on
    ended.when(lambda clan: clan.dissolve(day, land.NOW)).then_nothing()
