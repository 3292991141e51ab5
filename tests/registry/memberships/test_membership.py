"""The rules of a membership. What its spells may be is asked in `tests/registry/bearers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.allocations.allocation.subjects import Allocation, allocation_stream
from services.registry.associations.association.association import Association
from services.registry.associations.association.facts import (
    AssociationEnded,
    AssociationFounded,
    AssociationSpell,
)
from services.registry.associations.association.refusals import (
    AssociationNotThere,
    AssociationUnknown,
)
from services.registry.bearers.refusals import (
    DaysOutOfOrder,
    EndedAlready,
    NothingOfThatDay,
    StandsThereAlready,
    StoodNowhereYet,
    WithdrawnAlready,
)
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.facts import ChapterFounded
from services.registry.chapters.chapter.refusals import ChapterNotThere
from services.registry.memberships.api import MembershipEndingForm
from services.registry.memberships.api import end as end_membership
from services.registry.memberships.membership.facts import (
    DaysOfHost,
    MembershipCorrected,
    MembershipDuesPaid,
    MembershipEnded,
    MembershipFact,
    MembershipMoved,
    MembershipReserved,
    MembershipSpell,
    MembershipStarted,
    MembershipWithdrawn,
)
from services.registry.memberships.membership.hosts import Host
from services.registry.memberships.membership.membership import Membership
from services.registry.memberships.membership.person import PersonsMemberships
from services.registry.memberships.membership.refusals import (
    MemberOfHostAlready,
    MembershipChangedMeanwhile,
    MembershipEndingGroundUnknown,
    MembershipOtherwise,
    MembershipUnknown,
    NoMemberInThatYear,
)
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places import Tree
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.callers import system
from tests.support.story import given

NOW = land.Now(Tree(land.HEARD), land.TODAY)
DISTRICT, SCHOOL = land.named("association that has members"), land.named("chapter with members")
PERSON, ID, OTHER_ID = (land.named(f"membership: {each}") for each in ("who", "one", "other"))
FOUNDED_ON, REFORM, TO_COME = date(2010, 5, 1), land.REORGANISED, date(2027, 1, 1)
DAY, EARLIER, LATE = date(2020, 9, 5), date(2020, 9, 1), date(2025, 11, 20)
OLD = Association().evolve(AssociationFounded(land.ENDED_COMMUNE, "commune", "Hội", FOUNDED_ON))
WHOLE = (AssociationSpell(land.ENDED_COMMUNE, FOUNDED_ON, level="commune"),)
OVER = (replace(WHOLE[0], until=REFORM),)
ENDED_OLD = OLD.evolve(AssociationEnded(land.ENDED_COMMUNE, "commune", REFORM, None, WHOLE, OVER))
CHAPTER = Chapter().evolve(ChapterFounded(land.COMMUNE, "school", DISTRICT, "Chi hội", REFORM))
FIRST, SECOND = Host(DISTRICT, ENDED_OLD), Host(SCHOOL, CHAPTER)

AS: Any = {"host_kind": "association", "host_id": DISTRICT}
THEN: Any = {"host_kind": "school", "host_id": SCHOOL}
STARTED = MembershipStarted(land.ENDED_COMMUNE, "association", DISTRICT, PERSON, DAY)
WAS = (MembershipSpell(land.ENDED_COMMUNE, DAY, **AS),)
CLOSED = (replace(WAS[0], until=LATE),)
NEXT = (replace(WAS[0], until=REFORM), MembershipSpell(land.COMMUNE, REFORM, **THEN))
MOVED = MembershipMoved(land.COMMUNE, "school", SCHOOL, REFORM, WAS, NEXT)
OF = (land.ENDED_COMMUNE, "association", DISTRICT)
ENDED = MembershipEnded(*OF, LATE, "left", WAS, CLOSED)
WITHDRAWN = MembershipWithdrawn(*OF, WAS)
RIGHT = (MembershipSpell(land.ENDED_COMMUNE, EARLIER, LATE, **AS),)
CORRECTED = MembershipCorrected(*OF, EARLIER, WAS, RIGHT)
PAID = MembershipDuesPaid(2021, LATE, (2021,))

Ask = Callable[[Membership], list[Any]]


def start(it: Membership) -> list[Any]:
    return it.start(FIRST, PERSON, DAY, NOW)


def move(it: Membership) -> list[Any]:
    return it.move(SECOND, REFORM, NOW)


def correct(it: Membership) -> list[Any]:
    return it.correct(DAY, FIRST, (EARLIER, LATE), NOW)


def end(it: Membership) -> list[Any]:
    return it.end(LATE, "left", NOW)


def pay(it: Membership) -> list[Any]:
    return it.pay(2021, LATE, NOW)


@pytest.mark.parametrize(
    ("facts", "ask", "fact"),
    [
        ((), start, STARTED),
        ((STARTED,), move, MOVED),
        ((STARTED,), end, ENDED),
        ((STARTED,), correct, CORRECTED),
        ((STARTED,), Membership.withdraw, WITHDRAWN),
        ((STARTED,), pay, PAID),
        (
            (STARTED, PAID),
            lambda it: it.pay(2020, LATE, NOW),
            replace(PAID, year=2020, years=(2020, 2021)),
        ),
        ((), lambda it: it.start(FIRST, None, DAY, NOW), replace(STARTED, person_ref=None)),
        (
            (STARTED, ENDED),
            lambda it: it.correct(DAY, FIRST, (DAY, None), NOW),
            MembershipCorrected(*OF, DAY, CLOSED, WAS),
        ),
    ],
)
def test_what_happens_to_it_says_its_spells_before_and_after(
    facts: tuple[object, ...], ask: Ask, fact: MembershipFact
) -> None:
    given(Membership, *facts).when(ask).then(fact)


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        *(((), ask, MembershipUnknown) for ask in (move, correct, end, pay, Membership.withdraw)),
        *(((STARTED, WITHDRAWN), ask, WithdrawnAlready) for ask in (move, correct, end, pay)),
        ((), lambda it: it.start(FIRST, PERSON, REFORM, NOW), AssociationNotThere),
        ((), lambda it: it.start(SECOND, PERSON, DAY, NOW), ChapterNotThere),
        ((), lambda it: it.start(FIRST, PERSON, TO_COME, NOW), DayNotCome),
        (
            (),
            lambda it: it.start(Host(DISTRICT, Association()), None, DAY, NOW),
            AssociationUnknown,
        ),
        ((STARTED,), lambda it: it.start(FIRST, None, DAY, NOW), MembershipOtherwise),
        ((STARTED,), lambda it: it.move(FIRST, date(2021, 1, 1), NOW), StandsThereAlready),
        ((STARTED,), lambda it: it.move(SECOND, TO_COME, NOW), DayNotCome),
        ((STARTED, ENDED), move, EndedAlready),
        ((STARTED,), lambda it: it.end(EARLIER, "left", NOW), StoodNowhereYet),
        ((STARTED,), lambda it: it.end(LATE, "tired", NOW), MembershipEndingGroundUnknown),
        ((STARTED,), lambda it: it.correct(LATE, FIRST, (EARLIER, None), NOW), NothingOfThatDay),
        ((STARTED,), lambda it: it.correct(DAY, FIRST, (DAY, TO_COME), NOW), DayNotCome),
        ((STARTED,), lambda it: it.correct(DAY, FIRST, (DAY, EARLIER), NOW), DaysOutOfOrder),
        ((STARTED, MOVED), lambda it: it.correct(DAY, FIRST, (EARLIER, DAY), NOW), StoodNowhereYet),
        ((STARTED, ENDED), lambda it: it.pay(2026, LATE, NOW), NoMemberInThatYear),
        ((STARTED,), lambda it: it.pay(2019, LATE, NOW), NoMemberInThatYear),
        ((STARTED,), lambda it: it.pay(2021, TO_COME, NOW), DayNotCome),
    ],
)
def test_what_cannot_happen_to_it_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Membership, *facts).when(ask).then_refused(refusal)


@pytest.mark.parametrize(
    ("fact", "ask"),
    [
        (STARTED, start),
        (MOVED, move),
        (ENDED, end),
        (CORRECTED, correct),
        (WITHDRAWN, Membership.withdraw),
        (PAID, pay),
    ],
)
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: MembershipFact, ask: Ask
) -> None:
    facts = [STARTED, fact] if fact != STARTED else [STARTED]
    given(Membership, *facts).when(ask).then_nothing()
    mapper = FactMapper((*get_args(MembershipFact), MembershipReserved))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_nobody_is_a_member_of_one_host_twice_at_once() -> None:
    reserved = MembershipReserved(ID, (DaysOfHost(DISTRICT, DAY, LATE),))
    known = given(PersonsMemberships, reserved)
    known.when(lambda it: it.reserve(ID, CLOSED)).then_nothing()
    known.when(lambda it: it.reserve(OTHER_ID, WAS)).then_refused(MemberOfHostAlready)
    later = (replace(WAS[0], since=LATE),)
    known.when(lambda it: it.reserve(OTHER_ID, later)).then(
        MembershipReserved(OTHER_ID, (DaysOfHost(DISTRICT, LATE),))
    )
    elsewhere = (MembershipSpell(land.COMMUNE, DAY, **THEN),)
    known.when(lambda it: it.reserve(OTHER_ID, elsewhere)).then(
        MembershipReserved(OTHER_ID, (DaysOfHost(SCHOOL, DAY),))
    )
    known.when(lambda it: it.reserve(ID, ())).then(MembershipReserved(ID, ()))


DAYS = any_.integers(0, 12).map(lambda n: DAY + timedelta(n))
SPELLS = any_.tuples(DAYS, any_.none() | DAYS, any_.sampled_from((DISTRICT, SCHOOL))).map(
    lambda said: MembershipSpell(
        land.COMMUNE, said[0], said[1], host_kind="school", host_id=said[2]
    )
)


@whatever(any_.lists(any_.tuples(any_.sampled_from((ID, OTHER_ID, PERSON)), SPELLS), max_size=8))
def test_whatever_is_asked_no_day_of_a_host_is_ever_had_twice(asked: list[Any]) -> None:
    known = PersonsMemberships()
    for id_, spell in asked:
        try:
            facts = known.reserve(id_, (spell,))
        except MemberOfHostAlready:
            continue
        for fact in facts:
            known = known.evolve(fact)
    for n in range(14):
        day = DAY + timedelta(n)
        had = [
            each.host_id
            for days in known.known.values()
            for each in days
            if each.since <= day < (each.until or date.max)
        ]
        assert len(had) == len(set(had))


KIND = any_.sampled_from(("school", "hamlet", "clan"))
PLACE = any_.sampled_from((land.COMMUNE, land.HAMLET))


@whatever(any_.lists(any_.tuples(any_.booleans(), PLACE, KIND), max_size=6))
def test_however_chapters_are_corrected_members_count_where_these_are_on_all_their_days(
    told: list[Any],
) -> None:
    chapters = {SCHOOL: CHAPTER, OTHER_ID: CHAPTER}
    it = Membership()
    for fact in (STARTED, MOVED):
        it = it.evolve(fact)
    for again in it.move(Host(OTHER_ID, CHAPTER), LATE, NOW):
        it = it.evolve(again)
    days = [(each.host_id, each.since, each.until) for each in it.spells]
    for other, place_id, kind in told:
        at = replace(CHAPTER.spells[-1], place_id=place_id, host_kind=kind)
        which = OTHER_ID if other else SCHOOL
        chapters[which] = replace(CHAPTER, spells=(at,))
        for right in it.follow(chapters):
            it = it.evolve(right)
        assert it.follow(chapters) == []
        assert [(each.host_id, each.since, each.until) for each in it.spells] == days
        for spell in it.spells[1:]:
            of = chapters[spell.host_id].spells[-1]
            assert (spell.place_id, spell.host_kind) == (of.place_id, of.host_kind)
        assert it.spells[0].place_id == land.ENDED_COMMUNE
    gone = {each: replace(CHAPTER, spells=()) for each in chapters}
    assert it.follow(gone) == [], "chapters that never were say nothing"


def test_a_membership_that_another_moves_at_this_moment_is_asked_for_again() -> None:
    """Its new host may stand in another part of a split place: where, was not read."""
    form = MembershipEndingForm(membership_id=ID, left_on=LATE, ground_code="left")
    form._person_ref, form._host_id = PERSON, DISTRICT  # as they were looked up
    asked, gone_on = end_membership(form, system()), Membership().evolve(STARTED).evolve(MOVED)
    with pytest.raises(MembershipChangedMeanwhile):
        asked.decide({ID: gone_on, allocation_stream(DISTRICT): Allocation()})
