"""Bearers that were on the books twice: an alias is where its survivor is, and what is not decided
of it goes where that one goes, until both are two after all. Streams are never joined."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerAliasNamed,
    BearerAliasReleased,
    BearerMerged,
    BearerUnmerged,
    CandidacyFact,
    bearer_stream,
)
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
