"""The rules of terms."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.terms.term.facts import (
    Post,
    PostFilled,
    PostVacated,
    PostWithdrawn,
    Term,
    TermCorrected,
    TermEnded,
    TermFact,
    TermStarted,
    TermWithdrawn,
)
from services.registry.terms.term.refusals import (
    NoTermThen,
    PostFilledLater,
    PostNotHeld,
    PostUnknown,
    TermEndsBeforeItBegins,
    TermHasPosts,
    TermOtherwise,
    TermsOverlap,
)
from services.registry.terms.term.terms import Terms
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

OF, TODAY = ("association", land.named("body that is led")), land.TODAY
ONE, TWO = land.named("first chair"), land.named("second chair")
BEGUN, OVER, LATER, TO_COME = date(2021, 5, 1), date(2026, 5, 1), date(2023, 2, 1), date(2036, 1, 1)
FIRST = Post("chair", ONE, BEGUN, None, "9/QĐ-UBND")
TERM = Term(BEGUN, OVER, "9/QĐ-UBND", (FIRST,))
STARTED = TermStarted(*OF, BEGUN, (TERM,))
NEXT = Post("chair", TWO, LATER)
CHANGED = replace(TERM, posts=(replace(FIRST, until=LATER), NEXT))
FILLED = PostFilled(*OF, "chair", TWO, LATER, (CHANGED,))
LEFT = replace(TERM, posts=(replace(FIRST, until=LATER),))
VACATED = PostVacated(*OF, "chair", ONE, LATER, (LEFT,))
ENDED = TermEnded(*OF, BEGUN, LATER, (replace(TERM, until=LATER),))
RIGHT = Term(date(2021, 4, 1), None, None)
CORRECTED = TermCorrected(
    *OF, BEGUN, RIGHT.since, (replace(RIGHT, posts=(replace(FIRST, since=RIGHT.since),)),)
)
WITHDRAWN = TermWithdrawn(*OF, BEGUN, ())
NEVER = PostWithdrawn(*OF, "chair", ONE, BEGUN, (replace(TERM, posts=()),))

Ask = Callable[[Terms], list[Any]]


def start(asked: Term) -> Ask:
    return lambda it: it.start(OF, asked, TODAY)


def fill(asked: Post) -> Ask:
    return lambda it: it.fill(OF, asked, TODAY)


def vacate(it: Terms) -> list[Any]:
    return it.vacate(OF, ("chair", ONE), LATER, TODAY)


def end(it: Terms) -> list[Any]:
    return it.end(OF, BEGUN, LATER, TODAY)


def correct(it: Terms) -> list[Any]:
    return it.correct(OF, BEGUN, RIGHT, TODAY)


def withdraw(it: Terms) -> list[Any]:
    return it.withdraw(OF, BEGUN)


def withdraw_post(it: Terms) -> list[Any]:
    return it.withdraw_post(OF, ("chair", ONE), BEGUN)


ASKED: list[tuple[TermFact, Ask]] = [
    (FILLED, fill(NEXT)),
    (VACATED, vacate),
    (ENDED, end),
    (CORRECTED, correct),
    (WITHDRAWN, withdraw),
    (NEVER, withdraw_post),
]


def test_a_term_begins_with_its_chair_and_may_end_on_a_day_to_come() -> None:
    given(Terms).when(start(TERM)).then(STARTED)
    long = replace(TERM, until=TO_COME)
    given(Terms).when(start(long)).then(TermStarted(*OF, BEGUN, (long,)))


@pytest.mark.parametrize(("fact", "ask"), ASKED)
def test_what_happens_in_it_says_all_terms_as_they_are_then(fact: TermFact, ask: Ask) -> None:
    given(Terms, STARTED).when(ask).then(fact)


@pytest.mark.parametrize(("fact", "ask"), [(STARTED, start(TERM)), *ASKED])
def test_asking_twice_changes_nothing_and_what_is_stored_reads_back_equal(
    fact: TermFact, ask: Ask
) -> None:
    facts = [STARTED] if fact == STARTED else [STARTED, fact]
    given(Terms, *facts).when(ask).then_nothing()
    mapper = FactMapper(get_args(TermFact))
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_a_term_follows_on_the_day_on_which_the_one_before_is_over() -> None:
    chair = replace(FIRST, since=OVER)
    after = Term(OVER, None, None, (chair,))
    given(Terms, STARTED).when(start(after)).then(TermStarted(*OF, OVER, (TERM, after)))


def test_what_was_withdrawn_may_be_written_down_again() -> None:
    given(Terms, STARTED, WITHDRAWN).when(start(TERM)).then(STARTED)
    given(Terms, STARTED, NEVER).when(fill(FIRST)).then(
        PostFilled(*OF, "chair", ONE, BEGUN, (TERM,))
    )


def test_a_chair_who_never_was_leaves_the_one_before_in_office() -> None:
    asked = given(Terms, STARTED, FILLED)
    never = PostWithdrawn(*OF, "chair", TWO, LATER, (TERM,))
    asked.when(lambda it: it.withdraw_post(OF, ("chair", TWO), LATER)).then(never)


def test_there_may_be_many_deputies_and_one_of_them_leaves() -> None:
    one, two = Post("deputy", ONE, BEGUN), Post("deputy", TWO, BEGUN)
    both = replace(TERM, posts=(FIRST, one, two))
    state = given(Terms, TermStarted(*OF, BEGUN, (replace(TERM, posts=(FIRST, one)),)))
    state.when(fill(two)).then(PostFilled(*OF, "deputy", TWO, BEGUN, (both,)))


@pytest.mark.parametrize(
    ("facts", "ask", "refusal"),
    [
        ((), start(replace(TERM, since=TO_COME)), DayNotCome),
        ((), start(replace(TERM, until=BEGUN)), TermEndsBeforeItBegins),
        ((STARTED,), start(replace(TERM, until=LATER)), TermOtherwise),
        ((STARTED,), start(replace(TERM, posts=(NEXT,))), TermOtherwise),
        ((STARTED,), start(Term(LATER, None, None, (NEXT,))), TermsOverlap),
        ((STARTED,), start(Term(date(2020, 1, 1), None)), TermsOverlap),
        ((), fill(NEXT), NoTermThen),
        ((STARTED,), fill(replace(NEXT, since=OVER)), NoTermThen),
        ((STARTED,), fill(replace(NEXT, post_code="king")), PostUnknown),
        ((STARTED,), fill(replace(NEXT, since=TO_COME)), DayNotCome),
        ((STARTED,), fill(replace(NEXT, since=BEGUN)), PostFilledLater),
        ((STARTED, FILLED), fill(replace(FIRST, since=date(2022, 1, 1))), PostFilledLater),
        ((STARTED,), lambda it: it.vacate(OF, ("chair", TWO), LATER, TODAY), PostNotHeld),
        ((STARTED,), lambda it: it.vacate(OF, ("chair", ONE), TO_COME, TODAY), DayNotCome),
        ((), vacate, NoTermThen),
        ((STARTED,), lambda it: it.vacate(OF, ("king", ONE), LATER, TODAY), PostUnknown),
        ((), end, NoTermThen),
        ((STARTED,), lambda it: it.end(OF, BEGUN, BEGUN, TODAY), TermEndsBeforeItBegins),
        ((STARTED, FILLED), end, TermHasPosts),
        ((), correct, NoTermThen),
        ((STARTED, FILLED), lambda it: it.correct(OF, BEGUN, replace(TERM, until=LATER), TODAY),
         TermHasPosts),
        ((), withdraw, NoTermThen),
        ((), withdraw_post, PostNotHeld),
        ((STARTED,), lambda it: it.withdraw_post(OF, ("king", ONE), BEGUN), PostUnknown),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    facts: tuple[object, ...], ask: Ask, refusal: type[Refusal]
) -> None:
    given(Terms, *facts).when(ask).then_refused(refusal)


DAYS = any_.integers(0, 8).map(lambda number: BEGUN + timedelta(days=number))
PEOPLE = any_.sampled_from([ONE, TWO, land.named("third")])
ASKS: Any = any_.lists(any_.tuples(any_.integers(0, 5), PEOPLE, DAYS, DAYS), max_size=12)


def asks_of(who: UUID, one: date, other: date) -> tuple[Ask, ...]:
    chair = Post("chair", who, one)
    term = Term(one, other, None, (chair,))
    return (
        start(term),
        fill(chair),
        lambda it: it.end(OF, one, other, TODAY),
        lambda it: it.correct(OF, other, replace(term, posts=()), TODAY),
        lambda it: it.vacate(OF, ("chair", who), other, TODAY),
        lambda it: it.withdraw_post(OF, ("chair", who), one),
    )


@whatever(ASKS)
def test_never_are_there_two_terms_or_two_chairs_on_one_day(asks: list[Any]) -> None:
    it = Terms()
    for what, who, one, other in asks:
        with suppress(Refusal):
            for fact in asks_of(who, one, other)[what](it):
                it = it.evolve(fact)
        for number in range(10):
            day = BEGUN + timedelta(days=number)
            terms = [each for each in it.known if each.since <= day < (each.until or date.max)]
            held = [
                (term, post)
                for term in it.known
                for post in term.posts
                if post.since <= day < (post.until or term.until or date.max)
            ]
            assert len(terms) <= 1
            assert len(held) <= 1
            assert all(term in terms for term, _ in held), "a post is of its term"


def test_a_centre_has_one_director_at_a_time_with_deputies_and_no_chair() -> None:
    of = ("centre", land.named("centre that is led"))
    one, two = Post("director", ONE, BEGUN), Post("director", TWO, LATER)
    term = Term(BEGUN, None, None, (one,))
    begun = TermStarted(*of, BEGUN, (term,))
    given(Terms).when(lambda it: it.start(of, term, TODAY)).then(begun)
    changed = replace(term, posts=(replace(one, until=LATER), two))
    followed = PostFilled(*of, "director", TWO, LATER, (changed,))
    given(Terms, begun).when(lambda it: it.fill(of, two, TODAY)).then(followed)
    given(Terms, begun, followed).when(
        lambda it: it.fill(of, Post("director", ONE, date(2022, 1, 1)), TODAY)
    ).then_refused(PostFilledLater)
    given(Terms, begun, followed).when(
        lambda it: it.withdraw_post(of, ("director", TWO), LATER)
    ).then(PostWithdrawn(*of, "director", TWO, LATER, (term,)))
    for body, code in ((of, "chair"), (of, "standing-member"), (OF, "director")):
        with pytest.raises(PostUnknown):
            fold(Terms(), [begun]).fill(body, Post(code, TWO, LATER), TODAY)
