"""The rules of an establishment. What its spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.registry.bearers.refusals import (
    EndedAlready,
    NothingEnded,
    StoodNowhereYet,
    WithdrawnAlready,
)
from services.registry.bearers.spells import Site, Spell
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentCorrected,
    EstablishmentEnded,
    EstablishmentFact,
    EstablishmentKindUnknown,
    EstablishmentMoved,
    EstablishmentNameCorrected,
    EstablishmentNameImplausible,
    EstablishmentOtherwise,
    EstablishmentRegistered,
    EstablishmentUnknown,
    EstablishmentWithdrawn,
)
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import ESTABLISHMENT_KINDS
from shared.vocabulary.places.siting import PlaceNotInForce, PlaceOfWrongLevel
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

DAY, MOVED_ON, ENDED_ON = date(2025, 8, 1), date(2026, 1, 5), date(2026, 3, 1)
NAME = "Trường Tiểu học Kim Đồng"
REGISTERED = EstablishmentRegistered(land.COMMUNE, "school", NAME, DAY)
WAS = (Spell(land.COMMUNE, DAY),)
NOW = (Spell(land.COMMUNE, DAY, MOVED_ON), Spell(land.PROVINCE, MOVED_ON))
MOVED = EstablishmentMoved(land.PROVINCE, "school", MOVED_ON, WAS, NOW)
ENDED_SPELL = (Spell(land.COMMUNE, DAY, ENDED_ON),)
ENDED = EstablishmentEnded(land.COMMUNE, "school", ENDED_ON, WAS, ENDED_SPELL)
CORRECTED = EstablishmentCorrected.of(("school", "agency"), WAS, (Spell(land.OTHER_COMMUNE, DAY),))
WITHDRAWN = EstablishmentWithdrawn(land.COMMUNE, "school", WAS)
NAMED = EstablishmentNameCorrected("Trường THCS Lê Quý Đôn")
RIGHT = Site(land.OTHER_COMMUNE, DAY)

Ask = Callable[[Establishment], list[Any]]


def register(asked: EstablishmentRegistered) -> Ask:
    return lambda it: it.register(asked, land.NOW)


def move(it: Establishment) -> list[Any]:
    return it.move(Site(land.PROVINCE, MOVED_ON), land.NOW)


def end(it: Establishment) -> list[Any]:
    return it.dissolve(ENDED_ON, land.NOW)


def correct(it: Establishment) -> list[Any]:
    return it.correct(DAY, RIGHT, "agency", land.NOW)


def call(it: Establishment) -> list[Any]:
    return it.call(NAMED.name)


@pytest.mark.parametrize("place", [land.COMMUNE, land.PROVINCE])
@pytest.mark.parametrize("kind", ESTABLISHMENT_KINDS)
def test_an_establishment_comes_onto_the_books_of_who_manages_it(place: UUID, kind: str) -> None:
    asked = EstablishmentRegistered(place, kind, NAME, DAY)
    given(Establishment).when(register(asked)).then(asked)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"place_id": land.HAMLET}, PlaceOfWrongLevel),
        ({"place_id": land.ENDED_COMMUNE}, PlaceNotInForce),
        ({"registered_on": land.TODAY + timedelta(days=1)}, DayNotCome),
        ({"kind": "club"}, EstablishmentKindUnknown),
        ({"name": ""}, EstablishmentNameImplausible),
        ({"name": "…"}, EstablishmentNameImplausible),
        ({"name": "a" * 201}, EstablishmentNameImplausible),
        ({"name": "Trường\nKim Đồng"}, EstablishmentNameImplausible),
    ],
)
def test_what_cannot_be_an_establishment_is_refused(
    said: dict[str, Any], refusal: type[Refusal]
) -> None:
    given(Establishment).when(register(replace(REGISTERED, **said))).then_refused(refusal)


def test_an_establishment_is_not_registered_twice_otherwise() -> None:
    once, other = given(Establishment, REGISTERED), replace(REGISTERED, kind="agency")
    once.when(register(other)).then_refused(EstablishmentOtherwise)


@pytest.mark.parametrize(
    ("facts", "ask", "fact"),
    [
        ((REGISTERED,), move, MOVED),
        ((REGISTERED,), end, ENDED),
        ((REGISTERED,), correct, CORRECTED),
        ((REGISTERED,), Establishment.withdraw, WITHDRAWN),
        ((REGISTERED,), call, NAMED),
        (
            (REGISTERED, MOVED),
            end,
            EstablishmentEnded(
                land.PROVINCE,
                "school",
                ENDED_ON,
                NOW,
                (NOW[0], Spell(land.PROVINCE, MOVED_ON, ENDED_ON)),
            ),
        ),
        (
            (REGISTERED, ENDED),
            Establishment.withdraw,
            EstablishmentWithdrawn(land.COMMUNE, "school", ENDED_SPELL),
        ),
    ],
)
def test_what_happens_to_it_says_its_spells_before_and_after(
    facts: tuple[object, ...], ask: Ask, fact: EstablishmentFact
) -> None:
    given(Establishment, *facts).when(ask).then(fact)


def correct_end(it: Establishment) -> list[Any]:
    return it.correct_end(ENDED_ON, MOVED_ON, land.NOW)


ENDED_EARLIER = EstablishmentCorrected.of(
    ("school", "school"), ENDED_SPELL, (Spell(land.COMMUNE, DAY, MOVED_ON),)
)
NEVER_ENDED = EstablishmentCorrected.of(("school", "school"), ENDED_SPELL, WAS)


def test_its_end_is_corrected_or_never_was() -> None:
    ended = given(Establishment, REGISTERED, ENDED)
    ended.when(correct_end).then(ENDED_EARLIER)
    ended.when(lambda it: it.correct_end(ENDED_ON, None, land.NOW)).then(NEVER_ENDED)
    assert (ENDED_EARLIER.ended_on, NEVER_ENDED.ended_on) == (MOVED_ON, None)
    given(Establishment, REGISTERED, ENDED, ENDED_EARLIER).when(correct_end).then_nothing()
    given(Establishment, REGISTERED, ENDED, NEVER_ENDED).when(move).then(MOVED)
    given(Establishment, REGISTERED).when(correct_end).then_refused(NothingEnded)
    given(Establishment).when(correct_end).then_refused(EstablishmentUnknown)


def test_its_kind_alone_is_corrected() -> None:
    alone = EstablishmentCorrected.of(("school", "agency"), WAS, WAS)
    here = Site(land.COMMUNE, DAY)
    once = given(Establishment, REGISTERED)
    once.when(lambda it: it.correct(DAY, here, "agency", land.NOW)).then(alone)
    once.when(lambda it: it.correct(DAY, here, "club", land.NOW)).then_refused(
        EstablishmentKindUnknown
    )


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        ((), move, EstablishmentUnknown),
        ((), end, EstablishmentUnknown),
        ((), correct, EstablishmentUnknown),
        ((), call, EstablishmentUnknown),
        ((), Establishment.withdraw, EstablishmentUnknown),
        ((REGISTERED, ENDED), move, EndedAlready),
        ((REGISTERED, WITHDRAWN), move, WithdrawnAlready),
        ((REGISTERED, WITHDRAWN), end, WithdrawnAlready),
        ((REGISTERED, WITHDRAWN), correct, WithdrawnAlready),
        ((REGISTERED, WITHDRAWN), call, WithdrawnAlready),
        (
            (REGISTERED,),
            lambda it: it.dissolve(DAY - timedelta(days=1), land.NOW),
            StoodNowhereYet,
        ),
        ((REGISTERED,), lambda it: it.call("1"), EstablishmentNameImplausible),
    ],
)
def test_what_cannot_happen_to_it_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Establishment, *facts).when(ask).then_refused(refusal)


@pytest.mark.parametrize(
    ("fact", "ask"),
    [
        (REGISTERED, register(REGISTERED)),
        (MOVED, move),
        (ENDED, end),
        (CORRECTED, correct),
        (WITHDRAWN, Establishment.withdraw),
        (NAMED, call),
    ],
)
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: EstablishmentFact, ask: Ask
) -> None:
    facts = [REGISTERED, fact] if fact != REGISTERED else [REGISTERED]
    given(Establishment, *facts).when(ask).then_nothing()
    mapper = FactMapper([type(fact)])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_a_correction_of_its_kind_that_never_was_gives_back_the_kind_before_it() -> None:
    corrected = EstablishmentCorrected.of(("school", "agency"), WAS, WAS)
    back = replace(EstablishmentCorrected.of(("agency", "school"), WAS, WAS), gives_back=True)
    otherwise = EstablishmentCorrected.of(("agency", "armed"), WAS, WAS)

    def give_back(it: Establishment) -> list[Any]:
        return it.give_back("school", "agency")

    given(Establishment, REGISTERED, corrected).when(give_back).then(back)
    given(Establishment, REGISTERED, corrected, back).when(give_back).then_nothing()
    given(Establishment, REGISTERED, corrected, otherwise).when(give_back).then_refused(
        EstablishmentOtherwise
    )
    given(Establishment).when(give_back).then_refused(EstablishmentUnknown)
