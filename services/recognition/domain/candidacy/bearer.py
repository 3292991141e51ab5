"""The bearer: what its facts add up to, and what it answers when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.recognition.domain.candidacy.facts import (
    Application,
    BearerHeard,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    FamilyRecognised,
    Standing,
    Verdict,
)
from services.recognition.domain.candidacy.refusals import (
    CandidacyAlreadyDecided,
    CandidacyAlreadyRegistered,
    CandidacyStillWaiting,
    CandidacyUnknown,
)
from services.recognition.domain.candidacy.rules import (
    require_fitting,
    require_sane,
    with_one_number,
)


@dataclass(frozen=True)
class Candidacy:
    """`said_place_id` matters while it waits: only a bearer heard of there gets it registered,
    for the officer who asked was seen to be in charge of that place and no other."""

    application: Application
    standing: Standing
    verdict: Verdict | None = None
    said_place_id: UUID | None = None

    @property
    def is_waiting(self) -> bool:
        return self.standing is Standing.WAITING


@dataclass(frozen=True)
class Bearer:
    """Candidacies by title and title year, and the place heard from registry."""

    place_id: UUID | None = None
    candidacies: Mapping[tuple[str, int], Candidacy] = field(default_factory=dict)

    def evolve(self, fact: CandidacyFact) -> Bearer:
        match fact:
            case BearerHeard():
                return replace(self, place_id=fact.place_id)
            case CandidacyWaiting():
                waiting = Candidacy(_application(fact), Standing.WAITING, None, fact.said_place_id)
                return self._with(fact, waiting)
            case CandidacyRegistered():
                return self._with(fact, Candidacy(_application(fact), Standing.REGISTERED))
            case FamilyRecognised():
                return self._decided(fact, Standing.RECOGNISED, None)
            case CandidacyDeclined():
                return self._decided(fact, Standing.DECLINED, fact.ground_code)
            case _:
                assert_never(fact)

    def _decided(
        self, fact: FamilyRecognised | CandidacyDeclined, standing: Standing, ground: str | None
    ) -> Bearer:
        said = (fact.title, fact.title_year, fact.decided_on, fact.decision_number)
        known = self.candidacies[fact.title, fact.title_year]
        return self._with(fact, replace(known, standing=standing, verdict=Verdict(*said, ground)))

    def _with(self, fact: CandidacyWaiting | Published, candidacy: Candidacy) -> Bearer:
        named = {(fact.title, fact.title_year): candidacy}
        return replace(self, candidacies={**self.candidacies, **named})

    def hear(self, bearer_id: UUID, place_id: UUID) -> list[CandidacyFact]:
        """The bearer is known now, and what waited for it here is registered."""
        if self.place_id is not None:
            return []
        waited = [
            _registered(candidacy.application, place_id)
            for candidacy in self.candidacies.values()
            if candidacy.said_place_id in (None, place_id)
        ]
        return [BearerHeard(bearer_id, place_id), *waited]

    def register(
        self, asked: Application, said_place_id: UUID | None, today: date
    ) -> list[CandidacyFact]:
        """Registered where the bearer lives; before it was heard of, it waits."""
        require_sane(asked, today)
        known = self.candidacies.get((asked.title, asked.title_year))
        if known is not None and not (known.is_waiting and self.place_id is not None):
            repeated = not known.is_waiting or known.said_place_id == said_place_id
            if known.application != asked or not repeated:
                raise CandidacyAlreadyRegistered(title_year=asked.title_year)
            return []
        if self.place_id is None:
            return [CandidacyWaiting(**vars(asked), said_place_id=said_place_id)]
        return [_registered(asked, self.place_id)]

    def decide(self, verdict: Verdict, today: date) -> list[CandidacyFact]:
        """On one that is registered; its title is given, or declined on a ground."""
        known = self.candidacies.get((verdict.title, verdict.title_year))
        if known is None:
            raise CandidacyUnknown
        if self.place_id is None or known.is_waiting:
            raise CandidacyStillWaiting
        verdict = with_one_number(verdict)
        if known.verdict == verdict:
            return []
        if known.verdict is not None:
            raise CandidacyAlreadyDecided(title_year=verdict.title_year)
        require_fitting(verdict, known.application, today)
        return [_deciding(verdict, known.application.bearer_id, self.place_id)]


Published = CandidacyRegistered | FamilyRecognised | CandidacyDeclined


def _application(fact: CandidacyWaiting | CandidacyRegistered) -> Application:
    return Application(
        fact.bearer_id, fact.title, fact.title_year, fact.registration, fact.registered_on
    )


def _registered(asked: Application, place_id: UUID) -> CandidacyRegistered:
    return CandidacyRegistered(place_id=place_id, **vars(asked))


def _deciding(verdict: Verdict, bearer_id: UUID, place_id: UUID) -> CandidacyFact:
    said = {key: value for key, value in vars(verdict).items() if key != "ground_code"}
    if verdict.ground_code is None:
        return FamilyRecognised(bearer_id=bearer_id, place_id=place_id, **said)
    declined = {"ground_code": verdict.ground_code, **said}
    return CandidacyDeclined(bearer_id=bearer_id, place_id=place_id, **declined)
