"""The bearer: what its facts add up to, and what it answers when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.recognition.candidacies.candidacy.facts import (
    Asked,
    BearerHeard,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    Published,
    RecognitionRevoked,
    Revocation,
    Standing,
    TitleRecognised,
    Verdict,
    Withdrawal,
)
from services.recognition.candidacies.candidacy.refusals import (
    CandidacyAlreadyDecided,
    CandidacyAlreadyRegistered,
    CandidacyAlreadyWithdrawn,
    CandidacyStillWaiting,
    CandidacyUnknown,
    NothingToRevoke,
    RecognitionAlreadyRevoked,
    TooLateToWithdraw,
)
from services.recognition.candidacies.candidacy.rules import (
    require_fitting,
    require_revocable,
    require_sane,
    require_since,
    require_withdrawable,
    with_one_number,
)


@dataclass(frozen=True)
class Candidacy:
    """One that is registered, and what became of it."""

    asked: Asked
    standing: Standing
    verdict: Verdict | None = None
    withdrawn_on: date | None = None
    revocation: Revocation | None = None


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
            case CandidacyWithdrawn():
                return self._withdrawn(fact)
            case TitleRecognised():
                return self._decided(fact, Standing.RECOGNISED, None)
            case CandidacyDeclined():
                return self._decided(fact, Standing.DECLINED, fact.ground_code)
            case RecognitionRevoked():
                return self._revoked(fact)
            case _:
                assert_never(fact)

    def _decided(
        self, fact: TitleRecognised | CandidacyDeclined, standing: Standing, ground: str | None
    ) -> Bearer:
        said = (fact.title, fact.title_year, fact.decided_on, fact.decision_number)
        verdict = Verdict(*said, ground)
        return self._with(fact, replace(self._of(fact), standing=standing, verdict=verdict))

    def _withdrawn(self, fact: CandidacyWithdrawn) -> Bearer:
        day = fact.withdrawn_on
        gone = replace(self._of(fact), standing=Standing.WITHDRAWN, withdrawn_on=day)
        return self._with(fact, gone)

    def _revoked(self, fact: RecognitionRevoked) -> Bearer:
        said = (fact.title, fact.title_year, fact.revoked_on, fact.decision_number)
        revocation = Revocation(*said, fact.ground_code)
        gone = replace(self._of(fact), standing=Standing.REVOKED, revocation=revocation)
        return self._with(fact, gone)

    def _of(self, fact: Published) -> Candidacy:
        return self.candidacies[fact.title, fact.title_year]

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
        """Registered where the bearer lives; before it was heard of, it waits. What was withdrawn
        may be registered anew."""
        require_sane(asked, today)
        if self.place_id is None:
            return self._wait(asked, said_place_id)
        known = self.candidacies.get((asked.title, asked.title_year))
        if known is None:
            return [_registered(asked, self.place_id)]
        if known.withdrawn_on is not None:
            require_since(known.withdrawn_on, asked)
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
        known, place_id = self._running(verdict)
        verdict = with_one_number(verdict)
        if known.verdict == verdict:
            return []
        if known.verdict is not None:
            raise CandidacyAlreadyDecided(title_year=verdict.title_year)
        if known.withdrawn_on is not None:
            raise _already_withdrawn(known)
        require_fitting(verdict, known.asked, today)
        return [_deciding(verdict, known.asked, place_id)]

    def withdraw(self, withdrawal: Withdrawal, today: date) -> list[CandidacyFact]:
        """What is registered and not yet decided."""
        known, place_id = self._running(withdrawal)
        if known.withdrawn_on == withdrawal.withdrawn_on:
            return []
        if known.withdrawn_on is not None:
            raise _already_withdrawn(known)
        if known.verdict is not None:
            year, day = withdrawal.title_year, known.verdict.decided_on
            raise TooLateToWithdraw(title_year=year, decided_on=day)
        require_withdrawable(withdrawal, known.asked, today)
        whose = _whose(known.asked, place_id)
        return [CandidacyWithdrawn(*whose, known.asked.registration, withdrawal.withdrawn_on)]

    def revoke(self, revocation: Revocation, today: date) -> list[CandidacyFact]:
        """A title that was given."""
        known, place_id = self._running(revocation)
        revocation = with_one_number(revocation)
        if known.revocation == revocation:
            return []
        if known.revocation is not None:
            raise RecognitionAlreadyRevoked(title_year=revocation.title_year)
        if known.standing is not Standing.RECOGNISED or known.verdict is None:
            raise NothingToRevoke(title_year=revocation.title_year)
        require_revocable(revocation, known.verdict, today)
        said = (revocation.revoked_on, revocation.decision_number, revocation.ground_code)
        return [RecognitionRevoked(*_whose(known.asked, place_id), *said)]

    def _running(self, about: Verdict | Withdrawal | Revocation) -> tuple[Candidacy, UUID]:
        """What was registered last for the title of the year, and where; refuses what was not."""
        known = self.candidacies.get((about.title, about.title_year))
        if known is None or self.place_id is None:
            waits = self._waiting(about.title, about.title_year)
            raise CandidacyStillWaiting if waits else CandidacyUnknown
        return known, self.place_id


def _asked(fact: CandidacyWaiting | CandidacyRegistered) -> Asked:
    whose = (fact.bearer_kind, fact.bearer_id)
    return Asked(*whose, fact.title, fact.title_year, fact.registration, fact.registered_on)


def _registered(asked: Asked, place_id: UUID) -> CandidacyRegistered:
    return CandidacyRegistered(place_id=place_id, **vars(asked))


def _whose(asked: Asked, place_id: UUID) -> tuple[str, UUID, UUID, str, int]:
    """What every published fact of a candidacy begins with."""
    return asked.bearer_kind, asked.bearer_id, place_id, asked.title, asked.title_year


def _already_withdrawn(known: Candidacy) -> CandidacyAlreadyWithdrawn:
    return CandidacyAlreadyWithdrawn(
        title_year=known.asked.title_year, withdrawn_on=known.withdrawn_on
    )


def _deciding(verdict: Verdict, asked: Asked, place_id: UUID) -> CandidacyFact:
    whose = _whose(asked, place_id)
    decided = (verdict.decided_on, verdict.decision_number)
    if verdict.ground_code is None:
        return TitleRecognised(*whose, *decided)
    return CandidacyDeclined(*whose, *decided, verdict.ground_code)
