"""The bearer: what its facts add up to, and what it answers when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.recognition.domain.candidacy.facts import (
    Asked,
    BearerHeard,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    Standing,
    TitleRecognised,
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
    """One that is registered, and what was decided on it."""

    asked: Asked
    standing: Standing
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Bearer:
    """Candidacies by title and title year, and the place heard from who keeps its books.

    What waits, waits at the place that was said: only a bearer heard of there gets it registered,
    for the officer who asked was seen to be in charge of that place and no other. What others
    said elsewhere is theirs: it waits beside it, also of a bearer that was heard of."""

    place_id: UUID | None = None
    candidacies: Mapping[tuple[str, int], Candidacy] = field(default_factory=dict)
    waiting: Mapping[tuple[str, int, UUID | None], Asked] = field(default_factory=dict)

    def evolve(self, fact: CandidacyFact) -> Bearer:
        match fact:
            case BearerHeard():
                return replace(self, place_id=fact.place_id)
            case CandidacyWaiting():
                named = {(fact.title, fact.title_year, fact.said_place_id): _asked(fact)}
                return replace(self, waiting={**self.waiting, **named})
            case CandidacyRegistered():
                return self._with(fact, Candidacy(_asked(fact), Standing.REGISTERED))
            case TitleRecognised():
                return self._decided(fact, Standing.RECOGNISED, None)
            case CandidacyDeclined():
                return self._decided(fact, Standing.DECLINED, fact.ground_code)
            case _:
                assert_never(fact)

    def _decided(
        self, fact: TitleRecognised | CandidacyDeclined, standing: Standing, ground: str | None
    ) -> Bearer:
        said = (fact.title, fact.title_year, fact.decided_on, fact.decision_number)
        known = self.candidacies[fact.title, fact.title_year]
        return self._with(fact, replace(known, standing=standing, verdict=Verdict(*said, ground)))

    def _with(self, fact: Published, candidacy: Candidacy) -> Bearer:
        named = {(fact.title, fact.title_year): candidacy}
        return replace(self, candidacies={**self.candidacies, **named})

    def within(self, reaches: Callable[[UUID | None], bool]) -> Bearer:
        """The bearer as somebody may know it who reaches these places: one heard of elsewhere is
        one not heard of, and what waits elsewhere does not wait."""
        waiting = {name: asked for name, asked in self.waiting.items() if reaches(name[2])}
        if self.place_id is not None and reaches(self.place_id):
            return replace(self, waiting=waiting)
        return Bearer(waiting=waiting)

    def standing(self, title: str, title_year: int) -> Standing:
        """Of a candidacy that is registered or waits."""
        known = self.candidacies.get((title, title_year))
        return Standing.WAITING if known is None else known.standing

    def _waiting(self, title: str, title_year: int) -> dict[UUID | None, Asked]:
        """What waits for the title of the year, by the place that was said."""
        named = (title, title_year)
        return {said[2]: asked for said, asked in self.waiting.items() if said[:2] == named}

    def hear(self, bearer_kind: str, bearer_id: UUID, place_id: UUID) -> list[CandidacyFact]:
        """The bearer is known now, and what waited for it here is registered."""
        if self.place_id is not None:
            return []
        waited: dict[tuple[str, int], Asked] = {}
        for (title, year, said_place_id), asked in self.waiting.items():
            if said_place_id in (None, place_id):
                waited.setdefault((title, year), asked)
        registered = [_registered(asked, place_id) for asked in waited.values()]
        return [BearerHeard(bearer_kind, bearer_id, place_id), *registered]

    def register(
        self, asked: Asked, said_place_id: UUID | None, today: date
    ) -> list[CandidacyFact]:
        """Registered where the bearer lives; before it was heard of, it waits."""
        require_sane(asked, today)
        if self.place_id is None:
            return self._wait(asked, said_place_id)
        known = self.candidacies.get((asked.title, asked.title_year))
        if known is None:
            return [_registered(asked, self.place_id)]
        if known.asked != asked:
            raise CandidacyAlreadyRegistered(title_year=asked.title_year)
        return []

    def _wait(self, asked: Asked, said_place_id: UUID | None) -> list[CandidacyFact]:
        waiting = self._waiting(asked.title, asked.title_year)
        if not waiting:
            return [CandidacyWaiting(**vars(asked), said_place_id=said_place_id)]
        if waiting.get(said_place_id) != asked:
            raise CandidacyAlreadyRegistered(title_year=asked.title_year)
        return []

    def decide(self, verdict: Verdict, today: date) -> list[CandidacyFact]:
        """On one that is registered; its title is given, or declined on a ground."""
        known = self.candidacies.get((verdict.title, verdict.title_year))
        if known is None or self.place_id is None:
            waits = self._waiting(verdict.title, verdict.title_year)
            raise CandidacyStillWaiting if waits else CandidacyUnknown
        verdict = with_one_number(verdict)
        if known.verdict == verdict:
            return []
        if known.verdict is not None:
            raise CandidacyAlreadyDecided(title_year=verdict.title_year)
        require_fitting(verdict, known.asked, today)
        return [_deciding(verdict, known.asked, self.place_id)]


Published = CandidacyRegistered | TitleRecognised | CandidacyDeclined


def _asked(fact: CandidacyWaiting | CandidacyRegistered) -> Asked:
    whose = (fact.bearer_kind, fact.bearer_id)
    return Asked(*whose, fact.title, fact.title_year, fact.registration, fact.registered_on)


def _registered(asked: Asked, place_id: UUID) -> CandidacyRegistered:
    return CandidacyRegistered(place_id=place_id, **vars(asked))


def _deciding(verdict: Verdict, asked: Asked, place_id: UUID) -> CandidacyFact:
    whose = (asked.bearer_kind, asked.bearer_id, place_id, verdict.title, verdict.title_year)
    decided = (verdict.decided_on, verdict.decision_number)
    if verdict.ground_code is None:
        return TitleRecognised(*whose, *decided)
    return CandidacyDeclined(*whose, *decided, verdict.ground_code)
