from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.candidacies.candidacy import refusals as no
from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    CANDIDACY_FACTS,
    Asked,
    BearerHeard,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    TitleRecognised,
    Verdict,
    bearer_stream,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.titles import BEARER_KINDS, TITLES
from tests.support.story import given

FAMILY, HAMLET, ELSEWHERE = uuid4(), uuid4(), uuid4()
TODAY, DAY, DECIDED = date(2022, 11, 24), date(2022, 3, 15), date(2022, 11, 20)
ASKED = Asked("family", FAMILY, "family", 2022, "new", DAY)
GIVEN = Verdict("family", 2022, DECIDED, "123/QĐ-UBND")
DECLINED = replace(GIVEN, ground_code="evidence-missing")

HEARD = BearerHeard("family", FAMILY, HAMLET)
WAITING = CandidacyWaiting("family", FAMILY, "family", 2022, "new", DAY, HAMLET)
REGISTERED = CandidacyRegistered("family", FAMILY, HAMLET, "family", 2022, "new", DAY)
RECOGNISED = TitleRecognised("family", FAMILY, HAMLET, "family", 2022, DECIDED, "123/QĐ-UBND")
REFUSED = CandidacyDeclined(
    "family", FAMILY, HAMLET, "family", 2022, DECIDED, "123/QĐ-UBND", "evidence-missing"
)
RUNNING = (HEARD, REGISTERED)

Ask = Callable[[Bearer], list[CandidacyFact]]


def registering(asked: Asked = ASKED, said: Any = HAMLET) -> Ask:
    return lambda bearer: bearer.register(asked, said, TODAY)


def deciding(verdict: Verdict = GIVEN) -> Ask:
    return lambda bearer: bearer.decide(verdict, TODAY)


def at(place_id: UUID, ask: Ask) -> Ask:
    """Asked by somebody who reaches this place only."""
    return lambda bearer: ask(bearer.within(lambda asked: asked == place_id))


def hearing(bearer: Bearer) -> list[CandidacyFact]:
    return bearer.hear("family", FAMILY, HAMLET)


def test_a_family_that_was_heard_of_is_registered_where_it_lives() -> None:
    given(Bearer, HEARD).when(registering(said=ELSEWHERE)).then(REGISTERED)


def test_a_candidacy_of_a_family_not_heard_of_waits() -> None:
    given(Bearer).when(registering()).then(WAITING)


def test_what_waited_is_registered_when_the_family_is_heard_of() -> None:
    given(Bearer, WAITING).when(hearing).then(HEARD, REGISTERED)


def test_what_the_system_registered_waits_for_any_place() -> None:
    given(Bearer, replace(WAITING, said_place_id=None)).when(hearing).then(HEARD, REGISTERED)


def test_what_was_asked_for_at_another_hamlet_is_not_registered_at_the_real_one() -> None:
    misplaced = replace(WAITING, said_place_id=ELSEWHERE)
    given(Bearer, misplaced).when(hearing).then(HEARD)
    given(Bearer, misplaced, HEARD).when(deciding()).then_refused(no.CandidacyStillWaiting)
    given(Bearer, misplaced, HEARD).when(registering()).then(REGISTERED)


def test_hearing_of_a_family_again_changes_nothing() -> None:
    given(Bearer, HEARD).when(hearing).then_nothing()


def test_the_same_asked_for_twice_changes_nothing() -> None:
    given(Bearer, *RUNNING).when(registering()).then_nothing()
    given(Bearer, WAITING).when(registering()).then_nothing()
    given(Bearer, WAITING, HEARD, REGISTERED).when(registering(said=None)).then_nothing()


@pytest.mark.parametrize(
    "other", [{"registration": "renewed"}, {"registered_on": DAY + timedelta(days=1)}]
)
def test_one_bearer_runs_once_for_a_title_in_a_year(other: dict[str, Any]) -> None:
    asked = replace(ASKED, **other)
    for history in (RUNNING, (WAITING,)):
        given(Bearer, *history).when(registering(asked)).then_refused(no.CandidacyAlreadyRegistered)


