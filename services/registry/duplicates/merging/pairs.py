"""A pair that looks alike, known by both ids in whatever order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from services.registry.duplicates.merging.facts import DuplicateDismissed
from services.registry.duplicates.merging.refusals import MergedWithItself
from shared.vocabulary.identifiers import derived_id


@dataclass(frozen=True)
class Pair:
    """Whether somebody said that they are two."""

    dismissed: DuplicateDismissed | None = None

    def evolve(self, fact: DuplicateDismissed) -> Pair:
        return replace(self, dismissed=fact)

    def dismiss(self, asked: DuplicateDismissed) -> list[DuplicateDismissed]:
        return [] if self.dismissed else [asked]


def pair_id(one: UUID, other: UUID) -> UUID:
    """The stream of a pair."""
    return derived_id("duplicate", *sorted((one, other)))


def require_two(one: UUID, other: UUID) -> None:
    if one == other:
        raise MergedWithItself(thing_id=one)
