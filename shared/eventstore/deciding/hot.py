"""States of streams that many change at once, kept between commands.

A decision made on such a state hands its facts to the appender and moves the state on at once, so
that the next command's facts are the next versions and go into the same batch. The next one leans
on the first: if the first is lost, it is lost as well, and both are decided again.

Beside it stands the newest state that is known to be the log's: what is read again is read from
there on.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from shared.eventstore.appending.units import Submission
from shared.eventstore.reading.reader import Folded, Wanted

KEPT = 1_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Guess:
    """A state as the submission `made_by` leaves it (None: as read from the log)."""

    folded: Folded
    made_by: Submission | None = None
    lineage: object = None


Moves = Mapping[Wanted, Guess]


def leans(guesses: Iterable[Guess]) -> list[Submission]:
    """What a decision on these states leans on, each once."""
    made = {id(guess.made_by): guess.made_by for guess in guesses if guess.made_by is not None}
    return list(made.values())


class HotStates:
    """The most recently used ones of this process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Wanted, Guess] = OrderedDict()
        self._proven: OrderedDict[Wanted, Folded] = OrderedDict()

    def proven(self, items: Iterable[Wanted]) -> dict[Wanted, Folded]:
        """Of these, the states that were the log's when they were last read or recorded."""
        return {item: self._proven[item] for item in items if item in self._proven}

    def prove(self, states: Mapping[Wanted, Folded]) -> None:
        """They were read from the log, or recorded there."""
        for item, folded in states.items():
            if folded.version:
                _put(self._proven, item, folded)

    def get(self, item: Wanted) -> Guess | None:
        return self._kept.get(item)

    def begin(self, item: Wanted, folded: Folded) -> None:
        """As read from the log, unless another command was faster: then its state is as new."""
        if item not in self._kept:
            # All that follows from this reading shares its lineage.
            _put(self._kept, item, Guess(folded, None, object()))

    def move(self, states: Mapping[Wanted, Folded], made_by: Submission) -> Moves:
        """Those that are kept, to what the submission will make of them."""
        moves = {
            item: Guess(folded, made_by, kept.lineage)
            for item, folded in states.items()
            if (kept := self._kept.get(item)) is not None
        }
        for item, guess in moves.items():
            _put(self._kept, item, guess)
        return moves

    def forget(self, moves: Moves) -> None:
        """They turned out wrong; a state that was read anew since stays."""
        for item, guess in moves.items():
            if (kept := self._kept.get(item)) is not None and kept.lineage is guess.lineage:
                del self._kept[item]


def _put(kept: OrderedDict[Wanted, T], item: Wanted, value: T) -> None:
    kept[item] = value
    kept.move_to_end(item)
    if len(kept) > KEPT:
        kept.popitem(last=False)