def test_what_waits_for_one_hamlet_cannot_wait_for_another_too() -> None:
    given(Bearer, WAITING).when(registering(said=ELSEWHERE)).then_refused(
        no.CandidacyAlreadyRegistered
    )


def test_what_waits_elsewhere_is_theirs_who_have_the_place_said() -> None:
    there = replace(WAITING, said_place_id=ELSEWHERE)
    given(Bearer, WAITING).when(at(ELSEWHERE, registering(said=ELSEWHERE))).then(there)
    given(Bearer, WAITING, there).when(hearing).then(HEARD, REGISTERED)
    given(Bearer, WAITING).when(at(ELSEWHERE, deciding())).then_refused(no.CandidacyUnknown)


@pytest.mark.parametrize("known", [(HEARD,), RUNNING, (*RUNNING, RECOGNISED), (WAITING, HEARD)])
def test_a_bearer_heard_of_elsewhere_is_one_not_heard_of(known: Sequence[CandidacyFact]) -> None:
    there = replace(WAITING, said_place_id=ELSEWHERE)
    for heard in ((), known):
        given(Bearer, *heard).when(at(ELSEWHERE, registering(said=ELSEWHERE))).then(there)
        waited = given(Bearer, *heard, there)
        waited.when(at(ELSEWHERE, registering(said=ELSEWHERE))).then_nothing()
        waited.when(at(ELSEWHERE, deciding())).then_refused(no.CandidacyStillWaiting)
        waited.when(
            at(ELSEWHERE, registering(replace(ASKED, registration="renewed")))
        ).then_refused(no.CandidacyAlreadyRegistered)


def test_the_first_of_two_that_waited_for_one_title_is_registered() -> None:
    anywhere = replace(WAITING, said_place_id=None, registration="renewed")
    first = replace(REGISTERED, registration="renewed")
    given(Bearer, anywhere, WAITING).when(hearing).then(HEARD, first)


def test_the_next_year_is_another_candidacy() -> None:
    day = date(2021, 2, 3)
    asked = replace(ASKED, title_year=2021, registered_on=day)
    given(Bearer, *RUNNING).when(registering(asked)).then(
        replace(REGISTERED, title_year=2021, registered_on=day)
    )


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": "khuyến học"}, no.TitleUnknown),
        ({"title": "clan"}, no.BearerKindUnfit),
        ({"bearer_kind": "clan"}, no.BearerKindUnfit),
        ({"bearer_kind": "household"}, no.BearerKindUnfit),
        ({"registration": "again"}, no.RegistrationUnknown),
        ({"title_year": 1989, "registered_on": date(1989, 1, 1)}, no.TitleYearImplausible),
        ({"title_year": 2021}, no.OutsideTitleYear),
        ({"registered_on": TODAY + timedelta(days=1)}, DayNotCome),
    ],
)
def test_what_is_asked_must_make_sense(wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    given(Bearer, HEARD).when(registering(replace(ASKED, **wrong))).then_refused(refusal)


def test_a_registered_family_is_recognised_or_declined() -> None:
    given(Bearer, *RUNNING).when(deciding()).then(RECOGNISED)
    given(Bearer, *RUNNING).when(deciding(DECLINED)).then(REFUSED)


def test_only_what_is_registered_is_decided() -> None:
    given(Bearer, HEARD).when(deciding()).then_refused(no.CandidacyUnknown)
    given(Bearer, WAITING).when(deciding()).then_refused(no.CandidacyStillWaiting)


def test_the_same_decision_twice_changes_nothing_and_another_is_refused() -> None:
    given(Bearer, *RUNNING, RECOGNISED).when(deciding()).then_nothing()
    for other in (DECLINED, replace(GIVEN, decision_number="124/QĐ-UBND")):
        given(Bearer, *RUNNING, RECOGNISED).when(deciding(other)).then_refused(
            no.CandidacyAlreadyDecided
        )


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"decided_on": DAY - timedelta(days=1)}, no.DecisionBeforeRegistration),
        ({"decided_on": TODAY + timedelta(days=1)}, DayNotCome),
        ({"decision_number": "family of Mr An"}, no.DecisionNumberMalformed),
        ({"decision_number": "12/QĐ-UBND\n"}, no.DecisionNumberMalformed),
        ({"decision_number": "0912345678 Nguyễn Văn A"}, no.DecisionNumberMalformed),
        ({"decision_number": "12/NGUYEN-VAN-A"}, no.DecisionNumberMalformed),
        ({"ground_code": "we do not like them"}, no.GroundUnknown),
    ],
)
def test_a_decision_must_make_sense(wrong: dict[str, Any], refusal: type[Refusal]) -> None:
    given(Bearer, *RUNNING).when(deciding(replace(GIVEN, **wrong))).then_refused(refusal)


