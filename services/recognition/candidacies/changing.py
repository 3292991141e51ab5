"""Bearers that were on the books twice: an alias is where its survivor is, and what is not decided
of it goes where that one goes, until both are two after all. For a title of a year one of their
runs counts, and all others are set back as long as they are one. Streams are never joined."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerAliasNamed,
    BearerAliasReleased,
    BearerMerged,
    BearerUnmerged,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    bearer_stream,
)
from services.recognition.candidacies.candidacy.refusals import AnotherRegisterRuns
from shared.eventstore.commands import AlsoRead
from shared.eventstore.facts import fold

Follow = Callable[[Bearer], list[CandidacyFact]]


class Together:
    """Bearers of one kind, by their streams, and what is said of them in one decision. Of whichever
    is somewhere else than before all aliases follow, and theirs; raises `AlsoRead` for those that
    were not read."""

    def __init__(self, kind: str, known: Mapping[UUID, Bearer]) -> None:
        self._kind, self._known = kind, {**known}
        self.facts: dict[UUID, list[CandidacyFact]] = {}

    def hear(self, bearer_id: UUID, follow: Follow) -> None:
        """What was told of one of them."""
        self._say(bearer_id, follow)
        self._bring_along(bearer_id)

    def merge(self, alias_id: UUID, survivor_id: UUID) -> None:
        """The one was the other all the time."""
        named = BearerAliasNamed(self._kind, survivor_id, alias_id)
        self._say(survivor_id, lambda survivor: survivor.name(named))
        self._bring_along(survivor_id)

    def unmerge(self, alias_id: UUID, survivor_id: UUID) -> None:
        """They were two after all; where what was the alias is, is heard next."""
        released = BearerAliasReleased(self._kind, survivor_id, alias_id)
        self._say(survivor_id, lambda survivor: survivor.release(released))
        parted = BearerUnmerged(self._kind, alias_id, survivor_id)
        self._say(alias_id, lambda alias: alias.part(parted))

    def ask(self, bearer_id: UUID, facts: Sequence[CandidacyFact]) -> None:
        """What an officer asked of it. Refused where it would run beside one that was merged with
        it."""
        for fact in facts:
            if isinstance(fact, CandidacyRegistered | CandidacyWaiting):
                self._require_alone(bearer_id, fact.title, fact.title_year)
        self._say(bearer_id, lambda _: [*facts])
        self.settle([bearer_id])

    def settle(self, bearer_ids: Iterable[UUID]) -> None:
        """Of each title of a year one run counts of all that are one with these. What was
        withdrawn counted for its time, and does so."""
        for bearer_id in bearer_ids:
            one = self._one(bearer_id)
            for title, year in sorted({name for each in one for name in self._held_by(each)}):
                holders = [each for each in one if (title, year) in self._held_by(each)]
                first = min(holders, key=partial(self._weight, title, year))
                for each in holders:
                    count = partial(Bearer.count, title=title, title_year=year)
                    self._say(each, partial(count, counts=each == first))

    def _require_alone(self, bearer_id: UUID, title: str, title_year: int) -> None:
        others = [each for each in self._one(bearer_id) if each != bearer_id]
        if any((title, title_year) in self._held_by(each) for each in others):
            raise AnotherRegisterRuns(title_year=title_year)

    def _held_by(self, bearer_id: UUID) -> set[tuple[str, int]]:
        return {name for name, run in self.of(bearer_id).candidacies.items() if run.holds}

    def _weight(self, title: str, title_year: int, bearer_id: UUID) -> tuple[object, ...]:
        """Of two that are alike in all, that of the survivor counts."""
        bearer = self.of(bearer_id)
        weight = bearer.candidacies[title, title_year].weight
        return *weight, bearer.survivor_id is not None, str(bearer_id)

    def _one(self, bearer_id: UUID) -> list[UUID]:
        """It, and all bearers that were merged with it, into it and into each other."""
        found, going = [bearer_id], [bearer_id]
        self._require_read(found)
        while going:
            each = self.of(going.pop())
            into = [each.survivor_id] if each.survivor_id else []
            new = sorted({*each.aliases, *into}.difference(found))
            self._require_read(new)
            found += new
            going += new
        return found

    def of(self, bearer_id: UUID) -> Bearer:
        return self._known[bearer_stream(self._kind, bearer_id)]

    def _say(self, bearer_id: UUID, follow: Follow) -> None:
        facts, stream = follow(self.of(bearer_id)), bearer_stream(self._kind, bearer_id)
        self._known[stream] = fold(self._known[stream], facts)
        self.facts.setdefault(stream, []).extend(facts)

    def _bring_along(self, bearer_id: UUID) -> None:
        """Merges and their being taken back may be heard in another order than they were said, so
        that two are aliases of each other for a while: each goes once."""
        gone, going = {bearer_id}, [bearer_id]
        while going:
            survivor_id = going.pop()
            left = sorted(self.of(survivor_id).aliases - gone)
            self._require_read(left)
            spells = self.of(survivor_id).whereabouts.seated()
            for alias_id in left:
                told = BearerMerged(self._kind, alias_id, survivor_id, spells)
                self._say(alias_id, partial(Bearer.follow, told=told))
            gone.update(left)
            going += left

    def _require_read(self, bearer_ids: list[UUID]) -> None:
        streams = [bearer_stream(self._kind, each) for each in bearer_ids]
        if unread := [each for each in streams if each not in self._known]:
            raise AlsoRead(dict.fromkeys(unread, Bearer))
