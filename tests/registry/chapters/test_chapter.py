"""The rules of a chapter. What its spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from services.registry.associations.association.association import Association
from services.registry.associations.association.facts import (
    AssociationEnded,
    AssociationFounded,
    AssociationSpell,
    AssociationWithdrawn,
    Named,
)
from services.registry.associations.association.refusals import (
    AssociationNotThere,
    AssociationUnknown,
)
from services.registry.bearers.refusals import (
    EndedAlready,
    StandsThereAlready,
    StoodNowhereYet,
    WithdrawnAlready,
)
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.facts import (
    ChapterCorrected,
    ChapterEnded,
    ChapterFact,
    ChapterFounded,
    ChapterMerged,
    ChapterMoved,
    ChapterRenamed,
    ChapterSite,
    ChapterSpell,
    ChapterWithdrawn,
)
from services.registry.chapters.chapter.refusals import (
    ChapterHostKindUnknown,
    ChapterMergesIntoItself,
    ChapterNamedEarlier,
    ChapterNameImplausible,
    ChapterNotThere,
    ChapterNotYetNamed,
    ChapterOtherwise,
    ChapterUnknown,
)
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.kinds import CHAPTER_HOST_KINDS
from shared.vocabulary.places import Tree
from shared.vocabulary.places.siting import PlaceNotInForce
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

NOW = land.Now(Tree(land.HEARD), land.TODAY)
DISTRICT, WARD = land.named("association that ends"), land.named("association of the ward")
INTO = land.named("chapter that goes on")
DAY, REFORM, LATE = date(2020, 8, 1), land.REORGANISED, date(2025, 11, 20)
EARLIER, TO_COME = DAY - timedelta(days=10), date(2027, 1, 1)
WHOLE = (AssociationSpell(land.PROVINCE, date(2010, 5, 1), level="province"),)
OVER = (replace(WHOLE[0], until=REFORM),)
OLD = Association().evolve(AssociationFounded(land.PROVINCE, "province", "Hội", date(2010, 5, 1)))
ENDED_OLD = OLD.evolve(AssociationEnded(land.PROVINCE, "province", REFORM, None, WHOLE, OVER))
NEVER = OLD.evolve(AssociationWithdrawn(land.PROVINCE, "province", WHOLE))
NEW = Association().evolve(AssociationFounded(land.COMMUNE, "commune", "Hội xã", REFORM))

NAME, PLACE = "Chi hội Ấp 1", land.ENDED_COMMUNE
AS: Any = {"host_kind": "school", "association_id": DISTRICT}
THEN: Any = AS | {"association_id": WARD}
FOUNDED = ChapterFounded(PLACE, "school", DISTRICT, NAME, DAY)
WAS = (ChapterSpell(PLACE, DAY, **AS),)
CLOSED = (ChapterSpell(PLACE, DAY, LATE, **AS),)
MOVED_ON = (ChapterSpell(PLACE, DAY, REFORM, **AS), ChapterSpell(PLACE, REFORM, **THEN))
MOVED = ChapterMoved(PLACE, "school", WARD, REFORM, WAS, MOVED_ON)
ENDED = ChapterEnded(PLACE, "school", DISTRICT, LATE, WAS, CLOSED)
MERGED = ChapterMerged(PLACE, "school", DISTRICT, INTO, LATE, WAS, CLOSED)
WITHDRAWN = ChapterWithdrawn(PLACE, "school", DISTRICT, WAS)
RIGHT = (ChapterSpell(PLACE, EARLIER, host_kind="agency", association_id=DISTRICT),)
CORRECTED = ChapterCorrected(
    *(PLACE, "agency", DISTRICT, EARLIER, (Named(NAME, EARLIER),), WAS, RIGHT)
)
SECOND = Named("Chi hội trường Tiểu học", date(2021, 1, 1))
RENAMED = ChapterRenamed((Named(NAME, DAY), SECOND))
OTHER = Chapter().evolve(replace(FOUNDED, founded_on=date(2025, 1, 1)))

Ask = Callable[[Chapter], list[Any]]


def found(asked: ChapterFounded, of: Association = ENDED_OLD) -> Ask:
    at = ChapterSite(asked.place_id, asked.founded_on, asked.host_kind, asked.association_id)
    return lambda it: it.found(at, asked.name, of, NOW)


def correct(it: Chapter) -> list[Any]:
    return it.correct(DAY, ChapterSite(PLACE, EARLIER, "agency", DISTRICT), ENDED_OLD, NOW)


def call(it: Chapter) -> list[Any]:
    return it.call(SECOND.name, SECOND.since, NOW)


def move(it: Chapter) -> list[Any]:
    return it.move(WARD, REFORM, NEW, NOW)


def end(it: Chapter) -> list[Any]:
    return it.dissolve(LATE, NOW)


def merge(it: Chapter) -> list[Any]:
    return it.merge(INTO, OTHER, LATE, NOW)


@pytest.mark.parametrize("host_kind", CHAPTER_HOST_KINDS)
@pytest.mark.parametrize("place", [land.PROVINCE, land.OTHER_COMMUNE, land.ELSEWHERE])
def test_a_chapter_is_founded_with_a_host_of_a_kind(place: UUID, host_kind: str) -> None:
    asked = replace(FOUNDED, place_id=place, host_kind=host_kind)
    given(Chapter).when(found(asked)).then(asked)


@pytest.mark.parametrize(
    ("said", "of", "refusal"),
    [
        ({"founded_on": REFORM}, NEW, PlaceNotInForce),
        ({"place_id": land.PROVINCE, "founded_on": TO_COME}, NEW, DayNotCome),
        ({"place_id": land.PROVINCE, "founded_on": REFORM}, ENDED_OLD, AssociationNotThere),
        ({}, NEW, AssociationNotThere),
        ({}, NEVER, AssociationNotThere),
        ({}, Association(), AssociationUnknown),
        ({"host_kind": "village"}, OLD, ChapterHostKindUnknown),
        ({"name": "…"}, OLD, ChapterNameImplausible),
    ],
)
def test_what_cannot_be_a_chapter_is_refused(
    said: dict[str, Any], of: Association, refusal: type[Refusal]
) -> None:
    given(Chapter).when(found(replace(FOUNDED, **said), of)).then_refused(refusal)


def test_a_chapter_is_not_founded_twice_otherwise() -> None:
    other = replace(FOUNDED, host_kind="agency")
    given(Chapter, FOUNDED).when(found(other)).then_refused(ChapterOtherwise)


@pytest.mark.parametrize(
    ("facts", "ask", "fact"),
    [
        ((FOUNDED,), end, ENDED),
        ((FOUNDED,), merge, MERGED),
        ((FOUNDED,), move, MOVED),
        ((FOUNDED,), correct, CORRECTED),
        ((FOUNDED,), Chapter.withdraw, WITHDRAWN),
        ((FOUNDED,), call, RENAMED),
        ((FOUNDED, MOVED), Chapter.withdraw, ChapterWithdrawn(PLACE, "school", WARD, MOVED_ON)),
    ],
)
def test_what_happens_to_it_says_its_spells_before_and_after(
    facts: tuple[object, ...], ask: Ask, fact: ChapterFact
) -> None:
    given(Chapter, *facts).when(ask).then(fact)


def test_place_and_host_are_corrected_of_all_its_days_and_the_day_of_its_last_move_too() -> None:
    right = ChapterSite(land.OTHER_COMMUNE, LATE, "hamlet", WARD)
    now = tuple(
        ChapterSpell(land.OTHER_COMMUNE, since, until, host_kind="hamlet", association_id=of)
        for since, until, of in ((DAY, LATE, DISTRICT), (LATE, None, WARD))
    )
    names = (Named(NAME, DAY),)
    fact = ChapterCorrected(land.OTHER_COMMUNE, "hamlet", WARD, DAY, names, MOVED_ON, now)
    asked = given(Chapter, FOUNDED, MOVED)
    asked.when(lambda it: it.correct(REFORM, right, NEW, NOW)).then(fact)


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        *(((), ask, ChapterUnknown) for ask in (correct, call, end, merge, move)),
        ((), Chapter.withdraw, ChapterUnknown),
        *(
            ((FOUNDED, WITHDRAWN), ask, WithdrawnAlready)
            for ask in (correct, call, end, merge, move)
        ),
        ((FOUNDED, MERGED), end, EndedAlready),
        ((FOUNDED, ENDED), merge, EndedAlready),
        ((FOUNDED, ENDED), move, EndedAlready),
        ((FOUNDED,), lambda it: it.move(DISTRICT, LATE, OLD, NOW), StandsThereAlready),
        ((FOUNDED,), lambda it: it.move(WARD, LATE, ENDED_OLD, NOW), AssociationNotThere),
        ((FOUNDED,), lambda it: it.move(WARD, TO_COME, NEW, NOW), DayNotCome),
        ((FOUNDED,), lambda it: it.dissolve(EARLIER, NOW), StoodNowhereYet),
        ((FOUNDED,), lambda it: it.merge(INTO, it, LATE, NOW), ChapterMergesIntoItself),
        ((FOUNDED,), lambda it: it.merge(INTO, OTHER, DAY, NOW), ChapterNotThere),
        ((FOUNDED,), lambda it: it.call("1", LATE, NOW), ChapterNameImplausible),
        ((FOUNDED,), lambda it: it.call(NAME, EARLIER, NOW), ChapterNotYetNamed),
        ((FOUNDED,), lambda it: it.call(NAME, TO_COME, NOW), DayNotCome),
        (
            (FOUNDED, RENAMED),
            lambda it: it.correct(
                DAY, ChapterSite(PLACE, SECOND.since, "school", DISTRICT), OLD, NOW
            ),
            ChapterNamedEarlier,
        ),
        (
            (FOUNDED,),
            lambda it: it.correct(DAY, ChapterSite(PLACE, EARLIER, "school", WARD), NEW, NOW),
            AssociationNotThere,
        ),
    ],
)
def test_what_cannot_happen_to_it_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Chapter, *facts).when(ask).then_refused(refusal)


@pytest.mark.parametrize(
    ("fact", "ask"),
    [
        (FOUNDED, found(FOUNDED)),
        (RENAMED, call),
        (MOVED, move),
        (MERGED, merge),
        (ENDED, end),
        (CORRECTED, correct),
        (WITHDRAWN, Chapter.withdraw),
    ],
)
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: ChapterFact, ask: Ask
) -> None:
    facts = [FOUNDED, fact] if fact != FOUNDED else [FOUNDED]
    given(Chapter, *facts).when(ask).then_nothing()
    mapper = FactMapper(get_args(ChapterFact))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
