"""A bearer that never was runs for nothing, and what was decided of it waits for somebody."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.candidacies.candidacy import refusals as no
from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerWithdrawn,
    CandidacyFact,
    CandidacyMoved,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRevoked,
    Spell,
    Standing,
)
from shared.eventstore.facts import fold
from shared.vocabulary.refusals import Refusal
from tests.recognition.test_candidacy import ASKED, DAY, FAMILY, HAMLET, TODAY, deciding
from tests.recognition.test_candidacy import registering as registering_for
from tests.recognition.test_moving import (
    GONE,
    HEARD,
    HERE,
    MOVED_ON,
    NEW,
    NOW,
    PART,
    RECOGNISED,
    REGISTERED,
    RUN,
    WAS,
    allocating,
    hearing,
    moving,
    revoking,
    withdrawing,
)
from tests.support.story import given

UNDONE = "import-undone"
NEVER = BearerWithdrawn("family", FAMILY, UNDONE)
LEFT = CandidacyWithdrawn("family", FAMILY, HAMLET, *RUN, DAY, UNDONE)
KNOWN = (HEARD, REGISTERED)


def undoing(bearer: Bearer) -> list[CandidacyFact]:
    return bearer.be_withdrawn("family", FAMILY, UNDONE)


def test_what_is_not_decided_never_ran_from_the_day_it_was_registered_on() -> None:
    given(Bearer, *KNOWN).when(undoing).then(NEVER, LEFT)
    given(Bearer, *KNOWN, NEVER, LEFT).when(undoing).then_nothing()


def test_where_nobody_said_why_that_the_bearer_never_was_is_why() -> None:
    never, left = replace(NEVER, ground_code=None), replace(LEFT, ground_code="bearer-withdrawn")
    given(Bearer, *KNOWN).when(lambda known: known.be_withdrawn("family", FAMILY)).then(never, left)


def test_where_it_went_it_was_not_either() -> None:
    home = CandidacyMoved("family", FAMILY, HAMLET, *RUN, NOW, WAS)
    given(Bearer, *GONE).when(undoing).then(NEVER, home, LEFT)


def test_what_was_decided_stands_until_it_is_revoked() -> None:
    decided = (*KNOWN, replace(RECOGNISED, place_id=HAMLET))
    given(Bearer, *decided).when(undoing).then(NEVER)
    lost = ("family", FAMILY, HAMLET, "family", 2022, TODAY, "45/QĐ-UBND", "false-declaration")
    given(Bearer, *decided, NEVER).when(revoking).then(RecognitionRevoked(*lost))
    given(Bearer, *decided, NEVER).when(deciding()).then_nothing()


def test_nothing_is_asked_for_or_decided_of_it_any_more() -> None:
    gone = (*KNOWN, NEVER, LEFT)
    for history in (gone, (HEARD, NEVER)):
        given(Bearer, *history).when(registering_for()).then_refused(no.BearerIsWithdrawn)
    given(Bearer, *gone).when(deciding()).then_refused(no.BearerIsWithdrawn)
    given(Bearer, *gone).when(withdrawing(DAY + timedelta(days=1))).then_refused(
        no.CandidacyAlreadyWithdrawn
    )
    waiting = CandidacyWaiting("family", FAMILY, "family", 2022, "new", DAY, NEW)
    waits = (waiting, HEARD, NEVER)
    given(Bearer, *waits).when(deciding()).then_refused(no.BearerIsWithdrawn)


def test_what_waited_for_it_elsewhere_is_not_registered_where_it_is_allocated() -> None:
    waiting = CandidacyWaiting("family", FAMILY, "family", 2022, "new", DAY, PART)
    bearer = fold(Bearer(), [waiting, HEARD, NEVER])
    told = [type(each).__name__ for each in allocating()(bearer)]
    assert told == ["BearerAllocated"]


def test_registered_anew_or_merged_no_more_it_runs_again() -> None:
    gone = (*KNOWN, NEVER, LEFT)
    given(Bearer, *gone, HEARD).when(registering_for()).then(REGISTERED)
    given(Bearer, *gone).when(hearing).then(HEARD)
    back = moving(replace(HERE, until=None))
    assert not fold(fold(Bearer(), gone), back(fold(Bearer(), gone))).withdrawn


EVENTS = any_.lists(
    any_.sampled_from(("hear", "move", "withdraw", "ask", "decide", "leave")), max_size=12
)
LIFE = (replace(HERE), Spell(NEW, MOVED_ON))


@whatever(EVENTS)
def test_whatever_came_in_whatever_order_nothing_of_what_never_was_is_undecided(
    told: list[str],
) -> None:
    asks: dict[str, Any] = {
        "hear": hearing,
        "move": moving(*LIFE),
        "withdraw": undoing,
        "ask": registering_for(ASKED),
        "decide": deciding(),
        "leave": withdrawing(DAY),
    }
    bearer = Bearer()
    for each in told:
        try:
            facts = asks[each](bearer)
        except Refusal:
            continue
        bearer = fold(bearer, facts)
        assert asks[each](bearer) == [] or each in ("ask",)
        if bearer.withdrawn:
            assert all(c.standing is not Standing.REGISTERED for c in bearer.candidacies.values())
        for known in bearer.candidacies.values():
            if known.standing is Standing.WITHDRAWN:
                assert known.withdrawn_on == DAY
                assert [s.since for s in known.spells] == [DAY]
