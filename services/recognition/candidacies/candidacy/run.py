"""One run at a title: what is registered, what became of it, and how its facts are put."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.recognition.candidacies.candidacy.facts import (
    Asked,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    Revocation,
    Spell,
    Standing,
    TitleRecognised,
    Verdict,
)
from services.recognition.candidacies.candidacy.refusals import CandidacyAlreadyWithdrawn


@dataclass(frozen=True)
class Candidacy:
    """One that is registered, and what became of it. `place_id`: on whose books it was when the
    last of it was said; `spells`: on whose it is counted, and since when."""

    asked: Asked
    standing: Standing
    place_id: UUID
    spells: tuple[Spell, ...]
    verdict: Verdict | None = None
    withdrawn_on: date | None = None
    revocation: Revocation | None = None


def asked_of(fact: CandidacyWaiting | CandidacyRegistered) -> Asked:
    whose = (fact.bearer_kind, fact.bearer_id)
    return Asked(*whose, fact.title, fact.title_year, fact.registration, fact.registered_on)


def run_of(asked: Asked, place_id: UUID) -> tuple[str, UUID, UUID, str, int]:
    """What every published fact of a candidacy begins with."""
    return asked.bearer_kind, asked.bearer_id, place_id, asked.title, asked.title_year


def already_withdrawn(known: Candidacy) -> CandidacyAlreadyWithdrawn:
    return CandidacyAlreadyWithdrawn(
        title_year=known.asked.title_year, withdrawn_on=known.withdrawn_on
    )


def deciding(verdict: Verdict, asked: Asked, place_id: UUID) -> CandidacyFact:
    whose = run_of(asked, place_id)
    decided = (verdict.decided_on, verdict.decision_number)
    if verdict.ground_code is None:
        return TitleRecognised(*whose, *decided)
    return CandidacyDeclined(*whose, *decided, verdict.ground_code)
