"""What is asked of a bearer, by whoever may know it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    Asked,
    BearerKey,
    CandidacyFact,
    Revocation,
    Verdict,
    Withdrawal,
    bearer_stream,
    candidacy_id,
)
from services.recognition.candidacies.candidacy.refusals import BearerNotHeard
from services.recognition.candidacies.candidacy.rules import require_fit
from services.recognition.candidacies.changing import Together
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import fold
from shared.web.caller import Caller


@dataclass(frozen=True)
class HowItStands:
    """`status`: registered, waiting for the bearer to be heard of, withdrawn, recognised, declined
    or revoked."""

    candidacy_id: UUID
    status: str


def asking(
    bearer: BearerKey,
    about: Asked | Verdict | Withdrawal | Revocation,
    by: Caller,
    ask: Callable[[Bearer], list[CandidacyFact]],
    said_place_id: UUID | None = None,
) -> Command:
    """What is asked of the bearer as whoever asks may know it. A title and a kind of bearer that
    do not go together are refused before anything else: no waiting would help."""
    named = (about.title, about.title_year)

    def reaches(place_id: UUID | None) -> bool:
        return by.sees(place_id).is_something

    def decide(states: Mapping[UUID, Bearer]) -> Decision:
        together = Together(bearer.kind, states)
        recorded = together.of(bearer.bearer_id)
        heard = _place_of_the_tree(bearer, recorded, by)
        known = fold(recorded, heard).within(reaches)
        require_fit(about.title, bearer.kind)
        _require_reach(by, known.place_of(*named) or said_place_id)
        facts = ask(known)
        together.ask(bearer.bearer_id, [*heard, *facts])
        status = fold(known, facts).standing(*named).value
        answer = HowItStands(candidacy_id(*named, *bearer), status)
        return Decision(together.facts, answer)

    return Command(by.origin, {bearer_stream(*bearer): Bearer}, decide, by.key)


def _place_of_the_tree(bearer: BearerKey, known: Bearer, by: Caller) -> list[CandidacyFact]:
    """A community is the people of a place: whatever place the copy has is heard of."""
    if bearer.kind != "place" or by.tree.place(bearer.bearer_id) is None:
        return []
    return known.hear(bearer.kind, bearer.bearer_id, bearer.bearer_id)


def _require_reach(by: Caller, place_id: UUID | None) -> None:
    """None: it was neither heard nor said where the bearer lives; then, and at a place that nobody
    told of yet, only whoever has the whole deployment may ask, for it will be theirs wherever it
    is. (`Caller.require` lets nobody.)"""
    if not by.sees(place_id).is_something:
        raise BearerNotHeard if place_id is None else by.unknown(place_id)
