"""The bearer: what its facts add up to, and what it answers when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from services.recognition.candidacies.candidacy.facts import (
    Asked,
    BearerAliasNamed,
    BearerAliasReleased,
    BearerAllocated,
    BearerHeard,
    BearerMerged,
    BearerMoved,
    BearerUnmerged,
    BearerWithdrawn,
    CandidacyFact,
    CandidacyMoved,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    OfAliases,
    OfBearer,
    Published,
    RecognitionRevoked,
    Revocation,
    Spell,
    Standing,
    Verdict,
    Withdrawal,
)
from services.recognition.candidacies.candidacy.refusals import (
    BearerIsMerged,
    BearerIsWithdrawn,
    CandidacyAlreadyDecided,
    CandidacyAlreadyRegistered,
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
from services.recognition.candidacies.candidacy.run import (
    Candidacy,
    already_withdrawn,
    asked_of,
    deciding,
    require_counted,
    run_of,
)
from services.recognition.candidacies.candidacy.whereabouts import Whereabouts

BEARER_WITHDRAWN: Final = "bearer-withdrawn"
"""A ground that no officer names: whoever ran never was, and nobody said why."""


@dataclass(frozen=True)
class Bearer:
    """Candidacies by title and title year, and where the bearer is, as heard from who keeps its
    books. What is not decided goes with the bearer, to whoever has the place where that is; what
    was decided stays theirs who have the place where it was.

    What waits, waits at the place that was said: only a bearer heard of there gets it registered,
    for the officer who asked was seen to be in charge of that place and no other. What others
    said elsewhere is theirs: it waits beside it, also of a bearer that was heard of.

    `withdrawn`: who keeps its books told that it never was, and nothing else since; it is where it
    was last, and runs for nothing.

    `survivor_id`: of an alias, which bearer it was all the time: where that one is, it is, with
    what is not decided of it; `aliases`: those that were this one all the time.

    As somebody may know it, `abroad` is one that is not within their reach, but something of it is;
    `hidden` are candidacies decided out of their reach."""

    whereabouts: Whereabouts = field(default_factory=Whereabouts)
    candidacies: Mapping[tuple[str, int], Candidacy] = field(default_factory=dict)
    waiting: Mapping[tuple[str, int, UUID | None], Asked] = field(default_factory=dict)
    abroad: bool = False
    hidden: frozenset[tuple[str, int]] = frozenset()
    withdrawn: bool = False
    survivor_id: UUID | None = None
    aliases: frozenset[UUID] = frozenset()

    @property
    def place_id(self) -> UUID | None:
        """Where it is; None: it was not heard of."""
        return None if self.abroad else self.whereabouts.last

    def place_of(self, title: str, title_year: int) -> UUID | None:
        """Where its candidacy is, or the bearer, if there is none."""
        known = self.candidacies.get((title, title_year))
        return self.place_id if known is None else self._place_of(known)

    def _place_of(self, known: Candidacy) -> UUID | None:
        if known.verdict is None:
            return self.whereabouts.last
        return self.whereabouts.seat(known.place_id)

    def evolve(self, fact: CandidacyFact) -> Bearer:
        if isinstance(fact, OfAliases):
            return self._named(fact)
        if isinstance(fact, OfBearer):
            return self._heard(fact)
        match fact:
            case BearerWithdrawn():
                return replace(self, withdrawn=True)
            case CandidacyWaiting():
                named = {(fact.title, fact.title_year, fact.said_place_id): asked_of(fact)}
                return replace(self, waiting={**self.waiting, **named})
            case CandidacyRegistered():
                spells = (Spell(fact.place_id, fact.registered_on),)
                asked, standing = asked_of(fact), Standing.REGISTERED
                return self._with(fact, Candidacy(asked, standing, fact.place_id, spells))
            case _:
                return self._with(fact, self._of(fact).then(fact))

    def _named(self, fact: OfAliases) -> Bearer:
        named = self.aliases | {fact.alias_id}
        gone = isinstance(fact, BearerAliasReleased)
        return replace(self, aliases=named - {fact.alias_id} if gone else named)

    def _heard(self, fact: OfBearer) -> Bearer:
        survivor_id = self.survivor_id
        if isinstance(fact, BearerMerged):
            survivor_id = fact.survivor_id
        elif isinstance(fact, BearerUnmerged):
            survivor_id = None
        gone = self.withdrawn and not isinstance(fact, BearerHeard | BearerMoved)
        at = self.whereabouts.hearing(fact)
        return replace(self, whereabouts=at, withdrawn=gone, survivor_id=survivor_id)

    def _of(self, fact: Published) -> Candidacy:
        return self.candidacies[fact.title, fact.title_year]

    def _with(self, fact: Published, candidacy: Candidacy) -> Bearer:
        named = {(fact.title, fact.title_year): candidacy}
        return replace(self, candidacies={**self.candidacies, **named})

    def within(self, reaches: Callable[[UUID | None], bool]) -> Bearer:
        """The bearer as somebody may know it who reaches these places: one heard of elsewhere is
        one not heard of, and what waits elsewhere does not wait."""
        waiting = {name: asked for name, asked in self.waiting.items() if reaches(name[2])}
        seen = {n: each for n, each in self.candidacies.items() if reaches(self._place_of(each))}
        if self.place_id is not None and reaches(self.place_id):
            hidden = frozenset(self.candidacies.keys() - seen.keys())
            return replace(self, candidacies=seen, waiting=waiting, hidden=hidden)
        if not seen:
            return Bearer(waiting=waiting)
        return replace(self, candidacies=seen, waiting=waiting, abroad=True)

    def standing(self, title: str, title_year: int) -> Standing:
        """Of a candidacy that is registered or waits."""
        known = self.candidacies.get((title, title_year))
        return Standing.WAITING if known is None else known.standing

    def _waiting(self, title: str, title_year: int) -> dict[UUID | None, Asked]:
        """What waits for the title of the year, by the place that was said."""
        named = (title, title_year)
        return {said[2]: asked for said, asked in self.waiting.items() if said[:2] == named}

    def hear(
        self, bearer_kind: str, bearer_id: UUID, place_id: UUID, since: date | None = None
    ) -> list[CandidacyFact]:
        """The bearer is known now, and what waited for it here is registered."""
        if self.whereabouts.spells and not self.withdrawn:
            return []
        return self._following(BearerHeard(bearer_kind, bearer_id, place_id, since))

    def move(
        self, bearer_kind: str, bearer_id: UUID, spells: tuple[Spell, ...]
    ) -> list[CandidacyFact]:
        """It was on these books, whatever was heard before; what is not decided goes with it, and
        what waited for it where it is now is registered. What is on no books any more is where it
        was last."""
        if not spells or (spells == self.whereabouts.spells and not self.withdrawn):
            return []
        return self._following(BearerMoved(bearer_kind, bearer_id, spells))

    def be_withdrawn(
        self, bearer_kind: str, bearer_id: UUID, ground_code: str | None = None
    ) -> list[CandidacyFact]:
        """It never was: what is not decided never ran, from the day on which it was registered;
        what was decided stands until somebody decides otherwise."""
        if self.withdrawn:
            return []
        facts: list[CandidacyFact] = [BearerWithdrawn(bearer_kind, bearer_id, ground_code)]
        why = ground_code or BEARER_WITHDRAWN
        for known in self.candidacies.values():
            if known.standing is Standing.REGISTERED:
                facts += self._leaving(known, known.asked.registered_on, why)
        return facts

    def allocate(self, told: BearerAllocated) -> list[CandidacyFact]:
        return [] if self.whereabouts.is_so(told) else self._following(told)

    def follow(self, told: BearerMerged) -> list[CandidacyFact]:
        """It is an alias of that survivor, which is there."""
        so = (told.survivor_id, told.spells)
        return [] if (self.survivor_id, self.whereabouts.followed) == so else self._following(told)

    def part(self, told: BearerUnmerged) -> list[CandidacyFact]:
        """It is no alias of that survivor."""
        return self._following(told) if self.survivor_id == told.survivor_id else []

    def name(self, told: BearerAliasNamed) -> list[CandidacyFact]:
        return [] if told.alias_id in self.aliases else [told]

    def release(self, told: BearerAliasReleased) -> list[CandidacyFact]:
        return [told] if told.alias_id in self.aliases else []

    def count(self, title: str, title_year: int, counts: bool) -> list[CandidacyFact]:
        """Whether this run is the one that counts, of all of bearers that are one. What is set back
        stays where it was, and counts again where it would be then."""
        known = self.candidacies[title, title_year]
        if known.set_back is not counts:
            return []
        if not counts:
            return known.setting_back()
        if known.standing is not Standing.REGISTERED:
            return known.counting(known.spells)
        return known.counting(self.whereabouts.counted(known.asked.registered_on))

    def _following(self, told: OfBearer) -> list[CandidacyFact]:
        """What was heard of it, and what follows for its candidacies."""
        after = self.evolve(told)
        facts: list[CandidacyFact] = [told]
        for known in self.candidacies.values():
            if known.standing is Standing.REGISTERED and not known.set_back:
                facts += after._moved(known, date.max)
        for asked in after._come():
            facts += after._registering(asked)
        return facts

    def _come(self) -> list[Asked]:
        """What waits where the bearer is, the first of each title of a year."""
        books = self.whereabouts.books
        if books is None or self.withdrawn or self.survivor_id is not None:
            return []
        here, waited = (None, books, self.whereabouts.last), dict[tuple[str, int], Asked]()
        for (title, year, said_place_id), asked in self.waiting.items():
            if said_place_id in here and (title, year) not in self.candidacies:
                waited.setdefault((title, year), asked)
        return [*waited.values()]

    def _registering(self, asked: Asked) -> list[CandidacyFact]:
        """On the books on which the bearer was on the day, and with it on those where it went."""
        spells = self.whereabouts.counted(asked.registered_on)
        first = spells[0].place_id
        registered = CandidacyRegistered(place_id=first, **vars(asked))
        known = Candidacy(asked, Standing.REGISTERED, first, (Spell(first, asked.registered_on),))
        return [registered, *self._moved(known, date.max)]

    def _moved(self, known: Candidacy, until: date) -> list[CandidacyFact]:
        """Where it was until that day goes with the bearer, and what comes later does not."""
        asked, was = known.asked, known.spells
        now = self.whereabouts.counted(asked.registered_on, until)
        if now == was:
            return []
        whose = run_of(asked, now[-1].place_id)
        return [CandidacyMoved(*whose, asked.registration, was, now)]

    def register(
        self, asked: Asked, said_place_id: UUID | None, today: date
    ) -> list[CandidacyFact]:
        """Registered where the bearer lives; before it was heard of, it waits. What was withdrawn
        may be registered anew."""
        require_sane(asked, today)
        named = (asked.title, asked.title_year)
        self._require_there()
        known = self.candidacies.get(named)
        if known is not None and known.withdrawn_on is not None:
            require_since(known.withdrawn_on, asked)
        elif known is not None and known.asked == asked:
            return []
        elif known is not None or named in self.hidden:
            raise CandidacyAlreadyRegistered(title_year=asked.title_year)
        if self.place_id is None:
            return self._wait(asked, said_place_id)
        if self.survivor_id is not None:
            raise BearerIsMerged
        return self._registering(asked)

    def _wait(self, asked: Asked, said_place_id: UUID | None) -> list[CandidacyFact]:
        waiting = self._waiting(asked.title, asked.title_year)
        if not waiting:
            return [CandidacyWaiting(**vars(asked), said_place_id=said_place_id)]
        if waiting.get(said_place_id) != asked:
            raise CandidacyAlreadyRegistered(title_year=asked.title_year)
        return []

    def decide(self, verdict: Verdict, today: date) -> list[CandidacyFact]:
        """On one that is registered; its title is given, or declined on a ground, where the bearer
        was on the day of the decision."""
        known = self._running(verdict)
        verdict = with_one_number(verdict)
        if known.verdict == verdict:
            return []
        self._require_there()
        require_counted(known)
        if known.verdict is not None:
            raise CandidacyAlreadyDecided(title_year=verdict.title_year)
        if known.withdrawn_on is not None:
            raise already_withdrawn(known)
        require_fitting(verdict, known.asked, today)
        place_id, moved = self._settled(known, verdict.decided_on)
        return [*moved, deciding(verdict, known.asked, place_id)]

    def withdraw(self, withdrawal: Withdrawal, today: date) -> list[CandidacyFact]:
        """What is registered and not yet decided."""
        known = self._running(withdrawal)
        if known.withdrawn_on == withdrawal.withdrawn_on:
            return []
        require_counted(known)
        if known.withdrawn_on is not None:
            raise already_withdrawn(known)
        if known.verdict is not None:
            year, day = withdrawal.title_year, known.verdict.decided_on
            raise TooLateToWithdraw(title_year=year, decided_on=day)
        require_withdrawable(withdrawal, known.asked, today)
        return self._leaving(known, withdrawal.withdrawn_on)

    def revoke(self, revocation: Revocation, today: date) -> list[CandidacyFact]:
        """A title that was given, where it was."""
        known = self._running(revocation)
        revocation = with_one_number(revocation)
        if known.revocation == revocation:
            return []
        require_counted(known)
        if known.revocation is not None:
            raise RecognitionAlreadyRevoked(title_year=revocation.title_year)
        if known.standing is not Standing.RECOGNISED or known.verdict is None:
            raise NothingToRevoke(title_year=revocation.title_year)
        require_revocable(revocation, known.verdict, today)
        said = (revocation.revoked_on, revocation.decision_number, revocation.ground_code)
        return [RecognitionRevoked(*run_of(known.asked, known.place_id), *said)]

    def _leaving(
        self, known: Candidacy, day: date, ground_code: str | None = None
    ) -> list[CandidacyFact]:
        """From that day on it does not run, where it was on that day."""
        counted = known.counting(known.spells) if known.set_back else []
        place_id, moved = self._settled(known, day)
        said = (known.asked.registration, day, ground_code)
        return [*counted, *moved, CandidacyWithdrawn(*run_of(known.asked, place_id), *said)]

    def _require_there(self) -> None:
        if self.withdrawn:
            raise BearerIsWithdrawn

    def _settled(self, known: Candidacy, day: date) -> tuple[UUID, list[CandidacyFact]]:
        """On whose books it was on the day, and what brings it there."""
        spells = self.whereabouts.counted(known.asked.registered_on, day)
        return spells[-1].place_id, self._moved(known, day)

    def _running(self, about: Verdict | Withdrawal | Revocation) -> Candidacy:
        """What was registered last for the title of the year; refuses what was not."""
        known = self.candidacies.get((about.title, about.title_year))
        if known is None:
            self._require_there()
            waits = self._waiting(about.title, about.title_year)
            raise CandidacyStillWaiting if waits else CandidacyUnknown
        return known
