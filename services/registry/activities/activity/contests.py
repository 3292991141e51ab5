"""A contest (hội thi) has rounds (vòng loại, chung kết), one after the other, each on its day and
of some parts, with who got which rank in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.activities.activity.facts import (
    ContestFact,
    ContestResultStated,
    ContestRoundHeld,
    ContestRoundWithdrawn,
)
from services.registry.activities.activity.refusals import (
    ContestRoundBeforeEarlier,
    ContestRoundHeldAlready,
    ContestRoundHeldSince,
    ContestRoundMissing,
    ContestRoundUnknown,
    EntrantTwice,
    PartKindUnknown,
    PartTwice,
    RankImplausible,
    RoundKindUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import PART_KINDS, ROUND_KINDS

MOST_ROUNDS: Final = 20
MOST_ENTRANTS: Final = 1_000


@dataclass(frozen=True)
class Round:
    """As it was held, and the ranks that were stated of it, if any were."""

    held: ContestRoundHeld
    stated: ContestResultStated | None = None


@dataclass(frozen=True)
class Contest:
    """Its rounds in order, the first is number 1. `withdrawn`: the numbers of those that were
    recorded by mistake, and are not there again."""

    rounds: tuple[Round, ...] = ()
    withdrawn: frozenset[int] = frozenset()

    def evolve(self, fact: ContestFact) -> Self:
        match fact:
            case ContestRoundHeld():
                there_again = self.withdrawn - {fact.round_number}
                return replace(self, rounds=(*self.rounds, Round(fact)), withdrawn=there_again)
            case ContestRoundWithdrawn(round_number=number):
                gone = self.withdrawn | {number}
                return replace(self, rounds=self.rounds[:-1], withdrawn=gone)
            case ContestResultStated(round_number=number):
                at = number - 1
                stated = replace(self.rounds[at], stated=fact)
                return replace(self, rounds=(*self.rounds[:at], stated, *self.rounds[at + 1 :]))

    def hold(self, asked: ContestRoundHeld, today: date) -> list[ContestRoundHeld]:
        """The next round, on a day that has come, not before the one that it follows."""
        require_come(asked.held_on, today)
        _require_kinds(asked)
        if len({*asked.parts}) < len(asked.parts):
            raise PartTwice
        if (there := self._round(asked.round_number)) is not None:
            if there.held != asked:
                raise ContestRoundHeldAlready(number=asked.round_number, held_on=there.held.held_on)
            return []
        if not self._is_next(asked.round_number):
            raise ContestRoundMissing(number=len(self.rounds) + 1)
        if self.rounds and asked.held_on < self.rounds[-1].held.held_on:
            raise ContestRoundBeforeEarlier(held_on=self.rounds[-1].held.held_on)
        return [asked]

    def state(self, asked: ContestResultStated) -> list[ContestResultStated]:
        """All ranks of a round, in place of those that were stated of it before."""
        there = self._round(asked.round_number)
        if there is None:
            raise ContestRoundUnknown
        if not all(1 <= each.rank <= MOST_ENTRANTS for each in asked.results):
            raise RankImplausible(most=MOST_ENTRANTS)
        _require_once([(each.entrant_kind, each.entrant_id) for each in asked.results])
        return [] if there.stated == asked else [asked]

    def withdraw(self, number: int) -> list[ContestRoundWithdrawn]:
        """The last round was recorded by mistake."""
        if self._round(number) is None:
            if number in self.withdrawn:
                return []
            raise ContestRoundUnknown
        if number < len(self.rounds):
            raise ContestRoundHeldSince(number=number + 1)
        return [ContestRoundWithdrawn(number)]

    def _round(self, number: int) -> Round | None:
        return self.rounds[number - 1] if 1 <= number <= len(self.rounds) else None

    def _is_next(self, number: int) -> bool:
        return number == len(self.rounds) + 1


def _require_kinds(asked: ContestRoundHeld) -> None:
    if asked.round_kind not in ROUND_KINDS:
        raise RoundKindUnknown(kinds=", ".join(ROUND_KINDS))
    if not all(each.part_kind in PART_KINDS for each in asked.parts):
        raise PartKindUnknown(kinds=", ".join(PART_KINDS))


def _require_once(entrants: Sequence[tuple[str, UUID]]) -> None:
    if len({*entrants}) < len(entrants):
        raise EntrantTwice
