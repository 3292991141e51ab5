"""A bearer that moves, or is allocated after a split, takes with it what is not decided."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.candidacies.candidacy import refusals as no
from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerAllocated,
    BearerHeard,
    BearerMoved,
    CandidacyFact,
    CandidacyMoved,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRevoked,
    Revocation,
    Spell,
    TitleRecognised,
    Withdrawal,
)
from shared.eventstore.facts import fold
from tests.recognition.test_candidacy import (
    ASKED,
    DAY,
    DECIDED,
    FAMILY,
    GIVEN,
    HAMLET,
    TODAY,
    Ask,
    at,
    deciding,
    registering,
)
from tests.support.story import given

NEW, PART = uuid4(), uuid4()
SINCE, MOVED_ON = date(2020, 1, 2), date(2022, 6, 1)
HERE, THERE = Spell(HAMLET, SINCE, MOVED_ON), Spell(NEW, MOVED_ON)
HEARD = BearerHeard("family", FAMILY, HAMLET, SINCE)
MOVED = BearerMoved("family", FAMILY, (HERE, THERE))
REGISTERED = CandidacyRegistered("family", FAMILY, HAMLET, "family", 2022, "new", DAY)
WAS, NOW = (Spell(HAMLET, DAY),), (Spell(HAMLET, DAY, MOVED_ON), Spell(NEW, MOVED_ON))
RUN = ("family", 2022, "new")
WENT = CandidacyMoved("family", FAMILY, NEW, *RUN, WAS, NOW)
RECOGNISED = TitleRecognised("family", FAMILY, NEW, "family", 2022, DECIDED, "123/QĐ-UBND")
ALLOCATED = BearerAllocated("family", FAMILY, HAMLET, PART, MOVED_ON)
GONE = (HEARD, REGISTERED, MOVED, WENT)
SPLIT = (HEARD, REGISTERED, ALLOCATED)
LOST = Revocation("family", 2022, TODAY, "45/QĐ-UBND", "false-declaration")


def moving(*spells: Spell) -> Ask:
    return lambda bearer: bearer.move("family", FAMILY, spells or (HERE, THERE))


def allocating(told: BearerAllocated = ALLOCATED) -> Ask:
    return lambda bearer: bearer.allocate(told)


def hearing(bearer: Bearer) -> list[CandidacyFact]:
    return bearer.hear("family", FAMILY, HAMLET, SINCE)


def withdrawing(day: date) -> Ask:
    return lambda bearer: bearer.withdraw(Withdrawal("family", 2022, day), TODAY)


def revoking(bearer: Bearer) -> list[CandidacyFact]:
    return bearer.revoke(LOST, TODAY)


def test_what_is_not_decided_goes_where_its_bearer_goes() -> None:
    given(Bearer, HEARD, REGISTERED).when(moving()).then(MOVED, WENT)
    given(Bearer, *GONE).when(moving()).then_nothing()


def test_it_is_decided_and_withdrawn_by_whoever_has_the_new_place_and_nobody_else() -> None:
    given(Bearer, *GONE).when(at(NEW, deciding())).then(RECOGNISED)
    given(Bearer, *GONE).when(at(HAMLET, deciding())).then_refused(no.CandidacyUnknown)
    given(Bearer, *GONE).when(at(HAMLET, withdrawing(DECIDED))).then_refused(no.CandidacyUnknown)
    whose = ("family", FAMILY, NEW, *RUN)
    given(Bearer, *GONE).when(at(NEW, withdrawing(DECIDED))).then(
        CandidacyWithdrawn(*whose, DECIDED)
    )


def test_what_was_decided_stays_where_it_was() -> None:
    decided = (HEARD, REGISTERED, replace(RECOGNISED, place_id=HAMLET), MOVED)
    given(Bearer, *decided[:-1]).when(moving()).then(MOVED)
    lost = ("family", FAMILY, HAMLET, "family", 2022, TODAY, "45/QĐ-UBND", "false-declaration")
    given(Bearer, *decided).when(at(HAMLET, revoking)).then(RecognitionRevoked(*lost))
    given(Bearer, *decided).when(at(NEW, revoking)).then_refused(no.CandidacyUnknown)


def test_nobody_registers_anew_what_was_decided_elsewhere() -> None:
    decided = (HEARD, REGISTERED, replace(RECOGNISED, place_id=HAMLET), MOVED)
    for asked in (ASKED, replace(ASKED, registration="renewed")):
        ask = at(NEW, registering(asked, NEW))
        given(Bearer, *decided).when(ask).then_refused(no.CandidacyAlreadyRegistered)
    given(Bearer, *decided).when(at(HAMLET, registering())).then_nothing()


def test_a_decision_of_a_day_before_the_move_counts_where_the_bearer_was_on_that_day() -> None:
    early = replace(GIVEN, decided_on=MOVED_ON - timedelta(days=1))
    back = CandidacyMoved("family", FAMILY, HAMLET, *RUN, NOW, WAS)
    there = replace(RECOGNISED, place_id=HAMLET, decided_on=early.decided_on)
    given(Bearer, *GONE).when(deciding(early)).then(back, there)


def test_what_is_registered_for_a_day_before_the_move_counts_there_until_the_move() -> None:
    given(Bearer, HEARD, MOVED).when(at(NEW, registering())).then(REGISTERED, WENT)


def test_a_move_that_was_written_wrongly_takes_it_back() -> None:
    back = BearerMoved("family", FAMILY, (Spell(HAMLET, SINCE),))
    home = CandidacyMoved("family", FAMILY, HAMLET, *RUN, NOW, WAS)
    given(Bearer, *GONE).when(moving(Spell(HAMLET, SINCE))).then(back, home)


def test_what_is_merged_or_never_was_is_where_it_was_last() -> None:
    given(Bearer, *GONE).when(lambda bearer: bearer.move("family", FAMILY, ())).then_nothing()


def test_what_waited_at_the_new_place_is_registered_when_the_bearer_is_there() -> None:
    waiting = CandidacyWaiting("family", FAMILY, "family", 2022, "new", DAY, NEW)
    given(Bearer, waiting, HEARD).when(moving()).then(MOVED, REGISTERED, WENT)
    parted = replace(waiting, said_place_id=PART)
    given(Bearer, parted, HEARD).when(allocating()).then(ALLOCATED, REGISTERED)
    given(Bearer, parted, ALLOCATED).when(hearing).then(HEARD, REGISTERED)


def test_after_a_split_it_is_theirs_who_have_the_part_and_counts_where_it_was() -> None:
    given(Bearer, HEARD, REGISTERED).when(allocating()).then(ALLOCATED)
    given(Bearer, *SPLIT).when(allocating()).then_nothing()
    on_its_books = replace(RECOGNISED, place_id=HAMLET)
    given(Bearer, *SPLIT).when(at(PART, deciding())).then(on_its_books)
    given(Bearer, *SPLIT).when(at(HAMLET, deciding())).then_refused(no.CandidacyUnknown)
    given(Bearer, *SPLIT, on_its_books).when(at(HAMLET, revoking)).then_refused(no.CandidacyUnknown)


def test_a_later_allocation_of_an_earlier_day_holds_alone() -> None:
    other = replace(ALLOCATED, to_place_id=NEW, effective_on=MOVED_ON - timedelta(days=1))
    known = fold(Bearer(), [*SPLIT, other]).whereabouts
    assert known.last == NEW
    assert known.on(MOVED_ON) == NEW
    assert known.on(SINCE) == HAMLET


PLACES = (HAMLET, NEW, PART)
DAYS = any_.integers(0, 400).map(lambda n: SINCE + timedelta(days=n))
ALLOCATIONS = any_.lists(
    any_.builds(
        BearerAllocated,
        any_.just("family"),
        any_.just(FAMILY),
        any_.sampled_from(PLACES),
        any_.sampled_from(PLACES),
        DAYS,
    ),
    max_size=4,
)


def lives(days: list[date], places: list[UUID]) -> tuple[Spell, ...]:
    begins = [SINCE, *sorted(days)]
    ends = [*begins[1:], None]
    return tuple(Spell(*each) for each in zip(places, begins, ends, strict=False))


LIVES = any_.lists(
    any_.builds(
        lives,
        any_.lists(DAYS.filter(lambda day: day > SINCE), max_size=3, unique=True),
        any_.lists(any_.sampled_from(PLACES), min_size=4, max_size=4),
    ),
    max_size=4,
)


@whatever(LIVES, ALLOCATIONS, any_.randoms(use_true_random=False))
def test_it_comes_to_the_same_in_whatever_order_moves_and_allocations_are_heard(
    told: list[tuple[Spell, ...]], said: list[BearerAllocated], dice: Any
) -> None:
    moves: list[Ask] = [hearing, *(moving(*each) for each in told)]
    allocations = [allocating(each) for each in said]

    def heard(mixed: bool) -> Bearer:
        waiting, bearer = [[*moves], [*allocations]], Bearer()
        while any(waiting):
            nonempty = [each for each in waiting if each]
            ask = (dice.choice(nonempty) if mixed else nonempty[0]).pop(0)
            for again in (ask(bearer), ask(fold(bearer, ask(bearer)))):
                bearer = fold(bearer, again)
        return bearer

    one, other = heard(False), heard(True)
    assert one.whereabouts == other.whereabouts
    assert [one.whereabouts.on(SINCE + timedelta(days=n)) for n in range(0, 401, 50)] == [
        other.whereabouts.on(SINCE + timedelta(days=n)) for n in range(0, 401, 50)
    ]


@whatever(LIVES, DAYS)
def test_what_is_not_decided_counts_once_on_every_day_where_its_bearer_was(
    told: list[tuple[Spell, ...]], day: date
) -> None:
    asked = replace(ASKED, registered_on=day, title_year=day.year)
    bearer = fold(Bearer(), hearing(Bearer()))
    bearer = fold(bearer, bearer.register(asked, None, TODAY))
    for spells in told:
        bearer = fold(bearer, bearer.move("family", FAMILY, spells))
    counted = bearer.candidacies["family", day.year].spells
    for each in (day + timedelta(days=n) for n in range(0, 401, 40)):
        at_it = [s.place_id for s in counted if s.since <= each < (s.until or date.max)]
        assert at_it == [bearer.whereabouts.on(each)]