@pytest.mark.parametrize(
    "number", ["1/QĐ-UBND", "2750-CV/HU", "19/2025/QĐ-TTg", "123456/2022/QĐUBNDPB-ABCDEFGH"]
)
def test_numbers_as_they_stand_on_decisions_are_taken(number: str) -> None:
    given(Bearer, *RUNNING).when(deciding(replace(GIVEN, decision_number=number))).then(
        replace(RECOGNISED, decision_number=number)
    )


@pytest.mark.parametrize(
    "written",
    ["Số 123/Q\u00d0-UBND", "123/QĐ\u2011UBND ", "số 123 / qđ – ubnd", "１２３/QĐ-UBND"],
)
def test_a_decision_s_number_is_one_however_it_is_written(written: str) -> None:
    asked = replace(GIVEN, decision_number=written)
    given(Bearer, *RUNNING).when(deciding(asked)).then(RECOGNISED)
    given(Bearer, *RUNNING, RECOGNISED).when(deciding(asked)).then_nothing()


days = any_.dates(date(1990, 1, 1), TODAY)
wishes = any_.builds(
    lambda day, how: Asked("family", FAMILY, "family", day.year, how, day),
    days,
    any_.sampled_from(["new", "renewed"]),
)
histories = any_.sampled_from([(), (HEARD,), (WAITING,), (HEARD, REGISTERED, RECOGNISED)])


@whatever(histories, wishes)
def test_asking_for_anything_twice_changes_nothing(
    history: tuple[CandidacyFact, ...], asked: Asked
) -> None:
    bearer = fold(Bearer(), history)
    named = {(title, year) for title, year, *_ in (*bearer.candidacies, *bearer.waiting)}
    if ("family", asked.title_year) not in named:
        once = fold(bearer, registering(asked)(bearer))
        assert registering(asked)(once) == []
        assert hearing(fold(once, hearing(once))) == []


@whatever(any_.one_of(*(any_.builds(fact) for fact in CANDIDACY_FACTS)))
def test_what_is_stored_reads_back_equal(fact: CandidacyFact) -> None:
    mapper = FactMapper(CANDIDACY_FACTS)
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact


def test_a_bearer_has_a_stream_that_no_family_has_and_no_other_kind_of_bearer() -> None:
    streams = {bearer_stream(kind, FAMILY) for kind in BEARER_KINDS}
    assert len(streams | {FAMILY}) == len(BEARER_KINDS) + 1


@pytest.mark.parametrize("title", TITLES)
def test_each_title_is_run_for_by_the_kinds_that_the_data_say(title: str) -> None:
    for kind in BEARER_KINDS:
        asked = replace(ASKED, title=title, bearer_kind=kind)
        waits = replace(WAITING, title=title, bearer_kind=kind)
        asking = given(Bearer).when(registering(asked))
        if kind in TITLES[title].kinds:
            asking.then(waits)
        else:
            asking.then_refused(no.BearerKindUnfit)
