"""One run at a title: what is registered, what became of it, and how its facts are put."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.recognition.candidacies.candidacy.facts import (
    Asked,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyMoved,
    CandidacyRegistered,
    CandidacyRestated,
    CandidacyWaiting,
    CandidacyWithdrawn,
    RecognitionRestated,
    RecognitionRevoked,
    Revocation,
    Said,
    Spell,
    Standing,
    TitleRecognised,
    Verdict,
)
from services.recognition.candidacies.candidacy.refusals import (
    CandidacyAlreadyWithdrawn,
    CandidacySetBack,
)


@dataclass(frozen=True)
class Candidacy:
    """One that is registered, and what became of it. `place_id`: on whose books it was when the
    last of it was said; `spells`: on whose it is counted, and since when; `set_back`: it is not,
    for its bearer was merged with one whose run counts."""

    asked: Asked
    standing: Standing
    place_id: UUID
    spells: tuple[Spell, ...]
    verdict: Verdict | None = None
    withdrawn_on: date | None = None
    revocation: Revocation | None = None
    set_back: bool = False

    @property
    def holds(self) -> bool:
        """It runs, or was decided."""
        return self.standing is not Standing.WITHDRAWN

    @property
    def weight(self) -> tuple[int, date]:
        """Of several of one bearer the least counts: what was recognised before what was decided
        otherwise, that before what runs, and of two alike the older one."""
        if self.verdict is None:
            return 2, self.asked.registered_on
        return int(self.standing is not Standing.RECOGNISED), self.verdict.decided_on

    @property
    def recognised(self) -> tuple[Spell, ...]:
        """As long as it holds the title, where it was given."""
        if self.verdict is None or self.verdict.ground_code is not None:
            return ()
        until = self.revocation.revoked_on if self.revocation else None
        since = self.verdict.decided_on
        return (Spell(self.place_id, since, until),) if since != until else ()

    def then(self, fact: Said) -> Candidacy:
        match fact:
            case CandidacyMoved():
                return replace(self, place_id=fact.place_id, spells=fact.now)
            case CandidacyRestated(place_id=place_id, now=now):
                spells, back = now or self.spells, not now
                return replace(self, place_id=place_id, spells=spells, set_back=back)
            case RecognitionRestated():
                return self
            case CandidacyWithdrawn(withdrawn_on=day):
                return replace(self, standing=Standing.WITHDRAWN, withdrawn_on=day)
            case TitleRecognised() | CandidacyDeclined():
                return self._decided(fact)
            case RecognitionRevoked():
                said = (fact.title, fact.title_year, fact.revoked_on, fact.decision_number)
                revocation = Revocation(*said, fact.ground_code)
                return replace(self, standing=Standing.REVOKED, revocation=revocation)

    def _decided(self, fact: TitleRecognised | CandidacyDeclined) -> Candidacy:
        standing, ground = Standing.RECOGNISED, None
        if isinstance(fact, CandidacyDeclined):
            standing, ground = Standing.DECLINED, fact.ground_code
        said = (fact.title, fact.title_year, fact.decided_on, fact.decision_number)
        verdict = Verdict(*said, ground)
        return replace(self, standing=standing, place_id=fact.place_id, verdict=verdict)

    def setting_back(self) -> list[CandidacyFact]:
        """All that was counted of it is counted no more, from its own days on."""
        return self._restating(self.place_id, self.spells, (), self.recognised, ())

    def counting(self, spells: tuple[Spell, ...]) -> list[CandidacyFact]:
        """It is counted again, on these books."""
        place_id = self.place_id if self.verdict else spells[-1].place_id
        return self._restating(place_id, (), spells, (), self.recognised)

    def _restating(self, place_id: UUID, *counted: tuple[Spell, ...]) -> list[CandidacyFact]:
        whose, (was, now, held, holds) = run_of(self.asked, place_id), counted
        restated = CandidacyRestated(*whose, self.asked.registration, was, now)
        return [restated, *([RecognitionRestated(*whose, held, holds)] if self.recognised else [])]


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


def require_counted(known: Candidacy) -> None:
    if known.set_back:
        raise CandidacySetBack(title_year=known.asked.title_year)


def deciding(verdict: Verdict, asked: Asked, place_id: UUID) -> CandidacyFact:
    whose = run_of(asked, place_id)
    decided = (verdict.decided_on, verdict.decision_number)
    if verdict.ground_code is None:
        return TitleRecognised(*whose, *decided)
    return CandidacyDeclined(*whose, *decided, verdict.ground_code)
