"""To an officer of a hamlet a bearer heard of elsewhere is one that nobody heard of, whatever he
asks in whatever order: two worlds, the same commands, equal answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.candidacies.api.candidacies import CandidacyForm, registering
from services.recognition.candidacies.api.decisions import DecisionForm, deciding
from services.recognition.candidacies.api.revocations import RevocationForm, revoking
from services.recognition.candidacies.api.withdrawals import WithdrawalForm, withdrawing
from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerHeard,
    BearerKey,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRevoked,
    TitleRecognised,
    bearer_stream,
)
from shared.eventstore.commands import Command
from shared.eventstore.facts import Origin, fold
from shared.vocabulary.places import Attributes, Change, Entry, Tree
from shared.vocabulary.refusals import Refusal
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.identity import Grant
from shared.web.refusals import place_not_known_yet

FAMILY, HERE, NEAR, ELSEWHERE = (uuid4() for _ in range(4))
TODAY, DAY, DECIDED = date(2022, 11, 24), date(2022, 3, 15), date(2022, 11, 20)
BEARER = BearerKey("family", FAMILY)
ORIGIN = Origin("system:test", FAMILY)
YEAR = 2022
HEARD = BearerHeard("family", FAMILY, ELSEWHERE)
REGISTERED = CandidacyRegistered("family", FAMILY, ELSEWHERE, "family", YEAR, "new", DAY)
RECOGNISED = TitleRecognised("family", FAMILY, ELSEWHERE, "family", YEAR, DECIDED, "1/QĐ-UBND")
WAITS = CandidacyWaiting("family", FAMILY, "family", YEAR, "new", DAY, ELSEWHERE)
WITHDRAWN = CandidacyWithdrawn("family", FAMILY, ELSEWHERE, "family", YEAR, "new", DAY)
REVOKED = RecognitionRevoked(
    "family", FAMILY, ELSEWHERE, "family", YEAR, DECIDED, "2/QĐ-UBND", "forged-evidence"
)
THERE: Sequence[Sequence[CandidacyFact]] = (
    (WAITS,),
    (HEARD,),
    (WAITS, HEARD, REGISTERED),
    (HEARD, REGISTERED, WITHDRAWN),
    (HEARD, REGISTERED, RECOGNISED),
    (HEARD, REGISTERED, RECOGNISED, REVOKED),
)
"""What may have happened elsewhere."""


HAMLETS = Tree(
    [
        Entry(Change.ESTABLISHED, each, DAY, attributes=Attributes("hamlet", "x", "x", None, None))
        for each in (HERE, NEAR, ELSEWHERE)
    ]
)


def officer(*places: UUID) -> Caller:
    grants = tuple(Grant("commune-officer", each, "own") for each in places)
    permit = Permit(grants, "recognition.candidacy.register")
    return Caller(permit, ORIGIN, None, TODAY, HAMLETS, place_not_known_yet)


OURS = officer(HERE, NEAR)

family = {"bearer_kind": any_.just("family"), "bearer_id": any_.just(FAMILY)}
wishes = any_.builds(
    CandidacyForm,
    **family,
    title=any_.sampled_from(["family", "clan"]),
    title_year=any_.sampled_from([2021, 2022]),
    registration=any_.sampled_from(["new", "renewed"]),
    registered_on=any_.sampled_from([DAY, date(2021, 5, 1)]),
    place_id=any_.sampled_from([None, HERE, NEAR, ELSEWHERE]),
)
decisions = any_.builds(
    DecisionForm,
    **family,
    title=any_.just("family"),
    title_year=any_.sampled_from([2021, 2022]),
    decided_on=any_.sampled_from([DECIDED, date(2023, 1, 1)]),
    decision_number=any_.sampled_from(["1/QĐ-UBND", "no number"]),
    ground_code=any_.sampled_from([None, "evidence-missing", "no ground"]),
)
withdrawals = any_.builds(
    WithdrawalForm,
    **family,
    title=any_.sampled_from(["family", "clan"]),
    title_year=any_.just(2022),
    withdrawn_on=any_.sampled_from([DAY, date(2023, 1, 1)]),
)
revocations = any_.builds(
    RevocationForm,
    **family,
    title=any_.just("family"),
    title_year=any_.just(2022),
    revoked_on=any_.sampled_from([DECIDED, date(2023, 1, 1)]),
    decision_number=any_.sampled_from(["2/QĐ-UBND", "no number"]),
    ground_code=any_.sampled_from(["forged-evidence", "no ground"]),
)
commands = any_.one_of(
    any_.builds(lambda form: withdrawing(form, OURS), withdrawals),
    any_.builds(lambda form: revoking(form, form, OURS), revocations),
    any_.builds(lambda form: registering(form, OURS), wishes),
    any_.builds(lambda form: deciding(form, form, OURS), decisions),
)
histories = any_.sampled_from(THERE)


def facts_of(command: Command, bearer: Bearer) -> tuple[object, Sequence[Any]]:
    """What it answers, and what it records."""
    stream = bearer_stream(*BEARER)
    try:
        decision = command.decide({stream: bearer})
    except Refusal as refusal:
        return (refusal.code, refusal.kind, str(refusal)), ()
    return decision.answer, decision.facts[stream]


def told(history: Sequence[CandidacyFact], commands: Sequence[Command], after: int) -> list[object]:
    """What each answers and records, when the history happens after so many of them."""
    bearer, found = Bearer(), list[object]()
    for number, command in enumerate(commands):
        if number == after:
            bearer = fold(bearer, history)
        answer, facts = facts_of(command, bearer)
        found.append((answer, list(facts)))
        bearer = fold(bearer, facts)
    return found


@whatever(histories, any_.lists(commands, max_size=12), any_.integers(0, 6))
def test_a_bearer_heard_of_elsewhere_answers_as_one_not_heard_of(
    known: Sequence[CandidacyFact], commands: Sequence[Command], after: int
) -> None:
    assert told(known, commands, after) == told((), commands, after)


@whatever(histories, any_.lists(commands, max_size=6))
def test_nothing_asked_here_moves_what_is_registered_there(
    known: Sequence[CandidacyFact], commands: Sequence[Command]
) -> None:
    before = bearer = fold(Bearer(), known)
    for command in commands:
        bearer = fold(bearer, facts_of(command, bearer)[1])
    assert bearer.within(_there) == before.within(_there)


def _there(place_id: UUID | None) -> bool:
    return officer(ELSEWHERE).sees(place_id).is_something


def test_what_happened_elsewhere_is_there_for_whoever_has_that_place() -> None:
    """Else the above would say nothing."""
    form = DecisionForm(
        bearer_kind="family",
        bearer_id=FAMILY,
        title="family",
        title_year=YEAR,
        decided_on=DECIDED,
        decision_number="1/QĐ-UBND",
    )
    answers = told(THERE[2], [deciding(form, form, officer(ELSEWHERE))], 0)
    assert answers != told((), [deciding(form, form, officer(ELSEWHERE))], 0)
