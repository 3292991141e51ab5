"""To an officer of a hamlet a bearer heard of elsewhere is one that nobody heard of, whatever he
asks in whatever order: two worlds, the same commands, equal answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.application import (
    Asker,
    Deciding,
    Registering,
    Revoking,
    Withdrawing,
    deciding,
    registering,
    revoking,
    withdrawing,
)
from services.recognition.candidacies.candidacy import (
    Asked,
    Bearer,
    BearerHeard,
    BearerKey,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRevoked,
    Revocation,
    TitleRecognised,
    Verdict,
    Withdrawal,
    bearer_stream,
)
from services.recognition.candidacies.candidacy.refusals import BearerNotHeard
from shared.eventstore.commands import Command
from shared.eventstore.facts import Origin, fold
from shared.vocabulary.refusals import Refusal
from shared.web.refusals import PlaceNotKnownYet

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


def officer(*places: UUID) -> Asker:
    def reaches(place_id: UUID | None) -> bool:
        return place_id in places

    def require_reach(place_id: UUID | None) -> None:
        if not reaches(place_id):
            raise BearerNotHeard if place_id is None else PlaceNotKnownYet(place_id=place_id)

    return Asker(ORIGIN, TODAY, require_reach, reaches)


OURS = officer(HERE, NEAR)

said = any_.sampled_from([None, HERE, NEAR, ELSEWHERE])
wishes = any_.builds(
    Asked,
    any_.just("family"),
    any_.just(FAMILY),
    any_.sampled_from(["family", "clan"]),
    any_.sampled_from([2021, 2022]),
    any_.sampled_from(["new", "renewed"]),
    any_.sampled_from([DAY, date(2021, 5, 1)]),
)
verdicts = any_.builds(
    Verdict,
    any_.just("family"),
    any_.sampled_from([2021, 2022]),
    any_.sampled_from([DECIDED, date(2023, 1, 1)]),
    any_.sampled_from(["1/QĐ-UBND", "no number"]),
    any_.sampled_from([None, "evidence-missing", "no ground"]),
)
withdrawals = any_.builds(
    Withdrawal,
    any_.sampled_from(["family", "clan"]),
    any_.just(2022),
    any_.sampled_from([DAY, date(2023, 1, 1)]),
)
revocations = any_.builds(
    Revocation,
    any_.just("family"),
    any_.just(2022),
    any_.sampled_from([DECIDED, date(2023, 1, 1)]),
    any_.sampled_from(["2/QĐ-UBND", "no number"]),
    any_.sampled_from(["forged-evidence", "no ground"]),
)
commands = any_.one_of(
    any_.builds(lambda asked: withdrawing(Withdrawing(BEARER, asked, OURS)), withdrawals),
    any_.builds(lambda asked: revoking(Revoking(BEARER, asked, OURS)), revocations),
    any_.builds(lambda asked, place: registering(Registering(asked, place, OURS)), wishes, said),
    any_.builds(lambda verdict: deciding(Deciding(BEARER, verdict, OURS)), verdicts),
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
    there = officer(ELSEWHERE).reaches
    assert bearer.within(there) == before.within(there)
