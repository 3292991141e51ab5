"""The dry run: a counter at which everything is decided as at the true one, and nothing stays."""

from typing import Protocol, Self, runtime_checkable

from shared.eventstore.rehearsing import Rehearsal
from shared.web.counter import Counter


@runtime_checkable
class Rehearsed(Protocol):
    """What stands beside the log and keeps something before a command is recorded."""

    def rehearsing(self) -> Self:
        """The same, that answers as if it kept, and keeps nothing."""


def rehearsal(counter: Counter) -> Counter:
    """What is done at it is seen by what is done at it later, and by nobody else."""
    beside = [each.rehearsing() if isinstance(each, Rehearsed) else each for each in counter.beside]
    transactions = Rehearsal(counter.transactions.store)
    return Counter(
        transactions,
        counter.connections,
        counter.places,
        counter.clock,
        counter.unknown,
        counter.own_writes,
        tuple(beside),
    )
